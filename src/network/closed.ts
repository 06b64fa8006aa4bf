import type { Difference } from './difference.ts';

interface Opening {
  protocol: string;
  ports: string;
  sources?: readonly string[];
}

/** Whether anything that was reached before is not reached any more. */
export const closesSomething = ({ exposure, reach }: Difference): boolean =>
  [...exposure, ...(reach ?? [])].some((change) => closedBy(change).length > 0);

/** The openings that were there before a change and are not, or not all of them, after it. */
export const closedBy = <O extends Opening>({ before, after }: { before: readonly O[]; after: readonly O[] }): O[] =>
  before.filter((was) => !after.some((is) => covers(is, was)));

/** Whether one of some openings has a port. */
export const opensPort = ({ ports }: Opening, port: number): boolean =>
  rangesOf(ports).some(([from, to]) => from <= port && port <= to);

const covers = (is: Opening, was: Opening): boolean =>
  (is.protocol === 'all' || is.protocol === was.protocol) &&
  (is.sources === undefined ||
    is.sources.includes('internet') ||
    (was.sources ?? []).every((s) => is.sources?.includes(s))) &&
  rangesOf(was.ports).every(([from, to]) => rangesOf(is.ports).some(([lo, hi]) => lo <= from && to <= hi));

/** `22,80-90` as ranges; a word (`all`, `echo`) is a range that only `all` covers besides itself. */
function rangesOf(ports: string): [number, number][] {
  if (ports === 'all') return [[-1, 65_535]];
  return ports.split(',').map((part) => {
    const [from, to = from] = part.split('-').map(Number);
    return from === undefined || Number.isNaN(from) ? [-1, -1] : [from, to ?? from];
  });
}
