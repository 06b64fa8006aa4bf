import { type Price, type Product, pricesOf } from './price.ts';
import { products } from './products.ts';

/** The hours that AWS's own calculator counts for a month. */
export const hoursPerMonth = 730;

/** What is billed by the hour or the month, and the prices it is made of. */
const billed = {
  'nat-gateway': { hour: 'nat-gateway-hour', gb: 'nat-gateway-gb' },
  /** One a zone that the gateway works in. */
  'regional-nat-gateway': { hour: 'regional-nat-gateway-hour', gb: 'nat-gateway-gb' },
  /** One a subnet that the endpoint has an interface in. */
  'interface-endpoint': { hour: 'interface-endpoint-hour', gb: 'interface-endpoint-gb' },
  'gwlb-endpoint': { hour: 'gwlb-endpoint-hour', gb: 'gwlb-endpoint-gb' },
  /** Elastic or not, in use or not. */
  'public-ipv4': { hour: 'public-ipv4-hour' },
  /** Without capacity units, which depend on traffic. */
  alb: { hour: 'alb-hour' },
  nlb: { hour: 'nlb-hour' },
  gwlb: { hour: 'gwlb-hour' },
  'classic-lb': { hour: 'classic-lb-hour', gb: 'classic-lb-gb' },
  'tgw-attachment': { hour: 'tgw-attachment-hour', gb: 'tgw-gb' },
  /** Without the attachment of one that ends on a transit gateway. */
  'vpn-connection': { hour: 'vpn-connection-hour' },
  /** One a zone. */
  'network-firewall-endpoint': { hour: 'network-firewall-endpoint-hour', gb: 'network-firewall-gb' },
  /** One an address of the endpoint. */
  'resolver-interface': { hour: 'resolver-interface-hour' },
  'route53-zone': { month: 'route53-zone-month' },
  'route53-health-check': { month: 'route53-health-check-month' },
  'waf-web-acl': { month: 'waf-web-acl-month' },
  'internet-egress': { gb: 'internet-egress-gb' },
  'inter-zone': { gb: 'inter-zone-gb' },
  'logs-vended': { gb: 'logs-vended-gb' },
} as const satisfies Record<string, { hour?: Product; month?: Product; gb?: Product }>;

export type Billed = keyof typeof billed;

export interface MonthlyInput {
  product: Billed;
  region: string;
  /** How many; 1 when it is left out. */
  quantity?: number;
  /** GB of all of them together in the month. Left out: the answer is without data, and its formula shows none. */
  gb?: number;
}

export interface Estimate {
  /** US dollars a month, or null when a price that it needs is unknown. Never 0 for the unknown. */
  monthlyUsd: number | null;
  /** How it comes about, for people: `2 × 730 h × $0.059/h + 1,200 GB × $0.059/GB`; an unknown price is `$?`. */
  formula: string;
  /** What the figures rest on, with their sources. */
  prices: Price[];
}

/**
 * What something costs in a month of 730 hours at list prices. Not in it: taxes, discounts, free tiers, and AWS's
 * waiver of NAT gateway charges behind a Network Firewall endpoint (`natGatewayWaiver`).
 *
 * @param table another table than the bundled one
 */
export function monthly({ product, region, quantity = 1, gb }: MonthlyInput, table?: readonly Price[]): Estimate {
  const parts: { hour?: Product; month?: Product; gb?: Product } = billed[product];
  const terms: Term[] = [];
  if (parts.hour !== undefined) {
    terms.push(
      fixed(
        pricesOf(parts.hour, region, table),
        [quantity, hoursPerMonth],
        `${amount(quantity)} × ${hoursPerMonth} h`,
        'h',
      ),
    );
  }
  if (parts.month !== undefined) {
    terms.push(tiered(pricesOf(parts.month, region, table), quantity, '', 'month'));
  }
  if (parts.gb !== undefined && gb !== undefined) {
    terms.push(tiered(pricesOf(parts.gb, region, table), gb, ' GB', 'GB'));
  }
  const usd = terms.map((term) => term.usd);
  return {
    monthlyUsd:
      terms.length === 0 || usd.includes(null)
        ? null
        : hundredthOfACent(usd.reduce<number>((sum, u) => sum + (u ?? 0), 0)),
    formula: terms.map((term) => term.formula).join(' + '),
    prices: terms.flatMap((term) => term.prices),
  };
}

