import type {
  AuthorizeSecurityGroupEgressRequest,
  AuthorizeSecurityGroupIngressRequest,
  IpPermission,
  ModifySecurityGroupRulesRequest,
  RevokedSecurityGroupRule,
  RevokeSecurityGroupEgressRequest,
  RevokeSecurityGroupIngressRequest,
  SecurityGroupRuleDescription,
  SecurityGroupRuleRequest,
  TagSpecification,
  UpdateSecurityGroupRuleDescriptionsEgressRequest,
  UpdateSecurityGroupRuleDescriptionsIngressRequest,
} from '@aws-sdk/client-ec2';
import { rulesOf } from '../../snapshot/security-group-rules.ts';
import type { Saved } from '../../snapshot/snapshot.ts';
import { add, edit, known, remove } from '../draft.ts';
import { invalidCombination, required } from '../required.ts';
import { AwsError, type World } from '../world.ts';
import { ec2Arn } from './arn.ts';
import { find, findMaybe, type Resource } from './lookup.ts';
import {
  addPart,
  checkedPart,
  describePart,
  keyOf,
  type Part,
  partOfRule,
  partsOf,
  partsOfInput,
  permissionsOf,
  portsOf,
  protocolName,
  type Rule,
  removePart,
  ruleMembers,
} from './permissions.ts';
import { groupOf } from './security-group-lookup.ts';
import { checkQuota } from './security-group-quota.ts';
import { resolved } from './security-group-references.ts';
import { tagsFor } from './tag-specifications.ts';

type Group = Readonly<Resource<'security-group'>>;
type PermissionKey = 'IpPermissions' | 'IpPermissionsEgress';

const keyFor = (egress: boolean): PermissionKey => (egress ? 'IpPermissionsEgress' : 'IpPermissions');

/** The permissions of a call, from the list or from the members that say one. */
function permissionsFrom(input: AuthorizeSecurityGroupIngressRequest): IpPermission[] {
  const one = input.IpProtocol !== undefined || input.CidrIp !== undefined || input.FromPort !== undefined;
  if (input.IpPermissions !== undefined && input.IpPermissions.length > 0) {
    if (one) throw invalidCombination('The parameter ipPermissions may not be used in combination with ipProtocol');
    return input.IpPermissions;
  }
  if (!one) throw new AwsError('MissingParameter', 'The request must contain the parameter ipPermissions');
  return [
    {
      IpProtocol: input.IpProtocol,
      FromPort: input.FromPort,
      ToPort: input.ToPort,
      IpRanges: input.CidrIp === undefined ? [] : [{ CidrIp: input.CidrIp }],
    },
  ];
}

const ruleOfPart = (world: World, group: Group, egress: boolean, part: Part): Rule => {
  const { GroupId, OwnerId } = group;
  const [rule] = rulesOf({ GroupId, OwnerId, [keyFor(egress)]: permissionsOf([part]) });
  const made = rule?.SecurityGroupRuleId ?? '';
  // A rule that was modified keeps the id that its first content gave it.
  const taken = known(world, 'ec2', 'SecurityGroupRules')?.some((r) => r.SecurityGroupRuleId === made);
  const SecurityGroupRuleId = taken ? world.newId('sgr') : made;
  const SecurityGroupRuleArn = ec2Arn(world, 'security-group-rule', SecurityGroupRuleId);
  return { ...rule, SecurityGroupRuleId, SecurityGroupRuleArn };
};

/** The rules of a group's direction; those that AWS showed where they were read, else as the group implies them. */
function rulesIn(world: World, group: Group, egress?: boolean): readonly Rule[] {
  const read = known(world, 'ec2', 'SecurityGroupRules')?.filter((rule) => rule.GroupId === group.GroupId);
  return (read ?? rulesOf(group)).filter((rule) => egress === undefined || rule.IsEgress === egress);
}

function authorize(
  world: World,
  input: AuthorizeSecurityGroupIngressRequest | AuthorizeSecurityGroupEgressRequest,
  egress: boolean,
): { Return: true; SecurityGroupRules: Rule[] } {
  const group = groupOf(world, input);
  const key = keyFor(egress);
  const asked = partsOfInput(permissionsFrom(input)).map((part) => resolved(world, group, part));
  const before = partsOf(group[key] ?? []);
  const there = new Set(before.map(keyOf));
  const duplicate = asked.find((part) => there.has(keyOf(part)));
  if (duplicate !== undefined) {
    throw new AwsError('InvalidPermission.Duplicate', `the specified rule "${describePart(duplicate)}" already exists`);
  }
  checkQuota(world, [...before, ...asked], before);
  const tags = tagsFor('security-group-rule', input.TagSpecifications as TagSpecification[] | undefined);
  const rules = asked.map((part) => ({ ...ruleOfPart(world, group, egress, part), Tags: tags }));
  edit(
    world,
    'ec2',
    'SecurityGroups',
    (g) => g.GroupId === group.GroupId,
    (copy) => {
      copy[key] ??= [];
      for (const part of asked) addPart(copy[key], part);
    },
  );
  add(world, 'ec2', 'SecurityGroupRules', ...rules);
  return { Return: true, SecurityGroupRules: rules };
}

