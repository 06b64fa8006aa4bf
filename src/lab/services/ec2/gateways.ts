import { AwsError } from '../../../changes/world.ts';
import type { Handler, Handlers, LabCall } from '../../handler.ts';
import { idKinds } from './ids.ts';
import { kept, type ListInput, listing, pagesOf1000, tagsOf } from './listing.ts';

const addresses = listing(kept('Addresses'), {
  answer: 'Addresses',
  ids: { member: 'AllocationIds', kind: idKinds.allocation, of: (a) => a.AllocationId },
  filters: {
    'allocation-id': (a) => a.AllocationId,
    'association-id': (a) => a.AssociationId,
    domain: (a) => a.Domain,
    'instance-id': (a) => a.InstanceId,
    'network-border-group': (a) => a.NetworkBorderGroup,
    'network-interface-id': (a) => a.NetworkInterfaceId,
    'network-interface-owner-id': (a) => a.NetworkInterfaceOwnerId,
    'private-ip-address': (a) => a.PrivateIpAddress,
    'public-ip': (a) => a.PublicIp,
  },
  tags: tagsOf,
});

/** Elastic IPs can be named by their address instead of their id. */
const describeAddresses = ((call: LabCall, { PublicIps, ...input }: ListInput & { PublicIps?: string[] }) => {
  if (PublicIps === undefined || PublicIps.length === 0) return addresses(call, input as never);
  const known = new Set(kept('Addresses')(call).map((a) => a.PublicIp));
  const missing = PublicIps.find((ip) => !known.has(ip));
  if (missing !== undefined) throw new AwsError('InvalidAddress.NotFound', `Address '${missing}' not found.`);
  const byAddress = { Name: 'public-ip', Values: PublicIps };
  return addresses(call, { ...input, Filters: [...(input.Filters ?? []), byAddress] } as never);
}) as Handler;

/** Route tables, internet, egress-only and NAT gateways, Elastic IPs, peerings. */
export const gatewayReads: Handlers = {
  DescribeRouteTables: listing(kept('RouteTables'), {
    answer: 'RouteTables',
    ids: { member: 'RouteTableIds', kind: idKinds.routeTable, of: (t) => t.RouteTableId },
    filters: {
      'association.gateway-id': (t) => t.Associations?.map((a) => a.GatewayId),
      'association.main': (t) => t.Associations?.map((a) => a.Main),
      'association.route-table-association-id': (t) => t.Associations?.map((a) => a.RouteTableAssociationId),
      'association.route-table-id': (t) => t.Associations?.map((a) => a.RouteTableId),
      'association.subnet-id': (t) => t.Associations?.map((a) => a.SubnetId),
      'owner-id': (t) => t.OwnerId,
      'route-table-id': (t) => t.RouteTableId,
      'route.destination-cidr-block': (t) => t.Routes?.map((r) => r.DestinationCidrBlock),
      'route.destination-ipv6-cidr-block': (t) => t.Routes?.map((r) => r.DestinationIpv6CidrBlock),
      'route.destination-prefix-list-id': (t) => t.Routes?.map((r) => r.DestinationPrefixListId),
      'route.egress-only-internet-gateway-id': (t) => t.Routes?.map((r) => r.EgressOnlyInternetGatewayId),
      'route.gateway-id': (t) => t.Routes?.map((r) => r.GatewayId),
      'route.instance-id': (t) => t.Routes?.map((r) => r.InstanceId),
      'route.nat-gateway-id': (t) => t.Routes?.map((r) => r.NatGatewayId),
      'route.origin': (t) => t.Routes?.map((r) => r.Origin),
      'route.state': (t) => t.Routes?.map((r) => r.State),
      'route.transit-gateway-id': (t) => t.Routes?.map((r) => r.TransitGatewayId),
      'route.vpc-peering-connection-id': (t) => t.Routes?.map((r) => r.VpcPeeringConnectionId),
      'vpc-id': (t) => t.VpcId,
    },
    tags: tagsOf,
    pages: { usual: 100, least: 5, most: 100 },
  }),
  DescribeInternetGateways: listing(kept('InternetGateways'), {
    answer: 'InternetGateways',
    ids: { member: 'InternetGatewayIds', kind: idKinds.internetGateway, of: (g) => g.InternetGatewayId },
    filters: {
      'attachment.state': (g) => g.Attachments?.map((a) => a.State),
      'attachment.vpc-id': (g) => g.Attachments?.map((a) => a.VpcId),
      'internet-gateway-id': (g) => g.InternetGatewayId,
      'owner-id': (g) => g.OwnerId,
    },
    tags: tagsOf,
    pages: pagesOf1000,
  }),
  DescribeEgressOnlyInternetGateways: listing(kept('EgressOnlyInternetGateways'), {
    answer: 'EgressOnlyInternetGateways',
    ids: {
      member: 'EgressOnlyInternetGatewayIds',
      kind: idKinds.egressOnlyGateway,
      of: (g) => g.EgressOnlyInternetGatewayId,
    },
    filters: {},
    tags: tagsOf,
    pages: { usual: 255, least: 5, most: 255 },
  }),
  DescribeNatGateways: listing(kept('NatGateways'), {
    answer: 'NatGateways',
    ids: { member: 'NatGatewayIds', kind: idKinds.natGateway, of: (n) => n.NatGatewayId },
    filters: {
      'nat-gateway-id': (n) => n.NatGatewayId,
      state: (n) => n.State,
      'subnet-id': (n) => n.SubnetId,
      'vpc-id': (n) => n.VpcId,
    },
    tags: tagsOf,
    pages: pagesOf1000,
  }),
  DescribeAddresses: describeAddresses,
  // Reverse DNS names of addresses: the lab sets none.
  DescribeAddressesAttribute: listing(
    (call) => kept('Addresses')(call).map(({ AllocationId, PublicIp }) => ({ AllocationId, PublicIp })),
    {
      answer: 'Addresses',
      ids: { member: 'AllocationIds', kind: idKinds.allocation, of: (a) => a.AllocationId },
      pages: { usual: 1000, most: 1000 },
    },
  ),
  DescribeVpcPeeringConnections: listing(kept('VpcPeeringConnections'), {
    answer: 'VpcPeeringConnections',
    ids: { member: 'VpcPeeringConnectionIds', kind: idKinds.peering, of: (p) => p.VpcPeeringConnectionId },
    filters: {
      'accepter-vpc-info.cidr-block': (p) => p.AccepterVpcInfo?.CidrBlock,
      'accepter-vpc-info.owner-id': (p) => p.AccepterVpcInfo?.OwnerId,
      'accepter-vpc-info.vpc-id': (p) => p.AccepterVpcInfo?.VpcId,
      'expiration-time': (p) => p.ExpirationTime,
      'requester-vpc-info.cidr-block': (p) => p.RequesterVpcInfo?.CidrBlock,
      'requester-vpc-info.owner-id': (p) => p.RequesterVpcInfo?.OwnerId,
      'requester-vpc-info.vpc-id': (p) => p.RequesterVpcInfo?.VpcId,
      'status-code': (p) => p.Status?.Code,
      'status-message': (p) => p.Status?.Message,
      'vpc-peering-connection-id': (p) => p.VpcPeeringConnectionId,
    },
    tags: tagsOf,
    pages: pagesOf1000,
  }),
};
