import type { IpPermission, SecurityGroup } from '@aws-sdk/client-ec2';
import type { Saved } from '../../../snapshot/snapshot.ts';
import type { FilterTable } from '../../filters.ts';
import type { Handlers } from '../../handler.ts';
import { describe } from './describe.ts';

type Permission = Saved<IpPermission>;

const permissionFilters = <T>(prefix: string, of: (item: T) => Permission[]): FilterTable<T> => ({
  [`${prefix}.cidr`]: (item) => of(item).flatMap((p) => (p.IpRanges ?? []).map((r) => r.CidrIp)),
  [`${prefix}.ipv6-cidr`]: (item) => of(item).flatMap((p) => (p.Ipv6Ranges ?? []).map((r) => r.CidrIpv6)),
  [`${prefix}.from-port`]: (item) => of(item).map((p) => p.FromPort),
  [`${prefix}.to-port`]: (item) => of(item).map((p) => p.ToPort),
  [`${prefix}.protocol`]: (item) => of(item).map((p) => p.IpProtocol),
  [`${prefix}.group-id`]: (item) => of(item).flatMap((p) => (p.UserIdGroupPairs ?? []).map((g) => g.GroupId)),
  [`${prefix}.group-name`]: (item) => of(item).flatMap((p) => (p.UserIdGroupPairs ?? []).map((g) => g.GroupName)),
  [`${prefix}.user-id`]: (item) => of(item).flatMap((p) => (p.UserIdGroupPairs ?? []).map((g) => g.UserId)),
  [`${prefix}.prefix-list-id`]: (item) => of(item).flatMap((p) => (p.PrefixListIds ?? []).map((l) => l.PrefixListId)),
});

const groups = describe({
  key: 'SecurityGroups',
  id: (g) => g.GroupId,
  ids: {
    parameter: 'GroupIds',
    prefix: 'sg',
    notFound: 'InvalidGroup.NotFound',
    malformed: 'InvalidGroupId.Malformed',
    what: 'security group',
  },
  filters: {
    description: (g) => [g.Description],
    'group-id': (g) => [g.GroupId],
    'group-name': (g) => [g.GroupName],
    'owner-id': (g) => [g.OwnerId],
    'vpc-id': (g) => [g.VpcId],
    ...permissionFilters('ip-permission', (g: Saved<SecurityGroup>) => g.IpPermissions ?? []),
    ...permissionFilters('egress.ip-permission', (g: Saved<SecurityGroup>) => g.IpPermissionsEgress ?? []),
  },
});

/** Security groups, their rules, network ACLs, prefix lists. */
export const securityReads: Handlers = {
  DescribeSecurityGroups: groups,
  DescribeSecurityGroupRules: describe({
    key: 'SecurityGroupRules',
    id: (r) => r.SecurityGroupRuleId,
    ids: {
      parameter: 'SecurityGroupRuleIds',
      prefix: 'sgr',
      notFound: 'InvalidSecurityGroupRuleId.NotFound',
      malformed: 'InvalidSecurityGroupRuleId.Malformed',
      what: 'security group rule ID',
    },
    filters: { 'group-id': (r) => [r.GroupId], 'security-group-rule-id': (r) => [r.SecurityGroupRuleId] },
  }),
  DescribeSecurityGroupVpcAssociations: describe({
    key: 'SecurityGroupVpcAssociations',
    filters: {
      'group-id': (a) => [a.GroupId],
      'group-owner-id': (a) => [a.GroupOwnerId],
      'vpc-id': (a) => [a.VpcId],
      'vpc-owner-id': (a) => [a.VpcOwnerId],
      state: (a) => [a.State],
    },
  }),
  DescribeNetworkAcls: describe({
    key: 'NetworkAcls',
    id: (a) => a.NetworkAclId,
    ids: {
      parameter: 'NetworkAclIds',
      prefix: 'acl',
      notFound: 'InvalidNetworkAclID.NotFound',
      malformed: 'InvalidNetworkAclId.Malformed',
      what: 'networkAcl ID',
    },
    filters: {
      'association.association-id': (a) => (a.Associations ?? []).map((x) => x.NetworkAclAssociationId),
      'association.network-acl-id': (a) => (a.Associations ?? []).map((x) => x.NetworkAclId),
      'association.subnet-id': (a) => (a.Associations ?? []).map((x) => x.SubnetId),
      default: (a) => [a.IsDefault],
      'entry.cidr': (a) => (a.Entries ?? []).map((e) => e.CidrBlock),
      'entry.egress': (a) => (a.Entries ?? []).map((e) => e.Egress),
      'entry.ipv6-cidr': (a) => (a.Entries ?? []).map((e) => e.Ipv6CidrBlock),
      'entry.port-range.from': (a) => (a.Entries ?? []).map((e) => e.PortRange?.From),
      'entry.port-range.to': (a) => (a.Entries ?? []).map((e) => e.PortRange?.To),
      'entry.protocol': (a) => (a.Entries ?? []).map((e) => e.Protocol),
      'entry.rule-action': (a) => (a.Entries ?? []).map((e) => e.RuleAction),
      'entry.rule-number': (a) => (a.Entries ?? []).map((e) => e.RuleNumber),
      'network-acl-id': (a) => [a.NetworkAclId],
      'owner-id': (a) => [a.OwnerId],
      'vpc-id': (a) => [a.VpcId],
    },
  }),
  DescribeManagedPrefixLists: describe({
    key: 'PrefixLists',
    id: (l) => l.PrefixListId,
    ids: {
      parameter: 'PrefixListIds',
      prefix: 'pl',
      notFound: 'InvalidPrefixListID.NotFound',
      malformed: 'InvalidPrefixListId.Malformed',
      what: 'prefix list ID',
    },
    pages: { usual: 100, least: 1, most: 100 },
    filters: {
      'owner-id': (l) => [l.OwnerId],
      'prefix-list-id': (l) => [l.PrefixListId],
      'prefix-list-name': (l) => [l.PrefixListName],
    },
  }),
};
