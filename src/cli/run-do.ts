import { createInterface } from 'node:readline/promises';
import { answerChange, type ChangeApproval, type ChangeSetting } from '../capabilities/change.ts';
import { UserError } from '../errors/user-error.ts';
import * as text from '../messages/do.ts';
import type { Choice } from '../operate/plan/names.ts';
import { renderTerminal } from '../report/terminal.ts';
import type { DoOptions } from './do.ts';
import { present, settingOf } from './present.ts';
import { screen } from './screen.ts';

/**
 * Makes one change: its preview on standard error, the question on the terminal, what came of it on standard output.
 *
 * @throws UserError for words that are no change (2); a name that is unknown or ambiguous, a declined change, a call
 *   that AWS refused (1)
 */
export async function runDo(words: string[], options: DoOptions, signal: AbortSignal): Promise<void> {
  const { dryRun, wait, timeout: patience, lang } = options;
  const setting: ChangeSetting = {
    ...settingOf(options, signal),
    source: options,
    signal,
    approve: async (approval) => await approved(approval, options, signal),
    ...(options.yes || !process.stdin.isTTY
      ? {}
      : { choose: async (name, choices) => await chosen(name, choices, options, signal) }),
    onWaiting: (what) => {
      if (!options.quiet) process.stderr.write(`${text.waitingFor(what)[lang]}\n`);
    },
  };
  const question = { words, dryRun, wait, ...(patience === undefined ? {} : { patience }) };
  await present(await answerChange(question, setting), options, 'asked');
}

/** @throws UserError when nobody can be asked, or `--yes` does not go that far */
async function approved(approval: ChangeApproval, options: DoOptions, signal: AbortSignal): Promise<boolean> {
  if (approval.again) {
    if (options.yes) throw new UserError(text.changedMeanwhileStops);
    process.stderr.write(`${text.changedMeanwhile[options.lang]}\n`);
  }
  if (!options.quiet || !options.yes)
    process.stderr.write(renderTerminal(approval.screen(options.lang), screen(options)));
  if (options.yes) {
    if (approval.destructive && !options.allowDestructive)
      throw new UserError(text.needsDestructive(approval.operations, approval.unread));
    return true;
  }
  if (!process.stdin.isTTY) throw new UserError(text.needsYes);
  return /^(y|yes|예|네|ㅇ)$/i.test(await answerTo(text.ask[options.lang], signal));
}

/** The id of what was chosen by its number; undefined for anything else. */
async function chosen(
  name: string,
  choices: readonly Choice[],
  { lang }: DoOptions,
  signal: AbortSignal,
): Promise<string | undefined> {
  const reply = await answerTo(text.choose(name, choices)[lang], signal);
  return /^\d+$/.test(reply) ? choices[Number(reply) - 1]?.id : undefined;
}

/** A line from the terminal; empty when it was closed (Ctrl-D) instead. */
async function answerTo(question: string, signal: AbortSignal): Promise<string> {
  const terminal = createInterface({ input: process.stdin, output: process.stderr });
  // A terminal in raw mode sends Ctrl-C as a key: it is to stop the program as it would anywhere else.
  terminal.once('SIGINT', () => process.kill(process.pid, 'SIGINT'));
  try {
    const closed = new Promise<string>((resolve) => terminal.once('close', () => resolve('')));
    return (await Promise.race([terminal.question(question, { signal }), closed])).trim();
  } finally {
    terminal.close();
  }
}
