import type { IpPermission, SecurityGroup, SecurityGroupRule } from '@aws-sdk/client-ec2';
import { AwsError } from '../../../changes/world.ts';
import { rulesOf } from '../../../snapshot/security-group-rules.ts';
import type { Saved } from '../../../snapshot/snapshot.ts';
import type { Filter, FilterTable } from '../../filters.ts';
import type { Handler, Handlers, LabCall } from '../../handler.ts';
import { page } from '../../paging.ts';
import { idKinds, requireIds } from './ids.ts';
import { kept, type ListInput, listing, pagesOf1000, tagsOf } from './listing.ts';

type Group = Saved<SecurityGroup>;
type Permission = Saved<IpPermission>;

/** The filters on a group's rules are the same for both directions. */
const permissionFilters = (prefix: string, of: (group: Group) => Permission[] | undefined): FilterTable<Group> => ({
  [`${prefix}.cidr`]: (g) => of(g)?.flatMap((p) => p.IpRanges?.map((r) => r.CidrIp)),
  [`${prefix}.from-port`]: (g) => of(g)?.map((p) => p.FromPort),
  [`${prefix}.group-id`]: (g) => of(g)?.flatMap((p) => p.UserIdGroupPairs?.map((pair) => pair.GroupId)),
  [`${prefix}.group-name`]: (g) => of(g)?.flatMap((p) => p.UserIdGroupPairs?.map((pair) => pair.GroupName)),
  [`${prefix}.ipv6-cidr`]: (g) => of(g)?.flatMap((p) => p.Ipv6Ranges?.map((r) => r.CidrIpv6)),
  [`${prefix}.prefix-list-id`]: (g) => of(g)?.flatMap((p) => p.PrefixListIds?.map((l) => l.PrefixListId)),
  [`${prefix}.protocol`]: (g) => of(g)?.map((p) => p.IpProtocol),
  [`${prefix}.to-port`]: (g) => of(g)?.map((p) => p.ToPort),
  [`${prefix}.user-id`]: (g) => of(g)?.flatMap((p) => p.UserIdGroupPairs?.map((pair) => pair.UserId)),
});

const groups = listing(kept('SecurityGroups'), {
  answer: 'SecurityGroups',
  ids: { member: 'GroupIds', kind: idKinds.securityGroup, of: (g) => g.GroupId },
  filters: {
    description: (g) => g.Description,
    'group-id': (g) => g.GroupId,
    'group-name': (g) => g.GroupName,
    'owner-id': (g) => g.OwnerId,
    'vpc-id': (g) => g.VpcId,
    ...permissionFilters('ip-permission', (g) => g.IpPermissions),
    ...permissionFilters('egress.ip-permission', (g) => g.IpPermissionsEgress),
  },
  tags: tagsOf,
  // "If this parameter is not specified, then all items are returned."
  pages: { ...pagesOf1000, usual: Number.POSITIVE_INFINITY },
});

/** `GroupNames` names groups of the default VPC only. */
const describeSecurityGroups = ((call: LabCall, { GroupNames, ...input }: ListInput & { GroupNames?: string[] }) => {
  if (GroupNames === undefined || GroupNames.length === 0) return groups(call, input as never);
  const home = kept('Vpcs')(call).find((v) => v.IsDefault)?.VpcId;
  const here = kept('SecurityGroups')(call).filter((g) => g.VpcId !== undefined && g.VpcId === home);
  const missing = GroupNames.find((name) => !here.some((g) => g.GroupName === name));
  if (missing !== undefined || home === undefined) {
    throw new AwsError(
      'InvalidGroup.NotFound',
      `The security group '${missing}' does not exist${home === undefined ? '' : ` in default VPC '${home}'`}`,
    );
  }
  const byName: Filter[] = [
    { Name: 'vpc-id', Values: [home] },
    { Name: 'group-name', Values: GroupNames.map((name) => name.replace(/[*?\\]/g, '\\$&')) },
  ];
  return groups(call, { ...input, Filters: [...(input.Filters ?? []), ...byName] } as never);
}) as Handler;

/** Groups in other VPCs that refer to the given ones, through a peering. */
const describeReferences = ((call: LabCall, input: { GroupId: string[] }) => {
  const all = kept('SecurityGroups')(call);
  const byId = new Map(all.map((g) => [g.GroupId, g]));
  requireIds(idKinds.securityGroup, input.GroupId, byId);
  const references = input.GroupId.flatMap((id) =>
    all.flatMap((other) => {
      const pairs = permissionsOf(other).flatMap((p) => p.UserIdGroupPairs ?? []);
      const pair = other.VpcId === byId.get(id)?.VpcId ? undefined : pairs.find((p) => p.GroupId === id);
      if (pair === undefined) return [];
      const peering = pair.VpcPeeringConnectionId;
      return [
        {
          GroupId: id,
          ReferencingVpcId: other.VpcId,
          ...(peering === undefined ? {} : { VpcPeeringConnectionId: peering }),
        },
      ];
    }),
  );
  const distinct = new Map(references.map((r) => [`${r.GroupId}/${r.ReferencingVpcId}`, r]));
  return { SecurityGroupReferenceSet: [...distinct.values()] };
}) as Handler;

const permissionsOf = (group: Group): Permission[] => [
  ...(group.IpPermissions ?? []),
  ...(group.IpPermissionsEgress ?? []),
];

