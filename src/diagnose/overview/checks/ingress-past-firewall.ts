import { type Finding, type Fix, finding } from '../../../findings/finding.ts';
import { ingressPast, publicUnusable } from '../../../messages/findings/routing.ts';
import { formatCidr } from '../../../network/cidr.ts';
import type { Interface, Subnet, Vpc } from '../../../network/model.ts';
import { monthly } from '../../../pricing/estimate.ts';
import type { Snapshot } from '../../../snapshot/snapshot.ts';
import type { Check, Inspected } from '../check.ts';
import { hopsText } from '../describe-way.ts';
import { type InternetWays, internetWaysOf } from '../facts/exposure.ts';
import { called, compare } from '../facts/scopes.ts';
import { about, ec2, fixBy } from '../fix.ts';
import { inspectionsOn } from '../way.ts';

interface Odd {
  subnet: Subnet;
  ways: InternetWays;
  interfaces: Interface[];
}

/**
 * Public addresses whose traffic from the internet takes another way in than out: past the firewall that an edge table
 * sends the other subnets' traffic to (rule R6), or with answers that leave by a NAT gateway and so never work.
 */
export const ingressPastFirewall: Check = {
  codes: ['IGW_INGRESS_PAST_FIREWALL', 'PUBLIC_IP_UNUSABLE'],
  find(inspected) {
    const { network } = inspected;
    const waysOf = internetWaysOf(network);
    return [...network.vpcs.values()].flatMap((vpc) => {
      const odd = vpc.subnets.flatMap((subnet): Odd[] => {
        // Only IPv4: IPv6 addresses are public by nature, and NAT gateways have theirs for what they send.
        const interfaces = subnet.interfaces.filter((i) => i.publicOf.size > 0 && i.kind !== 'nat-gateway');
        if (interfaces.length === 0) return [];
        const ways = waysOf(subnet, 4);
        if (ways.kind === 'none') return [];
        return ways.kind === 'in-only' || isPast(ways) ? [{ subnet, ways, interfaces }] : [];
      });
      const past = odd.filter(({ ways }) => hasIngressFirewall(vpc) && isPast(ways));
      const unusable = odd.filter((o) => o.ways.kind === 'in-only' && !past.includes(o));
      return [
        ...(past.length === 0 ? [] : [pastFirewall(inspected, vpc, past)]),
        ...(unusable.length === 0 ? [] : [unusableAddresses(inspected, vpc, unusable)]),
      ];
    });
  },
};

/** Out through an inspection that nothing passes on the way in. */
const isPast = ({ in: into, out }: InternetWays): boolean =>
  into.some((i) => inspectionsOn(i.hops).length === 0) && out.some((o) => inspectionsOn(o.hops).length > 0);

function hasIngressFirewall(vpc: Vpc): boolean {
  const edge = vpc.edgeTables.get(vpc.internetGateway?.id ?? '');
  return edge?.routes().some((r) => r.target.kind === 'endpoint' || r.target.kind === 'interface') ?? false;
}

const ownersOf = (odd: readonly Odd[]): string[] =>
  odd.flatMap((o) => o.interfaces.map((i) => i.instance?.id ?? i.id)).sort(compare);

const addressCost = (snapshot: Snapshot, vpc: Vpc, odd: readonly Odd[]): { monthlyUsd: number | null } => {
  const count = odd.reduce((n, o) => n + o.interfaces.reduce((m, i) => m + i.publicOf.size, 0), 0);
  const cost = monthly({ product: 'public-ipv4', region: vpc.region, quantity: count }, snapshot.prices?.table);
  return { monthlyUsd: cost.monthlyUsd };
};

function pastFirewall(inspected: Inspected, vpc: Vpc, odd: Odd[]): Finding {
  odd.sort((a, b) => compare(called(a.subnet), called(b.subnet)));
  const { network } = inspected;
  const edge = vpc.edgeTables.get(vpc.internetGateway!.id)!;
  const lost = odd.some((o) => o.ways.kind === 'in-only');
  const count = odd.reduce((n, o) => n + o.interfaces.length, 0);
  return finding({
    ...about(place(vpc, odd[0]!.subnet)),
    code: 'IGW_INGRESS_PAST_FIREWALL',
    severity: 'high',
    priority: 'P1',
    affected: ownersOf(odd),
    title: ingressPast.title(called(vpc), count),
    impact: ingressPast.impact(lost ? 'lost' : 'inspected'),
    evidence: odd.flatMap((o) => [
      {
        says: ingressPast.notNamed(called(edge), called(o.subnet), o.subnet.cidrs.map(formatCidr).join(', ')),
        from: 'ec2:DescribeRouteTables',
        id: edge.id,
      },
      {
        says: ingressPast.leaves(called(o.subnet), hopsText(network, o.ways.out[0]!.hops)),
        from: 'ec2:DescribeRouteTables',
        id: o.subnet.table?.id ?? o.subnet.id,
      },
    ]),
    fixes: lost ? [withoutAddresses(inspected, vpc, odd)] : [throughEndpoint(inspected, vpc, odd, edge.id)],
    ...(lost ? { cost: addressCost(inspected.snapshot, vpc, odd) } : {}),
    references: [
      'https://docs.aws.amazon.com/vpc/latest/userguide/igw-ingress-routing.html',
      'https://docs.aws.amazon.com/network-firewall/latest/developerguide/asymmetric-routing.html',
    ],
  });
}

