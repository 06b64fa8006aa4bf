import { type Address, familyOf, parseAddress } from './cidr.ts';
import { protocolNumbers, subtractRegion } from './header.ts';
import type { Interface, Network } from './model.ts';
import type { Obstacle } from './packet.ts';
import { allPorts, ephemeral } from './port-set.ts';
import { trace } from './trace.ts';
import { contextFor } from './walk/context.ts';
import { type Query, roundTrip } from './walk/round-trip.ts';

export interface Probe {
  /** Interface id that the connection starts from. */
  from: string;
  /** Interface id, or an address. */
  to: string;
  protocol: 'tcp' | 'udp' | 'icmp';
  /** Destination port; for ICMP left out: an echo request. */
  port?: number;
}

export interface Answered {
  /** Packets get there and answers get back. Whether anything listens is not the network's to say. */
  reachable: boolean;
  /** Why not, in the order in which an engineer checks; empty when reachable. */
  obstacles: Obstacle[];
}

/**
 * Whether a connection from an interface gets to another interface or address and its answers get back: for a load
 * balancer's health check, a resolver endpoint's query. Source ports are those of AWS's own services, 1024–65535.
 * An interface or address that does not exist is not reachable, with no obstacle.
 */
export function canReach(network: Network, probe: Probe): Answered {
  const query = probeQuery(network, probe);
  if (query === undefined) return { reachable: false, obstacles: [] };
  // The quick answer first: most probes of a healthy network succeed, and need no explaining.
  if (passingOf(network, query) === 'all') return { reachable: true, obstacles: [] };
  const { reachable, obstacles } = trace(network, query);
  return { reachable, obstacles };
}

/**
 * The same without why not, which is most of the work: whether a connection passes from all source ports, from some, so that
 * it fails now and then, or from none.
 */
export function passes(network: Network, probe: Probe): 'all' | 'some' | 'none' {
  const query = probeQuery(network, probe);
  return query === undefined ? 'none' : passingOf(network, query);
}

function passingOf(network: Network, query: Query): 'all' | 'some' | 'none' {
  const passing = roundTrip(contextFor(network, { explain: false }), query);
  if (subtractRegion([query.header], passing).length === 0) return 'all';
  return passing.length > 0 ? 'some' : 'none';
}

function probeQuery(network: Network, probe: Probe): Query | undefined {
  const source = network.interfaces.get(probe.from);
  const target = network.interfaces.get(probe.to);
  const wanted = target === undefined ? parseAddress(probe.to) : undefined;
  if (source === undefined || (target === undefined && wanted === undefined)) return undefined;
  const pair = addressPair(source, target?.addresses ?? [wanted!]);
  if (pair === undefined) return undefined;
  const [from, to] = pair;
  const family = familyOf(from);
  const protocol = probe.protocol === 'icmp' && family === 6 ? 58 : protocolNumbers[probe.protocol]!;
  const echo = (protocol === 58 ? 128 : 8) * 256;
  const dport = probe.protocol === 'icmp' ? echo : probe.port;
  return {
    from: { kind: 'hosts', hosts: { interfaces: [source], subnet: source.subnet, addresses: [from, from] } },
    header: {
      family,
      protocol,
      src: [from, from],
      dst: [to, to],
      sport: probe.protocol === 'icmp' ? allPorts : ephemeral.any,
      dport: dport === undefined ? allPorts : [dport, dport],
    },
    accepts: (end) => target === undefined || (end.kind === 'hosts' && end.hosts.interfaces.includes(target)),
  };
}

/** The first addresses of one family that both have. */
function addressPair(source: Interface, targets: readonly Address[]): [Address, Address] | undefined {
  for (const to of targets) {
    const from = source.addresses.find((a) => familyOf(a) === familyOf(to));
    if (from !== undefined) return [from, to];
  }
  return undefined;
}
