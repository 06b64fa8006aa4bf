import * as text from '../messages/snapshot-diff.ts';
import type { Text } from '../messages/text.ts';
import { type Fact, type Facts, resourcesOf } from './facts.ts';
import { serviceNames } from './keys.ts';
import { type Snapshot, scopeOf } from './snapshot.ts';

/** One difference between two snapshots. */
export interface SnapshotChange {
  account: string;
  region: string;
  /** `ec2.SecurityGroups`: where it was found. */
  key: string;
  resource: string;
  resourceName?: string;
  kind: 'added' | 'removed' | 'changed';
  /** What is different, in the words of the field. */
  says: Text;
  /** The value before and after; null: there was none. For a whole resource both are null. */
  before: string | null;
  after: string | null;
}

/** A key that only one of the snapshots has read: nothing can be said about it. */
export interface NotCompared {
  account: string;
  region: string;
  key: string;
}

export interface SnapshotDiff {
  changes: SnapshotChange[];
  notCompared: NotCompared[];
}

/**
 * What changed from one snapshot to another: rules, routes, targets, addresses, states, by resource. What differs
 * between two reads of the same network (counters, instants, tokens, order) is no change; what only one of them read
 * is named apart.
 */
export function diffSnapshots(before: Snapshot, after: Snapshot): SnapshotDiff {
  const changes: SnapshotChange[] = [];
  const notCompared: NotCompared[] = [];
  for (const { account, region } of placesOf(before, after)) {
    const [a, b] = [scopeOf(before, account, region), scopeOf(after, account, region)];
    for (const service of serviceNames) {
      const [x, y] = [a?.[service] ?? {}, b?.[service] ?? {}] as [Record<string, unknown>, Record<string, unknown>];
      for (const key of [...new Set([...Object.keys(x), ...Object.keys(y)])].sort()) {
        const where = { account, region, key: `${service}.${key}` };
        if (x[key] === undefined || y[key] === undefined) notCompared.push(where);
        else changes.push(...diffKey(where, resourcesOf(service, key, x[key]), resourcesOf(service, key, y[key])));
      }
    }
  }
  return { changes, notCompared };
}

function placesOf(...snapshots: Snapshot[]): { account: string; region: string }[] {
  const places = new Map<string, { account: string; region: string }>();
  for (const { account, region } of snapshots.flatMap((s) => s.scopes)) {
    places.set(`${account} ${region === 'global' ? '~' : region}`, { account, region });
  }
  return [...places].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, place]) => place);
}

function diffKey(where: NotCompared, before: Map<string, Facts>, after: Map<string, Facts>): SnapshotChange[] {
  const ids = [...new Set([...before.keys(), ...after.keys()])].sort();
  return ids.flatMap((id): SnapshotChange[] => {
    const [a, b] = [before.get(id), after.get(id)];
    const name = (b ?? a)!.name;
    const resource = { ...where, resource: id, ...(name === undefined ? {} : { resourceName: name }) };
    if (a === undefined || b === undefined) {
      const kind = a === undefined ? 'added' : 'removed';
      const says = text.whole(kind, (b ?? a)!.summary);
      return [{ ...resource, kind, says, before: null, after: null }];
    }
    const names = [...new Set([...a.facts.keys(), ...b.facts.keys()])].sort();
    return names.flatMap((fact): SnapshotChange[] => {
      const [x, y] = [a.facts.get(fact), b.facts.get(fact)];
      if (x?.value === y?.value && (x === undefined) === (y === undefined)) return [];
      return [{ ...resource, ...saying(x, y) }];
    });
  });
}

function saying(
  before: Fact | undefined,
  after: Fact | undefined,
): Pick<SnapshotChange, 'kind' | 'says' | 'before' | 'after'> {
  const { label } = (after ?? before)!;
  if (before === undefined)
    return { kind: 'added', says: text.added(label, after!.value), before: null, after: after!.value };
  if (after === undefined)
    return { kind: 'removed', says: text.removed(label, before.value), before: before.value, after: null };
  return {
    kind: 'changed',
    says: text.changed(label, before.value, after.value),
    before: before.value,
    after: after.value,
  };
}