function unusableAddresses(inspected: Inspected, vpc: Vpc, odd: Odd[]): Finding {
  odd.sort((a, b) => compare(called(a.subnet), called(b.subnet)));
  const count = odd.reduce((n, o) => n + o.interfaces.length, 0);
  return finding({
    ...about(place(vpc, odd[0]!.subnet)),
    code: 'PUBLIC_IP_UNUSABLE',
    severity: 'low',
    priority: 'P3',
    affected: ownersOf(odd),
    title: publicUnusable.title(called(vpc), count),
    impact: publicUnusable.impact(),
    evidence: odd.map((o) => ({
      says: ingressPast.leaves(called(o.subnet), hopsText(inspected.network, o.ways.out[0]!.hops)),
      from: 'ec2:DescribeRouteTables',
      id: o.subnet.table?.id ?? o.subnet.id,
    })),
    fixes: [withoutAddresses(inspected, vpc, odd)],
    cost: addressCost(inspected.snapshot, vpc, odd),
    references: ['https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/using-instance-addressing.html'],
  });
}

const place = (vpc: Vpc, subnet: Subnet) => ({
  account: vpc.account,
  region: vpc.region,
  id: subnet.id,
  name: subnet.name,
});

/** Subnets that give no more addresses, interfaces that ask for none: those there go with the next stop. */
function withoutAddresses({ snapshot }: Inspected, vpc: Vpc, odd: readonly Odd[]): Fix {
  const giving = new Set(
    snapshot.scopes.flatMap((s) =>
      (s.ec2?.Subnets ?? []).flatMap((x) => (x.MapPublicIpOnLaunch ? (x.SubnetId ?? []) : [])),
    ),
  );
  const instances = odd.flatMap((o) => o.interfaces.filter((i) => i.instance !== undefined));
  const calls = [
    ...odd
      .filter((o) => giving.has(o.subnet.id))
      .map((o) => ec2('ModifySubnetAttribute', { SubnetId: o.subnet.id, MapPublicIpOnLaunch: { Value: false } })),
    ...instances
      .map((i) => i.id)
      .sort(compare)
      .map((id) => ec2('ModifyNetworkInterfaceAttribute', { NetworkInterfaceId: id, AssociatePublicIpAddress: false })),
  ];
  return fixBy(snapshot, vpc, ingressPast.fixLaunch(), calls, (after) =>
    odd.every((o) =>
      after
        .network()
        .subnets.get(o.subnet.id)
        ?.interfaces.every((i) => i.publicOf.size === 0),
    ),
  );
}

/** Routes of the edge table to the endpoint that the subnet's own packets pass. */
function throughEndpoint({ snapshot, network }: Inspected, vpc: Vpc, odd: readonly Odd[], edge: string): Fix {
  const wanted = odd.flatMap((o) => {
    const endpoint = inspectionsOn(o.ways.out[0]!.hops)[0];
    const cidr = o.subnet.cidrs.find((c) => c.family === 4);
    return endpoint === undefined || cidr === undefined ? [] : [{ cidr: formatCidr(cidr), endpoint }];
  });
  const calls = wanted.map((w) =>
    ec2('CreateRoute', { RouteTableId: edge, DestinationCidrBlock: w.cidr, VpcEndpointId: w.endpoint }),
  );
  const says = ingressPast.fixRoute(
    wanted.map((w) => w.cidr).join(', '),
    [...new Set(wanted.map((w) => network.endpoints.get(w.endpoint)?.firewall?.name ?? w.endpoint))].join(', '),
  );
  return fixBy(snapshot, vpc, says, calls, (after) => {
    const changed = after.network();
    const ways = internetWaysOf(changed);
    return odd.every((o) => {
      const subnet = changed.subnets.get(o.subnet.id);
      return subnet !== undefined && !isPast(ways(subnet, 4));
    });
  });
}
