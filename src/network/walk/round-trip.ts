import { label, stops } from '../../messages/network.ts';
import { describeAddresses } from '../describe.ts';
import { type Header, hasPorts, intersectHeaders, isIcmp, nothing, type Region } from '../header.ts';
import * as intervals from '../intervals.ts';
import {
  type Context,
  type End,
  type Hosts,
  hindered,
  listed,
  named,
  type Packet,
  type Place,
  start,
  stopped,
} from '../packet.ts';
import { describeGroupRule } from '../security-groups.ts';
import { walk } from './walk.ts';

/** Where a question's packets come from. */
export type Origin = { kind: 'hosts'; hosts: Hosts } | { kind: 'internet' } | { kind: 'on-premises' };

export interface Query {
  from: Origin;
  header: Header;
  /** Whether an end is the destination that was asked for; absent: any end is. */
  accepts?(end: End, packet: Packet): boolean;
  /** The query is a Network Load Balancer's, in its client's name: targets see the client, answers go by the balancer. */
  inNameOfClient?: true;
}

/** A path that has come to its end in both directions, or in the one that there is. */
export interface Arrival {
  packet: Packet;
  end: End;
}

/** ICMP messages that are answered, and by what: echo, timestamp, information, address mask (RFC 792, RFC 950, RFC 4443). */
const answers: Readonly<Record<number, Readonly<Record<number, number>>>> = {
  1: { 8: 0, 13: 14, 15: 16, 17: 18 },
  58: { 128: 129 },
};

/**
 * The packets of a query that get to the destination and whose answers get back, in the query's own addresses and
 * ports. `arrived` is called for each path that is complete, with its obstacles where the context goes past them.
 */
export function roundTrip(context: Context, query: Query, arrived: (arrival: Arrival) => void = () => {}): Region {
  const first = startOf(query);
  return walk(context, first, placeOf(query.from), (packet, end) => {
    const there = arrival(context, packet, end, query);
    if (there === undefined) return nothing;
    if (end.kind === 'unknown' || end.kind === 'amazon') return complete(there, end, query.header, arrived);
    const parts = replies(there.header);
    return parts.flatMap(({ sent, reply }) => {
      const forward = { ...there, header: sent };
      if (reply === undefined) return complete(forward, end, originalOf(context, forward, end, query), arrived);
      const back: Packet = { ...forward, header: reply, direction: 'return', been: undefined, appliance: undefined };
      return walk(context, back, returnPlace(end, query), (answer, at) =>
        comeBack(context, { answer, at, sent: forward, end, query, arrived }),
      );
    });
  });
}

function startOf({ from, header, inNameOfClient }: Query): Packet {
  const node = inNameOfClient && from.kind === 'hosts' ? from.hosts : undefined;
  const packet = start(
    header,
    from.kind === 'hosts' ? { kind: 'vpc', vpc: from.hosts.subnet.vpc.id } : { kind: 'none' },
  );
  return node === undefined ? packet : { ...packet, node };
}

function placeOf(from: Origin): Place {
  if (from.kind === 'hosts') return { at: 'source', hosts: from.hosts };
  return from.kind === 'internet' ? { at: 'internet-ingress' } : { at: 'on-premises-egress' };
}

/** The answers that packets call for: for ICMP by message, for what has none undefined. */
function replies(header: Header): { sent: Header; reply: Header | undefined }[] {
  const turned = { ...header, src: header.dst, dst: header.src };
  if (!isIcmp(header.protocol))
    return [{ sent: header, reply: { ...turned, sport: header.dport, dport: header.sport } }];
  const parts: { sent: Header; reply: Header | undefined }[] = [];
  let rest = header.dport;
  for (const [type, reply] of Object.entries(answers[header.protocol] ?? {})) {
    const first = Number(type) * 256;
    const asked = intervals.intersect(rest, [first, first]);
    if (asked.length === 0) continue;
    rest = intervals.subtract(rest, asked);
    parts.push({ sent: { ...header, dport: asked }, reply: { ...turned, dport: [reply * 256, reply * 256] } });
  }
  if (rest.length > 0) parts.push({ sent: { ...header, dport: rest }, reply: undefined });
  return parts;
}

