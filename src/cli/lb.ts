import { Option } from 'commander';
import { UserError } from '../errors/user-error.ts';
import { badWindow, command as text } from '../messages/lb.ts';
import type { CommonOptions, Defining } from './common.ts';
import { withCommonOptions } from './common.ts';

export interface LbOptions extends CommonOptions {
  /** Seconds. */
  last: number;
}

const units: Record<string, number> = { m: 60, h: 3_600, d: 86_400 };
/** CloudWatch keeps 455 days. */
const longest = 455 * 86_400;

function seconds(given: string): number {
  const [, count, unit] = /^(\d{1,5})([mhd])$/.exec(given) ?? [];
  const length = Number(count) * (units[unit ?? ''] ?? Number.NaN);
  if (!(length >= 60 && length <= longest)) throw new UserError(badWindow(given), 2);
  return length;
}

/** `netops lb [NAME]`: load balancers, their targets, and why some do not serve. */
export function define(defining: Defining): void {
  const { program, say } = defining;
  const command = program.command('lb').description(say(text.description)).argument('[name]', say(text.name));
  withCommonOptions(command, defining)
    .addOption(new Option('--last <time>', say(text.last)).argParser(seconds).default(86_400, '24h'))
    .addHelpText('after', `\n${say(text.examples)}`)
    .action(async (name: string | undefined, options: LbOptions) => {
      const { runLb } = await import('./run-lb.ts');
      await runLb(name, options, defining.signal);
    });
}
