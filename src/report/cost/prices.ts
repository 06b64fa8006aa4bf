import type { CostItem } from '../../diagnose/cost/items.ts';
import * as text from '../../messages/cost.ts';
import type { Text } from '../../messages/text.ts';
import type { Snapshot } from '../../snapshot/snapshot.ts';
import { formatInstant } from '../time.ts';
import type { CostReader } from './reader.ts';

/** Which table the prices are from, and of what dates those are that were used. */
export function pricesUsed({ prices }: Snapshot, items: readonly CostItem[]) {
  const dates = items.flatMap((i) => i.asOf ?? []).sort();
  return {
    table: prices === undefined ? ('bundled' as const) : ('refreshed' as const),
    refreshedAt: prices?.refreshedAt ?? null,
    file: prices?.file ?? null,
    oldest: dates[0] ?? null,
    newest: dates.at(-1) ?? null,
  };
}

/** The same as a sentence. */
export function pricesLine({ snapshot, diagnosis, zone }: CostReader): Text {
  const { refreshedAt, oldest, newest } = pricesUsed(snapshot, diagnosis.items);
  if (oldest === null || newest === null) return text.pricesUnused;
  return refreshedAt === null
    ? text.pricesBundled(oldest, newest)
    : text.pricesRefreshed(formatInstant(refreshedAt, zone), oldest, newest);
}

/** The sources of some items' prices, each once, in the order in which they are named; a row's mark is its place. */
export function sourcesOf(items: readonly CostItem[]): { source: string; asOf: string | null }[] {
  const found = new Map<string, { source: string; asOf: string | null }>();
  for (const { source, asOf } of items) if (source !== null && !found.has(source)) found.set(source, { source, asOf });
  return [...found.values()];
}
