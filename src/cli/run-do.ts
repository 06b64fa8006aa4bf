import { createInterface } from 'node:readline/promises';
import { answerChange, type ChangeApproval } from '../capabilities/change.ts';
import { UserError } from '../errors/user-error.ts';
import * as text from '../messages/do.ts';
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
  const approve = async (approval: ChangeApproval): Promise<boolean> => await approved(approval, options, signal);
  const setting = { ...settingOf(options, signal), source: options, signal, approve };
  const { dryRun, wait } = options;
  await present(await answerChange({ words, dryRun, wait }, setting), options, 'asked');
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
      throw new UserError(text.needsDestructive(approval.operations));
    return true;
  }
  if (!process.stdin.isTTY) throw new UserError(text.needsYes);
  const terminal = createInterface({ input: process.stdin, output: process.stderr });
  try {
    const reply = await terminal.question(text.ask[options.lang], { signal });
    return /^(y|yes|예|네)$/i.test(reply.trim());
  } finally {
    terminal.close();
  }
}
