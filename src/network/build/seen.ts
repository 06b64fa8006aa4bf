import type { Scope, Snapshot } from '../../snapshot/snapshot.ts';

/** A resource and the scope that shows it best. */
export interface Seen<T> {
  raw: T;
  scope: Scope;
  /** All scopes that show it. */
  scopes: Scope[];
}

/**
 * A resource that several accounts see (shared by RAM, a peering, a gateway) once, by its id (rule G2). Its owner's
 * view is kept, since others may see less of it.
 */
export function seenOnce<T>(
  snapshot: Snapshot,
  listOf: (scope: Scope) => readonly T[] | undefined,
  idOf: (item: T) => string | undefined,
  ownerOf: (item: T) => string | undefined = () => undefined,
): Map<string, Seen<T>> {
  const all = new Map<string, Seen<T>>();
  for (const scope of snapshot.scopes) {
    for (const raw of listOf(scope) ?? []) {
      const id = idOf(raw);
      if (id === undefined) continue;
      const other = all.get(id);
      if (other === undefined) all.set(id, { raw, scope, scopes: [scope] });
      else {
        other.scopes.push(scope);
        if (ownerOf(raw) === scope.account && other.scope.account !== scope.account) {
          other.raw = raw;
          other.scope = scope;
        }
      }
    }
  }
  return all;
}

/** What is kept by a parent's id, over all scopes: the first scope that has the parent wins. */
export function byParent<V>(
  snapshot: Snapshot,
  recordOf: (scope: Scope) => Record<string, V> | undefined,
): Map<string, V> {
  const all = new Map<string, V>();
  for (const scope of snapshot.scopes) {
    for (const [parent, value] of Object.entries(recordOf(scope) ?? {})) if (!all.has(parent)) all.set(parent, value);
  }
  return all;
}
