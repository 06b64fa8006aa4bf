import type { Handlers } from '../../handler.ts';
import { describe } from './describe.ts';

/** Internet, egress-only and NAT gateways, Elastic IPs, peerings. */
export const gatewayReads: Handlers = {
  DescribeInternetGateways: describe({
    key: 'InternetGateways',
    id: (g) => g.InternetGatewayId,
    ids: {
      parameter: 'InternetGatewayIds',
      prefix: 'igw',
      notFound: 'InvalidInternetGatewayID.NotFound',
      malformed: 'InvalidInternetGatewayId.Malformed',
      what: 'internetGateway ID',
    },
    filters: {
      'attachment.state': (g) => (g.Attachments ?? []).map((a) => a.State),
      'attachment.vpc-id': (g) => (g.Attachments ?? []).map((a) => a.VpcId),
      'internet-gateway-id': (g) => [g.InternetGatewayId],
      'owner-id': (g) => [g.OwnerId],
    },
  }),
  DescribeEgressOnlyInternetGateways: describe({
    key: 'EgressOnlyInternetGateways',
    id: (g) => g.EgressOnlyInternetGatewayId,
    ids: {
      parameter: 'EgressOnlyInternetGatewayIds',
      prefix: 'eigw',
      notFound: 'InvalidGatewayID.NotFound',
      what: 'egressOnlyInternetGateway ID',
    },
    pages: { most: 255 },
    filters: {},
  }),
  DescribeNatGateways: natGatewayFilters(
    describe({
      key: 'NatGateways',
      id: (n) => n.NatGatewayId,
      ids: {
        parameter: 'NatGatewayIds',
        prefix: 'nat',
        notFound: 'NatGatewayNotFound',
        malformed: 'NatGatewayMalformed',
        what: 'NatGateway',
      },
      filters: {
        'nat-gateway-id': (n) => [n.NatGatewayId],
        state: (n) => [n.State],
        'subnet-id': (n) => [n.SubnetId],
        'vpc-id': (n) => [n.VpcId],
      },
    }),
  ),
  DescribeAddresses: describe({
    key: 'Addresses',
    id: (a) => a.AllocationId,
    ids: {
      parameter: 'AllocationIds',
      prefix: 'eipalloc',
      notFound: 'InvalidAllocationID.NotFound',
      what: 'allocation ID',
    },
    filters: {
      'allocation-id': (a) => [a.AllocationId],
      'association-id': (a) => [a.AssociationId],
      domain: (a) => [a.Domain],
      'instance-id': (a) => [a.InstanceId],
      'network-border-group': (a) => [a.NetworkBorderGroup],
      'network-interface-id': (a) => [a.NetworkInterfaceId],
      'network-interface-owner-id': (a) => [a.NetworkInterfaceOwnerId],
      'private-ip-address': (a) => [a.PrivateIpAddress],
      'public-ip': (a) => [a.PublicIp],
    },
  }),
  DescribeVpcPeeringConnections: describe({
    key: 'VpcPeeringConnections',
    id: (p) => p.VpcPeeringConnectionId,
    ids: {
      parameter: 'VpcPeeringConnectionIds',
      prefix: 'pcx',
      notFound: 'InvalidVpcPeeringConnectionID.NotFound',
      malformed: 'InvalidVpcPeeringConnectionId.Malformed',
      what: 'vpcPeeringConnection ID',
    },
    filters: {
      'accepter-vpc-info.cidr-block': (p) => [p.AccepterVpcInfo?.CidrBlock],
      'accepter-vpc-info.owner-id': (p) => [p.AccepterVpcInfo?.OwnerId],
      'accepter-vpc-info.vpc-id': (p) => [p.AccepterVpcInfo?.VpcId],
      'requester-vpc-info.cidr-block': (p) => [p.RequesterVpcInfo?.CidrBlock],
      'requester-vpc-info.owner-id': (p) => [p.RequesterVpcInfo?.OwnerId],
      'requester-vpc-info.vpc-id': (p) => [p.RequesterVpcInfo?.VpcId],
      'status-code': (p) => [p.Status?.Code],
      'vpc-peering-connection-id': (p) => [p.VpcPeeringConnectionId],
    },
  }),
};

/** DescribeNatGateways calls its filters `Filter`, unlike every other call here. */
function natGatewayFilters(handler: Handlers[string]): Handlers[string] {
  const inner = handler as (call: unknown, input: Record<string, unknown>) => unknown;
  return ((call: unknown, { Filter, ...input }: Record<string, unknown>) =>
    inner(call, { ...input, Filters: Filter ?? input.Filters })) as Handlers[string];
}
