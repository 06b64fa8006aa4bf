import type { Network } from '../../network/index.ts';
import { type Component, listed, type Obstacle, type Packet, type Step } from '../../network/packet.ts';
import { contextFor } from '../../network/walk/context.ts';
import { type Query, roundTrip } from '../../network/walk/round-trip.ts';

/** One of the ways that AWS may choose for packets, with what they pass. */
export interface Way {
  /** Of all packets to the destination, the part that goes this way: 0–1. */
  share: number;
  /** Ids of the gateways, attachments and firewall endpoints that requests pass, in order. */
  there: string[];
  back: string[];
  /** What keeps packets, or the answers to them, from getting through; absent: nothing. */
  stopped?: { by: Component; id: string; direction: 'forward' | 'return'; rule?: string };
}

/** Components that count what they pass on. */
const counting: ReadonlySet<Component> = new Set<Component>([
  'nat-gateway',
  'transit-gateway',
  'transit-gateway-attachment',
  'firewall',
  'gateway-load-balancer-endpoint',
  'gateway-endpoint',
  'internet-gateway',
  'vpn',
  'direct-connect',
]);

/**
 * The ways of a flow there and back. With several (appliance mode, equal-cost paths) each carries the same part. A flow
 * that nothing lets through has the way it would have gone, up to what stops it.
 */
export function waysOf(network: Network, query: Query): Way[] {
  const context = contextFor(network, { explain: true });
  const packets: Packet[] = [];
  roundTrip(context, query, ({ packet }) => packets.push(packet));
  const ways = new Map<string, Omit<Way, 'share'>>();
  for (const packet of [...packets, ...context.lost]) {
    const steps = stepsOf(packet.trail);
    const passed = (direction: Step['direction']): string[] => [
      ...new Set(steps.filter((s) => s.direction === direction && counting.has(s.component)).map((s) => s.id)),
    ];
    const way = { there: passed('forward'), back: passed('return'), ...stoppedBy(packet) };
    const key = way.there.join(' ');
    // Answers may come back on several ways: one that is closed fails a part of all connections, so it counts.
    if (!ways.has(key) || (ways.get(key)!.stopped === undefined && way.stopped !== undefined)) ways.set(key, way);
  }
  return [...ways.values()].map((way) => ({ share: 1 / ways.size, ...way }));
}

function stepsOf(trail: Step | undefined): Step[] {
  const steps: Step[] = [];
  for (let at = trail; at !== undefined; at = at.previous) steps.push(at);
  return steps.reverse();
}

function stoppedBy(packet: Packet): Pick<Way, 'stopped'> {
  const first: Obstacle | undefined = listed(packet.obstacles).at(-1);
  if (first === undefined) return {};
  const { component, id, direction, rule } = first;
  return { stopped: { by: component, id, direction, ...(rule === undefined ? {} : { rule }) } };
}
