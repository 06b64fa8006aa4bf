import type { Gap, Saved, Scope } from '../snapshot/snapshot.ts';
import { gapCode } from './errors.ts';

/** One AWS operation that a collector may read, as `ec2:DescribeVpcs`. */
export type ReadName = `${string}:${string}`;

/** Which reads a command needs: named ones, or all that there are. */
export type Needs = ReadonlySet<ReadName> | 'all';

/** Called as reads end, for progress. */
export type OnRead = (read: { account: string; region: string; name: ReadName; failed: boolean }) => void;

/** The reading of one account and region: what is wanted, where it goes, and what failed. */
export interface Reading {
  scope: Scope;
  signal: AbortSignal;
  gaps: Gap[];
  wants(name: ReadName): boolean;
  onRead: OnRead;
  /** How many reads were tried and how many of them answered. */
  count: { tried: number; answered: number; firstError?: unknown };
}

/**
 * Runs one read if it is wanted. A failure becomes a gap and undefined: the key stays absent, which means "not read".
 */
export async function read<T>(reading: Reading, name: ReadName, run: () => Promise<T>): Promise<T | undefined> {
  if (!reading.wants(name)) return undefined;
  reading.count.tried++;
  try {
    const value = await run();
    reading.count.answered++;
    reading.onRead({ ...where(reading), name, failed: false });
    return value;
  } catch (error) {
    reading.count.firstError ??= error;
    addGap(reading, name, error);
    reading.onRead({ ...where(reading), name, failed: true });
    return undefined;
  }
}

/**
 * Runs a read for each parent. What was read is kept even if some parents failed; those are one gap, so that a report
 * says once what it lacks.
 */
export async function readEach<P, T>(
  reading: Reading,
  name: ReadName,
  parents: readonly P[] | undefined,
  keyOf: (parent: P) => string,
  run: (parent: P) => Promise<T>,
): Promise<Record<string, T> | undefined> {
  if (parents === undefined || !reading.wants(name)) return undefined;
  let failure: unknown;
  const answered: [string, T][] = [];
  reading.count.tried++;
  await Promise.all(
    parents.map(async (parent) => {
      try {
        answered.push([keyOf(parent), await run(parent)]);
      } catch (error) {
        failure ??= error;
      }
    }),
  );
  if (failure !== undefined) addGap(reading, name, failure);
  const nothing = failure !== undefined && answered.length === 0;
  if (!nothing) reading.count.answered++;
  reading.onRead({ ...where(reading), name, failed: failure !== undefined });
  if (nothing) return undefined;
  return Object.fromEntries(answered.sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0)));
}

const where = (reading: Reading): { account: string; region: string } => ({
  account: reading.scope.account,
  region: reading.scope.region,
});

function addGap(reading: Reading, name: ReadName, error: unknown): void {
  const [service, operation] = name.split(':') as [string, string];
  const message = error instanceof Error ? error.message : String(error);
  reading.gaps.push({ ...where(reading), service, operation, code: gapCode(error, reading.signal), message });
}

/**
 * Every page of a list. A service that answers the same token twice would never end: that is an error.
 */
export async function pages<Output, Item>(
  fetch: (token: string | undefined) => Promise<Output>,
  items: (output: Output) => Item[] | undefined,
  next: (output: Output) => string | undefined,
): Promise<Saved<Item>[]> {
  const all: Saved<Item>[] = [];
  let token: string | undefined;
  do {
    const output = await fetch(token);
    for (const item of items(output) ?? []) all.push(saved(item));
    const following = next(output) || undefined;
    if (following !== undefined && following === token) throw new Error('the service repeats its page token');
    token = following;
  } while (token !== undefined);
  return all;
}

/** A response shape as JSON keeps it: dates as ISO strings, bytes as base64, no undefined members, no `$metadata`. */
export function saved<T>(value: T): Saved<T> {
  if (value instanceof Date) return value.toISOString() as Saved<T>;
  if (value instanceof Uint8Array) return Buffer.from(value).toString('base64') as Saved<T>;
  if (Array.isArray(value)) return value.map(saved) as Saved<T>;
  if (typeof value !== 'object' || value === null) return value as Saved<T>;
  const out: Record<string, unknown> = {};
  for (const [key, member] of Object.entries(value)) {
    if (member !== undefined && key !== '$metadata') out[key] = saved(member);
  }
  return out as Saved<T>;
}

/** Sorts a list by an id, so that two collections of the same account are the same to the byte. */
export function sorted<T>(list: T[] | undefined, id: (item: T) => string | undefined): T[] | undefined {
  return list?.sort((a, b) => {
    const [x, y] = [id(a) ?? '', id(b) ?? ''];
    return x < y ? -1 : x > y ? 1 : 0;
  });
}

/** A list in parts of at most `size`: for calls that take a limited number of names. */
export function chunks<T>(list: readonly T[], size: number): T[][] {
  const out: T[][] = [];
  for (let i = 0; i < list.length; i += size) out.push(list.slice(i, i + size));
  return out;
}
