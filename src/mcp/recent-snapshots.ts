import type { Setting } from '../capabilities/answer.ts';
import type { Snapshot } from '../snapshot/snapshot.ts';

/** How long a snapshot answers further questions: a model asks several in a row about one moment. */
const freshMs = 60_000;
/** A large account's snapshot is tens of MB. */
const most = 4;

/** Snapshots read a moment ago, for questions that need the same. */
export interface RecentSnapshots {
  /**
   * @param question what else the snapshot depends on besides its needs: metrics and log queries are of the tool's input
   */
  open(read: Setting['open'], question: string): Setting['open'];
  /** After a change nothing that was read before is true. */
  forget(): void;
}

/** @param clock milliseconds */
export function recentSnapshots(clock: () => number = Date.now): RecentSnapshots {
  const kept = new Map<string, { snapshot: Snapshot; at: number }>();
  return {
    open: (read, question) => async (needs, waiting) => {
      const plain = waiting === undefined || Object.keys(waiting).length === 0;
      const key = JSON.stringify([needs, plain ? '' : question]);
      for (const [old, { at }] of kept) if (clock() - at >= freshMs) kept.delete(old);
      const found = kept.get(key);
      if (found !== undefined) return found.snapshot;
      const snapshot = await read(needs, waiting);
      kept.set(key, { snapshot, at: clock() });
      const [oldest] = kept.keys();
      if (kept.size > most && oldest !== undefined) kept.delete(oldest);
      return snapshot;
    },
    forget: () => kept.clear(),
  };
}
