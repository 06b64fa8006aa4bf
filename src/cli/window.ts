import { type Command, Option } from 'commander';
import { exit, UserError } from '../errors/user-error.ts';
import * as text from '../messages/window.ts';
import type { Defining } from './common.ts';

/** The options of a command that looks at a stretch of time. */
export interface WindowOptions {
  /** Seconds. */
  last?: number;
  since?: Date;
  until?: Date;
}

/** Which stretch of time to look at. */
export interface TimeWindow {
  seconds: number;
  until: Date;
}

const units: Record<string, number> = { m: 60, h: 3_600, d: 86_400 };
/** CloudWatch keeps 455 days. */
const longest = 455 * 86_400;

function seconds(given: string): number {
  const [, count, unit] = /^(\d{1,6})([mhd])$/.exec(given) ?? [];
  const length = Number(count) * (units[unit ?? ''] ?? Number.NaN);
  if (!(length >= 60 && length <= longest)) throw new UserError(text.badWindow(given), exit.usage);
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

/**
 * The window that the options ask for; the last `usual` seconds when they say nothing.
 *
 * @throws UserError with exit code 2 for a window that is empty, in the future, or older than what CloudWatch keeps
 */
export function windowOf({ last, since, until }: WindowOptions, now: Date, usual = 86_400): TimeWindow {
  if (last !== undefined && since !== undefined) throw new UserError(text.lastOrSince, exit.usage);
  if (until !== undefined && last === undefined && since === undefined)
    throw new UserError(text.untilAlone, exit.usage);
  // A window that ends in the future ends now: nothing is known of the rest.
  const to = until === undefined || until > now ? now : until;
  const from = since ?? new Date(to.getTime() - (last ?? usual) * 1000);
  const shown = (date: Date): string => date.toISOString();
  if (from > now) throw new UserError(text.windowInFuture(shown(from)), exit.usage);
  if (from >= to) throw new UserError(text.windowEmpty(shown(from), shown(to)), exit.usage);
  if (now.getTime() - from.getTime() > longest * 1000) throw new UserError(text.windowTooOld(shown(from)), exit.usage);
  return { seconds: Math.round((to.getTime() - from.getTime()) / 1000), until: to };
}