/** https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_AuthorizeSecurityGroupIngress.html */
export const AuthorizeSecurityGroupIngress = (world: World, input: AuthorizeSecurityGroupIngressRequest) =>
  authorize(world, input, false);

/** https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_AuthorizeSecurityGroupEgress.html */
export const AuthorizeSecurityGroupEgress = (world: World, input: AuthorizeSecurityGroupEgressRequest) =>
  authorize(world, input, true);

interface Revoked {
  Return: true;
  UnknownIpPermissions?: Saved<IpPermission>[];
  RevokedSecurityGroupRules: RevokedSecurityGroupRule[];
}

function revoke(
  world: World,
  input: RevokeSecurityGroupIngressRequest | RevokeSecurityGroupEgressRequest,
  egress: boolean,
): Revoked {
  const group = groupOf(world, input);
  const key = keyFor(egress);
  const rules = rulesIn(world, group, egress);
  const { asked, unknown } = revokedParts(world, input, group, egress);
  const keys = new Set(asked.map(keyOf));
  const gone = rules.filter((rule) => keys.has(keyOf(partOfRule(rule))));
  if (asked.length > 0) {
    edit(
      world,
      'ec2',
      'SecurityGroups',
      (g) => g.GroupId === group.GroupId,
      (copy) => {
        for (const part of asked) removePart(copy[key] ?? [], part);
      },
    );
    const ids = new Set(gone.map((rule) => rule.SecurityGroupRuleId));
    remove(world, 'ec2', 'SecurityGroupRules', (rule) => ids.has(rule.SecurityGroupRuleId));
  }
  return {
    Return: true,
    ...(unknown.length > 0 ? { UnknownIpPermissions: permissionsOf(unknown) } : {}),
    RevokedSecurityGroupRules: gone.map(({ ReferencedGroupInfo, GroupOwnerId, Tags, SecurityGroupRuleArn, ...rule }) =>
      ReferencedGroupInfo === undefined ? rule : { ...rule, ReferencedGroupId: ReferencedGroupInfo.GroupId },
    ),
  };
}

/** What a revoke takes out, and (default VPC only) what it asked for that is not there. */
function revokedParts(
  world: World,
  input: RevokeSecurityGroupIngressRequest,
  group: Group,
  egress: boolean,
): { asked: Part[]; unknown: Part[] } {
  const ids = input.SecurityGroupRuleIds ?? [];
  if (ids.length > 0) {
    if ((input.IpPermissions ?? []).length > 0) {
      throw invalidCombination('The parameter ipPermissions may not be used in combination with securityGroupRuleIds');
    }
    return { asked: [...new Set(ids)].map((id) => partOfRule(ruleById(world, group, id, egress))), unknown: [] };
  }
  const asked = partsOfInput(permissionsFrom(input));
  const there = new Map(partsOf(group[keyFor(egress)] ?? []).map((part) => [keyOf(part), part]));
  const unknown = asked.filter((part) => !there.has(keyOf(part)));
  // A default VPC's groups answer with what they did not know; any other refuses.
  const inDefaultVpc = findMaybe(world, 'vpc', group.VpcId ?? '')?.IsDefault === true;
  if (unknown.length > 0 && !inDefaultVpc) {
    throw new AwsError('InvalidPermission.NotFound', 'The specified rule does not exist in this security group.');
  }
  return { asked: asked.flatMap((part) => there.get(keyOf(part)) ?? []), unknown };
}

function ruleById(world: World, group: Group, id: string, egress?: boolean): Rule {
  const rule = rulesIn(world, group, egress).find((r) => r.SecurityGroupRuleId === id);
  if (rule === undefined) {
    throw new AwsError(
      'InvalidSecurityGroupRuleId.NotFound',
      `The security group rule ID '${id}' does not exist in group '${group.GroupId}'`,
    );
  }
  return rule;
}

/** https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_RevokeSecurityGroupIngress.html */
export const RevokeSecurityGroupIngress = (world: World, input: RevokeSecurityGroupIngressRequest) =>
  revoke(world, input, false);

/** https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_RevokeSecurityGroupEgress.html */
export const RevokeSecurityGroupEgress = (world: World, input: RevokeSecurityGroupEgressRequest) =>
  revoke(world, input, true);

