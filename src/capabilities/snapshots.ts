import { UserError } from '../errors/user-error.ts';
import { expandHome } from '../home.ts';
import * as text from '../messages/snapshot.ts';
import { document, documentGap } from '../report/document.ts';
import { snapshotDiffReport } from '../report/snapshot/diff.ts';
import { countResources } from '../snapshot/count.ts';
import { diffSnapshots, type SnapshotChange } from '../snapshot/diff.ts';
import { savedSnapshots, snapshotsDir } from '../snapshot/folder.ts';
import { loadMeta, loadSnapshot } from '../snapshot/load.ts';
import { saveSnapshot } from '../snapshot/save.ts';
import type { Snapshot } from '../snapshot/snapshot.ts';
import { type Answer, reportFiles, type Setting } from './answer.ts';

/** A saved snapshot as its folder says it. */
export interface SavedSnapshot {
  name: string;
  /** Undefined: damaged, or not of this program. */
  meta: Omit<Snapshot, 'scopes'> | undefined;
}

/** The saved snapshots, oldest first. A damaged one is among them, and says so. */
export async function listSnapshots(): Promise<SavedSnapshot[]> {
  const names = await savedSnapshots();
  return await Promise.all(
    names.map(async (name) => ({
      name,
      meta: await loadMeta(name).catch((error) => {
        if (error instanceof UserError) return undefined;
        throw error;
      }),
    })),
  );
}

/** How a saved snapshot is told to a program. Null: it is damaged. */
export const snapshotEntry = ({ name, meta }: SavedSnapshot) => ({
  name,
  damaged: meta === undefined,
  takenAt: meta?.takenAt ?? null,
  source: meta?.source ?? null,
  accounts: meta?.accounts.map((a) => a.id) ?? [],
  regions: meta?.regions ?? [],
  gaps: meta?.gaps.length ?? null,
});

export interface Kept {
  snapshot: Snapshot;
  /** The folder. */
  path: string;
  resources: number;
}

/**
 * Reads everything and keeps it.
 *
 * @param folder where; netops' own folder of snapshots when left out
 * @throws UserError when nothing can be read, or the folder cannot be written
 */
export async function keepSnapshot(setting: Pick<Setting, 'open'>, folder?: string): Promise<Kept> {
  const snapshot = await setting.open('all');
  const path = await saveSnapshot(snapshot, folder === undefined ? snapshotsDir() : expandHome(folder));
  return { snapshot, path, resources: countResources(snapshot) };
}

/**
 * What changed between two snapshots, by account, region and resource.
 *
 * @throws UserError for a name that no snapshot has, or that several have
 */
export async function answerSnapshotDiff(
  { before = 'previous', after = 'latest' }: { before?: string; after?: string },
  setting: Pick<Setting, 'lang' | 'zone'>,
): Promise<Answer> {
  const [a, b] = [await loadSnapshot(before), await loadSnapshot(after)];
  const found = diffSnapshots(a.snapshot, b.snapshot);
  const report = () => snapshotDiffReport(found, a, b, setting);
  const title = text.screen.diffTitle;
  const resources = new Set(found.changes.map((c) => [c.account, c.region, c.resource].join(' ')));
  return {
    kind: 'snapshot-diff',
    title,
    says: text.screen.count(found.changes.length, resources.size),
    snapshot: b.snapshot,
    findings: [],
    document: () => {
      const compared = {
        before: { folder: a.folder, takenAt: a.snapshot.takenAt },
        after: { folder: b.folder, takenAt: b.snapshot.takenAt },
      };
      const count = (kind: SnapshotChange['kind']): number => found.changes.filter((c) => c.kind === kind).length;
      const summary = {
        changes: found.changes.length,
        added: count('added'),
        removed: count('removed'),
        changed: count('changed'),
      };
      const content = { kind: 'snapshot-diff', summary, data: { ...compared, ...found } };
      const made = document(b.snapshot, content, setting.lang);
      // What the earlier one lacks limits the comparison as much as what the later one does.
      const gaps = [...a.snapshot.gaps, ...b.snapshot.gaps].map((gap) => documentGap(gap, setting.lang));
      return { ...made, gaps: [...new Map(gaps.map((gap) => [JSON.stringify(gap), gap])).values()] };
    },
    screen: report,
    report,
    files: () => reportFiles('snapshot-diff', report(), title, setting.lang),
  };
}
