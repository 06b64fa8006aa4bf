import { command as text } from '../messages/lb.ts';
import type { CommonOptions, Defining } from './common.ts';
import { withCommonOptions } from './common.ts';
import { type WindowOptions, withWindowOptions } from './window.ts';

export type LbOptions = CommonOptions & WindowOptions;

/** `netops lb [NAME]`: load balancers, their targets, and why some do not serve. */
export function define(defining: Defining): void {
  const { program, say } = defining;
  const command = program.command('lb').description(say(text.description)).argument('[name]', say(text.name));
  withWindowOptions(withCommonOptions(command, defining), defining)
    .addHelpText('after', `\n${say(text.examples)}`)
    .action(async (name: string | undefined, options: LbOptions) => {
      const { runLb } = await import('./run-lb.ts');
      await runLb(name, options, defining.signal);
    });
}
