import { assumes, stops, warns } from '../messages/network.ts';
import type { Text } from '../messages/text.ts';
import { type Address, formatAddress } from './cidr.ts';
import type { Header } from './header.ts';
import * as intervals from './intervals.ts';
import type { Balancer, Interface, Listener, Network, Target, TargetGroup } from './model.ts';
import type { Obstacle } from './packet.ts';
import type { Place } from './places.ts';
import { ephemeral, formatPorts, type PortSet } from './port-set.ts';
import type { Hop } from './trace.ts';

/**
 * One connection of a path through a load balancer: the client's to a node (index 0), or a node's to a target (1). A
 * Network Load Balancer that preserves client addresses sends in its client's name (rule S5).
 */
export interface Leg {
  index: 0 | 1;
  /** Absent: the question's own source. */
  source?: Place;
  destination: Place;
  protocol: number;
  ports: PortSet;
  sourcePorts?: PortSet;
  inNameOfClient?: true;
  /** The balancer's own hop, before the connection to the target. */
  hop?: Hop;
}

export interface ThroughBalancer {
  legs: Leg[];
  obstacles: Obstacle[];
  warnings: Text[];
  assumptions: Text[];
}

interface Asked {
  ports?: PortSet;
  sourcePorts?: PortSet;
}

/** A listener's protocols as IANA numbers. */
const transports: Readonly<Record<string, readonly number[]>> = {
  HTTP: [6],
  HTTPS: [6],
  TCP: [6],
  TLS: [6],
  UDP: [17],
  TCP_UDP: [6, 17],
  QUIC: [17],
  TCP_QUIC: [6, 17],
  GENEVE: [17],
};

/** The connections that a question to a balancer takes: to its nodes on the listeners' ports, and on to the targets. */
export function throughBalancer(network: Network, balancer: Balancer, asked: Asked): ThroughBalancer {
  const out: ThroughBalancer = { legs: [], obstacles: [], warnings: [], assumptions: [] };
  const nodes = balancer.interfaces;
  if (balancer.state !== 'active' && balancer.state !== 'active_impaired')
    out.obstacles.push(obstacle(balancer, stops.balancerState(balancer.name, balancer.state)));
  if (nodes.length === 0) {
    out.obstacles.push(obstacle(balancer, stops.noNodes(balancer.name)));
    return out;
  }
  const destination: Place = {
    kind: 'hosts',
    label: balancer.name,
    id: balancer.arn,
    hosts: nodes.flatMap((node) => hostsOf(node)),
  };
  if (balancer.scheme === 'internet-facing') destination.byPublicAddress = true;
  if (balancer.listeners === undefined) {
    out.assumptions.push(assumes.listeners(balancer.name));
    out.legs.push({ index: 0, destination, protocol: 6, ports: asked.ports ?? [0, 65535] });
    return out;
  }
  const matching = balancer.listeners.filter(
    (l) => asked.ports === undefined || intervals.has<number>(asked.ports, l.port),
  );
  const open = intervals.fromRanges(matching.map((l): [number, number] => [l.port, l.port]));
  const missing = asked.ports === undefined ? [] : intervals.subtract(asked.ports, open);
  if (matching.length === 0 || missing.length > 0) {
    const known = balancer.listeners.map((l) => `${l.protocol} ${l.port}`).join(', ');
    out.obstacles.push(obstacle(balancer, stops.noListener(balancer.name, formatPorts(missing), known)));
  }
  for (const listener of matching) {
    const port: PortSet = [listener.port, listener.port];
    for (const protocol of transports[listener.protocol] ?? [6]) {
      out.legs.push({ index: 0, destination, protocol, ports: port, sourcePorts: asked.sourcePorts });
      toTargets(network, balancer, listener, protocol, out);
    }
  }
  return out;
}

const hostsOf = (item: Interface, address: Address | undefined = item.addresses[0]) =>
  address === undefined ? [] : [{ interfaces: [item], subnet: item.subnet, addresses: [address, address] }];

function obstacle(balancer: Balancer, reason: Text): Obstacle {
  const header: Header = { family: 4, protocol: 6, src: [], dst: [], sport: [], dport: [] };
  return {
    component: 'load-balancer',
    id: balancer.arn,
    direction: 'forward',
    reason,
    header,
    vpc: balancer.vpc,
  };
}

function toTargets(
  network: Network,
  balancer: Balancer,
  listener: Listener,
  protocol: number,
  out: ThroughBalancer,
): void {
  for (const arn of listener.targetGroups) {
    const group = network.targetGroups.get(arn);
    if (group?.targets === undefined) {
      out.assumptions.push(assumes.listeners(balancer.name));
      continue;
    }
    const inUse = group.targets.filter((t) => t.state !== 'unused' && t.state !== 'draining');
    if (inUse.length === 0 && group.type !== 'lambda')
      out.obstacles.push(obstacle(balancer, stops.noTargets(group.name)));
    for (const target of inUse) {
      if (target.state !== undefined && target.state !== 'healthy' && target.state !== 'unavailable')
        out.warnings.push(warns.targetHealth(target.id, target.state));
      for (const node of balancer.interfaces) {
        const leg = legTo(balancer, listener, group, node, target, protocol);
        if (leg !== undefined) out.legs.push(leg);
      }
    }
  }
}

function legTo(
  balancer: Balancer,
  listener: Listener,
  group: TargetGroup,
  node: Interface,
  target: Target,
  protocol: number,
): Leg | undefined {
  const { interface: item, address } = target;
  const port = target.port ?? group.port;
  if (address === undefined || port === undefined) return undefined;
  // With cross-zone balancing off a node has only its own zone's targets (rule L4).
  if (!(group.crossZone ?? balancer.crossZone) && item !== undefined && item.subnet.zone !== node.subnet.zone)
    return undefined;
  const destination: Place =
    item === undefined
      ? { kind: 'vacant', label: formatAddress(address), address }
      : { kind: 'hosts', label: target.id, id: target.id, hosts: hostsOf(item, address) };
  const source: Place = { kind: 'hosts', label: balancer.name, id: node.id, hosts: hostsOf(node) };
  const leg: Leg = {
    index: 1,
    source,
    destination,
    protocol,
    ports: [port, port],
    sourcePorts: ephemeral.any,
    hop: {
      component: 'load-balancer',
      id: balancer.arn,
      name: balancer.name,
      vpc: balancer.vpc?.id,
      subnet: node.subnet.id,
      zone: node.subnet.zoneName,
      verdict: 'allow',
      by: `${listener.protocol} ${listener.port} → ${group.name}`,
      src: node.addresses[0] === undefined ? '' : formatAddress(node.addresses[0]),
      dst: `${formatAddress(address)}:${port}`,
    },
  };
  return balancer.type === 'network' && group.preserveClientIp ? { ...leg, inNameOfClient: true } : leg;
}
