import { type Finding, finding } from '../../../findings/finding.ts';
import { distribution as text } from '../../../messages/findings/account.ts';
import type { Check, Inspected } from '../check.ts';
import { about, fixByHand } from '../fix.ts';
import type { DistributionFacts } from '../overview.ts';

/** Percent of requests that CloudFront should answer itself. */
const target = 85;
const guide = 'https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide';
/** Security policies of a certificate of one's own that still let TLS below 1.2 in. */
const oldTls = new Set(['SSLv3', 'TLSv1', 'TLSv1_2016', 'TLSv1.1_2016']);

/** CloudFront distributions: WAF, caching, TLS to the users and to the origin. */
export const distributions: Check = {
  codes: [
    'CLOUDFRONT_NO_WAF',
    'CLOUDFRONT_CACHING_OFF',
    'CLOUDFRONT_LOW_HIT_RATE',
    'CLOUDFRONT_VIEWER_HTTP',
    'CLOUDFRONT_ORIGIN_HTTP',
    'CLOUDFRONT_OLD_TLS',
  ],
  find: (inspected) =>
    (inspected.overview.distributions ?? [])
      .filter((d) => d.enabled)
      .flatMap((d) => [...firewall(d), ...caching(d), ...viewers(inspected, d), ...origins(inspected, d)]),
};

const nameOf = (d: DistributionFacts): string => d.aliases[0] ?? d.domain;
const subject = (d: DistributionFacts) => about({ account: d.account, region: d.region, id: d.id, name: nameOf(d) });
const listed = (d: DistributionFacts, says: Finding['evidence'][number]['says']) => ({
  says,
  from: 'cloudfront:ListDistributions',
  id: d.id,
});
const config = (d: DistributionFacts): string => `aws cloudfront get-distribution-config --id ${d.id}`;

function firewall(d: DistributionFacts): Finding[] {
  if (d.webAcl !== null) return [];
  return [
    finding({
      ...subject(d),
      code: 'CLOUDFRONT_NO_WAF',
      severity: 'medium',
      priority: 'P3',
      title: text.wafTitle(nameOf(d)),
      impact: text.wafImpact(),
      evidence: [listed(d, text.setting('WebACLId', '""'))],
      fixes: [fixByHand(text.wafFix(), config(d))],
      references: [`${guide}/distribution-web-awswaf.html`],
    }),
  ];
}

function caching(d: DistributionFacts): Finding[] {
  const low = d.hitRate !== null && d.hitRate < target;
  if (!d.cachingOff && !low) return [];
  const rate = d.hitRate === null ? undefined : d.hitRate.toFixed(1);
  return [
    finding({
      ...subject(d),
      code: d.cachingOff ? 'CLOUDFRONT_CACHING_OFF' : 'CLOUDFRONT_LOW_HIT_RATE',
      severity: 'low',
      priority: 'P3',
      title: d.cachingOff ? text.cachingTitle(nameOf(d)) : text.hitRateTitle(nameOf(d), rate!),
      impact: text.cachingImpact(),
      evidence: [
        ...(d.cachingOff ? [listed(d, text.ttl())] : []),
        ...(rate === undefined ? [] : [{ says: text.rate(rate), from: 'cloudwatch:GetMetricData', id: d.id }]),
      ],
      fixes: [fixByHand(text.cachingFix(), config(d))],
      references: [`${guide}/cache-hit-ratio.html`],
    }),
  ];
}

const rawOf = ({ snapshot }: Inspected, id: string) =>
  snapshot.scopes.flatMap((s) => s.cloudfront?.Distributions ?? []).find((x) => x.Id === id);

/** The paths that viewers may ask for by plain HTTP; `*` is the default behaviour's. */
function plainPaths(inspected: Inspected, id: string): string[] {
  const raw = rawOf(inspected, id);
  return [{ ...raw?.DefaultCacheBehavior, PathPattern: '*' }, ...(raw?.CacheBehaviors?.Items ?? [])]
    .filter((b) => b.ViewerProtocolPolicy === 'allow-all')
    .map((b) => b.PathPattern ?? '');
}

function viewers(inspected: Inspected, d: DistributionFacts): Finding[] {
  const found: Finding[] = [];
  const plain = plainPaths(inspected, d.id);
  if (plain.length > 0)
    found.push(
      finding({
        ...subject(d),
        code: 'CLOUDFRONT_VIEWER_HTTP',
        severity: 'medium',
        priority: 'P3',
        title: text.viewerTitle(nameOf(d)),
        impact: text.viewerImpact(),
        evidence: plain.map((path) => listed(d, text.setting(`ViewerProtocolPolicy ${path}`, 'allow-all'))),
        fixes: [fixByHand(text.viewerFix(), config(d))],
        references: [`${guide}/using-https-viewers-to-cloudfront.html`],
      }),
    );
  // CloudFront's own name has its own certificate, whose policy is shown as TLSv1 and cannot be changed.
  if (d.minimumTls !== null && oldTls.has(d.minimumTls) && d.aliases.length > 0)
    found.push(
      finding({
        ...subject(d),
        code: 'CLOUDFRONT_OLD_TLS',
        severity: 'low',
        priority: 'P3',
        title: text.tlsTitle(nameOf(d), d.minimumTls),
        impact: text.tlsImpact(),
        evidence: [listed(d, text.setting('MinimumProtocolVersion', d.minimumTls))],
        fixes: [fixByHand(text.tlsFix(), config(d))],
        references: [`${guide}/secure-connections-supported-viewer-protocols-ciphers.html`],
      }),
    );
  return found;
}

/** Origins that CloudFront talks to over the internet without TLS. */
function origins(inspected: Inspected, d: DistributionFacts): Finding[] {
  // `match-viewer` is as the viewer asks: https://docs.aws.amazon.com/securityhub/latest/userguide/cloudfront-controls.html#cloudfront-9
  const bad = plainPaths(inspected, d.id).length > 0 ? ['http-only', 'match-viewer'] : ['http-only'];
  return (rawOf(inspected, d.id)?.Origins?.Items ?? [])
    .filter(
      (o) =>
        o.VpcOriginConfig === undefined && bad.includes(o.CustomOriginConfig?.OriginProtocolPolicy ?? 'https-only'),
    )
    .map((o) =>
      finding({
        ...subject(d),
        code: 'CLOUDFRONT_ORIGIN_HTTP',
        key: o.Id ?? '',
        severity: 'medium',
        priority: 'P3',
        title: text.originTitle(nameOf(d), o.DomainName ?? ''),
        impact: text.originImpact((o.CustomHeaders?.Items?.length ?? 0) > 0),
        evidence: [listed(d, text.setting('OriginProtocolPolicy', o.CustomOriginConfig!.OriginProtocolPolicy!))],
        fixes: [fixByHand(text.originFix(), config(d))],
        references: [`${guide}/using-https-cloudfront-to-custom-origin.html`],
      }),
    );
}
