import type { Route, RouteTable } from '@aws-sdk/client-ec2';
import { UserError } from '../../errors/user-error.ts';
import * as text from '../../messages/do-plan.ts';
import type { Saved, Scope, Snapshot } from '../../snapshot/snapshot.ts';
import type { Request } from '../request.ts';
import { instances } from './instance.ts';
import { Ambiguous, choicesOf, type Kind, one, several, type Tagged } from './names.ts';
import { ec2, type Plan, place, shown } from './plan.ts';

const tables: Kind<Saved<RouteTable>> = {
  listOf: (scope) => scope.ec2?.RouteTables,
  idOf: (t) => t.RouteTableId,
  tell: (t) => t.VpcId,
};

/** The parameter that a route's target goes into, by its id. https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_CreateRoute.html */
const parameters: [RegExp, string][] = [
  [/^(igw|vgw)-/, 'GatewayId'],
  [/^nat-/, 'NatGatewayId'],
  [/^tgw-[0-9a-f]/, 'TransitGatewayId'],
  [/^pcx-/, 'VpcPeeringConnectionId'],
  [/^eni-/, 'NetworkInterfaceId'],
  [/^vpce-/, 'VpcEndpointId'],
  [/^i-/, 'InstanceId'],
  [/^eigw-/, 'EgressOnlyInternetGatewayId'],
];

/** Whatever a route may lead to, by the name that a person gave it. */
const targets: Kind<Tagged & { id?: string | undefined }> = {
  listOf: ({ ec2: e }) => [
    ...(e?.InternetGateways ?? []).map((x) => ({ ...x, id: x.InternetGatewayId })),
    ...(e?.VpnGateways ?? []).map((x) => ({ ...x, id: x.VpnGatewayId })),
    ...(e?.NatGateways ?? []).map((x) => ({ ...x, id: x.NatGatewayId })),
    ...(e?.TransitGateways ?? []).map((x) => ({ ...x, id: x.TransitGatewayId })),
    ...(e?.VpcPeeringConnections ?? []).map((x) => ({ ...x, id: x.VpcPeeringConnectionId })),
    ...(e?.VpcEndpoints ?? []).map((x) => ({ ...x, id: x.VpcEndpointId })),
    ...(e?.EgressOnlyInternetGateways ?? []).map((x) => ({ ...x, id: x.EgressOnlyInternetGatewayId })),
    ...(e?.NetworkInterfaces ?? []).map(({ TagSet, NetworkInterfaceId }) => ({
      ...(TagSet === undefined ? {} : { Tags: TagSet }),
      id: NetworkInterfaceId,
    })),
    ...(instances.listOf({ account: '', region: '', ec2: e ?? {} } as Scope) ?? []).map((x) => ({
      ...x,
      id: x.InstanceId,
    })),
  ],
  idOf: (t) => t.id,
};

/** Adds, replaces or deletes a route. */
export function routePlan(snapshot: Snapshot, asked: Extract<Request, { table: string }>): Plan {
  const found = one(snapshot, asked.table, tables);
  const { destination } = asked;
  const route = (found.item.Routes ?? []).find(
    (r) => r.DestinationCidrBlock === destination || r.DestinationIpv6CidrBlock === destination,
  );
  const to = {
    [destination.includes(':') ? 'DestinationIpv6CidrBlock' : 'DestinationCidrBlock']: destination,
  };
  const name = shown(found.id, found.name);
  const now = leadsTo(route);
  const base = {
    ...place(found),
    resources: [found.id],
    before: `${found.id} ${destination} ${route === undefined ? '-' : JSON.stringify(route)}`,
    now: now === undefined ? text.hasNoRoute(name, destination) : text.hasRoute(name, destination, now),
    notes: route?.State === 'blackhole' ? [text.leadsNowhere(destination, now ?? '-')] : [],
  };
  if (route?.GatewayId === 'local' && asked.action === 'delete-route')
    throw new UserError(text.localRoute(name, destination));
  // A propagated route is the gateway's: it goes when its propagation does.
  if (route?.Origin === 'EnableVgwRoutePropagation' && asked.action !== 'add-route')
    throw new UserError(text.propagatedRoute(name, destination, now ?? '-'));
  if (asked.action === 'delete-route')
    return { ...base, calls: [ec2('DeleteRoute', { RouteTableId: found.id, ...to })], done: route === undefined };
  const target = targetId(found.scope, asked.target);
  const parameter = parameters.find(([pattern]) => pattern.test(target))?.[1];
  if (parameter === undefined) throw new UserError(text.unknownRouteTarget(asked.target));
  const done = now === target;
  if (!done && asked.action === 'add-route' && now !== undefined)
    throw new UserError(text.routeExists(name, destination, now));
  if (asked.action === 'replace-route' && route === undefined)
    throw new UserError(text.noRouteToReplace(name, destination));
  const operation = asked.action === 'add-route' ? 'CreateRoute' : 'ReplaceRoute';
  return { ...base, calls: [ec2(operation, { RouteTableId: found.id, ...to, [parameter]: target })], done };
}

/** An id as it is given; a name, looked up where the table is. */
function targetId(scope: Scope, given: string): string {
  const found = several(scope, given, targets);
  if (found.length > 1) throw new Ambiguous(given, choicesOf(found, targets));
  return found[0]?.id ?? given;
}

const leadsTo = (route: Saved<Route> | undefined): string | undefined =>
  route === undefined
    ? undefined
    : (route.NatGatewayId ??
      route.TransitGatewayId ??
      route.VpcPeeringConnectionId ??
      route.GatewayId ??
      route.InstanceId ??
      route.NetworkInterfaceId ??
      route.EgressOnlyInternetGatewayId ??
      route.CoreNetworkArn ??
      route.LocalGatewayId ??
      route.CarrierGatewayId ??
      '?');
