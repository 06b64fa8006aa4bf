import type { Route } from '@aws-sdk/client-ec2';
import type { Saved } from '../../snapshot/snapshot.ts';
import { edit, known } from '../draft.ts';
import { invalidCombination, invalidValue } from '../required.ts';
import { AwsError, type World } from '../world.ts';
import { instanceMaybe } from './instance-lookup.ts';
import { findIfRead, findMaybe, type Resource } from './lookup.ts';

export type SavedRoute = Saved<Route>;
type Table = Readonly<Resource<'route-table'>>;

/** The members of CreateRoute and ReplaceRoute that say where a route leads. */
export interface TargetInput {
  GatewayId?: string;
  VpcEndpointId?: string;
  NatGatewayId?: string;
  TransitGatewayId?: string;
  NetworkInterfaceId?: string;
  InstanceId?: string;
  VpcPeeringConnectionId?: string;
  EgressOnlyInternetGatewayId?: string;
  LocalGatewayId?: string;
  CarrierGatewayId?: string;
  CoreNetworkArn?: string;
  OdbNetworkArn?: string;
  LocalTarget?: boolean;
}

/** The members of a route that name its target. */
export const targetMembers = [
  'GatewayId',
  'NatGatewayId',
  'TransitGatewayId',
  'NetworkInterfaceId',
  'InstanceId',
  'VpcPeeringConnectionId',
  'EgressOnlyInternetGatewayId',
  'LocalGatewayId',
  'CarrierGatewayId',
  'CoreNetworkArn',
  'OdbNetworkArn',
] as const;

/** A middlebox: the only targets that a route inside the VPC or in a gateway's table may have, besides `local`. */
export const isMiddlebox = (route: SavedRoute): boolean =>
  route.NetworkInterfaceId !== undefined || route.GatewayId?.startsWith('vpce-') === true;

const otherNetwork = (table: Table, what: string, id: string): AwsError =>
  invalidValue(`route table ${table.RouteTableId} and ${what} ${id} belong to different networks`);

/**
 * The members of a route for the target that a call names, checked: it exists, and it can be reached from the table's
 * VPC. Throws EC2's error otherwise. The route's `State` is set too.
 */
export function routeTarget(world: World, table: Table, input: TargetInput): SavedRoute {
  const members = [...targetMembers, 'VpcEndpointId'] as const;
  const given = members.flatMap((key) => (input[key] ? [{ key, id: input[key] }] : []));
  if (input.LocalTarget) given.push({ key: 'GatewayId', id: 'local' });
  const [one] = given;
  if (one === undefined) {
    throw new AwsError(
      'MissingParameter',
      'The request must contain exactly one of gatewayId, natGatewayId, networkInterfaceId, vpcPeeringConnectionId, egressOnlyInternetGatewayId, transitGatewayId, vpcEndpointId or instanceId',
    );
  }
  if (given.length > 1) {
    throw invalidCombination('The request must contain exactly one target: more than one was given.');
  }
  const route = targetOf(world, table, one.key, one.id);
  return { ...route, State: stateOf(world, route, table.VpcId) };
}

