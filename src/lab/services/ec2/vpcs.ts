import type { Handler, Handlers, LabCall } from '../../handler.ts';
import { idKinds, requireIds } from './ids.ts';
import { kept, listing, pagesOf1000, tagsOf, unknownAttribute } from './listing.ts';

const attributes = {
  enableDnsSupport: 'EnableDnsSupport',
  enableDnsHostnames: 'EnableDnsHostnames',
  enableNetworkAddressUsageMetrics: 'EnableNetworkAddressUsageMetrics',
} as const;

const describeVpcAttribute = ((call: LabCall, input: { VpcId: string; Attribute: string }) => {
  requireIds(idKinds.vpc, [input.VpcId], new Set(kept('Vpcs')(call).map((v) => v.VpcId)));
  if (!Object.hasOwn(attributes, input.Attribute)) throw unknownAttribute(input.Attribute);
  const name = attributes[input.Attribute as keyof typeof attributes];
  return { VpcId: input.VpcId, [name]: { Value: call.here.ec2?.VpcAttributes?.[input.VpcId]?.[name] ?? false } };
}) as Handler;

/** VPCs, subnets and what is set for a VPC as a whole. */
export const vpcReads: Handlers = {
  DescribeVpcs: listing(kept('Vpcs'), {
    answer: 'Vpcs',
    ids: { member: 'VpcIds', kind: idKinds.vpc, of: (v) => v.VpcId },
    filters: {
      cidr: (v) => v.CidrBlock,
      'cidr-block-association.association-id': (v) => v.CidrBlockAssociationSet?.map((a) => a.AssociationId),
      'cidr-block-association.cidr-block': (v) => v.CidrBlockAssociationSet?.map((a) => a.CidrBlock),
      'cidr-block-association.state': (v) => v.CidrBlockAssociationSet?.map((a) => a.CidrBlockState?.State),
      'dhcp-options-id': (v) => v.DhcpOptionsId,
      'ipv6-cidr-block-association.association-id': (v) => v.Ipv6CidrBlockAssociationSet?.map((a) => a.AssociationId),
      'ipv6-cidr-block-association.ipv6-cidr-block': (v) => v.Ipv6CidrBlockAssociationSet?.map((a) => a.Ipv6CidrBlock),
      'ipv6-cidr-block-association.ipv6-pool': (v) => v.Ipv6CidrBlockAssociationSet?.map((a) => a.Ipv6Pool),
      'ipv6-cidr-block-association.state': (v) =>
        v.Ipv6CidrBlockAssociationSet?.map((a) => a.Ipv6CidrBlockState?.State),
      'is-default': (v) => v.IsDefault,
      // The older spelling, which tools still use.
      isDefault: (v) => v.IsDefault,
      'owner-id': (v) => v.OwnerId,
      state: (v) => v.State,
      'vpc-id': (v) => v.VpcId,
    },
    tags: tagsOf,
    pages: pagesOf1000,
  }),
  DescribeVpcAttribute: describeVpcAttribute,
  DescribeSubnets: listing(kept('Subnets'), {
    answer: 'Subnets',
    ids: { member: 'SubnetIds', kind: idKinds.subnet, of: (s) => s.SubnetId },
    filters: {
      'availability-zone': (s) => s.AvailabilityZone,
      availabilityZone: (s) => s.AvailabilityZone,
      'availability-zone-id': (s) => s.AvailabilityZoneId,
      availabilityZoneId: (s) => s.AvailabilityZoneId,
      'available-ip-address-count': (s) => s.AvailableIpAddressCount,
      'cidr-block': (s) => s.CidrBlock,
      cidr: (s) => s.CidrBlock,
      cidrBlock: (s) => s.CidrBlock,
      'customer-owned-ipv4-pool': (s) => s.CustomerOwnedIpv4Pool,
      'default-for-az': (s) => s.DefaultForAz,
      defaultForAz: (s) => s.DefaultForAz,
      'enable-dns64': (s) => s.EnableDns64,
      'enable-lni-at-device-index': (s) => s.EnableLniAtDeviceIndex,
      'ipv6-cidr-block-association.association-id': (s) => s.Ipv6CidrBlockAssociationSet?.map((a) => a.AssociationId),
      'ipv6-cidr-block-association.ipv6-cidr-block': (s) => s.Ipv6CidrBlockAssociationSet?.map((a) => a.Ipv6CidrBlock),
      'ipv6-cidr-block-association.state': (s) =>
        s.Ipv6CidrBlockAssociationSet?.map((a) => a.Ipv6CidrBlockState?.State),
      'ipv6-native': (s) => s.Ipv6Native,
      'map-customer-owned-ip-on-launch': (s) => s.MapCustomerOwnedIpOnLaunch,
      'map-public-ip-on-launch': (s) => s.MapPublicIpOnLaunch,
      'outpost-arn': (s) => s.OutpostArn,
      'owner-id': (s) => s.OwnerId,
      'private-dns-name-options-on-launch.hostname-type': (s) => s.PrivateDnsNameOptionsOnLaunch?.HostnameType,
      'private-dns-name-options-on-launch.enable-resource-name-dns-a-record': (s) =>
        s.PrivateDnsNameOptionsOnLaunch?.EnableResourceNameDnsARecord,
      'private-dns-name-options-on-launch.enable-resource-name-dns-aaaa-record': (s) =>
        s.PrivateDnsNameOptionsOnLaunch?.EnableResourceNameDnsAAAARecord,
      state: (s) => s.State,
      'subnet-arn': (s) => s.SubnetArn,
      'subnet-id': (s) => s.SubnetId,
      'vpc-id': (s) => s.VpcId,
    },
    tags: tagsOf,
    pages: pagesOf1000,
  }),
  DescribeDhcpOptions: listing(kept('DhcpOptions'), {
    answer: 'DhcpOptions',
    ids: { member: 'DhcpOptionsIds', kind: idKinds.dhcpOptions, of: (d) => d.DhcpOptionsId },
    filters: {
      'dhcp-options-id': (d) => d.DhcpOptionsId,
      key: (d) => d.DhcpConfigurations?.map((c) => c.Key),
      value: (d) => d.DhcpConfigurations?.flatMap((c) => c.Values?.map((v) => v.Value)),
      'owner-id': (d) => d.OwnerId,
    },
    tags: tagsOf,
    pages: pagesOf1000,
  }),
  DescribeFlowLogs: listing(kept('FlowLogs'), {
    answer: 'FlowLogs',
    ids: { member: 'FlowLogIds', kind: idKinds.flowLog, of: (f) => f.FlowLogId },
    filters: {
      'deliver-log-status': (f) => f.DeliverLogsStatus,
      'flow-log-id': (f) => f.FlowLogId,
      'log-destination-type': (f) => f.LogDestinationType,
      'log-group-name': (f) => f.LogGroupName,
      'resource-id': (f) => f.ResourceId,
      'traffic-type': (f) => f.TrafficType,
    },
    tags: tagsOf,
    pages: { usual: 1000, least: 1, most: 1000 },
  }),
  DescribeVpcBlockPublicAccessOptions: ((call: LabCall) => ({
    VpcBlockPublicAccessOptions: {
      AwsAccountId: call.account,
      AwsRegion: call.region,
      // What a region answers in which nobody has set it.
      ...(call.here.ec2?.VpcBlockPublicAccessOptions ?? {
        State: 'default-state',
        InternetGatewayBlockMode: 'off',
        ManagedBy: 'account',
        ExclusionsAllowed: 'allowed',
      }),
    },
  })) as Handler,
  DescribeVpcBlockPublicAccessExclusions: listing(kept('VpcBlockPublicAccessExclusions'), {
    answer: 'VpcBlockPublicAccessExclusions',
    ids: { member: 'ExclusionIds', kind: idKinds.publicAccessExclusion, of: (e) => e.ExclusionId },
    filters: {
      'internet-gateway-exclusion-mode': (e) => e.InternetGatewayExclusionMode,
      'resource-arn': (e) => e.ResourceArn,
      state: (e) => e.State,
    },
    tags: tagsOf,
    pages: pagesOf1000,
  }),
};
