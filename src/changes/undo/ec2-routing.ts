import type { Call } from '../../findings/finding.ts';
import { canonical } from '../cidr.ts';
import { all } from '../draft.ts';
import { find } from '../ec2/lookup.ts';
import { type SavedRoute, targetMembers } from '../ec2/route-targets.ts';
import { destinationText, isPropagated } from '../ec2/routes.ts';
import { AwsError, type World } from '../world.ts';
import { callsOf, given, type Undos } from './entry.ts';

const ec2 = callsOf('ec2');

interface RouteInput {
  RouteTableId: string;
  DestinationCidrBlock?: string;
  DestinationIpv6CidrBlock?: string;
  DestinationPrefixListId?: string;
}

const destinationOf = ({ DestinationCidrBlock, DestinationIpv6CidrBlock, DestinationPrefixListId }: RouteInput) => ({
  ...(DestinationCidrBlock ? { DestinationCidrBlock } : {}),
  ...(DestinationIpv6CidrBlock ? { DestinationIpv6CidrBlock } : {}),
  ...(DestinationPrefixListId ? { DestinationPrefixListId } : {}),
});

function oldRoute(world: World, input: RouteInput): SavedRoute {
  const to = input.DestinationCidrBlock
    ? canonical(input.DestinationCidrBlock, 4)
    : input.DestinationIpv6CidrBlock
      ? canonical(input.DestinationIpv6CidrBlock, 6)
      : input.DestinationPrefixListId;
  const table = find(world, 'route-table', input.RouteTableId);
  const route = table.Routes?.find((r) => destinationText(r) === to && !isPropagated(r));
  if (route === undefined) throw new AwsError('InvalidRoute.NotFound', to ?? '');
  return route;
}

/** A route's target as CreateRoute and ReplaceRoute take it. */
function targetInput(route: SavedRoute): Record<string, unknown> {
  if (route.GatewayId === 'local') return { LocalTarget: true };
  if (route.GatewayId?.startsWith('vpce-')) return { VpcEndpointId: route.GatewayId };
  if (route.NetworkInterfaceId !== undefined) return { NetworkInterfaceId: route.NetworkInterfaceId };
  const member = targetMembers.find((name) => route[name] !== undefined);
  return member === undefined ? {} : { [member]: route[member] };
}

function routeCall(world: World, operation: string, input: RouteInput): Call {
  const target = targetInput(oldRoute(world, input));
  return ec2(operation, { RouteTableId: input.RouteTableId, ...destinationOf(input), ...target });
}

function associationOf(world: World, id: string) {
  for (const table of all(world, 'ec2', 'RouteTables')) {
    const association = table.Associations?.find((a) => a.RouteTableAssociationId === id);
    if (association !== undefined) return { RouteTableId: table.RouteTableId, association };
  }
  throw new AwsError('InvalidAssociationID.NotFound', id);
}

export const undoRouting: Undos = {
  CreateRoute: (_, input) => [ec2('DeleteRoute', { RouteTableId: input.RouteTableId, ...destinationOf(input) })],
  ReplaceRoute: (world, input) => [routeCall(world, 'ReplaceRoute', input)],
  DeleteRoute: (world, input) => [routeCall(world, 'CreateRoute', input)],
  CreateRouteTable: (_, __, { RouteTable }) =>
    given(RouteTable?.RouteTableId, (id) => [ec2('DeleteRouteTable', { RouteTableId: id })]),
  AssociateRouteTable: (world, { SubnetId, GatewayId }, { AssociationId }) => {
    const was = all(world, 'ec2', 'RouteTables')
      .flatMap((table) => table.Associations ?? [])
      .some((a) => (SubnetId ? a.SubnetId === SubnetId : a.GatewayId === GatewayId));
    return was ? [] : given(AssociationId, (id) => [ec2('DisassociateRouteTable', { AssociationId: id })]);
  },
  DisassociateRouteTable: (world, { AssociationId }) => {
    const { RouteTableId, association } = associationOf(world, AssociationId);
    const { SubnetId, GatewayId } = association;
    return [ec2('AssociateRouteTable', { RouteTableId, ...(SubnetId ? { SubnetId } : { GatewayId }) })];
  },
  ReplaceRouteTableAssociation: (world, { AssociationId }, { NewAssociationId }) => {
    const { RouteTableId } = associationOf(world, AssociationId);
    return given(NewAssociationId, (id) => [ec2('ReplaceRouteTableAssociation', { AssociationId: id, RouteTableId })]);
  },
  EnableVgwRoutePropagation: (world, { RouteTableId, GatewayId }) => {
    const table = find(world, 'route-table', RouteTableId);
    const was = table.PropagatingVgws?.some((p) => p.GatewayId === GatewayId);
    return was ? [] : [ec2('DisableVgwRoutePropagation', { RouteTableId, GatewayId })];
  },
  DisableVgwRoutePropagation: (world, { RouteTableId, GatewayId }) => {
    const table = find(world, 'route-table', RouteTableId);
    const was = table.PropagatingVgws?.some((p) => p.GatewayId === GatewayId);
    return was ? [ec2('EnableVgwRoutePropagation', { RouteTableId, GatewayId })] : [];
  },
};
