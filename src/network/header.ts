import type { Address, Family } from './cidr.ts';
import { familyOf } from './cidr.ts';
import type { Intervals } from './intervals.ts';
import * as intervals from './intervals.ts';
import { allPorts, type PortSet } from './port-set.ts';

/** IANA protocol numbers that rules name by word. */
export const protocolNumbers: Readonly<Record<string, number>> = { icmp: 1, tcp: 6, udp: 17, icmpv6: 58 };

export const protocolName = (protocol: number): string =>
  Object.entries(protocolNumbers).find(([, n]) => n === protocol)?.[0] ?? String(protocol);

export const isIcmp = (protocol: number): boolean => protocol === 1 || protocol === 58;
export const hasPorts = (protocol: number): boolean => protocol === 6 || protocol === 17;

/**
 * A set of packets: all combinations of the addresses and ports in it. One packet is a header with one of each. For
 * ICMP `dport` is type × 256 + code; protocols without ports have all of them.
 */
export interface Header {
  readonly family: Family;
  readonly protocol: number;
  readonly src: Intervals;
  readonly dst: Intervals;
  readonly sport: PortSet;
  readonly dport: PortSet;
}

/** A set of packets that one header cannot say: a union. */
export type Region = readonly Header[];

export const nothing: Region = [];

/** The header of one packet. */
export function packet(
  protocol: number,
  src: Address,
  sport: number | PortSet,
  dst: Address,
  dport: number | PortSet,
): Header {
  const ports = (p: number | PortSet): PortSet => (typeof p === 'number' ? [p, p] : p);
  return {
    family: familyOf(src),
    protocol,
    src: [src, src],
    dst: [dst, dst],
    sport: hasPorts(protocol) ? ports(sport) : allPorts,
    dport: hasPorts(protocol) || isIcmp(protocol) ? ports(dport) : allPorts,
  };
}

export function intersectHeaders(a: Header, b: Header): Header | undefined {
  if (a === b) return a;
  if (a.protocol !== b.protocol || a.family !== b.family) return undefined;
  const src = intervals.intersect(a.src, b.src);
  if (src.length === 0) return undefined;
  const dst = intervals.intersect(a.dst, b.dst);
  if (dst.length === 0) return undefined;
  const sport = intervals.intersect(a.sport, b.sport);
  if (sport.length === 0) return undefined;
  const dport = intervals.intersect(a.dport, b.dport);
  if (dport.length === 0) return undefined;
  return { family: a.family, protocol: a.protocol, src, dst, sport, dport };
}

/** What is in `a` and not in `b`: at most one piece a dimension, apart from each other. */
export function subtractHeader(a: Header, b: Header): Header[] {
  const common = intersectHeaders(a, b);
  if (common === undefined) return [a];
  const pieces: Header[] = [];
  let rest = a;
  for (const dimension of ['dst', 'src', 'dport', 'sport'] as const) {
    const outside = intervals.subtract<Address>(rest[dimension], common[dimension]);
    if (outside.length > 0) pieces.push({ ...rest, [dimension]: outside });
    rest = { ...rest, [dimension]: common[dimension] };
  }
  return pieces;
}

export function subtractRegion(a: Region, b: Region): Region {
  let rest: readonly Header[] = a;
  for (const taken of b) {
    if (rest.length === 0) return rest;
    rest = rest.flatMap((h) => subtractHeader(h, taken));
  }
  return rest;
}

export function intersectRegions(a: Region, b: Region): Region {
  if (a === b) return a;
  const out: Header[] = [];
  for (const x of a) {
    for (const y of b) {
      const common = intersectHeaders(x, y);
      if (common !== undefined) out.push(common);
    }
  }
  return out;
}

export const sameHeader = (a: Header, b: Header): boolean =>
  a === b ||
  (a.protocol === b.protocol &&
    a.family === b.family &&
    intervals.same(a.src, b.src) &&
    intervals.same(a.dst, b.dst) &&
    intervals.same<Address>(a.sport, b.sport) &&
    intervals.same<Address>(a.dport, b.dport));

export const coversHeader = (outer: Header, inner: Header): boolean =>
  outer.protocol === inner.protocol &&
  outer.family === inner.family &&
  intervals.covers(outer.src, inner.src) &&
  intervals.covers(outer.dst, inner.dst) &&
  intervals.covers<Address>(outer.sport, inner.sport) &&
  intervals.covers<Address>(outer.dport, inner.dport);

/** The same packets as few headers: those that differ in one dimension only become one, until none do. */
export function simplify(region: Region): Region {
  let headers = [...region];
  for (let merged = true; merged; ) {
    merged = false;
    const out: Header[] = [];
    for (const header of headers) {
      const at = out.findIndex((other) => joined(other, header) !== undefined);
      if (at < 0) out.push(header);
      else {
        out[at] = joined(out[at]!, header)!;
        merged = true;
      }
    }
    headers = out;
  }
  return headers;
}

function joined(a: Header, b: Header): Header | undefined {
  if (coversHeader(a, b)) return a;
  if (coversHeader(b, a)) return b;
  if (a.protocol !== b.protocol || a.family !== b.family) return undefined;
  const dimensions = ['src', 'dst', 'sport', 'dport'] as const;
  const differing = dimensions.filter((d) => !intervals.same<Address>(a[d], b[d]));
  const [dimension] = differing;
  if (dimension === undefined || differing.length > 1) return undefined;
  return { ...a, [dimension]: intervals.union<Address>(a[dimension], b[dimension]) };
}

/** The packets that answer these: source and destination change places. */
export const reversed = (header: Header): Header => ({
  ...header,
  src: header.dst,
  dst: header.src,
  sport: header.dport,
  dport: header.sport,
});
