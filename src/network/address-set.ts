import {
  type Address,
  blocksOfRange,
  type Cidr,
  type Family,
  first,
  formatAddress,
  formatCidr,
  last,
  parseCidr,
} from './cidr.ts';
import type { Intervals } from './intervals.ts';
import * as intervals from './intervals.ts';

/** A set of IPv4 and IPv6 addresses. */
export type AddressSet = Readonly<Record<Family, Intervals>>;

export const noAddresses: AddressSet = { 4: intervals.none, 6: intervals.none };
export const allAddresses: AddressSet = { 4: [first[4], last[4]], 6: [first[6], last[6]] };

export const ofCidr = (cidr: Cidr): AddressSet => ({ ...noAddresses, [cidr.family]: [cidr.lo, cidr.hi] });

/** The union of blocks, in any order. */
export function ofCidrs(cidrs: Iterable<Cidr>): AddressSet {
  const ranges: Record<Family, [Address, Address][]> = { 4: [], 6: [] };
  for (const c of cidrs) ranges[c.family].push([c.lo, c.hi]);
  return { 4: intervals.fromRanges(ranges[4]), 6: intervals.fromRanges(ranges[6]) };
}

export function ofAddresses(addresses: Iterable<Address>): AddressSet {
  const ranges: Record<Family, [Address, Address][]> = { 4: [], 6: [] };
  for (const a of addresses) ranges[typeof a === 'number' ? 4 : 6].push([a, a]);
  return { 4: intervals.fromRanges(ranges[4]), 6: intervals.fromRanges(ranges[6]) };
}

export const union = (a: AddressSet, b: AddressSet): AddressSet => ({
  4: intervals.union(a[4], b[4]),
  6: intervals.union(a[6], b[6]),
});

export const intersect = (a: AddressSet, b: AddressSet): AddressSet => ({
  4: intervals.intersect(a[4], b[4]),
  6: intervals.intersect(a[6], b[6]),
});

export const subtract = (a: AddressSet, b: AddressSet): AddressSet => ({
  4: intervals.subtract(a[4], b[4]),
  6: intervals.subtract(a[6], b[6]),
});

export const isEmpty = (a: AddressSet): boolean => a[4].length === 0 && a[6].length === 0;

/**
 * The set as blocks and ranges a person can read: `0.0.0.0/0`, `10.0.0.0/8`. A range that would need more than
 * `blocks` blocks is written `first-last`.
 */
export function format(set: Intervals, blocks = 8): string[] {
  const out: string[] = [];
  for (let i = 0; i < set.length; i += 2) {
    const [lo, hi] = [set[i]!, set[i + 1]!];
    const cidrs = blocksOfRange(lo, hi);
    if (cidrs.length > blocks) out.push(`${formatAddress(lo)}-${formatAddress(hi)}`);
    else out.push(...cidrs.map(formatCidr));
  }
  return out;
}

const blocks = (...texts: string[]): AddressSet => ofCidrs(texts.map((t) => parseCidr(t)!));

/**
 * Addresses that the internet does not carry: IANA's special-purpose registries (RFC 6890 and its updates). An
 * internet gateway drops packets to them.
 */
export const notInternet: AddressSet = blocks(
  '0.0.0.0/8',
  '10.0.0.0/8',
  '100.64.0.0/10',
  '127.0.0.0/8',
  '169.254.0.0/16',
  '172.16.0.0/12',
  '192.0.0.0/24',
  '192.168.0.0/16',
  '198.18.0.0/15',
  '224.0.0.0/4',
  '240.0.0.0/4',
  // IPv6: only 2000::/3 is global unicast; documentation addresses are kept as global, since examples use them.
  '::/3',
  '4000::/2',
  '8000::/1',
);

/** What can be the address of a host on the internet. */
export const internetAddresses: AddressSet = subtract(allAddresses, notInternet);
