import { randomUUID } from 'node:crypto';
import { mkdir, readFile, rename, rm, stat, utimes, writeFile } from 'node:fs/promises';
import { hostname } from 'node:os';
import { dirname } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { UserError } from '../errors/user-error.ts';
import { stateInUse } from '../messages/lab.ts';
import { cannotSave, labFiles } from './store.ts';

/** The right to write the lab's state, held by one process at a time. */
export interface Lock {
  /** False when another process took the lock for abandoned: then this one must not write. */
  held(): Promise<boolean>;
  release(): Promise<void>;
}

interface Owner {
  pid: number;
  host: string;
  token: string;
}

/** A holder touches its lock this often; one that has not for `staleMs` is taken for gone, whatever its process id says. */
const touchMs = 5_000;
const staleMs = 30_000;

const ownerOf = async (path: string): Promise<Owner | undefined> => {
  try {
    const owner = JSON.parse(await readFile(path, 'utf8')) as Owner;
    return typeof owner.pid === 'number' ? owner : undefined;
  } catch {
    return undefined;
  }
};

function alive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

async function isStale(path: string, owner: Owner | undefined): Promise<boolean> {
  const found = await stat(path).catch(() => undefined);
  if (found === undefined) return false;
  const age = Date.now() - found.mtimeMs;
  // A lock without an owner is one that is being written this moment, or one whose writer died at it.
  if (owner === undefined) return age > 1_000;
  return age > staleMs || (owner.host === hostname() && !alive(owner.pid));
}

/** Moves an abandoned lock out of the way. Only one process's rename succeeds; it checks that it got the right one. */
async function removeStale(path: string, owner: Owner | undefined): Promise<void> {
  const aside = `${path}.${randomUUID()}`;
  try {
    await rename(path, aside);
  } catch {
    return;
  }
  const taken = await ownerOf(aside);
  if (taken !== undefined && taken.token !== owner?.token) {
    // Between the look and the rename its place was taken by a living one: give it back.
    await rename(aside, path).catch(() => {});
    return;
  }
  await rm(aside, { force: true });
}

/**
 * Takes the lock, waiting up to `waitMs` for its holder.
 *
 * @throws UserError when another process keeps it, or the folder cannot be written
 */
export async function lockState(waitMs = 10_000): Promise<Lock> {
  const { lock: path } = labFiles();
  const mine: Owner = { pid: process.pid, host: hostname(), token: randomUUID() };
  const until = Date.now() + waitMs;
  await mkdir(dirname(path), { recursive: true }).catch((error: unknown) => {
    throw cannotSave(error);
  });
  for (;;) {
    try {
      await writeFile(path, JSON.stringify(mine), { flag: 'wx' });
      break;
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw cannotSave(error);
    }
    const owner = await ownerOf(path);
    if (await isStale(path, owner)) await removeStale(path, owner);
    else if (Date.now() > until) throw new UserError(stateInUse(owner?.pid ?? 0));
    else await sleep(10 + Math.random() * 20);
  }
  const held = async (): Promise<boolean> => (await ownerOf(path))?.token === mine.token;
  const touch = setInterval(() => {
    const now = new Date();
    void held()
      .then((still) => (still ? utimes(path, now, now) : undefined))
      .catch(() => {});
  }, touchMs);
  touch.unref();
  return {
    held,
    async release() {
      clearInterval(touch);
      if (await held()) await rm(path, { force: true });
    },
  };
}

/** Runs `work` with the lock held. */
export async function withLock<T>(work: () => Promise<T>): Promise<T> {
  const lock = await lockState();
  try {
    return await work();
  } finally {
    await lock.release();
  }
}
