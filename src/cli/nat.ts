import { command as text } from '../messages/nat.ts';
import type { CommonOptions, Defining } from './common.ts';
import { withCommonOptions } from './common.ts';
import { instant, type WindowOptions, withWindowOptions } from './window.ts';

export interface NatOptions extends CommonOptions, WindowOptions {
  vpc?: string;
  id?: string;
  name?: string;
  from?: Date;
  to?: Date;
  /** False by `--no-flow-logs`. */
  flowLogs: boolean;
}

/** `netops nat`: what NAT gateways carry, why the way out is slow, what saves money. */
export function define(defining: Defining): void {
  const { program, say } = defining;
  const command = program
    .command('nat')
    .description(say(text.description))
    .option('--vpc <vpc>', say(text.vpc))
    .option('--id <id>', say(text.id))
    .option('--name <name>', say(text.name))
    .option('--no-flow-logs', say(text.noFlowLogs));
  withWindowOptions(withCommonOptions(command, defining), defining)
    .option('--from <instant>', say(text.from), instant('--from'))
    .option('--to <instant>', say(text.to), instant('--to'))
    .addHelpText('after', `\n${say(text.examples)}`)
    .action(async (options: NatOptions) => {
      const { runNat } = await import('./run-nat.ts');
      await runNat(options, defining.signal);
    });
}
