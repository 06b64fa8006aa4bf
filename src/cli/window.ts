import { type Command, Option } from 'commander';
import { longestWindow, type WindowAsked } from '../capabilities/window.ts';
import { exit, UserError } from '../errors/user-error.ts';
import * as text from '../messages/window.ts';
import type { Defining } from './common.ts';

export { type TimeWindow, windowOf } from '../capabilities/window.ts';

/** The options of a command that looks at a stretch of time. */
export type WindowOptions = WindowAsked;

const units: Record<string, number> = { m: 60, h: 3_600, d: 86_400 };

function seconds(given: string): number {
  const [, count, unit] = /^(\d{1,6})([mhd])$/.exec(given) ?? [];
  const length = Number(count) * (units[unit ?? ''] ?? Number.NaN);
  if (!(length >= 60 && length <= longestWindow)) throw new UserError(text.badWindow(given), exit.usage);
  return length;
}

/** ISO 8601; without an offset in the zone of this machine, whose reader wrote it. */
export const instant =
  (option: string) =>
  (given: string): Date => {
    const isDate = /^\d{4}-\d\d-\d\d$/.test(given);
    const isInstant = /^\d{4}-\d\d-\d\d[T ]\d\d:\d\d(:\d\d(\.\d+)?)?(Z|[+-]\d\d:?\d\d)?$/.test(given);
    const date = new Date(isDate ? `${given}T00:00` : given.replace(' ', 'T'));
    if (!(isDate || isInstant) || Number.isNaN(date.getTime()))
      throw new UserError(text.badInstant(option, given), exit.usage);
    return date;
  };

/** Adds `--last`, `--since` and `--until` to a command. */
export function withWindowOptions(command: Command, { say }: Defining): Command {
  return command
    .addOption(new Option('--last <time>', say(text.windowOptions.last)).argParser(seconds))
    .addOption(new Option('--since <instant>', say(text.windowOptions.since)).argParser(instant('--since')))
    .addOption(new Option('--until <instant>', say(text.windowOptions.until)).argParser(instant('--until')));
}
