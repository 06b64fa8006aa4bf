import { type Finding, finding } from '../../../findings/finding.ts';
import { loop as text } from '../../../messages/findings/routing.ts';
import * as addressSet from '../../../network/address-set.ts';
import { type Address, formatCidr } from '../../../network/cidr.ts';
import * as intervals from '../../../network/intervals.ts';
import type { Network, RouteTable, Subnet, Vpc } from '../../../network/model.ts';
import { describeRoute, type TableRoute } from '../../../network/routes.ts';
import type { Check, Inspected } from '../check.ts';
import { nameIn } from '../describe-way.ts';
import { defaultRoute } from '../exits.ts';
import { hasHosts } from '../facts/hosts.ts';
import { called, compare, grouped } from '../facts/scopes.ts';
import { about } from '../fix.ts';
import { type Way, waysFromSubnet } from '../way.ts';

interface Loop {
  subnet: Subnet;
  route: TableRoute;
  /** Ids of the places, the first again at the end. */
  ring: string[];
  /** Workloads really send there: to the internet. Else only what nobody has goes round. */
  used: boolean;
}

/**
 * Routes that lead packets round in a loop (rule G1): to the internet, and, for every route out of a VPC, to an address
 * that no VPC has. A summary like 10.0.0.0/8 loops just where nobody is, when two tables send it to each other.
 */
export const routeLoop: Check = {
  codes: ['TGW_ROUTE_LOOP', 'ROUTE_LOOP'],
  find(inspected) {
    const { network } = inspected;
    const found = [...internetLoops(inspected), ...summaryLoops(network)];
    // Tables of several zones that send each other the same packets are one fault.
    const faults = grouped(found, (l) => `${l.used} ${gatewaysIn(network, l).join()} ${vpcsIn(network, l).join()}`);
    return [...faults.values()].map((same) => toFinding(network, same));
  },
};

const gatewaysIn = (network: Network, { ring }: Loop): string[] =>
  [...new Set(ring.filter((id) => !network.subnets.has(id)))].sort(compare);

const vpcsIn = (network: Network, { ring }: Loop): string[] =>
  [...new Set(ring.flatMap((id) => network.subnets.get(id)?.vpc.id ?? []))].sort(compare);

function internetLoops({ network, exits }: Inspected): Loop[] {
  return [...network.subnets.values()].filter(hasHosts).flatMap((subnet): Loop[] => {
    const ring = ringOf(exits.get(subnet.id) ?? []);
    const route = defaultRoute(subnet.table);
    return ring === undefined || route === undefined ? [] : [{ subnet, route, ring, used: true }];
  });
}

function summaryLoops(network: Network): Loop[] {
  const taken = addressSet.ofCidrs([...network.vpcs.values()].flatMap((v) => v.cidrs));
  const asked = new Set<RouteTable>();
  return [...network.subnets.values()].flatMap((subnet): Loop[] => {
    const { table } = subnet;
    if (table === undefined || asked.has(table)) return [];
    asked.add(table);
    return table.routes().flatMap((route): Loop[] => {
      if (route.target.kind === 'local' || route.blackhole || route.destination.length === 0) return [];
      const { family, lo, hi } = route.destination;
      const address = intervals.subtract<Address>([lo, hi], taken[family])[0];
      if (address === undefined || table.lookup().lookup(address) !== route) return [];
      const ring = ringOf(waysFromSubnet(network, subnet, address));
      return ring === undefined ? [] : [{ subnet, route, ring, used: false }];
    });
  });
}

function ringOf(ways: readonly Way[]): string[] | undefined {
  for (const { end } of ways) if (end.kind === 'loop') return end.places;
  return undefined;
}

function toFinding(network: Network, loops: Loop[]): Finding {
  loops.sort((a, b) => compare(called(a.subnet), called(b.subnet)) || compare(a.subnet.id, b.subnet.id));
  const [first] = loops as [Loop];
  const table = first.subnet.table!;
  const vpcs = new Map<string, Vpc>(loops.map((l) => [l.subnet.vpc.id, l.subnet.vpc]));
  const destination = formatCidr(first.route.destination);
  return finding({
    ...about(table),
    code: gatewaysIn(network, first).some((id) => network.transitGateways.has(id)) ? 'TGW_ROUTE_LOOP' : 'ROUTE_LOOP',
    key: `${destination} ${first.used}`,
    severity: first.used ? 'high' : 'low',
    priority: first.used ? 'P1' : 'P3',
    cause: first.used,
    affected: [...vpcs.keys()].sort(compare),
    title: text.title([...vpcs.values()].map(called).sort(compare), destination, first.used),
    impact: text.impact(first.used),
    evidence: [
      {
        says: text.places(first.ring.map((id) => nameIn(network, id))),
        from: 'ec2:DescribeRouteTables',
        id: table.id,
        rule: describeRoute(first.route),
      },
    ],
    references: ['https://docs.aws.amazon.com/vpc/latest/tgw/how-transit-gateways-work.html'],
  });
}
