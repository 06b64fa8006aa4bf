import { type MetricQuery, windowBefore } from '../../snapshot/metrics.ts';
import type { Needs } from '../../snapshot/reads.ts';
import type { Snapshot } from '../../snapshot/snapshot.ts';

/** What an overview reads: all that describes the network, not what happened in it. */
export const analyzeNeeds: Needs = [
  'ec2',
  'elbv2',
  'route53',
  'route53resolver',
  'directconnect',
  'cloudfront',
  'wafv2',
  'shield',
  'guardduty',
  'networkfirewall',
  'cloudwatch.MetricAlarms',
  'iam.SummaryMap',
  'iam.AccountAliases',
];

const hour = 3600;
const day = 86_400;

/** NAT gateways' metrics and the statistic that means something for each. */
const natMetrics: [metric: string, stat: string][] = [
  ['BytesInFromDestination', 'Sum'],
  ['BytesOutToDestination', 'Sum'],
  ['ActiveConnectionCount', 'Maximum'],
  ['ErrorPortAllocation', 'Sum'],
  ['PacketsDropCount', 'Sum'],
  ['PacketsInFromSource', 'Sum'],
  ['PacketsInFromDestination', 'Sum'],
];

/** The metrics of the last 24 hours, by the hour, of what the snapshot found: NAT gateways, CloudFront's hit rate. */
export function analyzeMetrics(snapshot: Snapshot): MetricQuery[] {
  const window = windowBefore(new Date(snapshot.takenAt), day, hour);
  return snapshot.scopes.flatMap(({ account, region, ec2, cloudfront }): MetricQuery[] => [
    ...(ec2?.NatGateways ?? [])
      .filter((n) => n.NatGatewayId !== undefined && !['deleted', 'failed'].includes(n.State ?? ''))
      .flatMap((n) =>
        natMetrics.map(([metric, stat]): MetricQuery => {
          const dimensions = [{ Name: 'NatGatewayId', Value: n.NatGatewayId! }];
          return { account, region, namespace: 'AWS/NATGateway', metric, dimensions, stat, period: hour, ...window };
        }),
      ),
    ...(cloudfront?.Distributions ?? [])
      .filter((d) => d.Id !== undefined)
      .map((d): MetricQuery => {
        const dimensions = [
          { Name: 'DistributionId', Value: d.Id! },
          { Name: 'Region', Value: 'Global' },
        ];
        const metric = 'CacheHitRate';
        return {
          account,
          region,
          namespace: 'AWS/CloudFront',
          metric,
          dimensions,
          stat: 'Average',
          period: hour,
          ...window,
        };
      }),
  ]);
}
