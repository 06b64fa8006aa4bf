import { readdir, stat } from 'node:fs/promises';
import { join, relative, sep } from 'node:path';
import { UserError } from '../errors/user-error.ts';
import * as text from '../messages/snapshot.ts';
import { metaFile, snapshotFolder } from './folder.ts';
import { readJson } from './json-file.ts';
import { fits, isObject, kindOf } from './keys.ts';
import { openScope, type Snapshot } from './snapshot.ts';

/** A snapshot from files. */
export interface Loaded {
  snapshot: Snapshot;
  folder: string;
  /** Files that nobody understands, relative to the folder. */
  ignored: string[];
}

/**
 * Loads a saved snapshot, or a folder of `aws … describe-*` outputs.
 *
 * @param name `latest`, `previous`, the name of a saved snapshot, or a folder's path
 * @throws UserError when there is no such folder, or what is in it is damaged, foreign or newer than this program
 */
export async function loadSnapshot(name: string): Promise<Loaded> {
  const folder = await snapshotFolder(name);
  const isSaved = (await stat(join(folder, metaFile)).catch(() => undefined)) !== undefined;
  if (isSaved) return await loadSaved(folder);
  const { loadOutputs } = await import('./outputs.ts');
  return await loadOutputs(folder);
}

/** What a saved snapshot says of itself, without what was read. */
export async function loadMeta(name: string): Promise<Omit<Snapshot, 'scopes'>> {
  const path = join(await snapshotFolder(name), metaFile);
  if ((await stat(path).catch(() => undefined)) === undefined) throw new UserError(text.foreign(path));
  return checkedMeta(await readJson(path), path);
}

async function loadSaved(folder: string): Promise<Loaded> {
  const meta = checkedMeta(await readJson(join(folder, metaFile)), join(folder, metaFile));
  const snapshot: Snapshot = { ...meta, scopes: [] };
  const ignored: string[] = [];
  const files = (await jsonFiles(folder)).filter((path) => path !== metaFile);
  const contents = await Promise.all(files.map((path) => readJson(join(folder, path))));
  for (const [i, path] of files.entries()) {
    const [account, region, service, file, ...deeper] = path.split(sep) as [
      string,
      string,
      string,
      string,
      ...string[],
    ];
    const key = (file ?? '').replace(/\.json$/, '');
    const kind = deeper.length === 0 ? kindOf(service ?? '', key) : undefined;
    if (kind === undefined) {
      ignored.push(path);
      continue;
    }
    const content = contents[i];
    const value = isObject(content) ? content[key] : undefined;
    if (!fits(value, kind)) throw new UserError(text.wrongShape(join(folder, path), key));
    const scope = openScope(snapshot, account, region) as unknown as Record<string, Record<string, unknown>>;
    scope[service] = { ...scope[service], [key]: value };
  }
  return { snapshot, folder, ignored };
}

function checkedMeta(meta: unknown, path: string): Omit<Snapshot, 'scopes'> {
  const version = isObject(meta) ? meta.schemaVersion : undefined;
  if (typeof version === 'number' && version > 1) throw new UserError(text.newerVersion(path, version));
  const { takenAt, source, accounts, regions, gaps } = (isObject(meta) ? meta : {}) as Partial<Snapshot>;
  const whole =
    version === 1 &&
    typeof takenAt === 'string' &&
    !Number.isNaN(Date.parse(takenAt)) &&
    typeof source === 'string' &&
    [accounts, gaps].every((list) => Array.isArray(list) && list.every(isObject)) &&
    Array.isArray(regions) &&
    regions.every((region) => typeof region === 'string');
  if (!whole) throw new UserError(text.foreign(path));
  return { schemaVersion: 1, takenAt, source, accounts: accounts!, regions, gaps: gaps! };
}

/** The JSON files under a folder, as paths relative to it, in order of name. */
export async function jsonFiles(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  return entries
    .filter((e) => e.isFile() && /\.json$/i.test(e.name))
    .map((e) => relative(folder, join(e.parentPath ?? e.path, e.name)))
    .sort();
}
