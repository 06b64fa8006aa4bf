import type { Saved } from '../snapshot/snapshot.ts';

/**
 * A response shape as a snapshot keeps it: dates as ISO strings, byte strings as base64, no undefined members, no
 * `$metadata`, tags in the order of their keys (AWS gives them in any).
 */
export function saved<T>(value: T): Saved<T> {
  if (value instanceof Date) return value.toISOString() as Saved<T>;
  if (value instanceof Uint8Array) return Buffer.from(value).toString('base64') as Saved<T>;
  if (Array.isArray(value)) return value.map(saved) as Saved<T>;
  if (typeof value !== 'object' || value === null) return value as Saved<T>;
  const out: Record<string, unknown> = {};
  for (const [key, member] of Object.entries(value)) {
    if (member === undefined || key === '$metadata') continue;
    out[key] = key === 'Tags' && Array.isArray(member) ? sorted(member.map(saved), tagKey) : saved(member);
  }
  return out as Saved<T>;
}

const tagKey = (tag: unknown): string => String((tag as { Key?: string } | null)?.Key ?? '');

/** A list in the order of its ids, so that two collections of one account are the same to the byte. */
export function sorted<T>(list: readonly T[], id: (item: T) => string | undefined): T[] {
  return [...list].sort((a, b) => compare(id(a) ?? '', id(b) ?? ''));
}

/** The order of code units: the same on every machine, whatever its locale. */
export const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);
