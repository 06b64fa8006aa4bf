import type { Scope, Snapshot } from '../../../snapshot/snapshot.ts';

/** Something with the account and region it was read from. */
export interface At<T> {
  account: string;
  region: string;
  item: T;
}

/**
 * The items of one list over all scopes, each once: what RAM shares is seen from several accounts and is one (rule G2).
 * Undefined when no scope has read the list.
 */
export function everywhere<T>(
  snapshot: Snapshot,
  list: (scope: Scope) => T[] | undefined,
  id: (item: T) => string | undefined,
  owner?: (item: T) => string | undefined,
): At<T>[] | undefined {
  const found = new Map<string, At<T>>();
  let read = false;
  for (const scope of snapshot.scopes) {
    const items = list(scope);
    if (items === undefined) continue;
    read = true;
    for (const item of items) {
      const key = id(item) ?? '';
      // The owner's own view knows most (tags, attributes).
      if (!found.has(key) || owner?.(item) === scope.account) {
        found.set(key, { account: owner?.(item) ?? scope.account, region: scope.region, item });
      }
    }
  }
  return read ? [...found.values()] : undefined;
}

/** Orders by code point: the same on every machine. */
export const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

export const byPlace =
  <T extends { account: string; region: string }>(rest: (item: T) => string) =>
  (a: T, b: T): number =>
    compare(a.account, b.account) || compare(a.region, b.region) || compare(rest(a), rest(b));

/** The last part of an ARN's path: `arn:…:firewall/FWIN` → `FWIN`. */
export const arnName = (arn: string): string => arn.slice(arn.lastIndexOf('/') + 1);

/** A list by a key; items without one are left out. Undefined stays undefined: not read. */
export function grouped<T>(items: readonly T[], keyOf: (item: T) => string | undefined): Map<string, T[]>;
export function grouped<T>(
  items: readonly T[] | undefined,
  keyOf: (item: T) => string | undefined,
): Map<string, T[]> | undefined;
export function grouped<T>(
  items: readonly T[] | undefined,
  keyOf: (item: T) => string | undefined,
): Map<string, T[]> | undefined {
  if (items === undefined) return undefined;
  const groups = new Map<string, T[]>();
  for (const item of items) {
    const key = keyOf(item);
    if (key === undefined) continue;
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [item]);
    else group.push(item);
  }
  return groups;
}

/** A resource's name for a sentence: `DMZVPC`, or its id when it has none. */
export const called = (resource: { id: string; name?: string }): string => resource.name ?? resource.id;

/** How many characters two names begin with alike: `…-Public-Subnet-A` is most like `…-Public-Subnet-B`. */
export function commonPrefix(a: string, b: string): number {
  let n = 0;
  while (n < a.length && a[n] === b[n]) n++;
  return n;
}
