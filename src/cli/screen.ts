import type { TerminalOptions } from '../report/terminal.ts';

/** Widest line that a person still reads; a wider terminal is not filled. */
const widest = 140;

/** How the results are drawn: the terminal's width (80 where there is none), colour where it is a terminal that has it. */
export function screen({ color }: { color: boolean }): TerminalOptions {
  const columns = process.stdout.columns ?? Number(process.env.COLUMNS ?? 80);
  return {
    width: Math.min(Number.isFinite(columns) && columns > 0 ? columns : 80, widest),
    color: color && wantsColor(),
  };
}

/** https://no-color.org, https://force-color.org */
export function wantsColor(stream: { isTTY?: boolean } = process.stdout, env = process.env): boolean {
  if (env.NO_COLOR !== undefined && env.NO_COLOR !== '') return false;
  if (env.FORCE_COLOR !== undefined && env.FORCE_COLOR !== '0') return true;
  return stream.isTTY === true && env.TERM !== 'dumb';
}
