import { type Finding, finding } from '../../../findings/finding.ts';
import { blackhole, transitBlackhole } from '../../../messages/findings/routing.ts';
import { formatCidr } from '../../../network/cidr.ts';
import type { Network, RouteTable } from '../../../network/model.ts';
import type { Snapshot } from '../../../snapshot/snapshot.ts';
import type { Check, Inspected } from '../check.ts';
import { targetOf } from '../facts/route-tables.ts';
import { called, compare } from '../facts/scopes.ts';
import { about, ec2, fixBy } from '../fix.ts';
import type { RouteFacts, RouteTableFacts } from '../overview.ts';
import { natTrips } from './nat-return.ts';

/** Routes in state `blackhole` (rule R4): their target was deleted, and they drop what they match. */
export const routeBlackhole: Check = {
  codes: ['ROUTE_BLACKHOLE', 'TGW_ROUTE_BLACKHOLE'],
  find: (inspected) => {
    const { snapshot, network, overview } = inspected;
    const droppedAt = tablesThatDropAnswers(inspected);
    return [
      ...(overview.routeTables ?? []).flatMap((table) =>
        table.routes.filter((r) => r.state === 'blackhole').map((route) => inVpc(snapshot, network, table, route)),
      ),
      ...(overview.transitGateways ?? []).flatMap((gateway) =>
        gateway.tables.flatMap((table) =>
          // A static blackhole may forbid a destination on purpose: to look at, not an alarm. Nobody forbids only answers.
          (table.routes ?? [])
            .filter((r) => r.state === 'blackhole')
            .map((route) =>
              inTransit(
                snapshot,
                { ...table, account: gateway.account, region: gateway.region },
                route,
                droppedAt.has(table.id),
                attachmentFor(network, gateway.id, route.destination),
              ),
            ),
        ),
      ),
    ];
  },
};

/** Transit gateway tables whose blackholes take answers to what other routes let through. */
const tablesThatDropAnswers = (inspected: Inspected): Set<string> =>
  new Set(
    [...inspected.connectivity.lost, ...natTrips(inspected)]
      .flatMap((trip) => trip.back)
      .flatMap(({ end }) => (end.kind === 'dropped' && end.why === 'blackhole' ? [end.at] : [])),
  );

/** The attachment of the VPC that has a block, should the route lead there again. */
const attachmentFor = (network: Network, gateway: string, destination: string): string | undefined =>
  [...(network.transitGateways.get(gateway)?.attachments.values() ?? [])].find(
    (a) => a.state === 'available' && a.vpc?.cidrs.some((c) => formatCidr(c) === destination),
  )?.id;

function inVpc(snapshot: Snapshot, network: Network, table: RouteTableFacts, route: RouteFacts): Finding {
  const text = `${route.destination} → ${route.target}`;
  const users = [...network.subnets.values()].filter((s) => s.table?.id === table.id).map((s) => s.id);
  const used = users.length > 0 || table.gateways.length > 0;
  const member = memberOf(route.destination);
  const gone = (after: { snapshot: Snapshot }): boolean => !isBlackhole(after.snapshot, table.id, route.destination);
  const instead = replacement(network, network.routeTables.get(table.id), route.target);
  const replaced = instead && {
    RouteTableId: table.id,
    [member]: route.destination,
    [instead.member]: instead.id,
  };
  return finding({
    ...about(table),
    code: 'ROUTE_BLACKHOLE',
    key: route.destination,
    severity: used ? 'high' : 'low',
    priority: used ? 'P1' : 'P3',
    cause: used,
    affected: [...users, ...table.gateways].sort(compare),
    title: blackhole.title(called(table), text),
    impact: blackhole.impact(route.destination, users.length),
    evidence: [{ says: blackhole.state(text, route.state), from: 'ec2:DescribeRouteTables', id: table.id, rule: text }],
    fixes: [
      ...(replaced === undefined
        ? []
        : [
            fixBy(
              snapshot,
              table,
              blackhole.replace(route.destination, instead!.name),
              [ec2('ReplaceRoute', replaced)],
              gone,
            ),
          ]),
      // A propagated route is not the table's own to delete.
      ...(route.origin === 'EnableVgwRoutePropagation'
        ? []
        : [
            fixBy(
              snapshot,
              table,
              blackhole.remove(route.destination),
              [ec2('DeleteRoute', { RouteTableId: table.id, [member]: route.destination })],
              gone,
            ),
          ]),
    ],
    references: ['https://docs.aws.amazon.com/vpc/latest/userguide/route-table-options.html'],
  });
}

