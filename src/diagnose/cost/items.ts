import { why } from '../../messages/cost-items.ts';
import type { Text } from '../../messages/text.ts';
import { hundredthOfACent, priced } from '../../pricing/estimate.ts';
import type { Price, Product } from '../../pricing/price.ts';
import { products } from '../../pricing/products.ts';
import { compare, grouped } from '../overview/facts/scopes.ts';
import { type CostService, costServices, type Use } from './use.ts';

/** One thing on a line of the bill, and its part of the line. */
export interface CostResource {
  id: string;
  name: string | null;
  vpc: string | null;
  quantity: number | null;
  /** Of tiered prices the same part of the sum as of the quantity. */
  monthlyUsd: number | null;
}

/** One line of the month's bill: all uses of one price in an account and region. */
export interface CostItem {
  service: CostService;
  account: string;
  region: string;
  product: Product | null;
  what: Text;
  /** What it is for, and how much of the quantity is each one's. */
  resources: CostResource[];
  /** A month's, in `unit`s; null: unknown. */
  quantity: number | null;
  /** Where the quantity comes from: what is there, or what CloudWatch counted in the window, at a month's length. */
  basis: 'configured' | 'measured' | 'unknown';
  unit: string | null;
  /** Of the first unit; null: unknown. */
  unitUsd: number | null;
  /** US dollars; below zero: AWS waives it. Null: unknown, and `why` says why. */
  monthlyUsd: number | null;
  /** True: no more than this; the quantity counts what may not be billed. */
  atMost: boolean;
  formula: string;
  why: Text | null;
  /** Where the price was read, and of what date it is. */
  source: string | null;
  asOf: string | null;
}

/**
 * The bill's lines, in the services' order. Uses whose quantity is unknown stay apart from those that are known.
 *
 * @param vpcs the VPC of each resource that stands in one
 */
export function itemsOf(
  uses: readonly Use[],
  table: readonly Price[],
  vpcs: ReadonlyMap<string, string> = new Map(),
): CostItem[] {
  return [...grouped(uses, keyOf).values()]
    .map((same) => itemOf(same, table, vpcs))
    .sort(
      (a, b) =>
        costServices.indexOf(a.service) - costServices.indexOf(b.service) ||
        compare(a.account, b.account) ||
        compare(a.region, b.region),
    );
}

/** Uses that share a line. */
const keyOf = (use: Use): string =>
  JSON.stringify([
    use.service,
    use.account,
    use.region,
    use.product,
    use.what.en,
    use.quantity === null ? (use.why?.en ?? '') : null,
    use.atMost === true,
    use.waived?.source,
    use.free,
  ]);

function itemOf(same: readonly Use[], table: readonly Price[], vpcs: ReadonlyMap<string, string>): CostItem {
  const [first] = same as [Use];
  const { service, account, region, product, what } = first;
  const quantity = first.quantity === null ? null : same.reduce((sum, u) => sum + u.quantity!, 0);
  const estimate = product === null ? undefined : priced(product, priceRegion(region), quantity ?? 0, table);
  const price = estimate?.prices[0];
  const listed = quantity === null ? null : (estimate?.monthlyUsd ?? null);
  // `-0` would be printed as one.
  const waived = listed === null ? null : listed === 0 ? 0 : -listed;
  const monthlyUsd = first.free !== undefined ? 0 : first.waived !== undefined ? waived : listed;
  return {
    service,
    account,
    region,
    product,
    what,
    resources: resourcesOf(same, { quantity, monthlyUsd }, vpcs),
    quantity,
    basis: quantity === null ? 'unknown' : product !== null && isMeasured(product) ? 'measured' : 'configured',
    unit: product === null ? null : products[product].unit,
    unitUsd: price?.usd ?? null,
    monthlyUsd,
    atMost: first.atMost === true,
    formula: formulaOf(first, quantity, estimate),
    why: monthlyUsd === null && quantity !== null ? noPrice(product, region) : (first.why ?? null),
    source: first.waived?.source ?? first.free ?? price?.source ?? null,
    asOf: first.waived?.asOf ?? (first.free === undefined ? (price?.asOf ?? null) : null),
  };
}

/** Hours and months are counted from what is there; GB, queries, requests and capacity units are measured. */
const isMeasured = (product: Product): boolean => !['hour', 'month'].includes(products[product].unit);

function formulaOf(use: Use, quantity: number | null, estimate: ReturnType<typeof priced> | undefined): string {
  if (use.free !== undefined) return '$0';
  if (estimate === undefined) return '?';
  if (quantity !== null) return `${use.waived === undefined ? '' : '−'}${estimate.formula}`;
  const [price] = estimate.prices;
  return price === undefined ? '?' : `? ${price.unit} × $${price.usd}/${price.unit}`;
}

function noPrice(product: Product | null, region: string): Text {
  if (region.startsWith('cn-')) return why.notInDollars(region);
  return why.noPrice(product === null ? null : products[product].service, region);
}

function resourcesOf(
  same: readonly Use[],
  item: Pick<CostItem, 'quantity' | 'monthlyUsd'>,
  vpcs: ReadonlyMap<string, string>,
): CostResource[] {
  return same
    .flatMap(({ id, name, quantity }): CostResource[] => {
      if (id === undefined) return [];
      const share =
        item.quantity === 0 || item.quantity === null || quantity === null ? null : quantity / item.quantity;
      const usd =
        item.monthlyUsd === 0 ? 0 : share === null || item.monthlyUsd === null ? null : item.monthlyUsd * share;
      return [
        {
          id,
          name: name ?? null,
          vpc: vpcs.get(id) ?? null,
          quantity,
          monthlyUsd: usd === null ? null : hundredthOfACent(usd),
        },
      ];
    })
    .sort((a, b) => compare(a.id, b.id));
}

/** Services without regions have prices without regions; web ACLs of CloudFront are sold in N. Virginia. */
export const priceRegion = (region: string): string => (region === 'global' ? 'us-east-1' : region);
