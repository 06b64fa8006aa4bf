import { type Finding, finding } from '../../../findings/finding.ts';
import { loop as text } from '../../../messages/findings/routing.ts';
import * as addressSet from '../../../network/address-set.ts';
import { type Address, formatCidr } from '../../../network/cidr.ts';
import * as intervals from '../../../network/intervals.ts';
import type { Network, RouteTable, Vpc } from '../../../network/model.ts';
import { describeRoute, type TableRoute } from '../../../network/routes.ts';
import type { Check } from '../check.ts';
import { nameIn } from '../describe-way.ts';
import { somewhere } from '../exits.ts';
import { called, compare, grouped } from '../facts/scopes.ts';
import { about } from '../fix.ts';
import { type Way, waysFromSubnet } from '../way.ts';

/**
 * Routes that lead packets round in a loop (rule G1). Asked of every table for each of its routes out of the VPC, with an
 * address that no VPC has: a summary like 10.0.0.0/8 loops just where nobody is, when two tables send it to each other.
 */
export const routeLoop: Check = {
  codes: ['TGW_ROUTE_LOOP', 'ROUTE_LOOP'],
  find({ network }) {
    const taken = addressSet.ofCidrs([...network.vpcs.values()].flatMap((v) => v.cidrs));
    const found = loops(network, taken);
    // One ring of tables is one fault, however many tables lead into it.
    return [...grouped(found, ({ ring }) => [...ring].sort(compare).join()).values()].map((same): Finding => {
      const [{ table, vpc, route, ring }] = same.sort((a, b) => compare(a.table.id, b.table.id)) as [Loop];
      const transit = ring.some((id) => network.transitGateways.has(id));
      const destination = formatCidr(route.destination);
      return finding({
        ...about(table),
        code: transit ? 'TGW_ROUTE_LOOP' : 'ROUTE_LOOP',
        key: destination,
        severity: 'high',
        priority: 'P2',
        cause: true,
        affected: [...new Set(same.map((l) => l.vpc.id))].sort(compare),
        title: text.title(called(vpc), destination),
        impact: text.impact(),
        evidence: [
          {
            says: text.places(ring.map((id) => nameIn(network, id))),
            from: 'ec2:DescribeRouteTables',
            id: table.id,
            rule: describeRoute(route),
          },
        ],
        references: ['https://docs.aws.amazon.com/vpc/latest/tgw/how-transit-gateways-work.html'],
      });
    });
  },
};

interface Loop {
  table: RouteTable;
  vpc: Vpc;
  route: TableRoute;
  /** Ids of the places, the first again at the end. */
  ring: string[];
}

function loops(network: Network, taken: addressSet.AddressSet): Loop[] {
  const out: Loop[] = [];
  const asked = new Set<string>();
  for (const subnet of network.subnets.values()) {
    const { table, vpc } = subnet;
    if (table === undefined || asked.has(`${table.id} ${subnet.zone}`)) continue;
    asked.add(`${table.id} ${subnet.zone}`);
    for (const route of table.routes()) {
      if (route.target.kind === 'local' || route.blackhole) continue;
      const address = unusedIn(route, taken);
      if (address === undefined || table.lookup().lookup(address) !== route) continue;
      const ring = ringOf(waysFromSubnet(network, subnet, address));
      if (ring !== undefined) out.push({ table, vpc, route, ring });
    }
  }
  return out;
}

/** An address that the route is for and that no VPC has. */
function unusedIn(route: TableRoute, taken: addressSet.AddressSet): Address | undefined {
  const { family, lo, hi, length } = route.destination;
  if (length === 0) return somewhere[family];
  return intervals.subtract<Address>([lo, hi], taken[family])[0];
}

function ringOf(ways: readonly Way[]): string[] | undefined {
  for (const { end } of ways) if (end.kind === 'loop') return end.places;
  return undefined;
}