function targetOf(world: World, table: Table, key: keyof TargetInput, id: string): SavedRoute {
  switch (key) {
    case 'GatewayId':
      return gatewayTarget(world, table, id);
    case 'VpcEndpointId':
      return endpointTarget(world, table, id);
    case 'NatGatewayId': {
      const nat = findIfRead(world, 'nat-gateway', id);
      if (nat && (nat.State === 'deleted' || nat.State === 'failed')) {
        throw new AwsError('InvalidNatGatewayID.NotFound', `The natGateway ID '${id}' does not exist`);
      }
      if (nat && nat.VpcId !== table.VpcId) throw otherNetwork(table, 'nat gateway', id);
      return { NatGatewayId: id };
    }
    case 'TransitGatewayId': {
      const attachments = known(world, 'ec2', 'TransitGatewayVpcAttachments');
      const attached = attachments?.some(
        (a) => a.TransitGatewayId === id && a.VpcId === table.VpcId && !isGone(a.State),
      );
      if (attached !== true) {
        findIfRead(world, 'transit-gateway', id);
        // EC2 answers so for a gateway that the VPC is not attached to.
        if (attached === false) {
          throw new AwsError('InvalidTransitGatewayID.NotFound', `The transitGateway ID '${id}' does not exist`);
        }
      }
      return { TransitGatewayId: id };
    }
    case 'NetworkInterfaceId':
      return interfaceTarget(world, table, id);
    case 'InstanceId': {
      const instance = instanceMaybe(world, id);
      if (instance === undefined) {
        throw new AwsError('InvalidInstanceID.NotFound', `The instance ID '${id}' does not exist`);
      }
      const interfaces = instance.NetworkInterfaces ?? [];
      if (interfaces.length !== 1) {
        throw new AwsError('InvalidInstanceID', `There are multiple interfaces attached to instance '${id}'.`);
      }
      return interfaceTarget(world, table, interfaces[0]?.NetworkInterfaceId ?? '');
    }
    case 'VpcPeeringConnectionId': {
      const peering = findIfRead(world, 'peering', id);
      const ends = [peering?.AccepterVpcInfo?.VpcId, peering?.RequesterVpcInfo?.VpcId];
      if (peering && !ends.includes(table.VpcId)) throw otherNetwork(table, 'peering connection', id);
      return { VpcPeeringConnectionId: id };
    }
    case 'EgressOnlyInternetGatewayId': {
      const gateway = findIfRead(world, 'egress-only-gateway', id);
      if (gateway && !gateway.Attachments?.some((a) => a.VpcId === table.VpcId)) {
        throw otherNetwork(table, 'egress only internet gateway', id);
      }
      return { EgressOnlyInternetGatewayId: id };
    }
    default:
      return { [key]: id };
  }
}

function gatewayTarget(world: World, table: Table, id: string): SavedRoute {
  if (id === 'local') return { GatewayId: 'local' };
  if (id.startsWith('vpce-')) return endpointTarget(world, table, id);
  if (id.startsWith('vgw-')) {
    const gateway = findIfRead(world, 'vpn-gateway', id);
    if (gateway && !gateway.VpcAttachments?.some((a) => a.VpcId === table.VpcId && a.State === 'attached')) {
      throw otherNetwork(table, 'network gateway', id);
    }
    return { GatewayId: id };
  }
  const gateway = findIfRead(world, 'internet-gateway', id);
  if (gateway && !gateway.Attachments?.some((a) => a.VpcId === table.VpcId)) {
    throw otherNetwork(table, 'network gateway', id);
  }
  return { GatewayId: id };
}

function endpointTarget(world: World, table: Table, id: string): SavedRoute {
  const endpoint = findIfRead(world, 'endpoint', id);
  if (endpoint && endpoint.VpcId !== table.VpcId) throw otherNetwork(table, 'VPC endpoint', id);
  if (endpoint && endpoint.VpcEndpointType !== 'GatewayLoadBalancer') {
    throw invalidValue(`The VPC endpoint ${id} is not a Gateway Load Balancer endpoint.`);
  }
  return { GatewayId: id };
}

function interfaceTarget(world: World, table: Table, id: string): SavedRoute {
  const card = findIfRead(world, 'network-interface', id);
  if (card && card.VpcId !== table.VpcId) throw otherNetwork(table, 'interface', id);
  const InstanceId = card?.Attachment?.InstanceId;
  return {
    NetworkInterfaceId: id,
    ...(InstanceId === undefined
      ? {}
      : { InstanceId, InstanceOwnerId: card?.Attachment?.InstanceOwnerId ?? card?.OwnerId }),
  };
}

