import { AwsError } from '../../../changes/world.ts';
import type { Handler, Handlers, LabCall } from '../../handler.ts';
import { describe } from './describe.ts';

export const describeVpcs = describe({
  key: 'Vpcs',
  id: (v) => v.VpcId,
  ids: {
    parameter: 'VpcIds',
    prefix: 'vpc',
    notFound: 'InvalidVpcID.NotFound',
    malformed: 'InvalidVpcID.Malformed',
    what: 'vpc ID',
  },
  filters: {
    cidr: (v) => [v.CidrBlock],
    'cidr-block-association.association-id': (v) => (v.CidrBlockAssociationSet ?? []).map((a) => a.AssociationId),
    'cidr-block-association.cidr-block': (v) => (v.CidrBlockAssociationSet ?? []).map((a) => a.CidrBlock),
    'cidr-block-association.state': (v) => (v.CidrBlockAssociationSet ?? []).map((a) => a.CidrBlockState?.State),
    'dhcp-options-id': (v) => [v.DhcpOptionsId],
    'ipv6-cidr-block-association.ipv6-cidr-block': (v) =>
      (v.Ipv6CidrBlockAssociationSet ?? []).map((a) => a.Ipv6CidrBlock),
    'ipv6-cidr-block-association.association-id': (v) =>
      (v.Ipv6CidrBlockAssociationSet ?? []).map((a) => a.AssociationId),
    'ipv6-cidr-block-association.state': (v) =>
      (v.Ipv6CidrBlockAssociationSet ?? []).map((a) => a.Ipv6CidrBlockState?.State),
    'is-default': (v) => [v.IsDefault],
    isDefault: (v) => [v.IsDefault],
    'owner-id': (v) => [v.OwnerId],
    state: (v) => [v.State],
    'vpc-id': (v) => [v.VpcId],
  },
});

const attributes = {
  enableDnsSupport: 'EnableDnsSupport',
  enableDnsHostnames: 'EnableDnsHostnames',
  enableNetworkAddressUsageMetrics: 'EnableNetworkAddressUsageMetrics',
} as const;

const describeVpcAttribute = ((call: LabCall, input: { VpcId: string; Attribute: keyof typeof attributes }) => {
  const set = call.here.ec2?.VpcAttributes?.[input.VpcId];
  if (set === undefined) throw new AwsError('InvalidVpcID.NotFound', `The vpc ID '${input.VpcId}' does not exist`);
  const name = attributes[input.Attribute];
  if (name === undefined) {
    throw new AwsError('InvalidParameterValue', `Value (${input.Attribute}) for parameter attribute is invalid.`);
  }
  return { VpcId: input.VpcId, [name]: { Value: set[name] ?? false } };
}) as Handler;

