import { Option } from 'commander';
import { command as text } from '../messages/exposure.ts';
import type { CommonOptions, Defining } from './common.ts';
import { withCommonOptions } from './common.ts';

export interface ExposureOptions extends CommonOptions {
  from?: string;
  to?: string;
}

/** `netops exposure`: what the internet reaches, and who reaches whom. */
export function define(defining: Defining): void {
  const { program, say } = defining;
  const command = program
    .command('exposure')
    .description(say(text.description))
    .addOption(new Option('--from <vpc>', say(text.from)))
    .addOption(new Option('--to <vpc>', say(text.to)));
  withCommonOptions(command, defining)
    .addHelpText('after', `\n${say(text.examples)}`)
    .action(async (options: ExposureOptions) => {
      const { runExposure } = await import('./run-exposure.ts');
      await runExposure(options, defining.signal);
    });
}
