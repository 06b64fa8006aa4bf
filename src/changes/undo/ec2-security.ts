import type { Call } from '../../findings/finding.ts';
import { all } from '../draft.ts';
import { find } from '../ec2/lookup.ts';
import { keyOf, type Part, partOfRule, partsOf, partsOfInput, permissionsOf, type Rule } from '../ec2/permissions.ts';
import { AwsError, type World } from '../world.ts';
import { callsOf, given, type Undo, type Undos } from './entry.ts';

const ec2 = callsOf('ec2');

const ruleOf = (world: World, id: string): Rule => {
  const rule = all(world, 'ec2', 'SecurityGroupRules').find((r) => r.SecurityGroupRuleId === id);
  if (rule === undefined) throw new AwsError('InvalidSecurityGroupRuleId.NotFound', id);
  return rule;
};

/** Permissions as a call takes them: without what EC2 fills in, and without empty lists. */
const asInput = (parts: readonly Part[]) =>
  permissionsOf(parts).map((permission) =>
    Object.fromEntries(
      Object.entries({
        ...permission,
        UserIdGroupPairs: permission.UserIdGroupPairs?.map(({ PeeringStatus: _, ...pair }) => pair),
      }).filter(([, value]) => !Array.isArray(value) || value.length > 0),
    ),
  );

const authorized =
  (way: 'Ingress' | 'Egress'): Undo =>
  (_, { GroupId, IpPermissions, IpProtocol, FromPort, ToPort, CidrIp }) => [
    ec2(
      `RevokeSecurityGroup${way}`,
      IpPermissions === undefined ? { GroupId, IpProtocol, FromPort, ToPort, CidrIp } : { GroupId, IpPermissions },
    ),
  ];

const revoked =
  (way: 'Ingress' | 'Egress'): Undo =>
  (world, { GroupId, IpPermissions, SecurityGroupRuleIds, IpProtocol, FromPort, ToPort, CidrIp }) => {
    const group = find(world, 'security-group', GroupId);
    const single = { IpProtocol, FromPort, ToPort, IpRanges: CidrIp === undefined ? [] : [{ CidrIp }] };
    const asked: Part[] = SecurityGroupRuleIds?.length
      ? SecurityGroupRuleIds.map((id: string) => partOfRule(ruleOf(world, id)))
      : partsOfInput(IpPermissions ?? [single]);
    // From the group, since it has the descriptions.
    const keys = new Set(asked.map(keyOf));
    const there = partsOf((way === 'Egress' ? group.IpPermissionsEgress : group.IpPermissions) ?? []);
    const parts = there.filter((part) => keys.has(keyOf(part)));
    return parts.length === 0 ? [] : [ec2(`AuthorizeSecurityGroup${way}`, { GroupId, IpPermissions: asInput(parts) })];
  };

/** What ModifySecurityGroupRules takes to make a rule what it is. */
const ruleRequest = (rule: Rule) => ({
  IpProtocol: rule.IpProtocol,
  FromPort: rule.FromPort,
  ToPort: rule.ToPort,
  ...(rule.CidrIpv4 === undefined ? {} : { CidrIpv4: rule.CidrIpv4 }),
  ...(rule.CidrIpv6 === undefined ? {} : { CidrIpv6: rule.CidrIpv6 }),
  ...(rule.PrefixListId === undefined ? {} : { PrefixListId: rule.PrefixListId }),
  ...(rule.ReferencedGroupInfo === undefined ? {} : { ReferencedGroupId: rule.ReferencedGroupInfo.GroupId }),
  ...(rule.Description === undefined ? {} : { Description: rule.Description }),
});

const described =
  (way: 'Ingress' | 'Egress'): Undo =>
  (world, { GroupId, IpPermissions, SecurityGroupRuleDescriptions }) => {
    const own = all(world, 'ec2', 'SecurityGroupRules').filter(
      (rule) => rule.GroupId === GroupId && rule.IsEgress === (way === 'Egress'),
    );
    const keys = new Set(partsOfInput(IpPermissions ?? []).map(keyOf));
    const ids = new Set((SecurityGroupRuleDescriptions ?? []).map((d: Rule) => d.SecurityGroupRuleId));
    const rules = own.filter((rule) => ids.has(rule.SecurityGroupRuleId) || keys.has(keyOf(partOfRule(rule))));
    return [
      ec2(`UpdateSecurityGroupRuleDescriptions${way}`, {
        GroupId,
        SecurityGroupRuleDescriptions: rules.map(({ SecurityGroupRuleId, Description = '' }) => ({
          SecurityGroupRuleId,
          Description,
        })),
      }),
    ];
  };

/** The entry of an ACL at a number and direction, as CreateNetworkAclEntry and ReplaceNetworkAclEntry take it. */
function entryCall(
  world: World,
  operation: string,
  input: { NetworkAclId: string; RuleNumber: number; Egress: boolean },
): Call {
  const acl = find(world, 'network-acl', input.NetworkAclId);
  const old = acl.Entries?.find((e) => e.RuleNumber === input.RuleNumber && e.Egress === input.Egress);
  if (old === undefined) throw new AwsError('InvalidNetworkAclEntry.NotFound', String(input.RuleNumber));
  return ec2(operation, { NetworkAclId: input.NetworkAclId, ...old });
}

export const undoSecurity: Undos = {
  AuthorizeSecurityGroupIngress: authorized('Ingress'),
  AuthorizeSecurityGroupEgress: authorized('Egress'),
  RevokeSecurityGroupIngress: revoked('Ingress'),
  RevokeSecurityGroupEgress: revoked('Egress'),
  UpdateSecurityGroupRuleDescriptionsIngress: described('Ingress'),
  UpdateSecurityGroupRuleDescriptionsEgress: described('Egress'),
  ModifySecurityGroupRules: (world, { GroupId, SecurityGroupRules }) => [
    ec2('ModifySecurityGroupRules', {
      GroupId,
      SecurityGroupRules: SecurityGroupRules.map(({ SecurityGroupRuleId }: { SecurityGroupRuleId: string }) => ({
        SecurityGroupRuleId,
        SecurityGroupRule: ruleRequest(ruleOf(world, SecurityGroupRuleId)),
      })),
    }),
  ],
  CreateSecurityGroup: (_, __, { GroupId }) => given(GroupId, (id) => [ec2('DeleteSecurityGroup', { GroupId: id })]),
  CreateNetworkAclEntry: (_, { NetworkAclId, RuleNumber, Egress }) => [
    ec2('DeleteNetworkAclEntry', { NetworkAclId, RuleNumber, Egress }),
  ],
  ReplaceNetworkAclEntry: (world, input) => [entryCall(world, 'ReplaceNetworkAclEntry', input)],
  DeleteNetworkAclEntry: (world, input) => [entryCall(world, 'CreateNetworkAclEntry', input)],
  CreateNetworkAcl: (_, __, { NetworkAcl }) =>
    given(NetworkAcl?.NetworkAclId, (id) => [ec2('DeleteNetworkAcl', { NetworkAclId: id })]),
  ReplaceNetworkAclAssociation: (world, { AssociationId }, { NewAssociationId }) => {
    const old = all(world, 'ec2', 'NetworkAcls').find((acl) =>
      acl.Associations?.some((a) => a.NetworkAclAssociationId === AssociationId),
    );
    return given(NewAssociationId, (id) => [
      ec2('ReplaceNetworkAclAssociation', { AssociationId: id, NetworkAclId: old?.NetworkAclId }),
    ]);
  },
};
