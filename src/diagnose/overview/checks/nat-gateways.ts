import { type Finding, type Fix, finding } from '../../../findings/finding.ts';
import { natErrors, natState, natUnused, natZones } from '../../../messages/findings/routing.ts';
import type { Subnet } from '../../../network/model.ts';
import type { NatInspected } from '../check.ts';
import { defaultRoute } from '../exits.ts';
import { hasHosts } from '../facts/hosts.ts';
import { called, compare, everywhere } from '../facts/scopes.ts';
import { about, commandsOf, ec2, fixBy, fixByHand } from '../fix.ts';
import type { NatGatewayFacts } from '../overview.ts';

const basics = 'https://docs.aws.amazon.com/vpc/latest/userguide/nat-gateway-basics.html';
const troubleshooting = 'https://docs.aws.amazon.com/vpc/latest/userguide/nat-gateway-troubleshooting.html';

/** NAT gateways: whom a failing zone takes the internet from, which nobody uses, what has failed (rules R7, R8). */
export const natGateways = {
  codes: ['NAT_SERVES_OTHER_ZONES', 'NAT_UNUSED', 'NAT_FAILED', 'NAT_PORT_ALLOCATION_ERRORS'],
  find: (inspected: NatInspected): Finding[] =>
    (inspected.overview.natGateways ?? []).flatMap((nat) => [
      ...servesOtherZones(inspected, nat),
      ...unused(inspected, nat),
      ...failed(inspected, nat),
      ...allocationErrors(nat),
    ]),
};

function servesOtherZones(inspected: NatInspected, nat: NatGatewayFacts): Finding[] {
  const { network } = inspected;
  const subnets = nat.crossZone.flatMap((id) => network.subnets.get(id) ?? []);
  if (subnets.length === 0 || nat.state !== 'available') return [];
  const busy = subnets.some(hasHosts);
  return [
    finding({
      ...about(nat),
      code: 'NAT_SERVES_OTHER_ZONES',
      severity: busy ? 'medium' : 'low',
      priority: 'P3',
      affected: nat.crossZone,
      title: natZones.title(called(nat), nat.zone, subnets.length),
      impact: natZones.impact(nat.zone, busy),
      evidence: subnets.map((s) => ({
        says: natZones.subnet(called(s), s.zoneName),
        from: 'ec2:DescribeRouteTables',
        id: s.table?.id ?? s.id,
        rule: `0.0.0.0/0 → ${defaultRoute(s.table)?.target.id ?? nat.id}`,
      })),
      fixes: [nearerGateway(inspected, nat, subnets) ?? newGateway(nat)],
      references: [basics],
    }),
  ];
}

/** Default routes to a gateway that each zone already has. */
function nearerGateway(
  { snapshot, network }: NatInspected,
  nat: NatGatewayFacts,
  subnets: readonly Subnet[],
): Fix | undefined {
  const moves = subnets.map((subnet) => ({
    subnet,
    to: [...network.natGateways.values()]
      .filter((n) => n.vpc?.id === nat.vpc && n.state === 'available' && n.subnet?.zone === subnet.zone)
      .sort((a, b) => compare(a.id, b.id))[0],
  }));
  // Only where the subnets' own tables name the gateway: else the route to change is a firewall's or another VPC's.
  const own = moves.every((m) => m.to !== undefined && defaultRoute(m.subnet.table)?.target.id === nat.id);
  if (!own) return undefined;
  const tables = new Map(moves.map((m) => [m.subnet.table!.id, m.to!.id]));
  // A table that subnets of several zones share cannot lead each to its own.
  if (moves.some((m) => tables.get(m.subnet.table!.id) !== m.to!.id)) return undefined;
  const calls = [...tables].map(([RouteTableId, NatGatewayId]) =>
    ec2('ReplaceRoute', { RouteTableId, DestinationCidrBlock: '0.0.0.0/0', NatGatewayId }),
  );
  return fixBy(snapshot, nat, natZones.fixOwn(moves.map((m) => called(m.to!)).join(', ')), calls, (after) => {
    const changed = after.network();
    return moves.every((m) => defaultRoute(changed.subnets.get(m.subnet.id)?.table)?.target.id === m.to!.id);
  });
}

