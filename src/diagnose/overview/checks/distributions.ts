import { finding } from '../../../findings/finding.ts';
import * as text from '../../../messages/findings/account.ts';
import type { Check } from '../check.ts';

/** Percent of requests that CloudFront should answer itself. */
const target = 85;

export const distributions: Check = {
  codes: ['CLOUDFRONT_NO_WAF', 'CLOUDFRONT_CACHING_OFF', 'CLOUDFRONT_LOW_HIT_RATE'],
  find: ({ snapshot, overview }) =>
    (overview.distributions ?? []).flatMap((d) => {
      const account =
        snapshot.scopes.find((s) => s.cloudfront?.Distributions?.some((x) => x.Id === d.id))?.account ?? '';
      const base = { account, region: 'global', resource: d.id, resourceName: d.aliases[0] ?? d.domain };
      const name = d.aliases[0] ?? d.domain;
      const rate = d.hitRate === null ? undefined : d.hitRate.toFixed(1);
      return [
        ...(d.webAcl === null
          ? [
              finding({
                ...base,
                code: 'CLOUDFRONT_NO_WAF',
                severity: 'medium',
                priority: 'P3',
                title: text.distributionNoWaf(name),
                impact: text.distributionNoWafImpact(),
                evidence: [{ says: text.noWebAcl(), from: 'cloudfront:ListDistributions', id: d.id }],
                references: [
                  'https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/distribution-web-awswaf.html',
                ],
              }),
            ]
          : []),
        ...(d.cachingOff || (d.hitRate !== null && d.hitRate < target)
          ? [
              finding({
                ...base,
                code: d.cachingOff ? 'CLOUDFRONT_CACHING_OFF' : 'CLOUDFRONT_LOW_HIT_RATE',
                severity: 'low',
                priority: 'P3',
                title: d.cachingOff ? text.cachingOff(name) : text.lowHitRate(name, rate ?? ''),
                impact: text.cachingImpact(),
                evidence: [
                  ...(d.cachingOff ? [{ says: text.ttlsZero(), from: 'cloudfront:ListDistributions', id: d.id }] : []),
                  ...(rate === undefined
                    ? []
                    : [{ says: text.hitRateIs(rate), from: 'cloudwatch:GetMetricData', id: d.id }]),
                ],
                references: ['https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/cache-hit-ratio.html'],
              }),
            ]
          : []),
      ];
    }),
};
