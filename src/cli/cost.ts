import { Option } from 'commander';
import { command as text } from '../messages/cost.ts';
import type { CommonOptions, Defining } from './common.ts';
import { withCommonOptions } from './common.ts';
import { type WindowOptions, withWindowOptions } from './window.ts';

export interface CostOptions extends CommonOptions, WindowOptions {
  refreshPrices: boolean;
}

/** `netops cost`: what the network costs in a month by item, and what could be saved. */
export function define(defining: Defining): void {
  const { program, say } = defining;
  const command = program.command('cost').description(say(text.description));
  withWindowOptions(withCommonOptions(command, defining), defining)
    .addOption(new Option('--refresh-prices', say(text.refreshPrices)).default(false, ''))
    .addHelpText('after', `\n${say(text.examples)}`)
    .action(async (options: CostOptions) => {
      const { runCost } = await import('./run-cost.ts');
      await runCost(options, defining.signal);
    });
}
