import { type Finding, finding } from '../../../findings/finding.ts';
import { listener as text } from '../../../messages/findings/balancers.ts';
import { internetAddresses } from '../../../network/address-set.ts';
import type { Balancer, Interface, Network, Obstacle, Query } from '../../../network/index.ts';
import * as intervals from '../../../network/intervals.ts';
import { openPath } from '../../../network/open-path.ts';
import type { PathQuestion } from '../../../network/path.ts';
import { ephemeral } from '../../../network/port-set.ts';
import { trace } from '../../../network/trace.ts';
import { contextFor } from '../../../network/walk/context.ts';
import { roundTrip } from '../../../network/walk/round-trip.ts';
import { compare } from '../../overview/facts/scopes.ts';
import type { Inspected } from '../case.ts';
import { isProven, isWayRead } from '../probes.ts';
import { changeEvidence } from '../trail.ts';

/**
 * Listeners of internet-facing balancers that nobody on the internet gets to: groups, NACLs, routes or a firewall ahead
 * of the nodes. Healthy targets do not show that.
 */
export function closedListeners({ snapshot, network }: Inspected): Finding[] {
  return [...network.balancers.values()]
    .filter((b) => b.scheme === 'internet-facing' && b.type !== 'gateway' && isRead(network, b))
    .sort((a, b) => compare(a.arn, b.arn))
    .flatMap((b) => closedOf(snapshot, network, b));
}

/** What decides about packets from the internet. Without one of these, "nobody gets there" would be a guess. */
const decides = ['RouteTables', 'InternetGateways', 'SecurityGroups', 'NetworkAcls', 'NetworkInterfaces'];

const isRead = (network: Network, { vpc }: Balancer): boolean =>
  vpc !== undefined && decides.every((key) => network.isRead('ec2', key, vpc));

/** A fix takes trying changes on copies of the whole network: of so many obstacles of a balancer. */
const mostFixes = 2;

interface Closed {
  node: Interface;
  listener: string;
  port: number;
  obstacles: Obstacle[];
}

function closedOf(snapshot: Inspected['snapshot'], network: Network, balancer: Balancer): Finding[] {
  const [first] = balancer.interfaces;
  if (first === undefined || !isWayRead(network, first.vpc) || !network.isRead('ec2', 'InternetGateways', first.vpc))
    return [];
  const { missing, unreadPrefixLists } = first.groups;
  if (missing.length > 0 || unreadPrefixLists.size > 0) return [];
  const closed = (balancer.listeners ?? [])
    .filter((l) => !l.protocol.includes('UDP') && !l.protocol.includes('QUIC'))
    .flatMap((l) =>
      balancer.interfaces.flatMap((node): Closed[] => {
        const query = queryTo(node, l.port);
        if (query === undefined || roundTrip(contextFor(network, { explain: false }), query).length > 0) return [];
        const obstacles = trace(network, admittedPart(node, query, l.port)).obstacles;
        if (obstacles.some((o) => !isProven(network, o))) return [];
        return [{ node, listener: `${l.protocol} ${l.port}`, port: l.port, obstacles }];
      }),
    );
  const byObstacle = new Map<string, { obstacle: Obstacle; closed: Closed[] }>();
  for (const item of closed) {
    for (const obstacle of item.obstacles) {
      const key = `${obstacle.component} ${obstacle.id} ${obstacle.direction}`;
      const known = byObstacle.get(key);
      if (known === undefined) byObstacle.set(key, { obstacle, closed: [item] });
      else known.closed.push(item);
    }
  }
  return [...byObstacle.values()].map((found, i) => told(snapshot, network, balancer, found, i < mostFixes));
}

/** Everything that the internet may send to a node's port. */
function queryTo(node: Interface, port: number): Query | undefined {
  const [address] = [...node.publicOf.values()];
  if (typeof address !== 'number') return undefined;
  return {
    from: { kind: 'internet' },
    header: {
      family: 4,
      protocol: 6,
      src: internetAddresses[4],
      dst: [address, address],
      sport: ephemeral.any,
      dport: [port, port],
    },
    accepts: (end) => end.kind === 'hosts' && end.hosts.interfaces.includes(node),
  };
}

