import { stops } from '../messages/network.ts';
import type { Text } from '../messages/text.ts';
import { format, internetAddresses } from './address-set.ts';
import type { Family } from './cidr.ts';
import { type Header, hasPorts, isIcmp, type Region, simplify, subtractRegion } from './header.ts';
import type { Intervals } from './intervals.ts';
import * as intervals from './intervals.ts';
import { type Leg, throughBalancer } from './load-balancers.ts';
import type { Network } from './model.ts';
import type { End, Hosts, Obstacle, Packet } from './packet.ts';
import { listed } from './packet.ts';
import type { Place } from './places.ts';
import { allPorts, ephemeral, formatPorts, type PortSet } from './port-set.ts';
import { protocolsOf } from './protocols.ts';
import { asymmetryWarning, distinct, type Hop, type Trace, trace } from './trace.ts';
import { contextFor } from './walk/context.ts';
import { type Origin, type Query, roundTrip } from './walk/round-trip.ts';

export interface PathQuestion {
  source: Place;
  destination: Place;
  /** IANA number, or `all`. ICMP stands for ICMPv6 between IPv6 addresses. */
  protocol: number | 'all';
  /** Destination ports; absent: all of them, or those that a balancer listens on. */
  ports?: PortSet;
  /** Absent: what the source's system picks from (rule N3). */
  sourcePorts?: PortSet;
}

/** A part of what was asked that passes, or does not, as a whole. */
export interface Slice {
  sources: string[];
  destinations: string[];
  ports: string;
  protocol: string;
  /** Only where it makes a difference which source port a client happens to use. */
  sourcePorts?: string;
  reachable: boolean;
}

export interface PathAnswer {
  /** All that was asked passes, in both directions. */
  reachable: boolean;
  results: Slice[];
  forward: Hop[];
  return: Hop[];
  obstacles: Obstacle[];
  asymmetric: boolean;
  warnings: Text[];
  assumptions: Text[];
}

/** One walk of a question: where it starts, and what part of the question it is. */
export interface Course {
  query: Query;
  name?: string;
  /** Of a path through a load balancer: which of its connections this is. */
  leg?: Leg;
  /** Asks whether anything gets through, not whether everything does: for a gateway. */
  some?: true;
}

export interface Courses {
  courses: Course[];
  /** What stops the question before any packet is sent: no listener, no target. */
  obstacles: Obstacle[];
  warnings: Text[];
  assumptions: Text[];
}

const families: readonly Family[] = [4, 6];

/** All walks that a question takes. */
export function coursesOf(network: Network, question: PathQuestion): Courses {
  const { source, destination } = question;
  if (destination.kind !== 'balancer') {
    const courses = directCourses(network, question);
    const obstacles = courses.length === 0 ? [noCourse(source, destination)] : [];
    return { courses, obstacles, warnings: [], assumptions: [] };
  }
  const through = throughBalancer(network, destination.balancer, question);
  const courses = through.legs.flatMap((leg) =>
    directCourses(network, { ...question, ...leg, source: leg.source ?? source }).map((course): Course => {
      if (!leg.inNameOfClient) return { ...course, leg };
      const { query } = course;
      const client = originsOf(source).find((o) => o.family === query.header.family);
      if (client === undefined) return { ...course, leg };
      const header = { ...query.header, src: client.addresses, sport: question.sourcePorts ?? client.sport };
      return { ...course, leg, query: { ...query, header, inNameOfClient: true } };
    }),
  );
  return { ...through, courses };
}

function noCourse(source: Place, destination: Place): Obstacle {
  const header: Header = { family: 4, protocol: 6, src: [], dst: [], sport: [], dport: [] };
  const reason = stops.noFamily(source.label, destination.label);
  return { component: 'network-interface', id: destination.label, direction: 'forward', reason, header };
}

