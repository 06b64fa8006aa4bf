import { copyFile, mkdir, rename, rm, stat, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { UserError } from '../../errors/user-error.ts';
import * as text from '../../messages/init.ts';
import type { Step } from './plan.ts';

/**
 * Writes files so that each is there whole or as it was. All are on disk before the first takes its place.
 *
 * @returns where texts that were replaced are kept
 * @throws UserError when one cannot be written; then none is changed
 */
export async function writeSteps(steps: readonly Step[]): Promise<string[]> {
  const beside = steps.map((step) => `${step.path}.${process.pid}.tmp`);
  const kept: string[] = [];
  let at = 0;
  try {
    for (; at < steps.length; at++) {
      const step = steps[at]!;
      await mkdir(dirname(step.path), { recursive: true });
      await writeFile(beside[at]!, step.after, { mode: step.mode });
    }
    for (at = 0; at < steps.length; at++) {
      const step = steps[at]!;
      if (step.keep && step.before !== undefined && step.before !== step.after) kept.push(await keepOld(step.path));
      await rename(beside[at]!, step.path);
    }
    return kept;
  } catch (error) {
    await Promise.all(beside.map((path) => rm(path, { force: true }).catch(() => {})));
    const { code = '', message } = error as NodeJS.ErrnoException;
    throw new UserError(text.cannotWrite(steps[at]?.path ?? '', code, message));
  }
}

/** A copy under the file's own time; not `.md`, or an assistant would read both. */
async function keepOld(path: string): Promise<string> {
  const stamp = (await stat(path)).mtime.toISOString().slice(0, 19).replaceAll(':', '');
  const aside = `${path}.${stamp}.old`;
  await copyFile(path, aside);
  return aside;
}
