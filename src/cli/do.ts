import { Option } from 'commander';
import { exit, UserError } from '../errors/user-error.ts';
import { badTimeout, command as text } from '../messages/do.ts';
import type { CommonOptions, Defining } from './common.ts';
import { withCommonOptions } from './common.ts';

export interface DoOptions extends CommonOptions {
  yes: boolean;
  allowDestructive: boolean;
  wait: boolean;
  dryRun: boolean;
  timeout?: number;
}

/** @throws UserError with exit code 2 for what is no number of seconds */
function seconds(given: string): number {
  const value = Number(given);
  if (!Number.isFinite(value) || value <= 0) throw new UserError(badTimeout(given), exit.usage);
  return value;
}

/** `netops do "…"`: one change, previewed, approved, made, verified and recorded. */
export function define(defining: Defining): void {
  const { program, say } = defining;
  const command = program
    .command('do')
    .description(say(text.description))
    .argument('<words...>', say(text.words))
    .addOption(new Option('--yes', say(text.yes)).default(false, ''))
    .addOption(new Option('--allow-destructive', say(text.destructive)).default(false, ''))
    .addOption(new Option('--wait', say(text.wait)).default(false, ''))
    .addOption(new Option('--timeout <seconds>', say(text.timeout)).argParser(seconds))
    .addOption(new Option('--dry-run', say(text.dryRun)).default(false, ''));
  withCommonOptions(command, defining)
    .addHelpText('after', `\n${say(text.examples)}`)
    .action(async (words: string[], options: DoOptions) => {
      const { runDo } = await import('./run-do.ts');
      await runDo(words, options, defining.signal);
    });
}