function directCourses(network: Network, question: PathQuestion): Course[] {
  const { source, destination } = question;
  const courses: Course[] = [];
  const single = (place: Place): boolean => place.kind === 'hosts' && place.single === true;
  for (const { origin, addresses, family, sport } of originsOf(source)) {
    const target = destinationOf(network, destination, family, origin);
    if (target === undefined) continue;
    if (single(source) && single(destination) && courses.some((c) => c.query.header.family !== family)) continue;
    for (const protocol of protocolsOf(network, question.protocol, family)) {
      const header: Header = {
        family,
        protocol,
        src: addresses,
        dst: target.addresses,
        sport: hasPorts(protocol) ? (question.sourcePorts ?? sport) : allPorts,
        dport: destinationPorts(protocol, question.ports),
      };
      const course: Course = { query: { from: origin, header, accepts: target.accepts }, name: destination.name };
      courses.push(destination.kind === 'gateway' ? { ...course, some: true } : course);
    }
  }
  return courses;
}

/** ICMP without further word is a ping: an echo request. */
function destinationPorts(protocol: number, ports: PortSet | undefined): PortSet {
  if (isIcmp(protocol)) return protocol === 1 ? [8 * 256, 8 * 256] : [128 * 256, 128 * 256];
  return hasPorts(protocol) ? (ports ?? allPorts) : allPorts;
}

interface From {
  origin: Origin;
  addresses: Intervals;
  family: Family;
  sport: PortSet;
}

function originsOf(place: Place): From[] {
  switch (place.kind) {
    case 'hosts':
      return place.hosts.map((hosts) => ({
        origin: { kind: 'hosts', hosts },
        addresses: hosts.addresses,
        family: typeof hosts.addresses[0] === 'number' ? 4 : 6,
        sport: sourcePortsOf(hosts),
      }));
    case 'balancer':
      return place.balancer.interfaces.flatMap((node) =>
        node.addresses.slice(0, 1).map(
          (a): From => ({
            origin: { kind: 'hosts', hosts: { interfaces: [node], subnet: node.subnet, addresses: [a, a] } },
            addresses: [a, a],
            family: typeof a === 'number' ? 4 : 6,
            sport: ephemeral.any,
          }),
        ),
      );
    case 'internet':
    case 'on-premises':
      return families.flatMap((family): From[] =>
        place.addresses[family].length === 0
          ? []
          : [{ origin: { kind: place.kind }, addresses: place.addresses[family], family, sport: ephemeral.any }],
      );
    case 'vacant':
    case 'gateway':
      return [];
  }
}

/** Which source ports an interface's connections have: by its instance's system, or as AWS's own services do (N3). */
function sourcePortsOf(hosts: Hosts): PortSet {
  const first = hosts.interfaces[0]!;
  if (first.kind === 'instance' && first.instance !== undefined)
    return first.instance.windows ? ephemeral.windows : ephemeral.linux;
  return ephemeral.any;
}

interface Target {
  addresses: Intervals;
  accepts(end: End, packet: Packet): boolean;
}

function destinationOf(network: Network, place: Place, family: Family, origin: Origin): Target | undefined {
  const set = (addresses: Intervals, accepts: Target['accepts']): Target | undefined =>
    addresses.length === 0 ? undefined : { addresses, accepts };
  switch (place.kind) {
    case 'hosts': {
      const wanted = new Set(place.hosts.flatMap((h) => h.interfaces.map((i) => i.id)));
      const all = place.hosts.reduce<Intervals>(
        (sum, h) =>
          isFamily(h.addresses, family)
            ? intervals.union(
                sum,
                place.byPublicAddress || origin.kind === 'internet' ? publicly(network, h) : h.addresses,
              )
            : sum,
        intervals.none,
      );
      return set(all, (end) => end.kind === 'hosts' && end.hosts.interfaces.some((i) => wanted.has(i.id)));
    }
    case 'vacant':
      return set(isFamily([place.address], family) ? [place.address, place.address] : intervals.none, () => true);
    case 'internet':
      // S3 and DynamoDB behind a gateway endpoint have addresses of the internet.
      return set(place.addresses[family], (end) => ['internet', 'service', 'unknown'].includes(end.kind));
    case 'on-premises':
      return set(place.addresses[family], (end) => end.kind === 'on-premises' || end.kind === 'unknown');
    case 'gateway':
      return set(place.addresses[family], (end, packet) => goesThrough(place.id, end, packet));
    case 'balancer':
      return undefined;
  }
}

