import { readFile, realpath, stat } from 'node:fs/promises';
import { UserError } from '../../errors/user-error.ts';
import * as text from '../../messages/init.ts';
import { readJsonWithReason } from '../agents.ts';
import type { Wanted } from './targets.ts';

/** What would become of one file. */
export interface Step {
  path: string;
  /** undefined: it is not there yet. */
  before?: string;
  after: string;
  /** Permissions to keep. */
  mode: number;
  /** Whether the text as it was is worth keeping beside it: a person may have written in it. */
  keep: boolean;
}

/**
 * What each file is now and would be. Nothing is written.
 *
 * @throws UserError for a file that exists and cannot be read, or is JSON that nothing can be added to
 */
export async function planInit(wanted: readonly Wanted[]): Promise<Step[]> {
  return await Promise.all(wanted.map(step));
}

async function step(file: Wanted): Promise<Step> {
  // A link stays one: what it points to is written.
  const path = await realpath(file.path).catch(() => file.path);
  const found = await stat(path).catch(() => undefined);
  const mode = found === undefined ? 0o644 : found.mode & 0o777;
  if (found === undefined) {
    const after = file.kind === 'text' ? file.content : json(file.merge({}), '  ');
    return { path, after, mode, keep: false };
  }
  if (file.kind === 'text')
    return { path, before: await readFile(path, 'utf8'), after: file.content, mode, keep: true };
  const existing = await readJsonWithReason(path);
  if (!isObject(existing)) throw new UserError(text.notAnObject(path, ''));
  for (const key of ['mcpServers', 'servers'])
    if (existing[key] !== undefined && !isObject(existing[key])) throw new UserError(text.notAnObject(path, key));
  const before = await readFile(path, 'utf8');
  const merged = file.merge(existing);
  // A file that has all of it keeps its own spacing.
  const same = JSON.stringify(merged) === JSON.stringify(existing);
  return { path, before, after: same ? before : json(merged, indentOf(before)), mode, keep: false };
}

const json = (value: unknown, indent: string): string => `${JSON.stringify(value, null, indent)}\n`;

const indentOf = (source: string): string => /^([ \t]+)"/m.exec(source)?.[1] ?? '  ';

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

export const isNew = (step: Step): boolean => step.before === undefined;
export const isChanged = (step: Step): boolean => step.before !== undefined && step.before !== step.after;
