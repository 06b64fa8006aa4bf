import { monthly } from '../../pricing/estimate.ts';
import { type Price, priceOf } from '../../pricing/price.ts';

/** The hours that AWS's own calculator counts for a month. */
const monthSeconds = 730 * 3_600;

/** What a window's GB are in a month at the same rate. 1 GB is 10⁹ bytes, as on an AWS bill. */
export const monthlyGb = (bytes: number, windowSeconds: number): number =>
  windowSeconds <= 0 ? 0 : (bytes / 1e9) * (monthSeconds / windowSeconds);

export interface Saving {
  /** US dollars a month; null: a price is unknown. Negative: it costs more than it saves. */
  monthlyUsd: number | null;
  formula: string;
  prices: Price[];
}

const figure = (n: number): string => String(Math.round(n * 100) / 100);
const usd = (p: Price | null): string => (p === null ? '$?' : `$${p.usd}`);

/** What bills a GB on its way out: the NAT gateway, or the firewall that it is chained with, for which AWS waives NAT's charge. */
export type BilledBy = 'nat-gateway-gb' | 'network-firewall-gb';

/** What a gateway endpoint, which costs nothing, saves when so many GB leave the way out for it. */
export function gatewayEndpointSaving(
  gb: number,
  region: string,
  table?: readonly Price[],
  by: BilledBy = 'nat-gateway-gb',
): Saving {
  const price = priceOf(by, region, table);
  return {
    monthlyUsd: price === null ? null : gb * price.usd,
    formula: `${figure(gb)} GB × ${usd(price)}/GB${by === 'network-firewall-gb' ? ' (Network Firewall)' : ''}`,
    prices: price === null ? [] : [price],
  };
}

/** What an interface endpoint in so many zones saves when so many GB leave the way out for it. */
export function interfaceEndpointSaving(
  gb: number,
  zones: number,
  region: string,
  table?: readonly Price[],
  by: BilledBy = 'nat-gateway-gb',
): Saving {
  const nat = priceOf(by, region, table);
  const cost = monthly({ product: 'interface-endpoint', region, quantity: zones, gb }, table);
  return {
    monthlyUsd: nat === null || cost.monthlyUsd === null ? null : gb * nat.usd - cost.monthlyUsd,
    formula: `${figure(gb)} GB × ${usd(nat)}/GB − (${cost.formula})`,
    prices: [...(nat === null ? [] : [nat]), ...cost.prices],
  };
}

/** From how many GB a month an interface endpoint in so many zones costs less than the way out; null: unknown, or never. */
export function breakEvenGb(
  zones: number,
  region: string,
  table?: readonly Price[],
  by: BilledBy = 'nat-gateway-gb',
): number | null {
  const nat = priceOf(by, region, table);
  const own = priceOf('interface-endpoint-gb', region, table);
  const hours = monthly({ product: 'interface-endpoint', region, quantity: zones }, table).monthlyUsd;
  if (nat === null || own === null || hours === null || nat.usd <= own.usd) return null;
  return hours / (nat.usd - own.usd);
}

/**
 * Bytes of a flow log record in its default format, and how many records a connection makes: both directions, at the
 * host's interface and at the gateway's.
 * https://docs.aws.amazon.com/vpc/latest/userguide/flow-log-records.html
 */
const recordBytes = 120;
const recordsAConnection = 4;

/** About what flow logs to CloudWatch Logs cost for so many connections; records of idle minutes are not in it. */
export function flowLogCost(attempts: number, windowSeconds: number, region: string, table?: readonly Price[]): Saving {
  const gb = monthlyGb(attempts * recordsAConnection * recordBytes, windowSeconds);
  const cost = monthly({ product: 'logs-vended', region, gb }, table);
  return { monthlyUsd: cost.monthlyUsd, formula: cost.formula, prices: cost.prices };
}