/** The packets that are where they were meant to get, by rules that hold on the way that they took. */
function arrival(context: Context, packet: Packet, end: End, { accepts }: Query): Packet | undefined {
  if (accepts !== undefined && !accepts(end, packet)) {
    stopped(context, packet, () => ({ ...placeName(end), reason: stops.wrongPlace(placeName(end).id) }));
    return undefined;
  }
  const by = packet.leftByReference;
  if (by === undefined) return packet;
  const { family, dst } = packet.header;
  const reachable = packet.reference.kind === 'vpc' || packet.reference.kind === 'peering';
  const members =
    end.kind === 'hosts' && reachable
      ? by.rules.reduce(
          (set, r) =>
            intervals.union(set, r.reference?.members().get(end.hosts.subnet.vpc.id)?.[family] ?? intervals.none),
          intervals.none as intervals.Intervals,
        )
      : intervals.none;
  const held = intervals.intersect(dst, members);
  if (held.length > 0) return held === dst ? packet : { ...packet, header: { ...packet.header, dst: held } };
  const rule = by.rules[0]!;
  return hindered(context, packet, () => ({
    component: 'security-group',
    ...named(rule.group),
    rule: describeGroupRule(rule),
    reason: stops.groupReferenceLost(describeGroupRule(rule)),
    remedy: { kind: 'group', interface: by.hosts.interfaces[0]!, direction: 'egress', header: packet.header },
    subnet: by.hosts.subnet,
    vpc: by.hosts.subnet.vpc,
  }));
}

function placeName(end: End): { component: 'internet' | 'on-premises' | 'network-interface'; id: string } {
  switch (end.kind) {
    case 'internet':
      return { component: 'internet', id: 'internet' };
    case 'on-premises':
      return { component: 'on-premises', id: label(end.link) };
    case 'hosts': {
      const [first] = end.hosts.interfaces;
      return { component: 'network-interface', id: label(first?.instance ?? first!) };
    }
    case 'service':
      return { component: 'network-interface', id: end.endpoint.service };
    case 'amazon':
      return { component: 'network-interface', id: end.service };
    case 'unknown':
      return { component: 'network-interface', id: end.id };
  }
}

function returnPlace(end: End, { from, inNameOfClient }: Query): Place {
  switch (end.kind) {
    case 'hosts':
      if (inNameOfClient && from.kind === 'hosts') {
        const home: End = { kind: 'hosts', hosts: from.hosts };
        return { at: 'edge', out: end.hosts.subnet, into: from.hosts.subnet, beyond: { at: 'end', end: home } };
      }
      return { at: 'source', hosts: end.hosts };
    case 'internet':
      return { at: 'internet-ingress' };
    case 'on-premises':
      return { at: 'on-premises-egress' };
    case 'service':
      // What a gateway endpoint answers comes out of the VPC's own router, past any firewall on the way there.
      return { at: 'ingress', vpc: end.vpc, gateway: end.endpoint.id };
    default:
      return { at: 'end', end };
  }
}

interface Answer {
  answer: Packet;
  at: End;
  sent: Packet;
  end: End;
  query: Query;
  arrived: (arrival: Arrival) => void;
}

/** An answer has come somewhere: it counts if that is where the question came from, and if it is seen as the answer. */
function comeBack(context: Context, { answer, at, sent, end, query, arrived }: Answer): Region {
  const { header } = query;
  if (!isOrigin(at, query.from) || answer.translations !== undefined) {
    stopped(context, answer, () => ({ ...placeName(at), reason: stops.answerElsewhere(placeName(at).id) }));
    return nothing;
  }
  const withPorts = hasPorts(header.protocol);
  const seen: Header = {
    ...header,
    src: answer.header.dst,
    dst: answer.header.src,
    sport: withPorts ? answer.header.dport : header.sport,
    dport: withPorts ? answer.header.sport : sent.header.dport,
  };
  const common = intersectHeaders(header, seen);
  if (common === undefined) {
    stopped(context, answer, () => ({
      ...placeName(at),
      reason: stops.answerChanged(describeAddresses(header.dst), describeAddresses(answer.header.src)),
    }));
    return nothing;
  }
  return complete(answer, end, common, arrived);
}

function isOrigin(at: End, from: Origin): boolean {
  if (from.kind !== 'hosts' || at.kind !== 'hosts') return from.kind === at.kind;
  if (from.hosts.subnet !== at.hosts.subnet) return false;
  return at.hosts.interfaces === from.hosts.interfaces || from.hosts.interfaces.includes(at.hosts.interfaces[0]!);
}

function complete(packet: Packet, end: End, header: Header, arrived: (arrival: Arrival) => void): Region {
  arrived({ packet, end });
  return packet.obstacles === undefined ? [header] : nothing;
}

/** A header at the end of its way as it was at the start, for what is not answered: translations are undone. */
function originalOf(context: Context, packet: Packet, end: End, query: Query): Header {
  const first = listed(packet.translations).at(-1);
  let { src, dst } = packet.header;
  const { sport } = first?.before ?? packet.header;
  if (first !== undefined) src = first.before.src;
  else if (query.from.kind === 'hosts' && !intervals.meets(src, query.header.src)) {
    const home = query.from.hosts.subnet.vpc;
    src = context.toPrivate(src).owners.find((o) => o.vpc === home)?.addresses ?? query.header.src;
  }
  if (end.kind === 'hosts' && !intervals.meets(dst, query.header.dst))
    dst = context.toPublic(end.hosts.subnet.vpc, dst).addresses;
  return intersectHeaders(query.header, { ...packet.header, src, dst, sport }) ?? query.header;
}
