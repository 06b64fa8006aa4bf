import { type Address, parseAddress } from '../../network/cidr.ts';
import type { Network, RouteTable, Subnet } from '../../network/model.ts';
import type { TableRoute } from '../../network/routes.ts';
import type { ExitFacts } from './overview.ts';
import { type Way, type WayEnd, waysFromSubnet } from './way.ts';

/** Addresses that only a default route covers: RFC 5737 and RFC 3849 keep them from ever being anybody's. */
export const somewhere: Readonly<Record<4 | 6, Address>> = {
  4: parseAddress('192.0.2.1')!,
  6: parseAddress('2001:db8::1')!,
};

/** The route that a table has for the internet; undefined: none, or the table was not read. */
export const defaultRoute = (table: RouteTable | undefined, family: 4 | 6 = 4): TableRoute | undefined =>
  table?.lookup().lookup(somewhere[family]);

/** The family whose default route is a subnet's way out: IPv4, or IPv6 where IPv4 has none. */
const familyOfExit = (subnet: Subnet): 4 | 6 =>
  defaultRoute(subnet.table) === undefined && defaultRoute(subnet.table, 6) !== undefined ? 6 : 4;

/** The ways that each subnet's packets take to the internet, in an order that does not depend on the snapshot's. */
export function exitsOf(network: Network): Map<string, readonly Way[]> {
  const exits = new Map<string, readonly Way[]>();
  for (const subnet of network.subnets.values()) {
    const ways = waysFromSubnet(network, subnet, somewhere[familyOfExit(subnet)]);
    const key = (way: Way): string => way.hops.map((h) => `${h.zone ?? ''} ${h.id}`).join(' ');
    exits.set(
      subnet.id,
      ways.length === 1 ? ways : [...ways].sort((a, b) => (key(a) < key(b) ? -1 : key(a) > key(b) ? 1 : 0)),
    );
  }
  return exits;
}

/** A way as facts. Where zones give several, the one that does not get to the internet, else the first. */
export function exitFacts(subnet: Subnet | undefined, ways: readonly Way[] | undefined): ExitFacts | null {
  if (subnet?.table === undefined || ways === undefined) return null;
  const way = ways.find((w) => w.end.kind !== 'internet') ?? ways[0];
  if (way === undefined) return null;
  const end = endOf(way.end, subnet.table.id);
  const links = way.end.kind === 'on-premises' ? [way.end.via] : [];
  return { through: [...way.hops.map((h) => h.id), ...links], end };
}

function endOf(end: WayEnd, table: string): ExitFacts['end'] {
  switch (end.kind) {
    case 'internet':
    case 'on-premises':
    case 'loop':
      return end.kind;
    case 'dropped':
      return end.why === 'no-route' && end.at === table ? 'none' : 'dropped';
    default:
      return 'unknown';
  }
}

/** The NAT gateways that a subnet's packets to the internet pass. */
export const natGatewaysOn = (ways: readonly Way[] | undefined): string[] => [
  ...new Set((ways ?? []).flatMap((w) => w.hops.filter((h) => h.kind === 'nat-gateway').map((h) => h.id))),
];