/** Rules that refer to a group behind a peering which is gone, or to a group there which is gone. */
const describeStale = ((call: LabCall, input: { VpcId: string; MaxResults?: number; NextToken?: string }) => {
  requireIds(idKinds.vpc, [input.VpcId], new Set(kept('Vpcs')(call).map((v) => v.VpcId ?? '')));
  const active = new Set(
    kept('VpcPeeringConnections')(call)
      .filter((p) => p.Status?.Code === 'active')
      .map((p) => p.VpcPeeringConnectionId),
  );
  const staleOf = (permissions: Permission[] | undefined) =>
    (permissions ?? []).flatMap((p) => {
      const pairs = (p.UserIdGroupPairs ?? []).filter(
        (pair) => pair.VpcPeeringConnectionId !== undefined && !active.has(pair.VpcPeeringConnectionId),
      );
      if (pairs.length === 0) return [];
      const { IpProtocol, FromPort, ToPort } = p;
      return [{ IpProtocol, FromPort, ToPort, IpRanges: [], PrefixListIds: [], UserIdGroupPairs: pairs }];
    });
  const stale = kept('SecurityGroups')(call)
    .filter((g) => g.VpcId === input.VpcId)
    .map(({ GroupId, GroupName, Description, VpcId, IpPermissions, IpPermissionsEgress }) => ({
      GroupId,
      GroupName,
      Description,
      VpcId,
      StaleIpPermissions: staleOf(IpPermissions),
      StaleIpPermissionsEgress: staleOf(IpPermissionsEgress),
    }))
    .filter((g) => g.StaleIpPermissions.length + g.StaleIpPermissionsEgress.length > 0);
  const { items, next } = page(
    stale,
    { size: input.MaxResults, token: input.NextToken, question: ['stale', call.account, call.region, input.VpcId] },
    { usual: 255, least: 5, most: 255 },
  );
  return { StaleSecurityGroupSet: items, ...(next === undefined ? {} : { NextToken: next }) };
}) as Handler;

/** Rules one by one, as every change keeps them; of a state that holds the groups alone, as the groups imply them. */
const rules = (call: LabCall): readonly Saved<SecurityGroupRule>[] =>
  call.here.ec2?.SecurityGroupRules ?? kept('SecurityGroups')(call).flatMap(rulesOf);

/** Security groups, their rules, network ACLs. */
export const securityReads: Handlers = {
  DescribeSecurityGroups: describeSecurityGroups,
  DescribeSecurityGroupRules: listing(rules, {
    answer: 'SecurityGroupRules',
    ids: { member: 'SecurityGroupRuleIds', kind: idKinds.securityGroupRule, of: (r) => r.SecurityGroupRuleId },
    filters: { 'group-id': (r) => r.GroupId, 'security-group-rule-id': (r) => r.SecurityGroupRuleId },
    tags: tagsOf,
    pages: { ...pagesOf1000, usual: Number.POSITIVE_INFINITY },
  }),
  DescribeSecurityGroupVpcAssociations: listing(kept('SecurityGroupVpcAssociations'), {
    answer: 'SecurityGroupVpcAssociations',
    filters: {
      'group-id': (a) => a.GroupId,
      'group-owner-id': (a) => a.GroupOwnerId,
      state: (a) => a.State,
      'vpc-id': (a) => a.VpcId,
      'vpc-owner-id': (a) => a.VpcOwnerId,
    },
    pages: pagesOf1000,
  }),
  DescribeSecurityGroupReferences: describeReferences,
  DescribeStaleSecurityGroups: describeStale,
  DescribeNetworkAcls: listing(kept('NetworkAcls'), {
    answer: 'NetworkAcls',
    ids: { member: 'NetworkAclIds', kind: idKinds.networkAcl, of: (a) => a.NetworkAclId },
    filters: {
      'association.association-id': (a) => a.Associations?.map((x) => x.NetworkAclAssociationId),
      'association.network-acl-id': (a) => a.Associations?.map((x) => x.NetworkAclId),
      'association.subnet-id': (a) => a.Associations?.map((x) => x.SubnetId),
      default: (a) => a.IsDefault,
      'entry.cidr': (a) => a.Entries?.map((e) => e.CidrBlock),
      'entry.egress': (a) => a.Entries?.map((e) => e.Egress),
      'entry.icmp.code': (a) => a.Entries?.map((e) => e.IcmpTypeCode?.Code),
      'entry.icmp.type': (a) => a.Entries?.map((e) => e.IcmpTypeCode?.Type),
      'entry.ipv6-cidr': (a) => a.Entries?.map((e) => e.Ipv6CidrBlock),
      'entry.port-range.from': (a) => a.Entries?.map((e) => e.PortRange?.From),
      'entry.port-range.to': (a) => a.Entries?.map((e) => e.PortRange?.To),
      'entry.protocol': (a) => a.Entries?.flatMap((e) => [e.Protocol, protocolNames[e.Protocol ?? '']]),
      'entry.rule-action': (a) => a.Entries?.map((e) => e.RuleAction),
      'entry.rule-number': (a) => a.Entries?.map((e) => e.RuleNumber),
      'network-acl-id': (a) => a.NetworkAclId,
      'owner-id': (a) => a.OwnerId,
      'vpc-id': (a) => a.VpcId,
    },
    tags: tagsOf,
    pages: pagesOf1000,
  }),
};

/** The filter takes `tcp`, `udp`, `icmp` or a protocol number; the entries hold numbers. */
const protocolNames: Record<string, string> = { '1': 'icmp', '6': 'tcp', '17': 'udp' };
