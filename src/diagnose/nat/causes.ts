import { type Finding, finding } from '../../findings/finding.ts';
import * as text from '../../messages/findings/nat.ts';
import * as logs from '../../messages/nat-talkers.ts';
import { called } from '../overview/facts/scopes.ts';
import { about, commandsOf, ec2, fixByHand } from '../overview/fix.ts';
import type { NatGatewayFacts } from '../overview/overview.ts';
import { nameOrAddress } from './addresses.ts';
import { headroom, type NatMeasured, natLimits, targets } from './measure.ts';
import type { PortUses } from './talkers.ts';

const basics = 'https://docs.aws.amazon.com/vpc/latest/userguide/nat-gateway-basics.html';
const troubleshooting = 'https://docs.aws.amazon.com/vpc/latest/userguide/nat-gateway-troubleshooting.html';
const metricsPage = 'https://docs.aws.amazon.com/vpc/latest/userguide/metrics-dimensions-nat-gateway.html';
const from = 'cloudwatch:GetMetricData';

/** What the figures of a window prove about one gateway. */
export function trafficCauses(nat: NatGatewayFacts, m: NatMeasured, uses: PortUses | null = null): Finding[] {
  return [...portErrors(nat, m, uses), ...drops(nat, m), ...failing(nat, m), ...nearLimits(nat, m), ...unusual(nat, m)];
}

const common = (nat: NatGatewayFacts) => ({ ...about(nat), affected: nat.usedBy.map((u) => u.subnet) });

const moreAddresses = (nat: NatGatewayFacts) =>
  fixByHand(
    text.ports.fix,
    commandsOf(
      [ec2('AssociateNatGatewayAddress', { NatGatewayId: nat.id, AllocationIds: ['EIPALLOC_ID'] })],
      nat.region,
    ),
  );

function portErrors(nat: NatGatewayFacts, m: NatMeasured, uses: PortUses | null): Finding[] {
  const errors = m.portAllocationErrors ?? 0;
  if (errors <= 0) return [];
  return [
    finding({
      ...common(nat),
      code: 'NAT_PORT_ALLOCATION_ERRORS',
      severity: 'high',
      priority: 'P1',
      cause: true,
      title: text.ports.title(called(nat), errors),
      impact: text.ports.impact,
      evidence: [
        { says: text.sum('ErrorPortAllocation', errors), from, id: nat.id },
        ...(m.connections === null
          ? []
          : [{ says: text.ports.peak(m.connections.peak, Math.max(1, nat.publicIps.length)), from, id: nat.id }]),
        ...whoUsesPorts(uses),
      ],
      fixes: [moreAddresses(nat)],
      references: [basics],
    }),
  ];
}

/** The destination that most ports went to, and who opened them, where flow logs tell. */
function whoUsesPorts(uses: PortUses | null): Finding['evidence'] {
  const [first] = uses?.destinations ?? [];
  if (uses === null || first === undefined) return [];
  const to = nameOrAddress(first.destination);
  const from = 'logs:GetQueryResults';
  const clients = uses.clients.slice(0, 3).map((c) => logs.clientPorts(nameOrAddress(c.client), c.ports));
  return [
    {
      says: logs.portsUsed(to, first.port, first.protocol, first.ports, first.limit),
      from,
      id: first.destination.address,
    },
    ...(clients.length === 0 ? [] : [{ says: logs.portClients(clients), from, id: uses.clients[0]!.client.address }]),
  ];
}

function drops(nat: NatGatewayFacts, m: NatMeasured): Finding[] {
  if (m.lossPercent === null || m.dropped === null || m.packets === null) return [];
  const lost = m.lossPercent >= targets.lossPercent;
  const burst = m.worstLoss !== null && m.worstLoss.percent >= targets.lossPercent ? m.worstLoss : null;
  if (!lost && burst === null) return [];
  return [
    finding({
      ...common(nat),
      code: 'NAT_PACKETS_DROPPED',
      severity: 'high',
      priority: 'P1',
      cause: true,
      title: text.drops.title(called(nat), Math.max(m.lossPercent, burst?.percent ?? 0).toFixed(2), !lost),
      impact: text.drops.impact,
      evidence: [
        ...(burst === null
          ? []
          : [{ says: text.drops.worst(burst.at, burst.percent.toFixed(2), burst.dropped), from, id: nat.id }]),
        { says: text.sum('PacketsDropCount', m.dropped), from, id: nat.id },
        { says: text.sum('PacketsInFromSource + PacketsInFromDestination', m.packets), from, id: nat.id },
      ],
      fixes: [fixByHand(text.drops.fix, `aws health describe-events --filter services=VPC --region us-east-1`)],
      references: [metricsPage, troubleshooting],
    }),
  ];
}

/** Connections that nobody answers. Where ports ran out, that is why, and it is told there. */
function failing(nat: NatGatewayFacts, m: NatMeasured): Finding[] {
  if (m.successPercent === null || m.successPercent >= targets.successPercent) return [];
  const failed = m.attempts! - m.established!;
  if ((m.portAllocationErrors ?? 0) >= failed / 2) return [];
  return [
    finding({
      ...common(nat),
      code: 'NAT_CONNECTIONS_FAIL',
      severity: 'medium',
      priority: 'P2',
      title: text.failing.title(called(nat), m.successPercent.toFixed(2)),
      impact: text.failing.impact,
      evidence: [
        { says: text.sum('ConnectionAttemptCount', m.attempts!), from, id: nat.id },
        { says: text.sum('ConnectionEstablishedCount', m.established!), from, id: nat.id },
      ],
      references: [metricsPage],
    }),
  ];
}

function nearLimits(nat: NatGatewayFacts, m: NatMeasured): Finding[] {
  const ports = natLimits.connectionsAnAddress * Math.max(1, nat.publicIps.length);
  const limits: [what: keyof typeof text.limit, peak: number | null, limit: number][] = [
    ['connections', (m.portAllocationErrors ?? 0) > 0 ? null : (m.connections?.peak ?? null), ports],
    ['bits', m.peakBitsPerSecond, natLimits.bitsPerSecond],
    ['packets', m.peakPacketsPerSecond, natLimits.packetsPerSecond],
  ];
  return limits.flatMap(([what, peak, limit]) =>
    peak === null || peak * headroom <= limit
      ? []
      : [
          finding({
            ...common(nat),
            key: what,
            code: 'NAT_NEAR_LIMIT',
            severity: 'medium',
            priority: 'P2',
            title: text.near.title(called(nat), text.limit[what]),
            impact: text.near.impact,
            evidence: [{ says: text.near.figures(Math.round(peak), limit), from, id: nat.id }],
            fixes: what === 'connections' ? [moreAddresses(nat)] : [],
            references: [basics],
          }),
        ],
  );
}

function unusual(nat: NatGatewayFacts, m: NatMeasured): Finding[] {
  const hours = m.anomalies ?? [];
  const most = [...hours].sort((a, b) => b.bytes - b.usual - (a.bytes - a.usual))[0];
  if (most === undefined) return [];
  return [
    finding({
      ...common(nat),
      code: 'NAT_TRAFFIC_UNUSUAL',
      severity: 'low',
      priority: 'P3',
      title: text.unusual.title(called(nat), hours.length),
      impact: text.unusual.impact,
      evidence: [{ says: text.unusual.most(most.at, most.bytes / 1e9, most.usual / 1e9), from, id: nat.id }],
      references: [metricsPage],
    }),
  ];
}