/** The destination's member of the request: IPv4, IPv6 or a prefix list. */
export const memberOf = (destination: string): string =>
  destination.startsWith('pl-')
    ? 'DestinationPrefixListId'
    : destination.includes(':')
      ? 'DestinationIpv6CidrBlock'
      : 'DestinationCidrBlock';

/** A target of the kind that is gone, in the same VPC and, where zones matter, in the zone of the table's subnets. */
function replacement(
  network: Network,
  table: RouteTable | undefined,
  gone: string,
): { member: string; id: string; name: string } | undefined {
  const vpc = table?.vpc;
  if (vpc === undefined) return undefined;
  const zones = new Set(vpc.subnets.filter((s) => s.table === table).map((s) => s.zone));
  const nearest = <T extends { id: string; subnet?: { zone: string } }>(all: T[]): T | undefined =>
    all.sort(
      (a, b) =>
        Number(zones.has(b.subnet?.zone ?? '')) - Number(zones.has(a.subnet?.zone ?? '')) || compare(a.id, b.id),
    )[0];
  if (gone.startsWith('nat-')) {
    const found = nearest([...network.natGateways.values()].filter((n) => n.vpc === vpc && n.state === 'available'));
    return found && { member: 'NatGatewayId', id: found.id, name: called(found) };
  }
  if (gone.startsWith('vpce-')) {
    const found = nearest(
      [...network.endpoints.values()].filter(
        (e) =>
          e.vpc === vpc && e.type === 'gateway-load-balancer' && e.state === 'available' && e.firewall !== undefined,
      ),
    );
    return found && { member: 'VpcEndpointId', id: found.id, name: called(found) };
  }
  if (gone.startsWith('igw-') && vpc.internetGateway !== undefined) {
    return { member: 'GatewayId', id: vpc.internetGateway.id, name: called(vpc.internetGateway) };
  }
  return undefined;
}

const isBlackhole = (snapshot: Snapshot, table: string, destination: string): boolean =>
  snapshot.scopes.some((s) =>
    s.ec2?.RouteTables?.some(
      (t) =>
        t.RouteTableId === table &&
        t.Routes?.some(
          (r) =>
            r.State === 'blackhole' &&
            (r.DestinationCidrBlock ?? r.DestinationIpv6CidrBlock ?? r.DestinationPrefixListId) === destination &&
            targetOf(r) !== '',
        ),
    ),
  );

interface TransitTable {
  account: string;
  region: string;
  id: string;
  name?: string;
}

function inTransit(
  snapshot: Snapshot,
  table: TransitTable,
  route: { destination: string; attachment: string; type: string; state: string },
  used: boolean,
  attachment: string | undefined,
): Finding {
  const gone = (after: { snapshot: Snapshot }): boolean =>
    after.snapshot.scopes.every(
      (s) =>
        !s.ec2?.TransitGatewayRoutes?.[table.id]?.some(
          (r) => r.State === 'blackhole' && r.DestinationCidrBlock === route.destination,
        ),
    );
  const named = { TransitGatewayRouteTableId: table.id, DestinationCidrBlock: route.destination };
  const text = `${route.destination} → ${route.attachment || '-'}`;
  return finding({
    ...about(table),
    code: 'TGW_ROUTE_BLACKHOLE',
    key: route.destination,
    severity: used ? 'high' : 'medium',
    priority: used ? 'P1' : 'P2',
    cause: used,
    title: transitBlackhole.title(called(table), route.destination),
    impact: transitBlackhole.impact(route.destination),
    evidence: [
      { says: blackhole.state(text, route.state), from: 'ec2:SearchTransitGatewayRoutes', id: table.id, rule: text },
    ],
    fixes: [
      ...(used && attachment !== undefined
        ? [
            fixBy(
              snapshot,
              table,
              transitBlackhole.replace(route.destination, attachment),
              [ec2('ReplaceTransitGatewayRoute', { ...named, TransitGatewayAttachmentId: attachment })],
              gone,
            ),
          ]
        : []),
      ...(route.type === 'static'
        ? [
            fixBy(
              snapshot,
              table,
              transitBlackhole.remove(route.destination),
              [ec2('DeleteTransitGatewayRoute', named)],
              gone,
            ),
          ]
        : []),
    ],
    references: ['https://docs.aws.amazon.com/vpc/latest/tgw/tgw-route-tables.html'],
  });
}
