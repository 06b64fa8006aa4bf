import { seedState } from '../../src/lab/seed/index.ts';
import type { Snapshot } from '../../src/snapshot/snapshot.ts';

/** The lab's network as a snapshot, at a fixed instant. A copy of its own each time. */
export function labSnapshot(takenAt = '2026-11-23T00:00:00.000Z'): Snapshot {
  const snapshot = structuredClone(seedState(new Date(takenAt)).snapshot);
  // A service of which nothing is known is the same as none.
  for (const scope of snapshot.scopes as unknown as Record<string, unknown>[]) {
    for (const [service, data] of Object.entries(scope)) {
      if (typeof data === 'object' && Object.keys(data as object).length === 0) delete scope[service];
    }
  }
  return snapshot;
}
