import { type Finding, type Fix, finding } from '../../../findings/finding.ts';
import { noReturn as text } from '../../../messages/findings/routing.ts';
import { formatCidr } from '../../../network/cidr.ts';
import type { Network, RouteTable } from '../../../network/model.ts';
import { describeRoute, type TableRoute } from '../../../network/routes.ts';
import type { Snapshot } from '../../../snapshot/snapshot.ts';
import type { Check } from '../check.ts';
import { nameIn, outcomeOf } from '../describe-way.ts';
import type { RoundTrip, Station } from '../facts/connectivity.ts';
import { called, compare, grouped } from '../facts/scopes.ts';
import { about, ec2, fixBy } from '../fix.ts';
import { type Way, waysFromSubnet } from '../way.ts';

const references = ['https://docs.aws.amazon.com/vpc/latest/tgw/how-transit-gateways-work.html'];

/**
 * Packets that get to a VPC (or to on-premises) over a transit gateway, peering or VPN, and whose answers do not get back:
 * one finding for each set of tables that lack the same routes.
 */
export const routeNoReturn: Check = {
  codes: ['ROUTE_NO_RETURN'],
  find: ({ snapshot, network, connectivity }) => {
    // An answer that the snapshot does not let follow to its end is no finding.
    const lost = connectivity.lost.filter((t) => t.back.every((w) => w.end.kind !== 'unknown'));
    const byTable = grouped(lost, (t) => (t.toPlace === undefined ? `link ${t.to.id}` : t.toPlace.subnet.table?.id));
    const senders = (trips: readonly RoundTrip[]): string =>
      [...new Set(trips.map((t) => t.from.id))].sort(compare).join();
    const alike = grouped([...byTable.values()], (trips) => `${trips[0]!.to.id} ${senders(trips)}`);
    return [...alike.values()].map((tables) => noWayBack(snapshot, network, tables.flat()));
  },
};

function noWayBack(snapshot: Snapshot, network: Network, trips: RoundTrip[]): Finding {
  trips.sort(
    (a, b) =>
      compare(a.toPlace?.subnet.name ?? '', b.toPlace?.subnet.name ?? '') ||
      compare(stationName(network, a.from), stationName(network, b.from)),
  );
  const [first] = trips as [RoundTrip];
  const stations = [...new Map(trips.map((t) => [t.from.id, t.from])).values()].sort(
    // VPCs first, as people think of them; then links by their blocks.
    (a, b) => compare(b.kind, a.kind) || compare(stationName(network, a), stationName(network, b)),
  );
  const names = stations.map((s) => stationName(network, s));
  const failed = first.back.find((w) => w.end.kind !== 'delivered') ?? first.back[0]!;
  if (first.to.kind === 'link') return linkWithoutReturn(network, first, names, failed);
  const { vpc } = first.to;
  const subnets = [...new Set(trips.flatMap((t) => t.toPlace?.alike ?? []))].sort((a, b) => compare(a.id, b.id));
  const tables = [...new Map(subnets.map((s) => [s.table!.id, s.table!])).values()].sort((a, b) => compare(a.id, b.id));
  // Only balancers that face the internet: their clients inside use the public addresses.
  const onlyPublicNodes = subnets.every((s) =>
    s.interfaces.every((i) => i.kind !== 'instance' && i.kind !== 'lambda' && i.kind !== 'other'),
  );
  const gateway = first.forward[0]?.hops.findLast((h) => h.kind === 'transit-gateway' || h.kind === 'peering');
  return finding({
    ...about(tables[0]!),
    code: 'ROUTE_NO_RETURN',
    key: stations.map((s) => s.id).join(),
    severity: onlyPublicNodes ? 'low' : 'medium',
    priority: onlyPublicNodes ? 'P3' : 'P2',
    affected: [...subnets.map((s) => s.id), ...stations.map((s) => s.id)],
    title: text.title(called(vpc), subnets.length, names),
    impact: text.impact(outcomeOf(network, failed)),
    evidence: takenBack(trips).map(({ table, route, blocks }) => ({
      says: text.route(called(table), blocks.join(', '), route && describeRoute(route)),
      from: 'ec2:DescribeRouteTables',
      id: table.id,
      ...(route === undefined ? {} : { rule: describeRoute(route) }),
    })),
    fixes: gateway === undefined ? [] : [addRoutes(snapshot, network, trips, tables, stations, gateway)],
    references,
  });
}

