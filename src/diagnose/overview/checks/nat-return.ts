import { type Finding, type Fix, finding } from '../../../findings/finding.ts';
import { noReturn, returnBypassed } from '../../../messages/findings/routing.ts';
import { type Cidr, formatCidr } from '../../../network/cidr.ts';
import type { NatGateway, Network, Subnet } from '../../../network/model.ts';
import { describeRoute } from '../../../network/routes.ts';
import type { Snapshot } from '../../../snapshot/snapshot.ts';
import type { Check, Inspected } from '../check.ts';
import { endpointName, hopsText, outcomeOf } from '../describe-way.ts';
import { hasHosts } from '../facts/hosts.ts';
import { called, compare, grouped } from '../facts/scopes.ts';
import { about, ec2, fixBy } from '../fix.ts';
import { addressIn, inspectionsOn, type Way, type WayHop, waysFromSubnet } from '../way.ts';

/**
 * The way back of what goes out through a NAT gateway: from the gateway's subnet by its own table (rule R7). Without a
 * route to the sender there is no internet at all; by `local` past a firewall that saw the request, it is asymmetric
 * (rule R16).
 */
export const natReturn: Check = {
  codes: ['NAT_NO_RETURN', 'FIREWALL_RETURN_BYPASSED'],
  find(inspected) {
    const trips = natTrips(inspected);
    const broken = trips.filter(
      (t) =>
        t.back.some((w) => !isBack(w, t.subnet)) &&
        // A blackhole on the way back is what is wrong, and another check's to tell.
        t.back.every((w) => w.end.kind !== 'unknown' && !isBlackholed(w)),
    );
    const past = trips.filter((t) => t.back.every((w) => isBack(w, t.subnet)) && isBypassed(t));
    return [
      ...[...grouped(broken, lostAt).values()].map((same) => withoutReturn(inspected, same)),
      ...[...grouped(past, (t) => t.subnet.vpc.id).values()].map((same) => bypassed(inspected, same)),
    ];
  },
};

/** What goes out through a NAT gateway, and the ways of the answers. */
export interface NatTrip {
  subnet: Subnet;
  block: Cidr;
  nat: NatGateway;
  /** Up to the NAT gateway. */
  out: readonly WayHop[];
  /** From the NAT gateway's subnet. */
  back: Way[];
}

export function natTrips({ network, exits }: Inspected): NatTrip[] {
  return [...network.subnets.values()].flatMap((subnet) => {
    const block = subnet.cidrs.find((c) => c.family === 4);
    if (block === undefined || !hasHosts(subnet)) return [];
    return (exits.get(subnet.id) ?? []).flatMap((way): NatTrip[] => {
      const at = way.hops.findLastIndex((h) => h.kind === 'nat-gateway');
      const nat = network.natGateways.get(way.hops[at]?.id ?? '');
      if (nat?.subnet === undefined || way.end.kind !== 'internet') return [];
      const back = waysFromSubnet(network, nat.subnet, addressIn(block));
      return [{ subnet, block, nat, out: way.hops.slice(0, at), back }];
    });
  });
}

const isBack = (way: Way, subnet: Subnet): boolean => way.end.kind === 'delivered' && way.end.subnet.id === subnet.id;

const isBlackholed = ({ end }: Way): boolean => end.kind === 'dropped' && end.why === 'blackhole';

const isBypassed = (trip: NatTrip): boolean => {
  const out = inspectionsOn(trip.out).sort().join();
  return out !== '' && trip.back.some((w) => inspectionsOn(w.hops).sort().join() !== out);
};

/** The table that has no route on for the answers: the gateway's own, or one further on, which may serve several. */
function lostAt({ nat, subnet, back }: NatTrip): string {
  const end = back.find((w) => !isBack(w, subnet))?.end;
  return end?.kind === 'dropped' && end.why === 'no-route' ? end.at : (nat.subnet?.table?.id ?? nat.id);
}

