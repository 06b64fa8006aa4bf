import type { Saved } from '../snapshot/snapshot.ts';

/**
 * A deep copy of a piece of a call's input, in the form in which a snapshot keeps it: dates as ISO strings, bytes as
 * base64, absent members left out. What a change stores must never be the caller's own object.
 */
export function saved<T>(value: T): Saved<T> {
  return copy(value) as Saved<T>;
}

function copy(value: unknown): unknown {
  if (value instanceof Date) return value.toISOString();
  if (value instanceof Uint8Array) return Buffer.from(value).toString('base64');
  if (Array.isArray(value)) return value.map(copy);
  if (typeof value === 'object' && value !== null) {
    const members = Object.entries(value).filter(([, member]) => member !== undefined);
    return Object.fromEntries(members.map(([key, member]) => [key, copy(member)]));
  }
  return value;
}