const isFamily = (addresses: Intervals, family: Family): boolean =>
  (typeof addresses[0] === 'number' ? 4 : 6) === family;

/** From the internet a host is asked for by its public address, where it has one. */
function publicly(network: Network, hosts: Hosts): Intervals {
  if (typeof hosts.addresses[0] !== 'number') return hosts.addresses;
  const { addresses, without } = contextFor(network, { explain: false }).toPublic(hosts.subnet.vpc, hosts.addresses);
  return intervals.union(addresses, without);
}

function goesThrough(id: string, end: End, packet: Packet): boolean {
  if (end.kind === 'service' && end.endpoint.id === id) return true;
  if (end.kind === 'on-premises' && (end.link.id === id || end.link.vpnGateway?.id === id)) return true;
  if (listed(packet.translations).some((t) => t.device === id)) return true;
  return listed(packet.been).some((key) => key.split(' ').includes(id));
}

/** What one course of a question comes to. */
export interface Outcome {
  course: Course;
  passing: Region;
  blocked: Region;
}

export interface Judged {
  outcomes: Outcome[];
  warnings: Text[];
  assumptions: Text[];
}

/** Which packets of a question pass, both ways; computed as sets, without trails. */
export function judge(network: Network, courses: readonly Course[]): Judged {
  const warnings: Text[] = [];
  const assumptions: Text[] = [];
  const outcomes = courses.map((course): Outcome => {
    const context = contextFor(network, { explain: false, name: course.name });
    const seen = new Set<string>();
    const passing = roundTrip(context, course.query, ({ packet }) => {
      const warning = asymmetryWarning(network, packet, seen);
      if (warning !== undefined) warnings.push(warning);
    });
    assumptions.push(...context.assumptions.values());
    const blocked = course.some && passing.length > 0 ? [] : subtractRegion([course.query.header], passing);
    return { course, passing: simplify(passing), blocked: simplify(blocked) };
  });
  return { outcomes, warnings: distinct(warnings), assumptions: distinct(assumptions) };
}

/** Whether everything that was asked passes. */
export const allPass = ({ outcomes }: Judged): boolean =>
  outcomes.length > 0 && outcomes.every((o) => o.blocked.length === 0 && o.passing.length > 0);

/**
 * Answers a question: what of it passes, the hops of one flow of it (of one that is blocked, if any is), and what is
 * in the way.
 */
export function findPath(network: Network, question: PathQuestion): PathAnswer {
  const asked = coursesOf(network, question);
  const judged = judge(network, asked.courses);
  const reachable = asked.obstacles.length === 0 && allPass(judged);
  const traces = tracesOf(network, judged);
  const shown = traces.shown;
  return {
    reachable,
    results: slicesOf(judged),
    forward: shown.flatMap((t) => t.forward),
    return: [...shown].reverse().flatMap((t) => t.return),
    obstacles: dedupe([...asked.obstacles, ...traces.blocked.flatMap((t) => t.obstacles)]),
    asymmetric: judged.warnings.length > 0 || shown.some((t) => t.asymmetric),
    warnings: distinct([...asked.warnings, ...judged.warnings, ...shown.flatMap((t) => t.warnings)]),
    assumptions: distinct([
      ...asked.assumptions,
      ...judged.assumptions,
      ...traces.blocked.flatMap((t) => t.assumptions),
    ]),
  };
}

/** Not more blocked parts of a question are explained than a person would read. */
const explainedParts = 4;

/** The flows that are shown: of each leg one, and of the first that is blocked a blocked one. */
function tracesOf(network: Network, { outcomes }: Judged): { shown: Trace[]; blocked: Trace[] } {
  const failing = outcomes.filter((o) => o.blocked.length > 0);
  const blocked = failing
    .flatMap((o) => o.blocked.map((header) => ({ o, header })))
    .slice(0, explainedParts)
    .map(({ o, header }) => traceOf(network, o.course, header));
  const legs = new Map<number, Trace>();
  for (const o of outcomes) {
    const index = o.course.leg?.index ?? 0;
    const isFailing = o.blocked.length > 0;
    const known = legs.get(index);
    if (known !== undefined && (!known.reachable || !isFailing)) continue;
    const header = isFailing ? o.blocked[0] : o.passing[0];
    if (header !== undefined) legs.set(index, traceOf(network, o.course, header));
  }
  const shown = [...legs].sort(([a], [b]) => a - b).map(([, t]) => t);
  return { shown, blocked };
}

