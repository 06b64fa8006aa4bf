import ipaddr from 'ipaddr.js';

/**
 * An address: an IPv4 address is a `number`, an IPv6 address a `bigint`, so the type tells the family and IPv4, which
 * is nearly all of the work, stays fast. Numbers and bigints compare with `<` and `===` only within a family.
 */
export type Address = number | bigint;

export type Family = 4 | 6;

/** A CIDR block: all addresses from `lo` to `hi`, both inclusive. */
export interface Cidr {
  family: Family;
  lo: Address;
  hi: Address;
  /** Prefix length: 0–32 or 0–128. */
  length: number;
}

export const familyOf = (address: Address): Family => (typeof address === 'number' ? 4 : 6);

/** The first and the last address of a family. */
export const first: Record<Family, Address> = { 4: 0, 6: 0n };
export const last: Record<Family, Address> = { 4: 0xffffffff, 6: (1n << 128n) - 1n };

/** The address after or before; the caller sees to it that there is one. */
export const next = (address: Address): Address => (typeof address === 'number' ? address + 1 : address + 1n);
export const previous = (address: Address): Address => (typeof address === 'number' ? address - 1 : address - 1n);

// Not Math.max and Math.min: they do not take bigints.
export const larger = <T extends Address>(a: T, b: T): T => (b > a ? b : a);
export const smaller = <T extends Address>(a: T, b: T): T => (b < a ? b : a);

/** Reads an address as AWS writes it; undefined when it is none. IPv4 in fewer than four parts is none. */
export function parseAddress(text: string): Address | undefined {
  const v4 = parseIpv4(text, text.length);
  if (v4 !== undefined) return v4;
  if (!text.includes(':') || !ipaddr.IPv6.isValid(text) || text.includes('%')) return undefined;
  return ipaddr.IPv6.parse(text)
    .toByteArray()
    .reduce((sum, byte) => (sum << 8n) | BigInt(byte), 0n);
}

/** Dotted decimal in `text[0, end)`. By hand, since a large account's rules hold hundreds of thousands of them. */
function parseIpv4(text: string, end: number): number | undefined {
  let value = 0;
  let part = -1;
  let dots = 0;
  for (let i = 0; i < end; i++) {
    const c = text.charCodeAt(i);
    if (c === 46) {
      if (part < 0 || ++dots > 3) return undefined;
      value = value * 256 + part;
      part = -1;
    } else if (c >= 48 && c <= 57) {
      // A leading zero would be octal to some and decimal to others: it is no address.
      if (part === 0) return undefined;
      part = part < 0 ? c - 48 : part * 10 + c - 48;
      if (part > 255) return undefined;
    } else return undefined;
  }
  return dots === 3 && part >= 0 ? value * 256 + part : undefined;
}

/** The block of `length` bits that `address` is in. */
export function blockOf(address: Address, length: number): Cidr {
  if (typeof address === 'number') {
    const size = 2 ** (32 - length);
    const lo = Math.floor(address / size) * size;
    return { family: 4, lo, hi: lo + size - 1, length };
  }
  const bits = BigInt(128 - length);
  const lo = (address >> bits) << bits;
  return { family: 6, lo, hi: lo + (1n << bits) - 1n, length };
}

/**
 * Reads `10.0.0.0/16`, `2001:db8::/32`, or a lone address as the block of its own. Host bits are cleared as AWS does
 * when it stores a rule; `hasHostBits` tells whether there were any. Undefined when it is no block.
 */
export function parseCidr(text: string): Cidr | undefined {
  const slash = text.indexOf('/');
  const address = parseAddress(slash < 0 ? text : text.slice(0, slash));
  if (address === undefined) return undefined;
  const bits = typeof address === 'number' ? 32 : 128;
  if (slash < 0) return blockOf(address, bits);
  const suffix = text.slice(slash + 1);
  const length = /^\d{1,3}$/.test(suffix) ? Number(suffix) : -1;
  if (length < 0 || length > bits) return undefined;
  return blockOf(address, length);
}

/** True for a block whose address is not its first one: `10.0.0.1/16`. */
export function hasHostBits(text: string): boolean {
  const block = parseCidr(text);
  return block !== undefined && text.includes('/') && parseAddress(text.slice(0, text.indexOf('/'))) !== block.lo;
}

/** As AWS writes it: dotted decimal; IPv6 compressed as RFC 5952 says. */
export function formatAddress(address: Address): string {
  if (typeof address === 'number') {
    return `${Math.floor(address / 16777216)}.${(address >>> 16) & 255}.${(address >>> 8) & 255}.${address & 255}`;
  }
  const bytes = Array.from({ length: 16 }, (_, i) => Number((address >> BigInt(8 * (15 - i))) & 255n));
  return new ipaddr.IPv6(bytes).toRFC5952String();
}

export const formatCidr = (cidr: Cidr): string => `${formatAddress(cidr.lo)}/${cidr.length}`;

export const containsAddress = (cidr: Cidr, address: Address): boolean =>
  familyOf(address) === cidr.family && address >= cidr.lo && address <= cidr.hi;

/** True when all of `inner` is in `outer`. */
export const containsCidr = (outer: Cidr, inner: Cidr): boolean =>
  outer.family === inner.family && inner.lo >= outer.lo && inner.hi <= outer.hi;

export const overlap = (a: Cidr, b: Cidr): boolean => a.family === b.family && a.lo <= b.hi && b.lo <= a.hi;

/** The fewest blocks that together are exactly `lo`–`hi`, in order. */
export function blocksOfRange(lo: Address, hi: Address): Cidr[] {
  const bits = typeof lo === 'number' ? 32 : 128;
  const blocks: Cidr[] = [];
  for (let at = lo; ; ) {
    let length = bits;
    // Grow the block while it still starts at `at` and ends within the range.
    for (let wider = blockOf(at, length - 1); length > 0 && wider.lo === at && wider.hi <= hi; ) {
      length--;
      if (length > 0) wider = blockOf(at, length - 1);
    }
    const block = blockOf(at, length);
    blocks.push(block);
    if (block.hi >= hi) return blocks;
    at = next(block.hi);
  }
}