export const vpcReads: Handlers = {
  DescribeVpcs: describeVpcs,
  DescribeVpcAttribute: describeVpcAttribute,
  DescribeSubnets: describe({
    key: 'Subnets',
    id: (s) => s.SubnetId,
    ids: {
      parameter: 'SubnetIds',
      prefix: 'subnet',
      notFound: 'InvalidSubnetID.NotFound',
      malformed: 'InvalidSubnetID.Malformed',
      what: 'subnet ID',
    },
    filters: {
      'availability-zone': (s) => [s.AvailabilityZone],
      availabilityZone: (s) => [s.AvailabilityZone],
      'availability-zone-id': (s) => [s.AvailabilityZoneId],
      'available-ip-address-count': (s) => [s.AvailableIpAddressCount],
      'cidr-block': (s) => [s.CidrBlock],
      cidr: (s) => [s.CidrBlock],
      'default-for-az': (s) => [s.DefaultForAz],
      'ipv6-cidr-block-association.ipv6-cidr-block': (s) =>
        (s.Ipv6CidrBlockAssociationSet ?? []).map((a) => a.Ipv6CidrBlock),
      'ipv6-native': (s) => [s.Ipv6Native],
      'map-public-ip-on-launch': (s) => [s.MapPublicIpOnLaunch],
      'owner-id': (s) => [s.OwnerId],
      state: (s) => [s.State],
      'subnet-arn': (s) => [s.SubnetArn],
      'subnet-id': (s) => [s.SubnetId],
      'vpc-id': (s) => [s.VpcId],
    },
  }),
  DescribeRouteTables: describe({
    key: 'RouteTables',
    id: (t) => t.RouteTableId,
    ids: {
      parameter: 'RouteTableIds',
      prefix: 'rtb',
      notFound: 'InvalidRouteTableID.NotFound',
      malformed: 'InvalidRouteTableId.Malformed',
      what: 'routeTable ID',
    },
    pages: { usual: 100, most: 100 },
    filters: {
      'association.gateway-id': (t) => (t.Associations ?? []).map((a) => a.GatewayId),
      'association.route-table-association-id': (t) => (t.Associations ?? []).map((a) => a.RouteTableAssociationId),
      'association.route-table-id': (t) => (t.Associations ?? []).map((a) => a.RouteTableId),
      'association.subnet-id': (t) => (t.Associations ?? []).map((a) => a.SubnetId),
      'association.main': (t) => (t.Associations ?? []).map((a) => a.Main),
      'owner-id': (t) => [t.OwnerId],
      'route-table-id': (t) => [t.RouteTableId],
      'route.destination-cidr-block': (t) => (t.Routes ?? []).map((r) => r.DestinationCidrBlock),
      'route.destination-ipv6-cidr-block': (t) => (t.Routes ?? []).map((r) => r.DestinationIpv6CidrBlock),
      'route.destination-prefix-list-id': (t) => (t.Routes ?? []).map((r) => r.DestinationPrefixListId),
      'route.egress-only-internet-gateway-id': (t) => (t.Routes ?? []).map((r) => r.EgressOnlyInternetGatewayId),
      'route.gateway-id': (t) => (t.Routes ?? []).map((r) => r.GatewayId),
      'route.instance-id': (t) => (t.Routes ?? []).map((r) => r.InstanceId),
      'route.nat-gateway-id': (t) => (t.Routes ?? []).map((r) => r.NatGatewayId),
      'route.transit-gateway-id': (t) => (t.Routes ?? []).map((r) => r.TransitGatewayId),
      'route.origin': (t) => (t.Routes ?? []).map((r) => r.Origin),
      'route.state': (t) => (t.Routes ?? []).map((r) => r.State),
      'route.vpc-peering-connection-id': (t) => (t.Routes ?? []).map((r) => r.VpcPeeringConnectionId),
      'vpc-id': (t) => [t.VpcId],
    },
  }),
  DescribeDhcpOptions: describe({
    key: 'DhcpOptions',
    id: (d) => d.DhcpOptionsId,
    ids: {
      parameter: 'DhcpOptionsIds',
      prefix: 'dopt',
      notFound: 'InvalidDhcpOptionID.NotFound',
      malformed: 'InvalidDhcpOptionsId.Malformed',
      what: 'dhcpOption ID',
    },
    filters: {
      'dhcp-options-id': (d) => [d.DhcpOptionsId],
      key: (d) => (d.DhcpConfigurations ?? []).map((c) => c.Key),
      value: (d) => (d.DhcpConfigurations ?? []).flatMap((c) => (c.Values ?? []).map((v) => v.Value)),
      'owner-id': (d) => [d.OwnerId],
    },
  }),
  DescribeFlowLogs: describe({
    key: 'FlowLogs',
    id: (f) => f.FlowLogId,
    ids: { parameter: 'FlowLogIds', prefix: 'fl', notFound: 'InvalidFlowLogId.NotFound', what: 'flow log ID' },
    pages: { least: 1, most: 1000 },
    filters: {
      'deliver-log-status': (f) => [f.DeliverLogsStatus],
      'log-destination-type': (f) => [f.LogDestinationType],
      'flow-log-id': (f) => [f.FlowLogId],
      'log-group-name': (f) => [f.LogGroupName],
      'resource-id': (f) => [f.ResourceId],
      'traffic-type': (f) => [f.TrafficType],
    },
  }),
  DescribeVpcBlockPublicAccessOptions: ((call: LabCall) => ({
    VpcBlockPublicAccessOptions: call.here.ec2?.VpcBlockPublicAccessOptions ?? {
      AwsAccountId: call.account,
      AwsRegion: call.region,
      InternetGatewayBlockMode: 'off',
      State: 'default-state',
    },
  })) as Handler,
  DescribeVpcBlockPublicAccessExclusions: describe({
    key: 'VpcBlockPublicAccessExclusions',
    id: (e) => e.ExclusionId,
    ids: {
      parameter: 'ExclusionIds',
      prefix: 'vpcbpa-exclude',
      notFound: 'InvalidVpcBlockPublicAccessExclusionId.NotFound',
      what: 'exclusion ID',
    },
    filters: {
      'resource-arn': (e) => [e.ResourceArn],
      state: (e) => [e.State],
      'internet-gateway-exclusion-mode': (e) => [e.InternetGatewayExclusionMode],
    },
  }),
};
