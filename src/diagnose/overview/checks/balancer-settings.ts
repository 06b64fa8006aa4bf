import { finding } from '../../../findings/finding.ts';
import { accessLogs, noHttps } from '../../../messages/findings/load-balancers.ts';
import type { BalancersInspected, Check } from '../check.ts';
import { grouped } from '../facts/scopes.ts';
import { about, fixByHand } from '../fix.ts';
import type { LoadBalancerFacts } from '../overview.ts';

/** Internet-facing Application Load Balancers that speak only HTTP, and balancers without access logs. */
export const balancerSettings = {
  codes: ['LB_NO_HTTPS', 'LB_NO_ACCESS_LOGS'],
  find: (inspected: BalancersInspected) => [...plain(inspected), ...withoutLogs(inspected)],
} satisfies Check;

const subject = (b: LoadBalancerFacts) => ({ account: b.account, region: b.region, id: b.arn, name: b.name });

function plain({ overview }: BalancersInspected) {
  // The leg to the users is CloudFront's where CloudFront is in front; its own leg to the origin is another check.
  const origins = new Set((overview.distributions ?? []).flatMap((d) => d.origins.map((o) => o.domain.toLowerCase())));
  return (overview.loadBalancers ?? [])
    .filter((b) => b.type === 'application' && b.scheme === 'internet-facing' && !origins.has(b.dnsName.toLowerCase()))
    .flatMap((b) => {
      const listeners = b.listeners ?? [];
      if (listeners.length === 0 || listeners.some((l) => l.protocol !== 'HTTP')) return [];
      return [
        finding({
          ...about(subject(b)),
          code: 'LB_NO_HTTPS',
          severity: 'medium',
          priority: 'P2',
          title: noHttps.title(b.name),
          impact: noHttps.impact(),
          evidence: [
            {
              says: noHttps.listeners(listeners.map((l) => `${l.protocol} ${l.port}`).join(', ')),
              from: 'elbv2:DescribeListeners',
              id: b.arn,
            },
          ],
          fixes: [
            fixByHand(
              noHttps.fix(),
              `aws elbv2 create-listener --load-balancer-arn ${b.arn} --protocol HTTPS --port 443 --certificates CertificateArn=CERTIFICATE_ARN --default-actions Type=forward,TargetGroupArn=${b.targetGroups?.[0]?.arn ?? 'TARGET_GROUP_ARN'} --region ${b.region}`,
            ),
          ],
          references: [
            'https://docs.aws.amazon.com/elasticloadbalancing/latest/application/create-https-listener.html',
          ],
        }),
      ];
    });
}

/** One finding an account and region. Gateway Load Balancers have none. */
function withoutLogs({ overview }: BalancersInspected) {
  const off = (overview.loadBalancers ?? []).filter((b) => b.accessLogs === false && b.type !== 'gateway');
  return [...grouped(off, (b) => `${b.account} ${b.region}`).values()].map((balancers) => {
    const [first] = balancers as [LoadBalancerFacts];
    const command = (b: LoadBalancerFacts): string =>
      `aws elbv2 modify-load-balancer-attributes --load-balancer-arn ${b.arn} --attributes Key=access_logs.s3.enabled,Value=true Key=access_logs.s3.bucket,Value=BUCKET --region ${b.region}`;
    return finding({
      ...about(subject(first)),
      code: 'LB_NO_ACCESS_LOGS',
      severity: 'low',
      priority: 'P3',
      affected: balancers.map((b) => b.arn),
      title: accessLogs.title(balancers.length),
      impact: accessLogs.impact(),
      evidence: balancers.map((b) => ({
        says: accessLogs.attribute(b.name),
        from: 'elbv2:DescribeLoadBalancerAttributes',
        id: b.arn,
        rule: 'access_logs.s3.enabled',
      })),
      fixes: [fixByHand(accessLogs.fix(), balancers.map(command).join('\n'))],
      references: [
        'https://docs.aws.amazon.com/elasticloadbalancing/latest/application/load-balancer-access-logs.html',
      ],
    });
  });
}
