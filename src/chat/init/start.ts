import { access, constants } from 'node:fs/promises';
import { delimiter, join, resolve } from 'node:path';
import { createInterface } from 'node:readline/promises';
import { structuredPatch } from 'diff';
import pc from 'picocolors';
import { UserError } from '../../errors/user-error.ts';
import * as text from '../../messages/init.ts';
import type { Lang, Text } from '../../messages/text.ts';
import { renderJson } from '../../report/document.ts';
import { type Places, placesHere } from '../agents.ts';
import { inertLines } from '../show.ts';
import { isChanged, isNew, planInit, type Step } from './plan.ts';
import { type Program, type ServerCommand, targets } from './targets.ts';
import { writeSteps } from './write.ts';

export interface InitOptions {
  for: Program;
  global: boolean;
  yes: boolean;
  lang: Lang;
  json: boolean;
  color: boolean;
  quiet: boolean;
  /** Options of `netops mcp` that the server is to be started with. */
  serverArgs: string[];
  signal: AbortSignal;
}

/**
 * Sets netops up for an assistant: shows what would change, asks where something exists, and writes.
 *
 * @throws UserError when a file cannot be read or written, nobody can be asked, or the answer is no
 */
export async function startInit(options: InitOptions): Promise<void> {
  const { lang, json, color, quiet } = options;
  const places = placesHere();
  const server = await serverCommand(options.serverArgs);
  const { platform, env } = process;
  const steps = await planInit(targets(options.for, { places, global: options.global, lang, server, platform, env }));
  const changed = steps.filter(isChanged);
  const say = (says: Text): void => {
    if (!json && !quiet) process.stdout.write(`${inertLines(says[lang])}\n`);
  };
  for (const step of steps) {
    if (isNew(step)) say(text.willMake(step.path, step.after.split('\n').length - 1));
    else if (!isChanged(step)) say(text.same(step.path));
    else {
      say(text.willChange(step.path));
      if (!json && !quiet) process.stdout.write(difference(step, color));
    }
  }
  if (changed.length > 0 && !options.yes) await approved(changed.length, options);
  const toWrite = steps.filter((step) => isNew(step) || isChanged(step));
  const kept = await writeSteps(toWrite);
  if (json) process.stdout.write(renderJson(initDocument(steps, kept, options, places)));
  if (toWrite.length === 0) say(text.nothingToDo);
  for (const { path } of toWrite) say(text.wrote(path));
  for (const path of kept) say(text.keptOld(path));
  say(text.next[options.for]);
}

async function approved(count: number, { lang, signal }: InitOptions): Promise<void> {
  if (process.stdin.isTTY !== true) throw new UserError(text.needsYes(count));
  const terminal = createInterface({ input: process.stdin, output: process.stderr });
  try {
    const reply = await terminal.question(text.ask(count)[lang], { signal });
    if (!/^(y|yes|예|네|응)$/i.test(reply.trim())) throw new UserError(text.declined);
  } finally {
    terminal.close();
  }
}

/** What changes in a file, as `diff -u` shows it. */
function difference({ path, before = '', after }: Step, color: boolean): string {
  const colors = pc.createColors(color);
  const { hunks } = structuredPatch(path, path, before, after, undefined, undefined, { context: 2 });
  const lines = hunks.flatMap((hunk) => [
    colors.cyan(`@@ -${hunk.oldStart},${hunk.oldLines} +${hunk.newStart},${hunk.newLines} @@`),
    ...hunk.lines.map((line) => {
      const inert = inertLines(line);
      return line.startsWith('+') ? colors.green(inert) : line.startsWith('-') ? colors.red(inert) : inert;
    }),
  ]);
  return `${lines.map((line) => `  ${line}`).join('\n')}\n`;
}

/** `netops mcp` by its name where that is on the path, else by this very file. */
async function serverCommand(args: string[]): Promise<ServerCommand> {
  const names = process.platform === 'win32' ? ['netops.cmd', 'netops.exe'] : ['netops'];
  for (const folder of (process.env.PATH ?? '').split(delimiter).filter((f) => f !== ''))
    for (const name of names)
      if (
        await access(join(folder, name), constants.X_OK).then(
          () => true,
          () => false,
        )
      )
        return { command: 'netops', args: ['mcp', ...args] };
  return { command: process.execPath, args: [resolve(process.argv[1] ?? 'netops'), 'mcp', ...args] };
}

function initDocument(steps: readonly Step[], kept: string[], options: InitOptions, places: Places) {
  return {
    schemaVersion: 1 as const,
    kind: 'init',
    accounts: [],
    regions: [],
    source: 'none',
    takenAt: new Date().toISOString(),
    summary: {
      program: options.for,
      folder: options.global ? places.home : places.directory,
      created: steps.filter(isNew).length,
      changed: steps.filter(isChanged).length,
      unchanged: steps.filter((step) => !isNew(step) && !isChanged(step)).length,
    },
    findings: [],
    data: {
      files: steps.map((step) => ({
        path: step.path,
        state: isNew(step) ? 'created' : isChanged(step) ? 'changed' : 'unchanged',
      })),
      kept,
    },
    gaps: [],
  };
}