const isGone = (state: string | undefined): boolean => /^(deleted|deleting|failed|rejected|failing)$/.test(state ?? '');

/**
 * `blackhole` when the route's target is not there any more or not in use, else `active`. What was not read is taken
 * to be there. https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_Route.html
 */
export function stateOf(world: World, route: SavedRoute, vpc: string | undefined): 'active' | 'blackhole' {
  return isThere(world, route, vpc) ? 'active' : 'blackhole';
}

function isThere(world: World, route: SavedRoute, vpc: string | undefined): boolean {
  if (route.NatGatewayId !== undefined) {
    if (known(world, 'ec2', 'NatGateways') === undefined) return true;
    const state = findMaybe(world, 'nat-gateway', route.NatGatewayId)?.State;
    return state === 'available' || state === 'pending';
  }
  if (route.TransitGatewayId !== undefined) {
    const attachments = known(world, 'ec2', 'TransitGatewayVpcAttachments');
    if (attachments === undefined) return true;
    return attachments.some(
      (a) => a.TransitGatewayId === route.TransitGatewayId && a.VpcId === vpc && !isGone(a.State),
    );
  }
  if (route.NetworkInterfaceId !== undefined) {
    if (known(world, 'ec2', 'NetworkInterfaces') === undefined) return true;
    const card = findMaybe(world, 'network-interface', route.NetworkInterfaceId);
    if (card === undefined || card.Attachment === undefined) return false;
    if (card.Attachment.InstanceId === undefined) return true;
    const state = instanceMaybe(world, card.Attachment.InstanceId)?.State?.Name;
    return state === undefined || state === 'running' || state === 'pending';
  }
  if (route.VpcPeeringConnectionId !== undefined) {
    if (known(world, 'ec2', 'VpcPeeringConnections') === undefined) return true;
    return findMaybe(world, 'peering', route.VpcPeeringConnectionId)?.Status?.Code === 'active';
  }
  if (route.EgressOnlyInternetGatewayId !== undefined) {
    if (known(world, 'ec2', 'EgressOnlyInternetGateways') === undefined) return true;
    return findMaybe(world, 'egress-only-gateway', route.EgressOnlyInternetGatewayId) !== undefined;
  }
  const gateway = route.GatewayId;
  if (gateway === undefined || gateway === 'local') return true;
  if (gateway.startsWith('igw-')) {
    if (known(world, 'ec2', 'InternetGateways') === undefined) return true;
    return findMaybe(world, 'internet-gateway', gateway)?.Attachments?.some((a) => a.VpcId === vpc) === true;
  }
  if (gateway.startsWith('vgw-')) {
    if (known(world, 'ec2', 'VpnGateways') === undefined) return true;
    return (
      findMaybe(world, 'vpn-gateway', gateway)?.VpcAttachments?.some(
        (a) => a.VpcId === vpc && a.State === 'attached',
      ) === true
    );
  }
  if (gateway.startsWith('vpce-')) {
    if (known(world, 'ec2', 'VpcEndpoints') === undefined) return true;
    const state = findMaybe(world, 'endpoint', gateway)?.State?.toLowerCase();
    return state !== undefined && !isGone(state);
  }
  return true;
}

/** Whether a route's target is the resource of this id. */
export const leadsTo = (route: SavedRoute, id: string): boolean => targetMembers.some((member) => route[member] === id);

/** Brings the state of every route to a resource into step, after the resource appeared, changed or went. */
export function settleRoutesTo(world: World, id: string): void {
  const stale = (table: Table) => (route: SavedRoute) =>
    leadsTo(route, id) && route.State !== stateOf(world, route, table.VpcId);
  edit(
    world,
    'ec2',
    'RouteTables',
    (table) => (table.Routes ?? []).some(stale(table)),
    (copy) => {
      for (const route of (copy.Routes ?? []).filter(stale(copy))) route.State = stateOf(world, route, copy.VpcId);
    },
  );
}
