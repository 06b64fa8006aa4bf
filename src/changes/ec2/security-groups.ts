import type {
  AuthorizeSecurityGroupEgressRequest,
  AuthorizeSecurityGroupIngressRequest,
  CreateSecurityGroupRequest,
  DeleteSecurityGroupRequest,
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
import { add, all, edit, known, remove } from '../draft.ts';
import { dependencyViolation, invalidCombination, invalidValue, required } from '../required.ts';
import { AwsError, type World } from '../world.ts';
import { ec2Arn } from './arn.ts';
import { find, findIfRead, findMaybe, type Resource } from './lookup.ts';
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
import { tagsFor } from './tag-specifications.ts';

type Group = Readonly<Resource<'security-group'>>;
type PermissionKey = 'IpPermissions' | 'IpPermissionsEgress';

const keyFor = (egress: boolean): PermissionKey => (egress ? 'IpPermissionsEgress' : 'IpPermissions');

/** A group by id, or by name when it is the default VPC's. */
function groupOf(world: World, input: { GroupId?: string; GroupName?: string }): Group {
  if (input.GroupId !== undefined) return find(world, 'security-group', input.GroupId);
  const name = required(input.GroupName, 'groupId');
  const defaultVpc = all(world, 'ec2', 'Vpcs').find((vpc) => vpc.IsDefault)?.VpcId;
  const group = all(world, 'ec2', 'SecurityGroups').find((g) => g.GroupName === name && g.VpcId === defaultVpc);
  if (group === undefined) {
    throw new AwsError('InvalidGroup.NotFound', `The security group '${name}' does not exist in default VPC`);
  }
  return group;
}

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

/** A part as it will be stored in a group: its source exists, and a referenced group has its owner. */
function resolved(world: World, group: Group, part: Part): Part {
  if (part.list === 'PrefixListIds') findIfRead(world, 'prefix-list', part.peer);
  if (part.list !== 'UserIdGroupPairs') return part;
  const owner = part.group?.UserId;
  const other = findMaybe(world, 'security-group', part.peer);
  if (other === undefined) {
    // Another account's group cannot be looked up, only its peering.
    if (owner !== undefined && owner !== world.account) return part;
    find(world, 'security-group', part.peer);
    return part;
  }
  const { VpcPeeringConnectionId: asked } = part.group ?? {};
  const { UserId = other.OwnerId ?? world.account } = part.group ?? {};
  if (other.VpcId === group.VpcId) return { ...part, group: { UserId } };
  const peering = peeringBetween(world, group.VpcId ?? '', other.VpcId ?? '', asked);
  if (peering !== undefined) {
    const { VpcPeeringConnectionId, Status } = peering;
    return {
      ...part,
      group: { UserId, VpcId: other.VpcId, VpcPeeringConnectionId, PeeringStatus: Status?.Code },
    };
  }
  if (sharesVpc(world, other.GroupId ?? '', group.VpcId ?? '') || referencesOverTransitGateway(world)) {
    return { ...part, group: { UserId, VpcId: other.VpcId } };
  }
  throw new AwsError(
    'InvalidGroup.NotFound',
    `You have specified two resources that belong to different networks. (${group.GroupId}, ${other.GroupId})`,
  );
}

const peeringBetween = (world: World, a: string, b: string, id: string | undefined) =>
  (known(world, 'ec2', 'VpcPeeringConnections') ?? []).find((p) => {
    const ends = [p.AccepterVpcInfo?.VpcId, p.RequesterVpcInfo?.VpcId];
    if (id !== undefined && p.VpcPeeringConnectionId !== id) return false;
    return p.Status?.Code === 'active' && ends.includes(a) && ends.includes(b);
  });

const sharesVpc = (world: World, group: string, vpc: string): boolean =>
  (known(world, 'ec2', 'SecurityGroupVpcAssociations') ?? []).some(
    (a) => a.GroupId === group && a.VpcId === vpc && a.State === 'associated',
  );

const referencesOverTransitGateway = (world: World): boolean =>
  (known(world, 'ec2', 'TransitGateways') ?? []).some((t) => t.Options?.SecurityGroupReferencingSupport === 'enable');

/** Weights of AWS's own prefix lists: a rule with one counts as so many. */
const weights: Record<string, number> = {
  'cloudfront.origin-facing': 55,
  'ec2-instance-connect': 2,
  groundstation: 5,
  'route53-healthchecks': 25,
  s3express: 6,
  'vpc-lattice': 10,
};

function weightOf(world: World, part: Part): number {
  if (part.list !== 'PrefixListIds') return 1;
  const list = findMaybe(world, 'prefix-list', part.peer);
  if (list?.MaxEntries !== undefined) return list.MaxEntries;
  const name = list?.PrefixListName ?? '';
  return Object.entries(weights).find(([suffix]) => name.endsWith(suffix))?.[1] ?? 1;
}

const defaultQuota = 60;

/**
 * Rules per group and direction, IPv4 and IPv6 counted apart:
 * https://docs.aws.amazon.com/vpc/latest/userguide/amazon-vpc-limits.html. An account with a larger group has a raised
 * quota that no snapshot tells, so none is enforced there.
 */
function checkQuota(world: World, parts: readonly Part[], before: readonly Part[]): void {
  const count = (of: readonly Part[], without: Part['list']): number =>
    of.filter((part) => part.list !== without).reduce((sum, part) => sum + weightOf(world, part), 0);
  for (const family of ['IpRanges', 'Ipv6Ranges'] as const) {
    const raised = count(before, family) > defaultQuota;
    if (!raised && count(parts, family) > defaultQuota && count(parts, family) > count(before, family)) {
      throw new AwsError(
        'RulesPerSecurityGroupLimitExceeded',
        'The maximum number of rules per security group has been reached.',
      );
    }
  }
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

/** https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_CreateSecurityGroup.html */
export function CreateSecurityGroup(world: World, input: CreateSecurityGroupRequest) {
  const name = required(input.GroupName, 'groupName');
  const description = required(input.Description, 'description');
  if (name.length > 255 || !/^[\w .\-:/()#,@[\]+=&;{}!$*]+$/.test(name)) {
    throw invalidValue(
      `Value (${name}) for parameter GroupName is invalid. Character sets beyond ASCII are not supported.`,
    );
  }
  if (/^sg-/i.test(name)) {
    throw invalidValue('Group names may not be in the format sg-*.');
  }
  const VpcId = input.VpcId ?? known(world, 'ec2', 'Vpcs')?.find((vpc) => vpc.IsDefault)?.VpcId;
  if (VpcId === undefined) throw new AwsError('VPCIdNotSpecified', 'No default VPC for this user');
  const vpc = findIfRead(world, 'vpc', VpcId);
  if (name === 'default') throw invalidValue('Cannot use reserved security group name: default');
  if (all(world, 'ec2', 'SecurityGroups').some((g) => g.VpcId === VpcId && g.GroupName === name)) {
    throw new AwsError('InvalidGroup.Duplicate', `The security group '${name}' already exists for VPC '${VpcId}'`);
  }
  const Tags = tagsFor('security-group', input.TagSpecifications);
  const GroupId = world.newId('sg');
  const everywhere: Part[] = [{ protocol: '-1', list: 'IpRanges', peer: '0.0.0.0/0' }];
  if ((vpc?.Ipv6CidrBlockAssociationSet ?? []).length > 0) {
    everywhere.push({ protocol: '-1', list: 'Ipv6Ranges', peer: '::/0' });
  }
  const group = {
    GroupId,
    SecurityGroupArn: ec2Arn(world, 'security-group', GroupId),
    GroupName: name,
    Description: description,
    VpcId,
    OwnerId: world.account,
    IpPermissions: [],
    IpPermissionsEgress: permissionsOf(everywhere),
    Tags,
  };
  add(world, 'ec2', 'SecurityGroups', group);
  add(world, 'ec2', 'SecurityGroupRules', ...rulesOf(group));
  return { GroupId, SecurityGroupArn: group.SecurityGroupArn, Tags };
}

/** https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_DeleteSecurityGroup.html */
export function DeleteSecurityGroup(world: World, input: DeleteSecurityGroupRequest) {
  const group = groupOf(world, input);
  const id = group.GroupId!;
  if (group.GroupName === 'default') {
    throw new AwsError(
      'CannotDelete',
      `the specified group: "${id}" name: "${group.GroupName}" cannot be deleted by a user`,
    );
  }
  const attached = known(world, 'ec2', 'NetworkInterfaces')?.some((i) => i.Groups?.some((g) => g.GroupId === id));
  const referenced = all(world, 'ec2', 'SecurityGroups').some(
    (g) =>
      g.GroupId !== id &&
      partsOf([...(g.IpPermissions ?? []), ...(g.IpPermissionsEgress ?? [])]).some((part) => part.peer === id),
  );
  if (attached || referenced) throw dependencyViolation(`resource ${id} has a dependent object`);
  remove(world, 'ec2', 'SecurityGroups', (g) => g.GroupId === id);
  remove(world, 'ec2', 'SecurityGroupRules', (rule) => rule.GroupId === id);
  return { Return: true, GroupId: id };
}