function withoutReturn({ network }: Inspected, trips: NatTrip[]): Finding {
  trips.sort((a, b) => compare(a.subnet.id, b.subnet.id));
  const [{ nat, back }] = trips as [NatTrip];
  const at = lostAt(trips[0]!);
  const lacking = network.routeTables.get(at) ?? network.transitTables.get(at);
  const nats = [...new Set(trips.map((t) => called(t.nat)))].sort(compare);
  const vpcs = [...new Set(trips.map((t) => called(t.subnet.vpc)))].sort(compare);
  return finding({
    ...about({ account: nat.subnet!.vpc.account, region: nat.subnet!.vpc.region, id: at, name: lacking?.name }),
    code: 'NAT_NO_RETURN',
    key: nat.id,
    severity: 'high',
    priority: 'P1',
    cause: true,
    affected: [...new Set(trips.map((t) => t.subnet.id))],
    title: noReturn.natTitle(nats.join(', '), vpcs),
    impact: noReturn.natImpact(outcomeOf(network, back.find((w) => !isBack(w, trips[0]!.subnet))!)),
    evidence: trips.map((t) => {
      const table = network.routeTables.get(at) ?? t.nat.subnet!.table!;
      const route = table.lookup().lookup(addressIn(t.block));
      return {
        says: noReturn.route(called(table), formatCidr(t.block), route && describeRoute(route)),
        from: 'ec2:DescribeRouteTables',
        id: table.id,
        ...(route === undefined ? {} : { rule: describeRoute(route) }),
      };
    }),
    references: ['https://docs.aws.amazon.com/vpc/latest/tgw/transit-gateway-nat-igw.html'],
  });
}

function bypassed({ snapshot, network }: Inspected, trips: NatTrip[]): Finding {
  trips.sort((a, b) => compare(a.subnet.name ?? '', b.subnet.name ?? '') || compare(a.subnet.id, b.subnet.id));
  const [first] = trips as [NatTrip];
  const subnets = [...new Set(trips.map((t) => t.subnet))];
  const firewalls = [
    ...new Set(trips.flatMap((t) => inspectionsOn(t.out)).map((id) => firewallName(network, id))),
  ].sort(compare);
  return finding({
    ...about(first.nat.subnet!.table!),
    code: 'FIREWALL_RETURN_BYPASSED',
    severity: 'high',
    priority: 'P1',
    affected: subnets.map((s) => s.id),
    title: returnBypassed.title(called(first.subnet.vpc), subnets.length, firewalls.join(', ')),
    impact: returnBypassed.impact(),
    evidence: trips.flatMap((t) => {
      const table = t.nat.subnet!.table!;
      const route = table.lookup().lookup(addressIn(t.block));
      return [
        {
          says: returnBypassed.out(called(t.subnet), `${hopsText(network, t.out)} → ${called(t.nat)}`),
          from: 'ec2:DescribeRouteTables',
          id: t.subnet.table!.id,
          rule: `0.0.0.0/0 → ${t.out[0]?.id ?? t.nat.id}`,
        },
        {
          says: returnBypassed.back(called(table), route === undefined ? '-' : describeRoute(route)),
          from: 'ec2:DescribeRouteTables',
          id: table.id,
          ...(route === undefined ? {} : { rule: describeRoute(route) }),
        },
      ];
    }),
    fixes: [throughFirewall(snapshot, network, trips)].filter((f) => f.calls.length > 0),
    references: ['https://docs.aws.amazon.com/network-firewall/latest/developerguide/asymmetric-routing.html'],
  });
}

const firewallName = (network: Network, id: string): string => network.endpoints.get(id)?.firewall?.name ?? id;

/** Routes from the NAT gateways' subnets back through the endpoints that the requests passed. */
function throughFirewall(snapshot: Snapshot, network: Network, trips: readonly NatTrip[]): Fix {
  // Only within one VPC: elsewhere the way back leads through other tables first.
  const own = trips.filter((t) => t.nat.vpc === t.subnet.vpc && inspectionsOn(t.out).length === 1);
  const calls = own.map((t) =>
    ec2('CreateRoute', {
      RouteTableId: t.nat.subnet!.table!.id,
      DestinationCidrBlock: formatCidr(t.block),
      VpcEndpointId: inspectionsOn(t.out)[0],
    }),
  );
  const routes = own.map((t) => `${formatCidr(t.block)} → ${endpointName(network, inspectionsOn(t.out)[0]!)}`);
  return fixBy(snapshot, trips[0]!.nat.subnet!.table!, returnBypassed.fix(routes), calls, (after) => {
    const changed = after.network();
    return trips.every((t) => {
      const from = changed.natGateways.get(t.nat.id)?.subnet;
      const back = from === undefined ? [] : waysFromSubnet(changed, from, addressIn(t.block));
      return back.length > 0 && back.every((w) => isBack(w, t.subnet)) && !isBypassed({ ...t, back });
    });
  });
}
