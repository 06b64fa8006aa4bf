import { type Address, larger, next, previous, smaller } from './cidr.ts';

/**
 * A set of addresses of one family, or of ports: inclusive bounds `lo, hi, lo, hi …` in ascending order, neither
 * overlapping nor touching. Flat and sorted, so that intersecting two sets is one pass over both.
 */
export type Intervals<T extends Address = Address> = readonly T[];

export const none: Intervals<never> = [];

/** The set that is the union of inclusive ranges in any order, overlapping or not. */
export function fromRanges<T extends Address>(ranges: readonly (readonly [T, T])[]): Intervals<T> {
  if (ranges.length === 0) return none;
  const sorted = [...ranges].sort((a, b) => (a[0] < b[0] ? -1 : a[0] > b[0] ? 1 : 0));
  const out: T[] = [];
  for (const [lo, hi] of sorted) append(out, lo, hi);
  return out;
}

/** Adds a range that starts no earlier than the last one of `out` does. */
function append<T extends Address>(out: T[], lo: T, hi: T): void {
  const end = out[out.length - 1];
  if (end !== undefined && lo <= (next(end) as T)) {
    if (hi > end) out[out.length - 1] = hi;
  } else out.push(lo, hi);
}

export function union<T extends Address>(a: Intervals<T>, b: Intervals<T>): Intervals<T> {
  if (a.length === 0 || a === b) return b;
  if (b.length === 0) return a;
  const out: T[] = [];
  let i = 0;
  let j = 0;
  while (i < a.length || j < b.length) {
    if (j >= b.length || (i < a.length && a[i]! <= b[j]!)) {
      append(out, a[i]!, a[i + 1]!);
      i += 2;
    } else {
      append(out, b[j]!, b[j + 1]!);
      j += 2;
    }
  }
  return out;
}

export function intersect<T extends Address>(a: Intervals<T>, b: Intervals<T>): Intervals<T> {
  if (a === b) return a;
  if (a.length === 0 || b.length === 0) return none;
  // Most sets are one range, and most often one holds the other: then the answer is a set that exists already.
  if (b.length === 2 && b[0]! <= a[0]! && b[1]! >= a[a.length - 1]!) return a;
  if (a.length === 2 && a[0]! <= b[0]! && a[1]! >= b[b.length - 1]!) return b;
  const out: T[] = [];
  // A short set against a long one (one address, a thousand members): start where it can first meet.
  let i = a.length > 16 ? seek(a, b[0]!) : 0;
  let j = b.length > 16 ? seek(b, a[0]!) : 0;
  while (i < a.length && j < b.length) {
    const lo = larger(a[i]!, b[j]!);
    const hi = smaller(a[i + 1]!, b[j + 1]!);
    if (lo <= hi) out.push(lo, hi);
    if (a[i + 1]! < b[j + 1]!) i += 2;
    else j += 2;
  }
  return out;
}

/** What is in `a` and not in `b`. */
export function subtract<T extends Address>(a: Intervals<T>, b: Intervals<T>): Intervals<T> {
  if (a.length === 0 || b.length === 0) return a;
  if (a === b) return none;
  const out: T[] = [];
  let j = b.length > 16 ? seek(b, a[0]!) : 0;
  for (let i = 0; i < a.length; i += 2) {
    let lo = a[i]!;
    const hi = a[i + 1]!;
    let used = false;
    while (j < b.length && b[j + 1]! < lo) j += 2;
    for (let k = j; k < b.length && b[k]! <= hi; k += 2) {
      if (b[k]! > lo) out.push(lo, previous(b[k]!) as T);
      if (b[k + 1]! >= hi) {
        used = true;
        break;
      }
      lo = next(b[k + 1]!) as T;
    }
    if (!used) out.push(lo, hi);
  }
  return out;
}

/** The index of the first range that ends at or after `value`; `set.length` when there is none. */
function seek<T extends Address>(set: Intervals<T>, value: T): number {
  let low = 0;
  let high = set.length / 2;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (set[2 * middle + 1]! < value) low = middle + 1;
    else high = middle;
  }
  return 2 * low;
}

export function has<T extends Address>(set: Intervals<T>, value: T): boolean {
  const at = set.length > 16 ? seek(set, value) : linear(set, value);
  return at < set.length && set[at]! <= value;
}

function linear<T extends Address>(set: Intervals<T>, value: T): number {
  let i = 0;
  while (i < set.length && set[i + 1]! < value) i += 2;
  return i;
}

/** True when all of `inner` is in `outer`. */
export const covers = <T extends Address>(outer: Intervals<T>, inner: Intervals<T>): boolean =>
  outer === inner || subtract(inner, outer).length === 0;

export const meets = <T extends Address>(a: Intervals<T>, b: Intervals<T>): boolean => intersect(a, b).length > 0;

export function same<T extends Address>(a: Intervals<T>, b: Intervals<T>): boolean {
  if (a === b) return true;
  if (a.length !== b.length) return false;
  for (let i = 0; i < a.length; i++) if (a[i] !== b[i]) return false;
  return true;
}

/** How many values the set holds. */
export function size(set: Intervals): bigint {
  let sum = 0n;
  for (let i = 0; i < set.length; i += 2) sum += BigInt(set[i + 1]!) - BigInt(set[i]!) + 1n;
  return sum;
}

/** The value if the set holds just one. */
export const only = <T extends Address>(set: Intervals<T>): T | undefined =>
  set.length === 2 && set[0] === set[1] ? set[0] : undefined;
