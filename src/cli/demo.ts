import { demoCommand as text } from '../messages/commands.ts';
import type { CommonOptions, Defining } from './common.ts';
import { withCommonOptions } from './common.ts';

/** `netops demo`: the main job on a fresh lab, start to end. */
export function define(defining: Defining): void {
  const { program, say } = defining;
  withCommonOptions(program.command('demo').description(say(text.description)), defining)
    .addHelpText('after', `\n${say(text.examples)}`)
    .action(async (options: CommonOptions) => {
      const { runDemo } = await import('./run-demo.ts');
      await runDemo(options, defining.signal);
    });
}
