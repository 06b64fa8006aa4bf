import { open, readFile, stat } from 'node:fs/promises';
import { relative } from 'node:path';
import * as text from '../messages/chat-context.ts';
import type { Text } from '../messages/text.ts';
import { decode } from '../snapshot/json-file.ts';
import { type Places, pathOf } from './agents.ts';
import type { ContextFile } from './conversation.ts';
import type { CountTokens } from './tokens.ts';

/** Share of the window that all context files may take together, as in Kiro CLI: the rest is for the conversation. */
export const contextShare = 0.75;
/** Files that one glob may bring. */
export const mostFiles = 500;
/** How long a glob may look. */
const globMs = 5_000;
/** Beyond this a file is too large for any window, whatever is in it. */
const mostBytes = 16 * 1024 * 1024;

/** What one pattern of an agent or a session stands for. */
export interface ContextEntry {
  /** As it was written, without `file://`. */
  pattern: string;
  files: ContextFile[];
  /** Files that were context before: not taken again. */
  known: number;
  /** Why it brings nothing, or less than it names. */
  problems: Text[];
}

export interface ContextLimits {
  /** Tokens that fit into the model. */
  window: number;
  count(): Promise<CountTokens>;
}

/** The pattern as a person reads it. */
const shown = (address: string): string => address.replace(/^file:\/\//, '');

/**
 * Reads the files that patterns name (`file://`, `~`, globs, folders). What is binary, too large or too many is left out
 * and said, with the number; a pattern without a match is no error.
 *
 * @param before - what is context already: it takes its room, and no file is taken twice
 */
export async function readContext(
  patterns: readonly string[],
  places: Places,
  limits: ContextLimits,
  before: readonly ContextEntry[] = [],
): Promise<ContextEntry[]> {
  const entries: ContextEntry[] = [];
  const room = Math.floor(limits.window * contextShare);
  const seen = new Set(filesIn(before).map((file) => file.path));
  let used = tokensIn(before);
  for (const address of patterns) {
    const entry: ContextEntry = { pattern: shown(address), files: [], known: 0, problems: [] };
    entries.push(entry);
    const found = address.startsWith('skill://') ? await skills(address, places) : await filesOf(address, places);
    if ('problem' in found) {
      entry.problems.push(found.problem);
      continue;
    }
    for (const path of found.paths) {
      if (seen.has(path)) {
        entry.known++;
        continue;
      }
      seen.add(path);
      const read = await readOne(path, limits, room);
      if ('problem' in read) entry.problems.push(read.problem);
      else if (used + read.file.tokens > room)
        entry.problems.push(text.noRoom(path, read.file.tokens, Math.max(0, room - used), room));
      else {
        used += read.file.tokens;
        entry.files.push(address.startsWith('skill://') ? await asSkill(read.file, limits) : read.file);
      }
    }
  }
  return entries;
}

const isGlob = (path: string): boolean => /[*?[\]{}]/.test(path);

async function filesOf(address: string, places: Places): Promise<{ paths: string[] } | { problem: Text }> {
  const path = pathOf(address, places.directory, places.home);
  const exact = await stat(path).catch(() => undefined);
  if (exact?.isFile()) return { paths: [path] };
  if (exact?.isDirectory()) return await globbed('**/*', path, address);
  return isGlob(path) ? await globbed(path, places.directory, address) : { paths: [] };
}

async function globbed(
  pattern: string,
  cwd: string,
  address: string,
): Promise<{ paths: string[] } | { problem: Text }> {
  const { glob } = await import('tinyglobby');
  let paths: string[];
  try {
    paths = await glob(pattern.replaceAll('\\', '/'), {
      cwd,
      absolute: true,
      // `.kiro` is what people keep context in; what a package manager or git keeps is not.
      dot: true,
      ignore: ['**/node_modules/**', '**/.git/**'],
      followSymbolicLinks: false,
      expandDirectories: false,
      signal: AbortSignal.timeout(globMs),
    });
  } catch (error) {
    if ((error as Error).name === 'TimeoutError' || (error as Error).name === 'AbortError')
      return { problem: text.globSlow(shown(address), globMs / 1000) };
    return { problem: text.unreadable(shown(address), (error as NodeJS.ErrnoException).code ?? String(error)) };
  }
  if (paths.length > mostFiles) return { problem: text.tooMany(shown(address), paths.length, mostFiles) };
  return { paths: paths.sort() };
}

/** A skill's file as a whole, or why it cannot be read. */
export async function readSkill({ path }: ContextFile): Promise<string | { problem: Text }> {
  try {
    return decode(await readFile(path)).replace(/^\ufeff/, '');
  } catch (error) {
    return { problem: text.unreadable(path, (error as NodeJS.ErrnoException).code ?? String(error)) };
  }
}

async function readOne(
  path: string,
  { window, count }: ContextLimits,
  room: number,
): Promise<{ file: ContextFile } | { problem: Text }> {
  try {
    const { size } = await stat(path);
    if (size > mostBytes) return { problem: text.tooLargeBytes(path, size, room, window) };
    if (await isBinary(path)) return { problem: text.binary(path) };
    const content = decode(await readFile(path)).replace(/^\ufeff/, '');
    const tokens = content === '' ? 0 : (await count())(content);
    if (tokens > room) return { problem: text.tooLarge(path, tokens, room, window) };
    return { file: { path, content, tokens } };
  } catch (error) {
    return { problem: text.unreadable(path, (error as NodeJS.ErrnoException).code ?? String(error)) };
  }
}

/** A zero byte near its beginning, in a file that is no UTF-16. */
async function isBinary(path: string): Promise<boolean> {
  const file = await open(path);
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(8192), 0, 8192, 0);
    const head = buffer.subarray(0, bytesRead);
    const wide = (head[0] === 0xff && head[1] === 0xfe) || (head[0] === 0xfe && head[1] === 0xff);
    return !wide && head.includes(0);
  } finally {
    await file.close();
  }
}

/** A skill's glob, its folder standing for the `SKILL.md` in it. */
async function skills(address: string, places: Places): Promise<{ paths: string[] } | { problem: Text }> {
  const found = await filesOf(address, places);
  return 'problem' in found ? found : { paths: found.paths.filter((path) => path.endsWith('.md')) };
}

/**
 * A skill is known by its name and description, and read whole when it is needed: only those, from the front matter of
 * its file, are context.
 */
async function asSkill(file: ContextFile, { count }: ContextLimits): Promise<ContextFile> {
  const [, front = ''] = /^---\r?\n(.*?)\r?\n---/s.exec(file.content) ?? [];
  const field = (name: string): string | undefined =>
    new RegExp(`^${name}:\\s*(.+)$`, 'm')
      .exec(front)?.[1]
      ?.trim()
      .replace(/^(['"])(.*)\1$/, '$2');
  const name = field('name') ?? relative('.', file.path);
  const content = `skill ${name}: ${field('description') ?? ''} (${file.path})`;
  return { path: file.path, content, tokens: (await count())(content), skill: name };
}

export const filesIn = (entries: readonly ContextEntry[]): ContextFile[] => entries.flatMap((e) => e.files);
export const tokensIn = (entries: readonly ContextEntry[]): number =>
  filesIn(entries).reduce((sum, file) => sum + file.tokens, 0);