/** One flow of a part of a course, with all its hops. */
export const traceOf = (network: Network, course: Course, header: Header): Trace => {
  const result = trace(network, { ...course.query, header: oneOf(header) }, { name: course.name });
  const { leg } = course;
  return leg?.hop === undefined ? result : { ...result, forward: [leg.hop, ...result.forward] };
};

/** Ports that people know, for the one flow that stands for many. */
const wellKnown = [443, 80, 22, 53, 3389];

/** One flow of a set; its source ports stay a set, since nobody chooses them. */
export function oneOf(header: Header): Header {
  const pick = (set: Intervals): Intervals => [set[0]!, set[0]!];
  const port = wellKnown.find((p) => intervals.has<number>(header.dport, p)) ?? header.dport[0]!;
  return {
    ...header,
    src: pick(header.src),
    dst: pickDestination(header.dst),
    dport: hasPorts(header.protocol) || isIcmp(header.protocol) ? [port, port] : header.dport,
  };
}

/** A host that a reader knows to be on the internet, where the set is that. */
function pickDestination(set: Intervals): Intervals {
  const known = typeof set[0] === 'number' ? 0x08080808 : 0x20014860486000000000000000008888n;
  return intervals.has(set, known) && intervals.size(set) > 65536n ? [known, known] : [set[0]!, set[0]!];
}

function dedupe(obstacles: readonly Obstacle[]): Obstacle[] {
  const seen = new Map<string, Obstacle>();
  for (const o of obstacles) {
    // Several sources that the same rule stops are one thing to mend.
    const key = [o.component, o.id, o.direction, o.rule, o.remedy?.kind ?? o.reason.en].join('\n');
    if (!seen.has(key)) seen.set(key, o);
  }
  return [...seen.values()];
}

function slicesOf({ outcomes }: Judged): Slice[] {
  const slices: Slice[] = [];
  for (const reachable of [true, false]) {
    const region = simplify(outcomes.flatMap((o) => (reachable ? o.passing : o.blocked)));
    for (const header of region) {
      const wholePorts = outcomes.some(
        ({ course: { query } }) =>
          query.header.protocol === header.protocol && intervals.same<number>(query.header.sport, header.sport),
      );
      slices.push(sliceOf(header, reachable, wholePorts));
    }
  }
  return slices;
}

/** A region's part in words. */
export function sliceOf(header: Header, reachable: boolean, wholePorts: boolean): Slice {
  const slice: Slice = {
    sources: addressTexts(header.src, header.family),
    destinations: addressTexts(header.dst, header.family),
    ports: portsText(header),
    protocol: protocolText(header.protocol),
    reachable,
  };
  if (hasPorts(header.protocol) && !wholePorts) slice.sourcePorts = formatPorts(header.sport);
  return slice;
}

/** Blocks, or the word for what is meant: nobody reads the internet as forty blocks. */
function addressTexts(set: Intervals, family: Family): string[] {
  const internet = internetAddresses[family];
  if (!intervals.covers(set, internet)) return format(set).map(withoutLength);
  return ['internet', ...format(intervals.subtract(set, internet)).map(withoutLength)];
}

/** `10.0.0.5/32` is an address. */
const withoutLength = (block: string): string =>
  block.replace(/^([\d.]+)\/32$/, '$1').replace(/^([\da-f:]+)\/128$/, '$1');

/** `80,443`, `all`; `echo` for ICMP. */
export function portsText(header: Header): string {
  if (isIcmp(header.protocol)) return 'echo';
  return hasPorts(header.protocol) ? formatPorts(header.dport) : 'all';
}

const names: Readonly<Record<number, string>> = { 1: 'icmp', 6: 'tcp', 17: 'udp', 58: 'icmpv6', 255: 'other' };
export const protocolText = (protocol: number): string => names[protocol] ?? String(protocol);
