import type { RouteTable as Ec2RouteTable, Route } from '@aws-sdk/client-ec2';
import type { Saved } from '../snapshot/snapshot.ts';
import {
  type Address,
  type Cidr,
  containsCidr,
  type Family,
  first,
  formatCidr,
  last,
  next,
  overlap,
  parseCidr,
  previous,
  smaller,
} from './cidr.ts';
import type { Intervals } from './intervals.ts';

/** What a route of a VPC's table points at. */
export type TargetKind =
  | 'local'
  | 'internet-gateway'
  | 'egress-only-internet-gateway'
  | 'nat-gateway'
  | 'transit-gateway'
  | 'vpn-gateway'
  | 'peering'
  | 'endpoint'
  | 'interface'
  | 'unsupported';

/** How a route came into its table; the order is that of preference for one prefix (rule R3). */
export const origins = ['local', 'static', 'prefix-list', 'propagated'] as const;
export type Origin = (typeof origins)[number];

export interface TableRoute {
  destination: Cidr;
  origin: Origin;
  target: { kind: TargetKind; id: string };
  blackhole: boolean;
  /** The prefix list that the route's destination came from. */
  prefixList?: string;
}

/** `0.0.0.0/0 → nat-0a…`, as a hop names the route that it took. */
export const describeRoute = (route: { destination: Cidr; prefixList?: string; target: { id: string } }): string =>
  `${formatCidr(route.destination)}${route.prefixList === undefined ? '' : ` (${route.prefixList})`} → ${route.target.id}`;

/** What a table answers for a set of addresses: the part that one route takes, or that none does. */
export interface Match<R> {
  route: R | undefined;
  addresses: Intervals;
}

/**
 * A table that finds the longest prefix: the address space cut at every route's bounds, so that one address is a
 * binary search and a set of addresses is a walk over the cuts inside it.
 */
export interface PrefixTable<R> {
  lookup(address: Address): R | undefined;
  split(addresses: Intervals): Match<R>[];
}

/**
 * Builds the table of routes of which each prefix is there once, or the preferred one is first: of equal prefixes the
 * first wins.
 */
export function prefixTable<R extends { destination: Cidr }>(routes: readonly R[]): PrefixTable<R> {
  const built: Partial<Record<Family, Cuts<R>>> = {};
  const cutsOf = (address: Address): Cuts<R> => {
    const family = typeof address === 'number' ? 4 : 6;
    built[family] ??= cut(routes, family);
    return built[family];
  };
  return {
    lookup(address) {
      const cuts = cutsOf(address);
      return cuts.routes[at(cuts, address)];
    },
    split(addresses) {
      if (addresses.length === 0) return [];
      const cuts = cutsOf(addresses[0]!);
      const parts = new Map<R | undefined, Address[]>();
      for (let i = 0; i < addresses.length; i += 2) {
        const hi = addresses[i + 1]!;
        let lo = addresses[i]!;
        for (let k = at(cuts, lo); ; k++) {
          const end = k + 1 < cuts.starts.length ? previous(cuts.starts[k + 1]!) : hi;
          const upTo = smaller(end, hi);
          const part = parts.get(cuts.routes[k]) ?? [];
          if (part.length === 0) parts.set(cuts.routes[k], part);
          if (part.length > 0 && next(part[part.length - 1]!) === lo) part[part.length - 1] = upTo;
          else part.push(lo, upTo);
          if (upTo >= hi) break;
          lo = next(upTo);
        }
      }
      return [...parts].map(([route, set]) => ({ route, addresses: set }));
    },
  };
}

/** `routes[k]` holds for the addresses from `starts[k]` up to the next start. */
interface Cuts<R> {
  starts: Address[];
  routes: (R | undefined)[];
}

function cut<R extends { destination: Cidr }>(all: readonly R[], family: Family): Cuts<R> {
  const routes = all
    .filter((r) => r.destination.family === family)
    .sort((a, b) =>
      a.destination.lo < b.destination.lo
        ? -1
        : a.destination.lo > b.destination.lo
          ? 1
          : a.destination.length - b.destination.length,
    );
  const cuts: Cuts<R> = { starts: [first[family]], routes: [undefined] };
  const start = (address: Address, route: R | undefined): void => {
    const end = cuts.starts.length - 1;
    if (cuts.starts[end] === address) cuts.routes[end] = route;
    else {
      cuts.starts.push(address);
      cuts.routes.push(route);
    }
  };
  // Blocks are nested or apart: the stack holds the blocks around the place that the sweep has come to.
  const around: R[] = [];
  const close = (before: Address | undefined): void => {
    while (around.length > 0) {
      const inner = around[around.length - 1]!;
      if (before !== undefined && inner.destination.hi >= before) return;
      around.pop();
      if (inner.destination.hi !== last[family]) start(next(inner.destination.hi), around[around.length - 1]);
    }
  };
  for (const route of routes) {
    close(route.destination.lo);
    const outer = around[around.length - 1];
    if (outer !== undefined && outer.destination.length === route.destination.length) continue;
    start(route.destination.lo, route);
    around.push(route);
  }
  close(undefined);
  return cuts;
}

