import { hundredthOfACent } from '../../pricing/estimate.ts';
import { compare, grouped } from '../overview/facts/scopes.ts';

/** What has a price, or none that is known. */
export interface Billed {
  /** US dollars; null: unknown. */
  monthlyUsd: number | null;
  /** The sum is no more than this. */
  atMost: boolean;
}

/** Sums of a month, in US dollars. */
export interface Bill {
  /** What is known for sure, and nothing else: the bill is no less as long as nothing is unknown below zero. */
  monthlyUsd: number;
  /** What may come to it, at most: quantities that count what AWS may not bill. */
  atMostUsd: number;
  items: number;
  /** On the bill, and in neither sum. */
  unknown: number;
}

export interface Subtotal extends Bill {
  key: string | null;
}

/** The sums of some lines; one that is unknown adds to neither and makes the bill "at least". */
export function billOf(items: readonly Billed[]): Bill {
  const sum = (some: readonly Billed[]): number =>
    hundredthOfACent(some.reduce((total, i) => total + (i.monthlyUsd ?? 0), 0));
  return {
    monthlyUsd: sum(items.filter((i) => !i.atMost)),
    atMostUsd: sum(items.filter((i) => i.atMost)),
    items: items.length,
    unknown: items.filter((i) => i.monthlyUsd === null).length,
  };
}

/** The sums by a key, dearest first; those without a key come last. */
export function subtotalsOf<T extends Billed, K extends string | null>(
  items: readonly T[],
  keyOf: (item: T) => K,
): (Bill & { key: K })[] {
  return [...grouped(items, (i) => JSON.stringify(keyOf(i))).values()]
    .map((same) => ({ key: keyOf(same[0]!), ...billOf(same) }))
    .sort(
      (a, b) =>
        Number(a.key === null) - Number(b.key === null) ||
        b.monthlyUsd - a.monthlyUsd ||
        compare(a.key ?? '', b.key ?? ''),
    );
}
