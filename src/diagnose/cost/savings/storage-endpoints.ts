import { priced } from '../../../pricing/estimate.ts';
import { priceOf } from '../../../pricing/price.ts';
import { s3EndpointMissing } from '../../overview/checks/s3-endpoint-missing.ts';
import { firewallsBefore, processedBy } from '../services/nat-gateways.ts';
import { type Amount, type Billed, type Found, savingBy } from './saving.ts';

/**
 * Free gateway endpoints to S3 in place of the way through NAT: no more can be saved than what all that the gateways
 * carry is charged. Behind a Network Firewall AWS waives the gateway's charge, so there it is the firewall's that goes.
 */
export const storageEndpoints = (billed: Billed): Found[] =>
  s3EndpointMissing.find(billed.inspected).map((found) => {
    const vpcs = new Set(found.affected);
    return savingBy(found, amountOf(billed, found.region, vpcs), []);
  });

function amountOf({ inspected, table }: Billed, region: string, vpcs: ReadonlySet<string>): Amount {
  const { overview } = inspected;
  const missing = (overview.missingEndpoints ?? []).filter((m) => m.service.endsWith('.s3') && vpcs.has(m.vpc));
  const through = new Set(missing.flatMap((m) => m.through));
  const parts = (overview.natGateways ?? [])
    .filter((n) => through.has(n.id))
    .map((n) => ({
      gb: processedBy(inspected, n).quantity,
      product:
        firewallsBefore(inspected, n).length > 0 ? ('network-firewall-gb' as const) : ('nat-gateway-gb' as const),
    }));
  const sums = (['nat-gateway-gb', 'network-firewall-gb'] as const).flatMap((product) => {
    const own = parts.filter((p) => p.product === product);
    if (own.length === 0) return [];
    const price = priceOf(product, region, table);
    if (own.some((p) => p.gb === null)) {
      const rate = price === null ? '?' : price.usd;
      return [{ monthlyUsd: null, formula: `? GB × $${rate}/GB`, prices: price === null ? [] : [price] }];
    }
    return [
      priced(
        product,
        region,
        own.reduce((sum, p) => sum + p.gb!, 0),
        table,
      ),
    ];
  });
  return {
    monthlyUsd:
      sums.length === 0 || sums.some((s) => s.monthlyUsd === null)
        ? null
        : sums.reduce((sum, s) => sum + s.monthlyUsd!, 0),
    formula: sums.map((s) => s.formula).join(' + ') || '?',
    prices: sums.flatMap((s) => s.prices),
    upTo: true,
  };
}