/**
 * What a month's quantity of one product costs at list price, over its tiers; as `monthly`, for a single price.
 *
 * @param quantity in the product's unit; of what is billed by the hour, the hours of all of them together
 */
export function priced(product: Product, region: string, quantity: number, table?: readonly Price[]): Estimate {
  const { unit } = products[product];
  const prices = pricesOf(product, region, table);
  const count = quantity / hoursPerMonth;
  const term =
    unit === 'hour' && Number.isInteger(Math.round(count * 1e6) / 1e6)
      ? fixed(prices, [Math.round(count), hoursPerMonth], `${amount(Math.round(count))} × ${hoursPerMonth} h`, 'h')
      : tiered(
          prices,
          quantity,
          unit === 'month' ? '' : unit === 'hour' ? ' h' : ` ${unit}`,
          unit === 'hour' ? 'h' : unit,
        );
  return {
    monthlyUsd: term.usd === null ? null : hundredthOfACent(term.usd),
    formula: term.formula,
    prices: term.prices,
  };
}

/**
 * AWS waives the hours and the data of a NAT gateway, one to one, for the hours and data of a Network Firewall endpoint
 * that it is chained with. Whether two are chained is the routes' matter, so estimates leave it out: a report that
 * shows NAT gateway costs behind a firewall must say so.
 */
export const natGatewayWaiver = {
  source: 'https://aws.amazon.com/about-aws/whats-new/2026/02/aws-network-firewall-new-price-reduction/',
  asOf: '2026-02-06',
} as const;

interface Term {
  usd: number | null;
  formula: string;
  prices: Price[];
}

function fixed([price]: Price[], factors: number[], text: string, unit: string): Term {
  if (price === undefined) return { usd: null, formula: `${text} × $?/${unit}`, prices: [] };
  return {
    usd: factors.reduce((product, factor) => product * factor, price.usd),
    formula: `${text} × $${price.usd}/${unit}`,
    prices: [price],
  };
}

/** A quantity over a price's tiers. What lies beyond the last tier that is known makes the whole unknown. */
function tiered(tiers: Price[], quantity: number, suffix: string, unit: string): Term {
  const used: Price[] = [];
  const formulas: string[] = [];
  let usd = 0;
  let reached = 0;
  for (const price of tiers) {
    const to = Math.min(quantity, price.tier.to ?? quantity);
    if (price.tier.from > reached || (to <= price.tier.from && price.tier.from > 0)) break;
    usd += (to - price.tier.from) * price.usd;
    formulas.push(`${amount(to - price.tier.from)}${suffix} × $${price.usd}/${unit}`);
    used.push(price);
    reached = to;
  }
  if (used.length > 0 && reached >= quantity) return { usd, formula: formulas.join(' + '), prices: used };
  formulas.push(`${amount(quantity - reached)}${suffix} × $?/${unit}`);
  return { usd: null, formula: formulas.join(' + '), prices: used };
}

/** `1234567.5` → `1,234,567.5`, whatever the machine's locale. */
function amount(value: number): string {
  const [whole = '', fraction] = String(Math.round(value * 1000) / 1000).split('.');
  const grouped = whole.replace(/\B(?=(\d{3})+$)/g, ',');
  return fraction === undefined ? grouped : `${grouped}.${fraction}`;
}

/** US dollars to a hundredth of a cent: sums of decimal prices have binary dust. */
export const hundredthOfACent = (usd: number): number => Math.round(usd * 10_000) / 10_000;
