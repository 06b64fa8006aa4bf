import { type Finding, finding } from '../../../findings/finding.ts';
import { unattached as text } from '../../../messages/findings/routing.ts';
import { type Address, containsCidr, formatCidr } from '../../../network/cidr.ts';
import type { Network, RouteTable, Subnet, TransitGateway, Vpc } from '../../../network/model.ts';
import { describeRoute, type TableRoute } from '../../../network/routes.ts';
import type { Check } from '../check.ts';
import { outcomeOf } from '../describe-way.ts';
import { called, compare, grouped } from '../facts/scopes.ts';
import { about } from '../fix.ts';
import { type Way, waysFromSubnet } from '../way.ts';

/** A table's route to a transit gateway, and the VPCs that it covers and the gateway does not lead to. */
interface Wide {
  table: RouteTable;
  subnet: Subnet;
  route: TableRoute;
  gateway: TransitGateway;
  others: { vpc: Vpc; cidr: string; way: Way }[];
}

/**
 * Routes to a transit gateway that cover a VPC of the same region which they do not lead to: `10.0.0.0/8 → TGW` with a
 * 10.254.0.0/16 that nobody attached. A default route makes no such claim. One finding a gateway and destination.
 */
export const transitRouteToUnattachedVpc: Check = {
  codes: ['TGW_ROUTE_TO_UNATTACHED_VPC'],
  find: ({ network }) => {
    const wide = wideRoutes(network);
    return [...grouped(wide, (w) => `${w.gateway.id} ${formatCidr(w.route.destination)}`).values()].map((same) =>
      toFinding(network, same),
    );
  },
};

function wideRoutes(network: Network): Wide[] {
  const asked = new Set<string>();
  return [...network.subnets.values()].flatMap((subnet): Wide[] => {
    const { table, vpc } = subnet;
    if (table === undefined || asked.has(table.id)) return [];
    asked.add(table.id);
    return table.routes().flatMap((route): Wide[] => {
      const gateway = network.transitGateways.get(route.target.kind === 'transit-gateway' ? route.target.id : '');
      if (gateway === undefined || route.blackhole || route.destination.length === 0) return [];
      const others = [...network.vpcs.values()].flatMap((other): Wide['others'] => {
        if (
          other === vpc ||
          other.region !== vpc.region ||
          other.attachments.some((a) => a.transitGateway === gateway.id)
        )
          return [];
        const cidr = other.cidrs.find((c) => containsCidr(route.destination, c));
        if (cidr === undefined || table.lookup().lookup(hostIn(cidr.lo)) !== route) return [];
        const ways = waysFromSubnet(network, subnet, hostIn(cidr.lo));
        const lost = ways.find((w) => w.end.kind === 'dropped' || w.end.kind === 'loop');
        return lost === undefined || ways.some((w) => w.end.kind === 'unknown')
          ? []
          : [{ vpc: other, cidr: formatCidr(cidr), way: lost }];
      });
      return others.length === 0 ? [] : [{ table, subnet, route, gateway, others }];
    });
  });
}

const hostIn = (lo: Address): Address => (typeof lo === 'number' ? lo + 10 : lo + 10n);

function toFinding(network: Network, wide: Wide[]): Finding {
  wide.sort((a, b) => compare(a.table.name ?? '', b.table.name ?? '') || compare(a.table.id, b.table.id));
  const [{ table, route, gateway, subnet }] = wide as [Wide];
  const others = [...new Map(wide.flatMap((w) => w.others.map((o) => [o.vpc.id, o]))).values()].sort((a, b) =>
    compare(called(a.vpc), called(b.vpc)),
  );
  const vpcs = [...new Set(wide.map((w) => called(w.table.vpc ?? w.subnet.vpc)))].sort(compare);
  const destination = formatCidr(route.destination);
  return finding({
    ...about({ ...table, account: subnet.vpc.account }),
    code: 'TGW_ROUTE_TO_UNATTACHED_VPC',
    key: destination,
    severity: 'low',
    priority: 'P3',
    affected: [...others.map((o) => o.vpc.id), ...wide.slice(1).map((w) => w.table.id)],
    title: text.title(
      vpcs,
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