/** Puts parts in the place of others in one direction of a group, each rule keeping its id. */
function replaceParts(
  world: World,
  group: Group,
  egress: boolean,
  changes: Map<string, { rule: Rule; to: Part }>,
): void {
  const key = keyFor(egress);
  const before = partsOf(group[key] ?? []);
  const after = before.map((part) => changes.get(keyOf(part))?.to ?? part);
  const keys = after.map(keyOf);
  const twice = after.find((part, at) => keys.indexOf(keyOf(part)) !== at);
  if (twice !== undefined) {
    throw new AwsError('InvalidPermission.Duplicate', `the specified rule "${describePart(twice)}" already exists`);
  }
  checkQuota(world, after, before);
  edit(
    world,
    'ec2',
    'SecurityGroups',
    (g) => g.GroupId === group.GroupId,
    (copy) => {
      copy[key] = permissionsOf(after);
    },
  );
  const byId = new Map([...changes.values()].map(({ rule, to }) => [rule.SecurityGroupRuleId, to]));
  edit(
    world,
    'ec2',
    'SecurityGroupRules',
    (rule) => byId.has(rule.SecurityGroupRuleId),
    (copy) => {
      const part = byId.get(copy.SecurityGroupRuleId)!;
      for (const peer of ['CidrIpv4', 'CidrIpv6', 'PrefixListId', 'ReferencedGroupInfo', 'Description'] as const) {
        delete copy[peer];
      }
      Object.assign(copy, ruleMembers(part));
    },
  );
}

function partOfRequest(request: SecurityGroupRuleRequest): Part {
  const protocol = protocolName(required(request.IpProtocol, 'ipProtocol'));
  const peers = [
    ['IpRanges', request.CidrIpv4],
    ['Ipv6Ranges', request.CidrIpv6],
    ['PrefixListIds', request.PrefixListId],
    ['UserIdGroupPairs', request.ReferencedGroupId],
  ] as const;
  const given = peers.filter(([, peer]) => peer !== undefined);
  const [one] = given;
  if (one === undefined || given.length > 1) {
    throw invalidCombination(
      'Only one of cidrIp, cidrIpv6, prefixListId, and referencedGroupId can be specified, and one must be.',
    );
  }
  return checkedPart({
    protocol,
    ...portsOf(protocol, request.FromPort, request.ToPort),
    list: one[0],
    peer: one[1]!,
    ...(request.Description === undefined ? {} : { description: request.Description }),
  });
}

/** https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_ModifySecurityGroupRules.html */
export function ModifySecurityGroupRules(world: World, input: ModifySecurityGroupRulesRequest) {
  const group = groupOf(world, input);
  const changes = { in: new Map<string, { rule: Rule; to: Part }>(), out: new Map<string, { rule: Rule; to: Part }>() };
  for (const update of required(input.SecurityGroupRules, 'securityGroupRules')) {
    const rule = ruleById(world, group, required(update.SecurityGroupRuleId, 'securityGroupRuleId'));
    const to = resolved(world, group, partOfRequest(required(update.SecurityGroupRule, 'securityGroupRule')));
    changes[rule.IsEgress ? 'out' : 'in'].set(keyOf(partOfRule(rule)), { rule, to });
  }
  if (changes.in.size > 0) replaceParts(world, group, false, changes.in);
  if (changes.out.size > 0) replaceParts(world, find(world, 'security-group', group.GroupId!), true, changes.out);
  return { Return: true };
}

function updateDescriptions(
  world: World,
  input: UpdateSecurityGroupRuleDescriptionsIngressRequest | UpdateSecurityGroupRuleDescriptionsEgressRequest,
  egress: boolean,
): { Return: true } {
  const group = groupOf(world, input);
  const there = new Map(partsOf(group[keyFor(egress)] ?? []).map((part) => [keyOf(part), part]));
  const changes = new Map<string, { rule: Rule; to: Part }>();
  const describe = (rule: Rule, description: string | undefined): void => {
    const { description: _, ...part } = partOfRule(rule);
    const to = description === undefined || description === '' ? part : checkedPart({ ...part, description });
    changes.set(keyOf(part), { rule, to });
  };
  const byId: SecurityGroupRuleDescription[] = input.SecurityGroupRuleDescriptions ?? [];
  for (const { SecurityGroupRuleId, Description } of byId) {
    describe(ruleById(world, group, required(SecurityGroupRuleId, 'securityGroupRuleId'), egress), Description);
  }
  if (byId.length === 0) {
    const rules = new Map(rulesIn(world, group, egress).map((rule) => [keyOf(partOfRule(rule)), rule]));
    for (const part of partsOfInput(required(input.IpPermissions, 'ipPermissions'))) {
      const rule = rules.get(keyOf(part));
      if (rule === undefined || !there.has(keyOf(part))) {
        throw new AwsError('InvalidPermission.NotFound', 'The specified rule does not exist in this security group.');
      }
      describe(rule, part.description);
    }
  }
  replaceParts(world, group, egress, changes);
  return { Return: true };
}

/** https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_UpdateSecurityGroupRuleDescriptionsIngress.html */
export const UpdateSecurityGroupRuleDescriptionsIngress = (
  world: World,
  input: UpdateSecurityGroupRuleDescriptionsIngressRequest,
) => updateDescriptions(world, input, false);

/** https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_UpdateSecurityGroupRuleDescriptionsEgress.html */
export const UpdateSecurityGroupRuleDescriptionsEgress = (
  world: World,
  input: UpdateSecurityGroupRuleDescriptionsEgressRequest,
) => updateDescriptions(world, input, true);
