import { mkdir, rename, rm, stat, writeFile } from 'node:fs/promises';
import { join, parse } from 'node:path';
import { UserError } from '../errors/user-error.ts';
import * as text from '../messages/files.ts';

/** A file of a report: its name in the folder, its content, its mode when it is a program. */
export interface ReportFile {
  name: string;
  content: string;
  mode?: number;
}

/**
 * Writes reports into a folder, made when missing. Each is written beside its place and then renamed, so a half-written
 * report is never seen; a file that was there is moved to a name with its own date, never lost.
 *
 * @returns the paths written, in the order given
 * @throws UserError when the folder cannot be written
 */
export async function writeReports(dir: string, files: ReportFile[]): Promise<string[]> {
  const written: string[] = [];
  const beside: string[] = [];
  try {
    await mkdir(dir, { recursive: true });
    // All are on disk before the first takes its place: a full disk leaves the earlier reports as they were.
    for (const file of files) {
      const temporary = join(dir, `.${file.name}.${process.pid}.tmp`);
      beside.push(temporary);
      await writeFile(temporary, file.content, { mode: file.mode ?? 0o644 });
    }
    for (const [i, file] of files.entries()) {
      const path = join(dir, file.name);
      await setAside(path);
      await rename(beside[i]!, path);
      written.push(path);
    }
    return written;
  } catch (error) {
    await Promise.all(beside.map((path) => rm(path, { force: true }).catch(() => {})));
    const { code = 'unknown', message } = error as NodeJS.ErrnoException;
    throw new UserError(text.cannotWrite(dir, code, message));
  }
}

/** Moves a file that exists to `name-2026-11-23T091500.ext`, by its own modification time (UTC). */
async function setAside(path: string): Promise<void> {
  const found = await stat(path).catch(() => undefined);
  if (found === undefined) return;
  const { dir, name, ext } = parse(path);
  const stamp = found.mtime.toISOString().slice(0, 19).replaceAll(':', '');
  for (let n = 1; ; n++) {
    const aside = join(dir, `${name}-${stamp}${n === 1 ? '' : `-${n}`}${ext}`);
    if ((await stat(aside).catch(() => undefined)) === undefined) {
      await rename(path, aside);
      return;
    }
  }
}