/**
 * Of all that the internet may send, what the node's groups would admit: others are turned away on purpose, and their
 * obstacle is not what keeps these out. Nothing admitted: all of it.
 */
function admittedPart(node: Interface, query: Query, port: number): Query {
  const sources = node.groups
    .admitted('ingress', 6, 4, [])
    .filter((r) => intervals.has<number>(r.ports, port))
    .reduce<intervals.Intervals>((sum, r) => intervals.union(sum, r.addresses), intervals.none);
  const src = intervals.intersect(sources, query.header.src);
  return src.length === 0 ? query : { ...query, header: { ...query.header, src } };
}

const codes: Partial<Record<Obstacle['component'], string>> = {
  'security-group': 'LB_LISTENER_BLOCKED_BY_SG',
  nacl: 'LB_LISTENER_BLOCKED_BY_NACL',
};
const reads: Partial<Record<Obstacle['component'], string>> = {
  'security-group': 'ec2:DescribeSecurityGroups',
  nacl: 'ec2:DescribeNetworkAcls',
  route: 'ec2:DescribeRouteTables',
  firewall: 'network-firewall:DescribeFirewallPolicy',
  'internet-gateway': 'ec2:DescribeInternetGateways',
};

function told(
  snapshot: Inspected['snapshot'],
  network: Network,
  balancer: Balancer,
  { obstacle, closed }: { obstacle: Obstacle; closed: Closed[] },
  withFix: boolean,
): Finding {
  const account = balancer.vpc?.account ?? '';
  const region = balancer.vpc?.region ?? '';
  const listeners = [...new Set(closed.map((c) => c.listener))].sort(compare).join(', ');
  const zones = [...new Set(closed.map((c) => c.node.subnet.zoneName))].sort(compare);
  const all = balancer.interfaces.every((node) => closed.some((c) => c.node === node));
  const fix = withFix ? openPath(network, (after) => question(after, balancer, closed)) : undefined;
  const name = network.groups.get(obstacle.id)?.name;
  return finding({
    account,
    region,
    code: codes[obstacle.component] ?? 'LB_LISTENER_UNREACHABLE',
    key: `${balancer.arn} ${obstacle.direction}`,
    severity: 'high',
    priority: 'P1',
    cause: true,
    resource: obstacle.id,
    ...(name === undefined ? {} : { resourceName: name }),
    affected: [balancer.arn],
    title: text.title(balancer.name, listeners, obstacle.reason),
    impact: all ? text.impact : text.partly(zones),
    evidence: [
      {
        says: obstacle.reason,
        from: reads[obstacle.component] ?? 'ec2:DescribeNetworkInterfaces',
        id: obstacle.id,
        ...(obstacle.rule === undefined ? {} : { rule: obstacle.rule }),
      },
      ...changeEvidence(
        snapshot,
        { account, region },
        obstacle.id,
        /Security|NetworkAcl|Route|Firewall|InternetGateway/,
      ),
    ],
    fixes: fix === undefined ? [] : [fix],
    references: [
      'https://docs.aws.amazon.com/elasticloadbalancing/latest/application/load-balancer-troubleshooting.html',
    ],
  });
}

function question(network: Network, balancer: Balancer, closed: readonly Closed[]): PathQuestion | undefined {
  const nodes = closed.flatMap((c) => network.interfaces.get(c.node.id) ?? []);
  const ports = [...new Set(closed.map((c) => c.port))].sort((a, b) => a - b).flatMap((p): [number, number] => [p, p]);
  if (nodes.length === 0) return undefined;
  return {
    source: { kind: 'internet', label: 'internet', addresses: { 4: internetAddresses[4], 6: [] } },
    destination: {
      kind: 'hosts',
      label: balancer.name,
      id: balancer.arn,
      byPublicAddress: true,
      hosts: [...new Set(nodes)].flatMap((item) => {
        const [address] = item.addresses;
        return address === undefined
          ? []
          : [{ interfaces: [item], subnet: item.subnet, addresses: [address, address] as const }];
      }),
    },
    protocol: 6,
    ports,
    sourcePorts: ephemeral.any,
  };
}
