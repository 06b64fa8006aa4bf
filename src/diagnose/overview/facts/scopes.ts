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
