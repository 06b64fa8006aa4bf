import { analyzeCommand as text } from '../messages/commands.ts';
import type { CommonOptions, Defining } from './common.ts';
import { withCommonOptions } from './common.ts';

/** `netops analyze`: the account's network, read, judged and reported. */
export function define(defining: Defining): void {
  const { program, say } = defining;
  withCommonOptions(program.command('analyze').description(say(text.description)), defining)
    .addHelpText('after', `\n${say(text.examples)}`)
    .action(async (options: CommonOptions) => {
      const { runAnalyze } = await import('./run-analyze.ts');
      await runAnalyze(options, defining.signal);
    });
}
