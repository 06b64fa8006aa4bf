import type { Difference } from '../../network/difference.ts';

interface Opening {
  protocol: string;
  ports: string;
  sources?: readonly string[];
}

/** Whether anything that was reached before is not reached any more. */
export const closesSomething = ({ exposure, reach }: Difference): boolean =>
  [...exposure, ...(reach ?? [])].some(({ before, after }: { before: Opening[]; after: Opening[] }) =>
    before.some((was) => !after.some((is) => covers(is, was))),
  );

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