const newGateway = (nat: NatGatewayFacts): Fix =>
  fixByHand(
    natZones.fixNew(),
    [
      `aws ec2 create-nat-gateway --subnet-id PUBLIC_SUBNET_ID --allocation-id EIPALLOC_ID --region ${nat.region}`,
      `aws ec2 replace-route --route-table-id ROUTE_TABLE_ID --destination-cidr-block 0.0.0.0/0 --nat-gateway-id NEW_NAT_ID --region ${nat.region}`,
    ].join('\n'),
  );

function unused({ snapshot, network }: NatInspected, nat: NatGatewayFacts): Finding[] {
  const vpc = network.vpcs.get(nat.vpc);
  const read = vpc !== undefined && network.isRead('ec2', 'RouteTables', vpc) && network.isRead('ec2', 'Subnets', vpc);
  if (!read || nat.state !== 'available') return [];
  // Any table's route keeps it: of a subnet that is empty yet, of one that only firewalls use.
  const tables = new Set([...network.subnets.values()].flatMap((s) => s.table ?? []));
  if ([...tables].some((t) => t.routes().some((r) => r.target.id === nat.id))) return [];
  const calls = [ec2('DeleteNatGateway', { NatGatewayId: nat.id })];
  return [
    finding({
      ...about(nat),
      code: 'NAT_UNUSED',
      severity: 'low',
      priority: 'P3',
      title: natUnused.title(called(nat)),
      impact: natUnused.impact(),
      evidence: [{ says: natUnused.unused(called(nat)), from: 'ec2:DescribeRouteTables', id: nat.id }],
      fixes: [
        fixBy(snapshot, nat, natUnused.fix(), calls, (after) => {
          const state = after.network().natGateways.get(nat.id)?.state;
          return state === undefined || state.startsWith('delet');
        }),
      ],
      cost: { monthlyUsd: nat.monthlyUsd },
      references: ['https://aws.amazon.com/vpc/pricing/'],
    }),
  ];
}

function failed({ snapshot }: NatInspected, nat: NatGatewayFacts): Finding[] {
  if (nat.state !== 'failed') return [];
  const raw = everywhere(
    snapshot,
    (s) => s.ec2?.NatGateways,
    (n) => n.NatGatewayId,
  )?.find(({ item }) => item.NatGatewayId === nat.id)?.item;
  return [
    finding({
      ...about(nat),
      code: 'NAT_FAILED',
      severity: nat.usedBy.length > 0 ? 'high' : 'medium',
      priority: nat.usedBy.length > 0 ? 'P1' : 'P2',
      cause: true,
      affected: nat.usedBy.map((u) => u.subnet),
      title: natState.title(called(nat), nat.state),
      impact: natState.impact(nat.usedBy.length),
      evidence: [
        {
          says: natState.reason(raw?.FailureCode ?? nat.state, raw?.FailureMessage ?? '-'),
          from: 'ec2:DescribeNatGateways',
          id: nat.id,
        },
      ],
      references: [troubleshooting],
    }),
  ];
}

function allocationErrors(nat: NatGatewayFacts): Finding[] {
  const errors = nat.last24h?.portAllocationErrors ?? 0;
  if (errors <= 0) return [];
  return [
    finding({
      ...about(nat),
      code: 'NAT_PORT_ALLOCATION_ERRORS',
      severity: 'high',
      priority: 'P1',
      cause: true,
      affected: nat.usedBy.map((u) => u.subnet),
      title: natErrors.title(called(nat), String(errors)),
      impact: natErrors.impact(),
      evidence: [
        { says: natErrors.metric('ErrorPortAllocation', String(errors)), from: 'cloudwatch:GetMetricData', id: nat.id },
      ],
      fixes: [
        fixByHand(
          natErrors.fix(),
          commandsOf(
            [ec2('AssociateNatGatewayAddress', { NatGatewayId: nat.id, AllocationIds: ['EIPALLOC_ID'] })],
            nat.region,
          ),
        ),
      ],
      references: [basics],
    }),
  ];
}
