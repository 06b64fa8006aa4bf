import { amountOf, what, why } from '../../../messages/cost-items.ts';
import { priced } from '../../../pricing/estimate.ts';
import type { Price } from '../../../pricing/price.ts';
import type { Scope, Snapshot } from '../../../snapshot/snapshot.ts';
import { gigabyte, inUnits, type Measured, monthlySum } from '../measured.ts';
import type { Use } from '../use.ts';
import { unread } from './read.ts';

/** A distribution's metrics are of the whole world: https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/programming-cloudwatch-metrics.html */
const metric = (scope: Scope, id: string, name: string): Measured =>
  monthlySum(scope, {
    namespace: 'AWS/CloudFront',
    metric: name,
    dimensions: { DistributionId: id, Region: 'Global' },
  });

/**
 * CloudFront is billed by the GB and the request, at a price of the place that each viewer is served from. Which places
 * no metric tells, so the sum is unknown; what it would be from one place is said.
 * https://aws.amazon.com/cloudfront/pricing/
 */
export const cloudFrontUses = (snapshot: Snapshot, table: readonly Price[]): Use[] => [
  ...unread(snapshot, 'global', (s) => s.cloudfront?.Distributions, {
    service: 'cloudfront',
    what: what.cloudfrontGb,
    operation: 'cloudfront:ListDistributions',
  }),
  ...snapshot.scopes.flatMap((scope) =>
    (scope.cloudfront?.Distributions ?? [])
      .filter((d) => d.Id !== undefined && d.Enabled !== false)
      .flatMap((d): Use[] => {
        const own = {
          service: 'cloudfront' as const,
          account: scope.account,
          region: 'global',
          product: null,
          id: d.Id!,
          ...(d.DomainName === undefined ? {} : { name: d.Aliases?.Items?.[0] ?? d.DomainName }),
        };
        const gb = inUnits(metric(scope, d.Id!, 'BytesDownloaded'), gigabyte);
        const requests = metric(scope, d.Id!, 'Requests');
        const asia = gb.quantity === null ? null : priced('cloudfront-asia-pacific-gb', 'global', gb.quantity, table);
        return [
          {
            ...own,
            what: what.cloudfrontGb,
            quantity: null,
            why: gb.quantity === null ? gb.why : why.viewers(amountOf.gb(gb.quantity), asia?.monthlyUsd ?? null),
          },
          {
            ...own,
            what: what.cloudfrontRequests,
            quantity: null,
            why:
              requests.quantity === null
                ? requests.why
                : {
                    ko: why.viewers(amountOf.requests(requests.quantity).ko, null).ko,
                    en: why.viewers(amountOf.requests(requests.quantity).en, null).en,
                  },
          },
        ];
      }),
  ),
];
