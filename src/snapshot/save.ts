import { mkdir, rename, rm, stat, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { UserError } from '../errors/user-error.ts';
import * as text from '../messages/snapshot.ts';
import { metaFile, snapshotsDir, stampOf } from './folder.ts';
import { serviceNames } from './keys.ts';
import type { Snapshot } from './snapshot.ts';

/**
 * Saves a snapshot as a folder: `snapshot.json` says what it is, and each answer is a file of its own in AWS's shape,
 * `<account>/<region>/<service>/<key>.json`. Keys are in order and indented, so that `diff` and git can read it. The
 * folder appears whole or not at all.
 *
 * @returns the folder
 * @throws UserError when it cannot be written
 */
export async function saveSnapshot(snapshot: Snapshot, parent = snapshotsDir()): Promise<string> {
  const temporary = join(parent, `.${process.pid}.tmp`);
  try {
    await rm(temporary, { recursive: true, force: true });
    const { scopes, prices: _, ...meta } = snapshot;
    const files: [string, unknown][] = [[metaFile, meta]];
    for (const scope of scopes) {
      for (const service of serviceNames) {
        for (const [key, value] of Object.entries(scope[service] ?? {})) {
          if (value !== undefined)
            files.push([join(scope.account, scope.region, service, `${key}.json`), { [key]: value }]);
        }
      }
    }
    for (const dir of new Set(files.map(([path]) => dirname(join(temporary, path))))) {
      // Addresses and rules of a network are nobody else's business on a shared machine.
      await mkdir(dir, { recursive: true, mode: 0o700 });
    }
    await Promise.all(files.map(([path, value]) => writeFile(join(temporary, path), stable(value), { mode: 0o600 })));
    const folder = await freeName(join(parent, stampOf(snapshot.takenAt)));
    await rename(temporary, folder);
    return folder;
  } catch (error) {
    await rm(temporary, { recursive: true, force: true }).catch(() => {});
    const { code = 'unknown', message } = error as NodeJS.ErrnoException;
    throw new UserError(text.cannotSave(parent, code, message));
  }
}

/** JSON with the members of every object in order of name. */
export const stable = (value: unknown): string => `${JSON.stringify(inOrder(value), null, 2)}\n`;

function inOrder(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(inOrder);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0))
      .map(([key, member]) => [key, inOrder(member)]),
  );
}

async function freeName(path: string): Promise<string> {
  for (let n = 1; ; n++) {
    const name = n === 1 ? path : `${path}-${n}`;
    if ((await stat(name).catch(() => undefined)) === undefined) return name;
  }
}
