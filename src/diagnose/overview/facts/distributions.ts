import type { CacheBehavior, DefaultCacheBehavior } from '@aws-sdk/client-cloudfront';
import { findSeries } from '../../../snapshot/metrics.ts';
import { type Saved, type Snapshot, scopeOf } from '../../../snapshot/snapshot.ts';
import type { DistributionFacts } from '../overview.ts';
import { byPlace, compare, everywhere } from './scopes.ts';

/** AWS's managed cache policy `CachingDisabled`: https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/using-managed-cache-policies.html */
const cachingDisabled = '4135ea2d-6df8-44a3-9df3-4b5a84be39ad';

export function distributionFacts(snapshot: Snapshot): DistributionFacts[] | null {
  return (
    everywhere(
      snapshot,
      (s) => s.cloudfront?.Distributions,
      (d) => d.Id,
    )
      ?.map(({ item, account, region }): DistributionFacts => {
        const behaviours = [item.DefaultCacheBehavior, ...(item.CacheBehaviors?.Items ?? [])];
        const rates = findSeries(scopeOf(snapshot, account, region), {
          namespace: 'AWS/CloudFront',
          metric: 'CacheHitRate',
          dimensions: { DistributionId: item.Id ?? '', Region: 'Global' },
          stat: 'Average',
        })?.values;
        return {
          account,
          region,
          id: item.Id ?? '',
          domain: item.DomainName ?? '',
          aliases: [...(item.Aliases?.Items ?? [])].sort(compare),
          enabled: item.Enabled ?? true,
          origins: (item.Origins?.Items ?? [])
            .map((o) => ({ domain: o.DomainName ?? '', protocol: o.CustomOriginConfig?.OriginProtocolPolicy ?? null }))
            .sort((a, b) => compare(a.domain, b.domain)),
          viewerProtocol: item.DefaultCacheBehavior?.ViewerProtocolPolicy ?? null,
          minimumTls: item.ViewerCertificate?.MinimumProtocolVersion ?? null,
          webAcl: item.WebACLId === undefined || item.WebACLId === '' ? null : item.WebACLId,
          cachingOff: behaviours.every((b) => b !== undefined && keepsNothing(b)),
          hitRate: rates === undefined || rates.length === 0 ? null : rates.reduce((a, b) => a + b, 0) / rates.length,
        };
      })
      .sort(byPlace((d) => `${d.aliases[0] ?? d.domain} ${d.id}`)) ?? null
  );
}

/** A behaviour with a cache policy of the account's own keeps its TTLs there, unread: nothing is claimed of it. */
const keepsNothing = (b: Saved<DefaultCacheBehavior> | Saved<CacheBehavior>): boolean =>
  b.CachePolicyId === undefined || b.CachePolicyId === '' ? b.MaxTTL === 0 : b.CachePolicyId === cachingDisabled;
