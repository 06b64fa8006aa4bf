import { exit, UserError } from '../errors/user-error.ts';
import * as text from '../messages/window.ts';

/** A stretch of time as it is asked for: the last seconds, or from an instant, to another or now. */
export interface WindowAsked {
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

/** Seconds that CloudWatch keeps: 455 days. */
export const longestWindow = 455 * 86_400;

/**
 * The window that the options ask for; the last `usual` seconds when they say nothing.
 *
 * @throws UserError with exit code 2 for a window that is empty, in the future, or older than what CloudWatch keeps
 */
export function windowOf({ last, since, until }: WindowAsked, now: Date, usual = 86_400): TimeWindow {
  if (last !== undefined && since !== undefined) throw new UserError(text.lastOrSince, exit.usage);
  if (until !== undefined && last === undefined && since === undefined)
    throw new UserError(text.untilAlone, exit.usage);
  // A window that ends in the future ends now: nothing is known of the rest.
  const to = until === undefined || until > now ? now : until;
  const from = since ?? new Date(to.getTime() - (last ?? usual) * 1000);
  const shown = (date: Date): string => date.toISOString();
  if (from > now) throw new UserError(text.windowInFuture(shown(from)), exit.usage);
  if (from >= to) throw new UserError(text.windowEmpty(shown(from), shown(to)), exit.usage);
  if (now.getTime() - from.getTime() > longestWindow * 1000)
    throw new UserError(text.windowTooOld(shown(from)), exit.usage);
  return { seconds: Math.round((to.getTime() - from.getTime()) / 1000), until: to };
}
