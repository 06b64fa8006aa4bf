import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { UserError } from '../errors/user-error.ts';
import { dataDir, expandHome } from '../home.ts';
import * as text from '../messages/snapshot.ts';

/** Where snapshots are kept, one folder each. */
export const snapshotsDir = (): string => join(dataDir(), 'snapshots');

/** The file of a snapshot's folder that says what it is. */
export const metaFile = 'snapshot.json';

/** A folder's name for an instant: `2026-11-23T091500Z`. Their order is that of time. */
export const stampOf = (iso: string): string => `${new Date(iso).toISOString().slice(0, 19).replaceAll(':', '')}Z`;

/** The names of saved snapshots, oldest first. */
export async function savedSnapshots(): Promise<string[]> {
  const entries = await readdir(snapshotsDir(), { withFileTypes: true }).catch(() => []);
  return entries
    .filter((e) => e.isDirectory() && !e.name.startsWith('.'))
    .map((e) => e.name)
    .sort(byStamp);
}

/** `…Z` before `…Z-2` before `…Z-10`. */
function byStamp(a: string, b: string): number {
  const [x, y] = [a, b].map((name) => /^(.*?)(?:-(\d+))?$/.exec(name)!);
  return x![1]! < y![1]! ? -1 : x![1]! > y![1]! ? 1 : Number(x![2] ?? 1) - Number(y![2] ?? 1);
}

/**
 * The folder that a name means: `latest`, `previous` (the one before it), a saved snapshot's name or an unambiguous
 * beginning of it, or a path.
 *
 * @throws UserError when there is no such folder
 */
export async function snapshotFolder(name: string): Promise<string> {
  const saved = await savedSnapshots();
  if (name === 'latest' || name === 'previous') {
    const found = saved.at(name === 'latest' ? -1 : -2);
    if (found === undefined) throw new UserError(saved.length === 0 ? text.noneSaved() : text.noPrevious());
    return join(snapshotsDir(), found);
  }
  const named = saved.includes(name) ? [name] : saved.filter((s) => s.startsWith(name));
  const path = expandHome(name);
  const atPath = await stat(path).catch(() => undefined);
  if (atPath?.isDirectory()) return path;
  if (named.length === 1) return join(snapshotsDir(), named[0]!);
  if (named.length > 1) throw new UserError(text.ambiguous(name, named));
  throw new UserError(atPath === undefined ? text.noSuchSnapshot(name) : text.notAFolder(path));
}