function at<R>(cuts: Cuts<R>, address: Address): number {
  let low = 0;
  let high = cuts.starts.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if (cuts.starts[middle]! <= address) low = middle;
    else high = middle - 1;
  }
  return low;
}

/**
 * The routes of a VPC's table in the order of preference, by rules R2 and R3: every VPC block has a `local` route
 * unless its target was replaced; propagated routes inside a VPC block lose to it; prefix lists stand for their entries.
 *
 * @param entriesOf the blocks of a prefix list, undefined when they were not read; then `unread` gets its id
 */
export function effectiveRoutes(
  table: Saved<Ec2RouteTable>,
  vpcBlocks: readonly Cidr[],
  entriesOf: (prefixListId: string) => readonly Cidr[] | undefined,
  unread: (prefixListId: string) => void = () => {},
): TableRoute[] {
  const routes: TableRoute[] = [];
  for (const route of table.Routes ?? []) {
    const shared = { target: targetOf(route), blackhole: route.State === 'blackhole' };
    const block = parseCidr(route.DestinationCidrBlock ?? route.DestinationIpv6CidrBlock ?? '');
    if (block !== undefined) {
      const propagated = route.Origin === 'EnableVgwRoutePropagation';
      if (propagated && vpcBlocks.some((vpc) => containsCidr(vpc, block))) continue;
      const origin = shared.target.kind === 'local' ? 'local' : propagated ? 'propagated' : 'static';
      routes.push({ destination: block, origin, ...shared });
    } else if (route.DestinationPrefixListId !== undefined) {
      const prefixList = route.DestinationPrefixListId;
      const entries = entriesOf(prefixList);
      if (entries === undefined) unread(prefixList);
      for (const entry of entries ?? [])
        routes.push({ destination: entry, origin: 'prefix-list', prefixList, ...shared });
    }
  }
  for (const block of vpcBlocks) {
    const given = routes.some(
      (r) => r.destination.length === block.length && r.origin !== 'prefix-list' && overlap(r.destination, block),
    );
    if (!given)
      routes.push({ destination: block, origin: 'local', target: { kind: 'local', id: 'local' }, blackhole: false });
  }
  return routes.sort((a, b) => origins.indexOf(a.origin) - origins.indexOf(b.origin));
}

function targetOf(route: Saved<Route>): TableRoute['target'] {
  const gateway = route.GatewayId;
  if (route.NatGatewayId) return { kind: 'nat-gateway', id: route.NatGatewayId };
  if (route.TransitGatewayId) return { kind: 'transit-gateway', id: route.TransitGatewayId };
  if (route.VpcPeeringConnectionId) return { kind: 'peering', id: route.VpcPeeringConnectionId };
  if (route.EgressOnlyInternetGatewayId)
    return { kind: 'egress-only-internet-gateway', id: route.EgressOnlyInternetGatewayId };
  if (gateway === 'local') return { kind: 'local', id: 'local' };
  if (gateway?.startsWith('igw-')) return { kind: 'internet-gateway', id: gateway };
  if (gateway?.startsWith('eigw-')) return { kind: 'egress-only-internet-gateway', id: gateway };
  if (gateway?.startsWith('vgw-')) return { kind: 'vpn-gateway', id: gateway };
  if (gateway?.startsWith('vpce-')) return { kind: 'endpoint', id: gateway };
  if (route.NetworkInterfaceId) return { kind: 'interface', id: route.NetworkInterfaceId };
  if (route.InstanceId) return { kind: 'interface', id: route.InstanceId };
  const id = route.CoreNetworkArn ?? route.CarrierGatewayId ?? route.LocalGatewayId ?? route.OdbNetworkArn ?? gateway;
  return { kind: 'unsupported', id: id ?? 'unknown' };
}
