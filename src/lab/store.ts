import { mkdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { UserError } from '../errors/user-error.ts';
import { dataDir } from '../home.ts';
import * as text from '../messages/lab.ts';
import type { LabState } from './state.ts';

/** The lab's files in the user's data folder. */
export function labFiles(): { dir: string; state: string; lock: string; server: string; log: string } {
  const dir = join(dataDir(), 'lab');
  return {
    dir,
    state: join(dir, 'state.json'),
    lock: join(dir, 'state.lock'),
    server: join(dir, 'server.json'),
    log: join(dir, 'server.log'),
  };
}

/** Tells one saved version of the state from another; `undefined` when none is saved. */
export async function savedVersion(): Promise<string | undefined> {
  const { state } = labFiles();
  const found = await stat(state, { bigint: true }).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return undefined;
    throw new UserError(text.cannotRead(state, error.message));
  });
  return found === undefined ? undefined : `${found.ino}/${found.mtimeNs}/${found.size}`;
}

/**
 * The saved state, or `undefined` when there is none.
 *
 * @throws UserError for a file that cannot be read or is not a lab's state
 */
export async function loadState(): Promise<LabState | undefined> {
  const { state: path } = labFiles();
  let content: string;
  try {
    content = await readFile(path, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw new UserError(text.cannotRead(path, (error as Error).message));
  }
  let state: Partial<LabState> | null;
  try {
    state = JSON.parse(content) as Partial<LabState> | null;
  } catch {
    throw new UserError(text.damagedState(path));
  }
  if (!isState(state)) throw new UserError(text.damagedState(path));
  return state;
}

function isState(value: Partial<LabState> | null): value is LabState {
  if (typeof value !== 'object' || value === null || value.version !== 1) return false;
  const { snapshot, hosts, load, linksDown, pending, events, putMetrics, apiFaults, sequence } = value;
  return (
    Array.isArray(snapshot?.scopes) &&
    [hosts, load].every((map) => typeof map === 'object' && map !== null && !Array.isArray(map)) &&
    [linksDown, pending, events, putMetrics, apiFaults].every(Array.isArray) &&
    typeof sequence === 'number'
  );
}

/**
 * Saves the state: beside its place, then renamed, so a half-written one is never read. Hold the lock.
 *
 * @throws UserError when the folder cannot be written; the state that was there stays
 */
export async function saveState(state: LabState): Promise<void> {
  const { state: path } = labFiles();
  const temporary = `${path}.${process.pid}.tmp`;
  // At once, before anything is waited for: what is saved is the state of this moment.
  const json = JSON.stringify(state);
  try {
    await mkdir(dirname(path), { recursive: true });
    await writeFile(temporary, json);
    await rename(temporary, path);
  } catch (error) {
    await rm(temporary, { force: true }).catch(() => {});
    throw cannotSave(error);
  }
}

/** What a failed write says to a person. */
export function cannotSave(error: unknown): UserError {
  const { code = 'unknown', message } = error as NodeJS.ErrnoException;
  return new UserError(text.cannotWriteState(labFiles().dir, code, message));
}

/** Moves the saved state to a dated name beside it; answers that name, or `undefined` when none was saved. Hold the lock. */
export async function setStateAside(now: Date): Promise<string | undefined> {
  const { dir, state } = labFiles();
  if ((await savedVersion()) === undefined) return undefined;
  const stamp = now.toISOString().slice(0, 19).replaceAll(':', '');
  for (let n = 1; ; n++) {
    const aside = join(dir, `state-${stamp}${n === 1 ? '' : `-${n}`}.json`);
    if ((await stat(aside).catch(() => undefined)) !== undefined) continue;
    await rename(state, aside).catch((error: unknown) => {
      throw cannotSave(error);
    });
    return aside;
  }
}
