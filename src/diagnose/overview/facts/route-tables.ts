import type { Route } from '@aws-sdk/client-ec2';
import { containsCidr, formatCidr, parseCidr } from '../../../network/cidr.ts';
import type { Network, RouteTable } from '../../../network/model.ts';
import { nameOf, type Saved, type Snapshot } from '../../../snapshot/snapshot.ts';
import type { RouteFacts, RouteTableFacts } from '../overview.ts';
import { byPlace, compare, everywhere, grouped } from './scopes.ts';

export function routeTableFacts(snapshot: Snapshot, network: Network): RouteTableFacts[] | null {
  const tables = everywhere(
    snapshot,
    (s) => s.ec2?.RouteTables,
    (t) => t.RouteTableId,
    (t) => t.OwnerId,
  );
  if (tables === undefined) return null;
  const users = grouped([...network.subnets.values()], (s) => s.table?.id);
  return tables
    .map(({ item, account, region }): RouteTableFacts => {
      const model = network.routeTables.get(item.RouteTableId!)!;
      const name = nameOf(item);
      const associations = (item.Associations ?? []).filter((a) => a.AssociationState?.State !== 'disassociated');
      const subnetsRead = model.vpc !== undefined && network.isRead('ec2', 'Subnets', model.vpc);
      return {
        account,
        region,
        id: item.RouteTableId!,
        ...(name === undefined ? {} : { name }),
        vpc: item.VpcId ?? '',
        main: associations.some((a) => a.Main),
        subnets: associations.flatMap((a) => a.SubnetId ?? []).sort(compare),
        gateways: associations.flatMap((a) => a.GatewayId ?? []).sort(compare),
        users: subnetsRead ? (users.get(item.RouteTableId!)?.length ?? 0) : null,
        routes: (item.Routes ?? [])
          .map((r) => routeFacts(r, model))
          .sort((a, b) => compare(a.destination, b.destination) || compare(a.target, b.target)),
      };
    })
    .sort(byPlace((t) => `${t.vpc} ${t.name ?? ''} ${t.id}`));
}

function routeFacts(route: Saved<Route>, table: RouteTable): RouteFacts {
  const shadowedBy = shadow(route, table);
  return {
    destination: route.DestinationCidrBlock ?? route.DestinationIpv6CidrBlock ?? route.DestinationPrefixListId ?? '',
    target: targetOf(route),
    state: route.State ?? '',
    origin: route.Origin ?? '',
    ...(shadowedBy === undefined ? {} : { shadowedBy }),
  };
}

export const targetOf = (route: Saved<Route>): string =>
  route.GatewayId ??
  route.NatGatewayId ??
  route.TransitGatewayId ??
  route.VpcPeeringConnectionId ??
  route.NetworkInterfaceId ??
  route.InstanceId ??
  route.EgressOnlyInternetGatewayId ??
  route.CarrierGatewayId ??
  route.LocalGatewayId ??
  route.CoreNetworkArn ??
  '';

/**
 * What makes a route decide nothing: a preferred one of the same prefix, `local` over a propagated one (rules R2, R3),
 * or the next wider route, which leads to the same place.
 */
function shadow(route: Saved<Route>, table: RouteTable): string | undefined {
  const block = parseCidr(route.DestinationCidrBlock ?? route.DestinationIpv6CidrBlock ?? '');
  const target = targetOf(route);
  if (block === undefined || target === 'local' || route.State === 'blackhole') return undefined;
  const winner = table.lookup().lookup(block.lo);
  if (winner !== undefined && containsCidr(winner.destination, block) && winner.target.id !== target)
    return describe(winner);
  const wider = table
    .routes()
    .filter((r) => r.destination.length < block.length && containsCidr(r.destination, block))
    .sort((a, b) => b.destination.length - a.destination.length)[0];
  return wider !== undefined && wider.target.id === target && !wider.blackhole ? describe(wider) : undefined;
}

const describe = (route: { destination: Parameters<typeof formatCidr>[0]; target: { id: string } }): string =>
  `${formatCidr(route.destination)} → ${route.target.id}`;
