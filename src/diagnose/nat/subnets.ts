import * as text from '../../messages/nat-subnets.ts';
import type { Text } from '../../messages/text.ts';
import type { Network } from '../../network/model.ts';
import { compare } from '../overview/facts/scopes.ts';
import { nameOrAddress } from './addresses.ts';
import type { NatFacts } from './index.ts';
import { natLimits } from './measure.ts';
import { type NameServers, nameServersOf } from './name-servers.ts';
import type { Verdict } from './verdict.ts';

/** Why the way out of one subnet is slow, or that it is not the NAT gateway. */
export interface SubnetEgress {
  account: string;
  region: string;
  vpc: string;
  vpcName: string | null;
  subnet: string;
  name: string | null;
  zone: string;
  /** NAT gateways that its packets to the internet pass; several where a transit gateway picks by zone. */
  gateways: string[];
  answer: Verdict | 'dns';
  /** The gateway that the answer is about; null: none. */
  gateway: string | null;
  why: Text;
  nameServers: NameServers;
}

/** What stops a subnet is told before what slows it. */
const worstFirst: readonly SubnetEgress['answer'][] = [
  'gateway-down',
  'dns',
  'port-exhaustion',
  'packet-drops',
  'connections-fail',
  'zone-crossing',
  'unknown',
  'not-the-gateway',
];

/** The answer for each subnet whose way out passes a NAT gateway, by VPC, zone and name. */
export function subnetsBehind(network: Network, gateways: readonly NatFacts[]): SubnetEgress[] {
  const users = new Map<string, NatFacts[]>();
  for (const g of gateways) for (const { subnet } of g.usedBy) users.set(subnet, [...(users.get(subnet) ?? []), g]);
  return [...users]
    .flatMap(([id, own]): SubnetEgress[] => {
      const subnet = network.subnets.get(id);
      if (subnet === undefined) return [];
      const nameServers = nameServersOf(network, subnet);
      const { vpc } = subnet;
      return [
        {
          account: vpc.account,
          region: vpc.region,
          vpc: vpc.id,
          vpcName: vpc.name ?? null,
          subnet: id,
          name: subnet.name ?? null,
          zone: subnet.zoneName,
          gateways: own.map((g) => g.id),
          ...answerFor(id, own, nameServers),
          nameServers,
        },
      ];
    })
    .sort(
      (a, b) =>
        compare(a.vpcName ?? a.vpc, b.vpcName ?? b.vpc) ||
        compare(a.zone, b.zone) ||
        compare(a.name ?? a.subnet, b.name ?? b.subnet) ||
        compare(a.subnet, b.subnet),
    );
}

type Answer = Pick<SubnetEgress, 'answer' | 'gateway' | 'why'>;

function answerFor(subnet: string, gateways: readonly NatFacts[], names: NameServers): Answer {
  const answers: Answer[] = gateways.map((g) => {
    // Others of the gateway's subnets may be in other zones, and not this one.
    const crosses = g.crossZone.includes(subnet);
    const own = crosses ? 'zone-crossing' : withoutCrossing(g);
    const answer = g.verdict === 'zone-crossing' || (crosses && g.verdict === 'not-the-gateway') ? own : g.verdict;
    return { answer, gateway: g.id, why: why(answer, g, names) };
  });
  const dns = brokenNames(names);
  if (dns !== null) answers.push({ answer: 'dns', gateway: null, why: dns });
  return answers.sort((a, b) => worstFirst.indexOf(a.answer) - worstFirst.indexOf(b.answer))[0]!;
}

const withoutCrossing = ({ measured: m }: NatFacts): Verdict =>
  m !== null && m.portAllocationErrors !== null && m.lossPercent !== null && m.successPercent !== null
    ? 'not-the-gateway'
    : 'unknown';

function brokenNames(names: NameServers): Text | null {
  if (names.by === 'nobody') return text.namesNobody;
  if (names.by !== 'own-servers' || names.unreachable.length === 0) return null;
  return text.namesUnreachable(names.unreachable, names.servers.length);
}

function why(answer: SubnetEgress['answer'], g: NatFacts, names: NameServers): Text {
  const m = g.measured;
  const gateway = g.name ?? g.id;
  switch (answer) {
    case 'gateway-down':
      return text.down(gateway, g.state);
    case 'port-exhaustion': {
      const [most] = g.portUses?.destinations ?? [];
      const to = most === undefined ? null : { name: nameOrAddress(most.destination), port: most.port };
      const askedThere = names.by === 'own-servers' && names.public;
      return text.ports(gateway, m?.portAllocationErrors ?? 0, to, askedThere);
    }
    case 'packet-drops':
      return text.drops(gateway, Math.max(m?.lossPercent ?? 0, m?.worstLoss?.percent ?? 0));
    case 'connections-fail':
      return text.failing(gateway, m?.successPercent ?? null);
    case 'zone-crossing':
      return text.crossing(gateway, g.zone, new Set(g.usedBy.map((u) => u.zone)).size);
    case 'not-the-gateway': {
      const peak = m?.connections?.peak ?? null;
      const room = peak === null ? null : (peak / (natLimits.connectionsAnAddress * g.addresses)) * 100;
      const zones = g.crossZone.length === 0 ? 1 : new Set(g.usedBy.map((u) => u.zone)).size;
      return text.fine(
        gateway,
        { loss: m?.lossPercent ?? 0, success: m?.successPercent ?? 100, room, zones },
        text.asks(names),
      );
    }
    case 'dns':
    case 'unknown':
      return text.unmeasured(gateway, text.asks(names));
  }
}
