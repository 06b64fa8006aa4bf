import { all, type Item, known, type ListKey } from '../draft.ts';
import { AwsError, type World } from '../world.ts';

interface Kind {
  key: ListKey<'ec2'>;
  id: string;
  prefix: string;
  notFound: string;
  malformed: string;
  message: (id: string) => string;
}

const doesNotExist = (what: string) => (id: string) => `The ${what} ID '${id}' does not exist`;
const wasDeleted = (what: string) => (id: string) => `${what} ${id} was deleted or does not exist.`;

/** EC2's own codes: https://docs.aws.amazon.com/AWSEC2/latest/APIReference/errors-overview.html */
const kinds = {
  vpc: {
    key: 'Vpcs',
    id: 'VpcId',
    prefix: 'vpc',
    notFound: 'InvalidVpcID.NotFound',
    malformed: 'InvalidVpcID.Malformed',
    message: doesNotExist('vpc'),
  },
  subnet: {
    key: 'Subnets',
    id: 'SubnetId',
    prefix: 'subnet',
    notFound: 'InvalidSubnetID.NotFound',
    malformed: 'InvalidSubnetID.Malformed',
    message: doesNotExist('subnet'),
  },
  'route-table': {
    key: 'RouteTables',
    id: 'RouteTableId',
    prefix: 'rtb',
    notFound: 'InvalidRouteTableID.NotFound',
    malformed: 'InvalidRouteTableId.Malformed',
    message: doesNotExist('routeTable'),
  },
  'internet-gateway': {
    key: 'InternetGateways',
    id: 'InternetGatewayId',
    prefix: 'igw',
    notFound: 'InvalidInternetGatewayID.NotFound',
    malformed: 'InvalidInternetGatewayId.Malformed',
    message: doesNotExist('internetGateway'),
  },
  'egress-only-gateway': {
    key: 'EgressOnlyInternetGateways',
    id: 'EgressOnlyInternetGatewayId',
    prefix: 'eigw',
    notFound: 'InvalidGatewayID.NotFound',
    malformed: 'InvalidEgressOnlyInternetGatewayId.Malformed',
    message: doesNotExist('gateway'),
  },
  'nat-gateway': {
    key: 'NatGateways',
    id: 'NatGatewayId',
    prefix: 'nat',
    notFound: 'NatGatewayNotFound',
    malformed: 'NatGatewayMalformed',
    message: (id) => `NatGateway ${id} was not found`,
  },
  'security-group': {
    key: 'SecurityGroups',
    id: 'GroupId',
    prefix: 'sg',
    notFound: 'InvalidGroup.NotFound',
    malformed: 'InvalidGroupId.Malformed',
    message: (id) => `The security group '${id}' does not exist`,
  },
  'network-acl': {
    key: 'NetworkAcls',
    id: 'NetworkAclId',
    prefix: 'acl',
    notFound: 'InvalidNetworkAclID.NotFound',
    malformed: 'InvalidNetworkAclId.Malformed',
    message: doesNotExist('networkAcl'),
  },
  'network-interface': {
    key: 'NetworkInterfaces',
    id: 'NetworkInterfaceId',
    prefix: 'eni',
    notFound: 'InvalidNetworkInterfaceID.NotFound',
    malformed: 'InvalidNetworkInterfaceId.Malformed',
    message: doesNotExist('networkInterface'),
  },
  address: {
    key: 'Addresses',
    id: 'AllocationId',
    prefix: 'eipalloc',
    notFound: 'InvalidAllocationID.NotFound',
    malformed: 'InvalidAllocationID.Malformed',
    message: doesNotExist('allocation'),
  },
  endpoint: {
    key: 'VpcEndpoints',
    id: 'VpcEndpointId',
    prefix: 'vpce',
    notFound: 'InvalidVpcEndpointId.NotFound',
    malformed: 'InvalidVpcEndpointId.Malformed',
    message: (id) => `The Vpc Endpoint Id '${id}' does not exist`,
  },
  peering: {
    key: 'VpcPeeringConnections',
    id: 'VpcPeeringConnectionId',
    prefix: 'pcx',
    notFound: 'InvalidVpcPeeringConnectionID.NotFound',
    malformed: 'InvalidVpcPeeringConnectionId.Malformed',
    message: doesNotExist('vpcPeeringConnection'),
  },
  'transit-gateway': {
    key: 'TransitGateways',
    id: 'TransitGatewayId',
    prefix: 'tgw',
    notFound: 'InvalidTransitGatewayID.NotFound',
    malformed: 'InvalidTransitGatewayID.Malformed',
    message: wasDeleted('Transit Gateway'),
  },
  'transit-gateway-route-table': {
    key: 'TransitGatewayRouteTables',
    id: 'TransitGatewayRouteTableId',
    prefix: 'tgw-rtb',
    notFound: 'InvalidRouteTableID.NotFound',
    malformed: 'InvalidRouteTableId.Malformed',
    message: wasDeleted('Transit Gateway Route Table'),
  },
  'transit-gateway-attachment': {
    key: 'TransitGatewayAttachments',
    id: 'TransitGatewayAttachmentId',
    prefix: 'tgw-attach',
    notFound: 'InvalidTransitGatewayAttachmentID.NotFound',
    malformed: 'InvalidTransitGatewayAttachmentID.Malformed',
    message: wasDeleted('Transit Gateway Attachment'),
  },
  'transit-gateway-vpc-attachment': {
    key: 'TransitGatewayVpcAttachments',
    id: 'TransitGatewayAttachmentId',
    prefix: 'tgw-attach',
    notFound: 'InvalidTransitGatewayAttachmentID.NotFound',
    malformed: 'InvalidTransitGatewayAttachmentID.Malformed',
    message: wasDeleted('Transit Gateway Attachment'),
  },
  'vpn-gateway': {
    key: 'VpnGateways',
    id: 'VpnGatewayId',
    prefix: 'vgw',
    notFound: 'InvalidVpnGatewayID.NotFound',
    malformed: 'InvalidVpnGatewayID.Malformed',
    message: doesNotExist('vpnGateway'),
  },
  'dhcp-options': {
    key: 'DhcpOptions',
    id: 'DhcpOptionsId',
    prefix: 'dopt',
    notFound: 'InvalidDhcpOptionID.NotFound',
    malformed: 'InvalidDhcpOptionsId.Malformed',
    message: doesNotExist('dhcpOption'),
  },
  'prefix-list': {
    key: 'PrefixLists',
    id: 'PrefixListId',
    prefix: 'pl',
    notFound: 'InvalidPrefixListID.NotFound',
    malformed: 'InvalidPrefixListId.Malformed',
    message: (id) => `The prefix list ID '${id}' does not exist`,
  },
} as const satisfies Record<string, Kind>;

