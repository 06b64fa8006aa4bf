import { type Finding, finding } from '../../../findings/finding.ts';
import { unattached as text } from '../../../messages/findings/routing.ts';
import { containsCidr, formatCidr } from '../../../network/cidr.ts';
import type { Network, RouteTable, Subnet, TransitGateway, Vpc } from '../../../network/model.ts';
import { describeRoute, type TableRoute } from '../../../network/routes.ts';
import type { Check } from '../check.ts';
import { outcomeOf } from '../describe-way.ts';
import { called, compare, grouped } from '../facts/scopes.ts';
import { about } from '../fix.ts';
import { addressIn, type Way, waysFromSubnet } from '../way.ts';

/** A VPC that a wide route covers, and how packets to it end. */
interface Uncovered {
  vpc: Vpc;
  cidr: string;
  way: Way;
}

/** A table's route to a transit gateway that covers VPCs which the gateway does not lead to. */
interface Wide {
  table: RouteTable;
  route: TableRoute;
  gateway: TransitGateway;
  others: Uncovered[];
}

/**
 * Routes to a transit gateway that cover a VPC of the same region which they do not lead to: `10.0.0.0/8 → TGW` with a
 * 10.254.0.0/16 that nobody attached. A default route makes no such claim. One finding a gateway and destination.
 */
export const transitRouteToUnattachedVpc: Check = {
  codes: ['TGW_ROUTE_TO_UNATTACHED_VPC'],
  find: ({ network }) => {
    const wide = wideRoutes(network);
    const alike = grouped(wide, (w) => `${w.gateway.id} ${formatCidr(w.route.destination)}`);
    return [...alike.values()].map((same) => toFinding(network, same));
  },
};

function wideRoutes(network: Network): Wide[] {
  const asked = new Set<RouteTable>();
  const known = new Map<string, Way | null>();
  return [...network.subnets.values()].flatMap((subnet): Wide[] => {
    const { table, vpc } = subnet;
    if (table === undefined || asked.has(table)) return [];
    asked.add(table);
    return table.routes().flatMap((route): Wide[] => {
      const gateway = network.transitGateways.get(route.target.kind === 'transit-gateway' ? route.target.id : '');
      if (gateway === undefined || route.blackhole || route.destination.length === 0) return [];
      const attachment = vpc.attachments.find((a) => a.transitGateway === gateway.id);
      const others = [...network.vpcs.values()].flatMap((other): Uncovered[] => {
        if (other === vpc || other.region !== vpc.region) return [];
        const cidr = other.cidrs.find((c) => containsCidr(route.destination, c));
        if (cidr === undefined || other.attachments.some((a) => a.transitGateway === gateway.id)) return [];
        if (table.lookup().lookup(addressIn(cidr)) !== route) return [];
        // All that enter the gateway by one table go the same way from there.
        const key = `${attachment?.table?.id ?? vpc.id} ${other.id}`;
        let way = known.get(key);
        if (way === undefined) {
          way = lostWay(network, subnet, addressIn(cidr));
          known.set(key, way);
        }
        return way === null ? [] : [{ vpc: other, cidr: formatCidr(cidr), way }];
      });
      return others.length === 0 ? [] : [{ table, route, gateway, others }];
    });
  });
}

/** A way that does not arrive; null when all do, or when the snapshot does not show where they end. */
function lostWay(network: Network, subnet: Subnet, to: Parameters<typeof waysFromSubnet>[2]): Way | null {
  const ways = waysFromSubnet(network, subnet, to);
  if (ways.some((w) => w.end.kind === 'unknown')) return null;
  return ways.find((w) => w.end.kind === 'dropped' || w.end.kind === 'loop') ?? null;
}

function toFinding(network: Network, wide: Wide[]): Finding {
  wide.sort((a, b) => compare(a.table.name ?? '', b.table.name ?? '') || compare(a.table.id, b.table.id));
  const [{ table, route, gateway }] = wide as [Wide];
  const others = [...new Map(wide.flatMap((w) => w.others.map((o) => [o.vpc.id, o]))).values()].sort((a, b) =>
    compare(called(a.vpc), called(b.vpc)),
  );
  const senders = [...new Set(wide.map((w) => called(w.table.vpc ?? w.table)))].sort(compare);
  const destination = formatCidr(route.destination);
  return finding({
    ...about(table),
    code: 'TGW_ROUTE_TO_UNATTACHED_VPC',
    key: `${gateway.id} ${destination}`,
    severity: 'low',
    priority: 'P3',
    affected: [...others.map((o) => o.vpc.id), ...wide.slice(1).map((w) => w.table.id)],
    title: text.title(
      senders,
      destination,
      called(gateway),
      others.map((o) => called(o.vpc)),
    ),
    impact: text.impact(outcomeOf(network, others[0]!.way)),
    evidence: others.map((o) => ({
      says: text.covers(describeRoute(route), called(o.vpc), o.cidr),
      from: 'ec2:DescribeTransitGatewayAttachments',
      id: gateway.id,
      rule: describeRoute(route),
    })),
    references: ['https://docs.aws.amazon.com/vpc/latest/tgw/how-transit-gateways-work.html'],
  });
}