/** The routes that answers take instead, each table's once for all that it misleads. */
function takenBack(trips: readonly RoundTrip[]): { table: RouteTable; route?: TableRoute; blocks: string[] }[] {
  const taken = trips.map((t) => {
    const table = t.toPlace!.subnet.table!;
    return { table, route: table.lookup().lookup(addressOf(t.from, t)), blocks: blocksOf(t.from) };
  });
  return [...grouped(taken, (t) => `${t.table.id} ${t.route && describeRoute(t.route)}`).values()].map((same) => ({
    ...same[0]!,
    blocks: [...new Set(same.flatMap((t) => t.blocks))].sort(compare),
  }));
}

const addressOf = (station: Station, trip: RoundTrip) =>
  station.kind === 'link' ? station.address : trip.fromPlace!.address;

const blocksOf = (station: Station): string[] =>
  station.kind === 'link' ? station.cidrs : station.vpc.cidrs.filter((c) => c.family === 4).map(formatCidr);

const stationName = (network: Network, station: Station): string =>
  station.kind === 'vpc'
    ? called(station.vpc)
    : station.cidrs.length === 1
      ? station.cidrs[0]!
      : nameIn(network, station.id);

/** The routes that answers lack, by the gateway that the requests came through. */
function addRoutes(
  snapshot: Snapshot,
  network: Network,
  trips: readonly RoundTrip[],
  tables: readonly RouteTable[],
  stations: readonly Station[],
  gateway: { kind: string; id: string },
): Fix {
  const member = gateway.kind === 'peering' ? 'VpcPeeringConnectionId' : 'TransitGatewayId';
  const blocks = [...new Set(stations.flatMap(blocksOf))].sort(compare);
  const calls = tables.flatMap((table) =>
    blocks.map((DestinationCidrBlock) =>
      ec2('CreateRoute', { RouteTableId: table.id, DestinationCidrBlock, [member]: gateway.id }),
    ),
  );
  const says = text.fix(blocks.join(', '), nameIn(network, gateway.id));
  return fixBy(snapshot, tables[0]!, says, calls, (after) => {
    const changed = after.network();
    return trips.every((t) => {
      const subnet = changed.subnets.get(t.toPlace!.subnet.id);
      const ways = subnet === undefined ? [] : waysFromSubnet(changed, subnet, addressOf(t.from, t));
      return ways.length > 0 && ways.every((w) => arrivesAt(w, t));
    });
  });
}

const arrivesAt = (way: Way, trip: RoundTrip): boolean =>
  trip.from.kind === 'link'
    ? way.end.kind === 'on-premises'
    : way.end.kind === 'delivered' && way.end.subnet.id === trip.fromPlace?.subnet.id;

/** Answers from on-premises that the transit gateway does not bring back. */
function linkWithoutReturn(network: Network, trip: RoundTrip, names: string[], failed: Way): Finding {
  const attachment = [...network.transitGateways.values()]
    .map((t) => t.attachments.get(trip.to.id))
    .find((a) => a !== undefined);
  const table = attachment?.table;
  const route = table?.lookup().lookup(addressOf(trip.from, trip));
  const destination = blocksOf(trip.from).join(', ');
  return finding({
    ...about(table ?? { ...placeOf(network, trip), id: trip.to.id, name: attachment?.name }),
    code: 'ROUTE_NO_RETURN',
    key: `${trip.to.id} ${trip.from.id}`,
    severity: 'medium',
    priority: 'P2',
    affected: [trip.from.id, trip.to.id],
    title: text.linkTitle(nameIn(network, trip.to.id), names),
    impact: text.impact(outcomeOf(network, failed)),
    evidence: [
      {
        says: text.route(table === undefined ? trip.to.id : called(table), destination, route && describeRoute(route)),
        from: 'ec2:SearchTransitGatewayRoutes',
        id: table?.id ?? trip.to.id,
        ...(route === undefined ? {} : { rule: describeRoute(route) }),
      },
    ],
    references,
  });
}

function placeOf(network: Network, trip: RoundTrip): { account: string; region: string } {
  const vpc = trip.from.kind === 'vpc' ? trip.from.vpc : network.vpcs.values().next().value;
  return { account: vpc?.account ?? '', region: vpc?.region ?? '' };
}