export type KindName = keyof typeof kinds;
export type Resource<N extends KindName> = Item<'ec2', (typeof kinds)[N]['key']>;

/** The list that a kind of resource is kept in, and the member that holds its id. */
export const keptIn = <N extends KindName>(name: N): (typeof kinds)[N] => kinds[name];

function fail(kind: Kind, id: string): AwsError {
  return new RegExp(`^${kind.prefix}-([0-9a-f]{8}|[0-9a-f]{17})$`).test(id)
    ? new AwsError(kind.notFound, kind.message(id))
    : new AwsError(kind.malformed, `Invalid id: "${id}" (expecting "${kind.prefix}-...")`);
}

function search<N extends KindName>(
  list: readonly Item<'ec2', ListKey<'ec2'>>[],
  name: N,
  id: string,
): Readonly<Resource<N>> {
  const kind: Kind = kinds[name];
  const found = list.find((item) => (item as Record<string, unknown>)[kind.id] === id);
  if (found === undefined) throw fail(kind, id);
  return found as Resource<N>;
}

/**
 * The resource of a kind and id. Throws EC2's error when there is none (`InvalidVpcID.NotFound`, or `.Malformed` when
 * it is no id of that kind) and `NotInSnapshot` when such resources were not read.
 */
export const find = <N extends KindName>(world: World, name: N, id: string): Readonly<Resource<N>> =>
  search(all(world, 'ec2', kinds[name].key), name, id);

/** Like `find`, but undefined when the snapshot lacks the list: for what the change refers to and need not read. */
export function findIfRead<N extends KindName>(world: World, name: N, id: string): Readonly<Resource<N>> | undefined {
  const list = known(world, 'ec2', kinds[name].key);
  return list === undefined ? undefined : search(list, name, id);
}

/** Like `findIfRead`, but also undefined when there is no such resource. */
export function findMaybe<N extends KindName>(world: World, name: N, id: string): Readonly<Resource<N>> | undefined {
  const list = known(world, 'ec2', kinds[name].key) ?? [];
  return list.find((item) => (item as Record<string, unknown>)[kinds[name].id] === id) as Resource<N> | undefined;
}
