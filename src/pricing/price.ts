import type { Price, Product } from './products.ts';
import { bundledPrices } from './table.ts';

export type { Price, PriceService, Product } from './products.ts';

/**
 * A price for the first unit of a month, or null when the table has none: an unknown price stays unknown, it is never
 * taken from another region.
 *
 * @param region AWS's code, such as `ap-northeast-2`
 * @param table another table than the one bundled, such as a refreshed one
 */
export const priceOf = (product: Product, region: string, table: readonly Price[] = bundledPrices): Price | null =>
  pricesOf(product, region, table)[0] ?? null;

/** All tiers of a price, from the first unit on; empty when unknown. */
export function pricesOf(product: Product, region: string, table: readonly Price[] = bundledPrices): Price[] {
  const own = table.filter((price) => price.product === product && price.region === region);
  // Other partitions have their own price lists.
  const elsewhere = /^(cn|us-gov)-/.test(region)
    ? []
    : table.filter((p) => p.product === product && p.region === 'global');
  const found = own.length > 0 ? own : elsewhere;
  return found.sort((a, b) => a.tier.from - b.tier.from);
}
