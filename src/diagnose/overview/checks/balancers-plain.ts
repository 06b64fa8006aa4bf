import { finding } from '../../../findings/finding.ts';
import * as text from '../../../messages/findings/load-balancers.ts';
import type { Check } from '../check.ts';

/** Internet-facing Application Load Balancers that speak only HTTP. Behind CloudFront the leg to users is CloudFront's. */
export const balancersPlain: Check = {
  codes: ['LB_NO_HTTPS'],
  find: ({ overview }) => {
    const origins = new Set(
      (overview.distributions ?? []).flatMap((d) => d.origins.map((o) => o.domain.toLowerCase())),
    );
    return (overview.loadBalancers ?? [])
      .filter(
        (b) =>
          b.type === 'application' &&
          b.scheme === 'internet-facing' &&
          b.listeners !== null &&
          b.listeners.length > 0 &&
          b.listeners.every((l) => l.protocol === 'HTTP') &&
          !origins.has(b.dnsName.toLowerCase()),
      )
      .map((b) =>
        finding({
          account: b.account,
          region: b.region,
          code: 'LB_NO_HTTPS',
          severity: 'medium',
          priority: 'P2',
          resource: b.arn,
          resourceName: b.name,
          title: text.noHttps(b.name),
          impact: text.noHttpsImpact(),
          evidence: [
            {
              says: text.listenerIs((b.listeners ?? []).map((l) => `${l.protocol} ${l.port}`).join(', ')),
              from: 'elbv2:DescribeListeners',
              id: b.arn,
            },
          ],
          references: [
            'https://docs.aws.amazon.com/elasticloadbalancing/latest/application/create-https-listener.html',
          ],
        }),
      );
  },
};
