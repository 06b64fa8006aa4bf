import { doctorCommand as text } from '../messages/doctor.ts';
import type { CommonOptions, Defining } from './common.ts';
import { withCommonOptions } from './common.ts';

/** `netops doctor`: whether this set-up can read the account, call by call. */
export function define(defining: Defining): void {
  const { program, say, signal } = defining;
  withCommonOptions(program.command('doctor').description(say(text.description)), defining)
    .addHelpText('after', `\n${say(text.examples)}`)
    .action(async (options: CommonOptions) => {
      const { runDoctor } = await import('./run-doctor.ts');
      await runDoctor(options, signal);
    });
}
