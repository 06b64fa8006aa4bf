import { label, warns } from '../messages/network.ts';
import type { Text } from '../messages/text.ts';
import { describeEnd } from './describe.ts';
import type { Network } from './model.ts';
import { type Component, type Direction, type List, listed, type Obstacle, type Packet, type Step } from './packet.ts';
import { contextFor } from './walk/context.ts';
import { inspectedBy } from './walk/firewalls.ts';
import { type Arrival, type Query, roundTrip } from './walk/round-trip.ts';

/** One hop of a path, as `netops path --format json` prints it (design.md). */
export interface Hop {
  component: Component;
  id: string;
  name?: string;
  vpc?: string;
  subnet?: string;
  zone?: string;
  verdict: 'allow' | 'deny';
  /** The rule or route that decided. */
  by?: string;
  /** `addr:port` as the packet is when it leaves this hop: a translation shows here. */
  src: string;
  dst: string;
}

/** What became of the packets of one query, with every hop and everything that stops them. */
export interface Trace {
  reachable: boolean;
  forward: Hop[];
  return: Hop[];
  /** Everything on the way that stops packets, in the order in which an engineer checks: links, routes, filters, names. */
  obstacles: Obstacle[];
  /** Answers miss a stateful middlebox that saw the requests, or pass another one (rule R16). */
  asymmetric: boolean;
  warnings: Text[];
  /** What the answer rests on, because the snapshot lacks it or nobody can know (rule G3). */
  assumptions: Text[];
}

export interface TraceOptions {
  /** The destination's host name, for firewalls that decide by it. */
  name?: string;
  /** The source port that NAT gateways choose; absent: any. */
  natPort?: number;
}

/**
 * Follows the packets of a query there and back, past whatever stops them. Meant for one flow; of a set of packets the
 * part that fails, if one does, is the one whose hops are shown.
 */
export function trace(network: Network, query: Query, options: TraceOptions = {}): Trace {
  const context = contextFor(network, { explain: true, ...options });
  const arrivals: Arrival[] = [];
  roundTrip(context, query, (arrival) => arrivals.push(arrival));
  const complete = arrivals.map((a) => a.packet);
  const failed = [...complete.filter((p) => p.obstacles !== undefined), ...context.lost];
  const reachable = failed.length === 0 && complete.length > 0;
  const shown = failed[0] ?? complete[0];
  const asymmetry = complete.flatMap((p) => asymmetryOf(network, p) ?? []);
  const steps = stepsOf(shown?.trail);
  return {
    reachable,
    forward: steps.filter((s) => s.direction === 'forward').map(hopOf),
    return: steps.filter((s) => s.direction === 'return').map(hopOf),
    obstacles: obstaclesOf(failed),
    asymmetric: asymmetry.length > 0,
    warnings: distinct(asymmetry),
    assumptions: distinct([...context.assumptions.values()]),
  };
}

function stepsOf(trail: Step | undefined): Step[] {
  const steps: Step[] = [];
  for (let at = trail; at !== undefined; at = at.previous) steps.push(at);
  return steps.reverse();
}

function hopOf(step: Step): Hop {
  const hop: Hop = {
    component: step.component,
    id: step.id,
    verdict: step.verdict,
    src: describeEnd(step.header, 'src'),
    dst: describeEnd(step.header, 'dst'),
  };
  if (step.name !== undefined) hop.name = step.name;
  const vpc = step.vpc ?? step.subnet?.vpc;
  if (vpc !== undefined) hop.vpc = vpc.id;
  if (step.subnet !== undefined) {
    hop.subnet = step.subnet.id;
    hop.zone = step.subnet.zoneName || step.subnet.zone;
  }
  if (step.by !== undefined) hop.by = step.by;
  return hop;
}

const physical: readonly Component[] = ['direct-connect', 'vpn', 'instance', 'network-interface'];
const security: readonly Component[] = ['block-public-access', 'nacl', 'security-group', 'firewall'];

/** The seed's order of checking: physical, routing, security, DNS. */
export function layerOf(component: Component): 'physical' | 'routing' | 'security' | 'dns' {
  if (physical.includes(component)) return 'physical';
  if (security.includes(component)) return 'security';
  return component === 'amazon-service' ? 'dns' : 'routing';
}

const layers = ['physical', 'routing', 'security', 'dns'];

function obstaclesOf(packets: readonly Packet[]): Obstacle[] {
  const seen = new Map<string, Obstacle>();
  for (const packet of packets) {
    for (const obstacle of inOrder(packet.obstacles)) {
      const key = [obstacle.component, obstacle.id, obstacle.direction, obstacle.rule, obstacle.reason.en].join('\n');
      if (!seen.has(key)) seen.set(key, obstacle);
    }
  }
  return [...seen.values()].sort((a, b) => layers.indexOf(layerOf(a.component)) - layers.indexOf(layerOf(b.component)));
}

const inOrder = <T>(list: List<T> | undefined): T[] => listed(list).reverse();

/** The warning for a path that is asymmetric, once for each pair of ways: `seen` holds those said already. */
export function asymmetryWarning(network: Network, packet: Packet, seen: Set<string>): Text | undefined {
  if (packet.inspections === undefined || packet.direction === 'forward') return undefined;
  const key = `${inspectedBy(packet, 'forward').join()} ${inspectedBy(packet, 'return').join()}`;
  if (seen.has(key)) return undefined;
  seen.add(key);
  return asymmetryOf(network, packet);
}

/** The warning for a path whose two directions do not pass the same stateful middleboxes. */
function asymmetryOf(network: Network, packet: Packet): Text | undefined {
  if (packet.direction === 'forward') return undefined;
  const there = inspectedBy(packet, 'forward');
  const back = inspectedBy(packet, 'return');
  if (there.join() === back.join()) return undefined;
  const inspections = listed(packet.inspections);
  const endpointNames = (direction: Direction): string => {
    const passedBy = inspections.filter((i) => i.direction === direction).reverse();
    return [...new Set(passedBy.map((i) => endpointName(network, i)))].join(', ');
  };
  const odd = inspections.filter((i) => there.includes(i.id) !== back.includes(i.id));
  const who = [...new Set(odd.map((i) => i.firewall?.name ?? i.id))].sort().join(', ');
  const nothing = warns.nothing();
  const [out, home] = [endpointNames('forward'), endpointNames('return')];
  const text = (lang: 'ko' | 'en'): string => warns.asymmetric(who, out || nothing[lang], home || nothing[lang])[lang];
  return { ko: text('ko'), en: text('en') };
}

function endpointName(
  network: Network,
  of: { id: string; firewall?: { name: string }; subnet?: { zoneName: string } },
): string {
  const endpoint = network.endpoints.get(of.id);
  const name = of.firewall?.name ?? endpoint?.name;
  const zone = of.subnet?.zoneName;
  return `${label({ id: of.id, name })}${zone ? ` ${zone}` : ''}`;
}

export const distinct = (texts: readonly Text[]): Text[] => [...new Map(texts.map((t) => [t.en, t])).values()];
