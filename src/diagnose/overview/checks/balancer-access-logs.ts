import { finding } from '../../../findings/finding.ts';
import * as text from '../../../messages/findings/load-balancers.ts';
import type { Check } from '../check.ts';

/** Application Load Balancers without access logs: one finding an account and region. */
export const balancerAccessLogs: Check = {
  codes: ['LB_NO_ACCESS_LOGS'],
  find: ({ snapshot }) =>
    snapshot.scopes.flatMap((scope) => {
      const off = (scope.elbv2?.LoadBalancers ?? []).filter(
        (b) =>
          b.Type === 'application' &&
          scope.elbv2?.LoadBalancerAttributes?.[b.LoadBalancerArn!]?.some(
            (a) => a.Key === 'access_logs.s3.enabled' && a.Value === 'false',
          ),
      );
      if (off.length === 0) return [];
      const arns = off.map((b) => b.LoadBalancerArn!).sort();
      return [
        finding({
          account: scope.account,
          region: scope.region,
          code: 'LB_NO_ACCESS_LOGS',
          severity: 'low',
          priority: 'P3',
          resource: arns[0]!,
          affected: arns,
          title: text.noAccessLogs(off.length),
          impact: text.noAccessLogsImpact(),
          evidence: arns.map((id) => ({
            says: text.attributeIs('access_logs.s3.enabled', 'false'),
            from: 'elbv2:DescribeLoadBalancerAttributes',
            id,
          })),
          fixes: [
            {
              says: text.enableAccessLogs(),
              command: `aws elbv2 modify-load-balancer-attributes --load-balancer-arn ${arns[0]} --attributes Key=access_logs.s3.enabled,Value=true Key=access_logs.s3.bucket,Value=BUCKET --region ${scope.region}`,
              calls: [],
              verified: false,
            },
          ],
          references: [
            'https://docs.aws.amazon.com/elasticloadbalancing/latest/application/load-balancer-access-logs.html',
          ],
        }),
      ];
    }),
};
