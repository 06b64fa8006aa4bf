import { type Finding, finding } from '../../../findings/finding.ts';
import { state, traffic as text } from '../../../messages/findings/balancers.ts';
import type { Text } from '../../../messages/text.ts';
import { utc } from '../../../messages/utc.ts';
import type { Balancer } from '../../../network/index.ts';
import { fixByHand } from '../../overview/fix.ts';
import type { Inspected } from '../case.ts';
import { troubleshootingPage } from '../cause.ts';
import { highest, seriesOf, sumOf } from '../metrics.ts';

/** Shares of requests and times above which users notice: judgements of ours, shown with the figures. */
const limits = { errorShare: 0.01, errorCount: 10, p95Seconds: 1 };

/** What the metrics of a balancer show: errors of its own and of targets, slow answers, rejected connections. */
export const trafficOf = (inspected: Inspected, account: string, region: string, balancer: Balancer): Finding[] => {
  const about = { account, region, balancer: balancer.arn };
  const series = (metric: string, stat = 'Sum') => seriesOf(inspected.snapshot, about, metric, stat);
  const requests = sumOf(series('RequestCount'));
  const found: Finding[] = [];
  const add = (
    code: string,
    severity: 'medium' | 'high',
    title: Text,
    impact: Text,
    facts: [string, string][],
  ): void => {
    found.push(
      finding({
        account,
        region,
        code,
        severity,
        priority: 'P2',
        resource: balancer.arn,
        resourceName: balancer.name,
        title,
        impact,
        evidence: facts.map(([metric, value]) => ({
          says: text.metric(metric, value),
          from: 'cloudwatch:GetMetricData',
          id: balancer.arn,
          rule: metric,
        })),
        fixes: [
          fixByHand(
            code === 'LB_REJECTED_CONNECTIONS' ? text.capacity : text.accessLogs,
            code === 'LB_REJECTED_CONNECTIONS'
              ? `aws elbv2 modify-capacity-reservation --load-balancer-arn ${balancer.arn} --minimum-load-balancer-capacity CapacityUnits=UNITS --region ${region}`
              : `aws elbv2 modify-load-balancer-attributes --load-balancer-arn ${balancer.arn} --attributes Key=access_logs.s3.enabled,Value=true Key=access_logs.s3.bucket,Value=BUCKET --region ${region}`,
          ),
        ],
        references: [troubleshootingPage],
      }),
    );
  };
  const share = (count: number): string => (requests ? ((count / requests) * 100).toFixed(2) : '?');
  const many = (count: number | null): count is number =>
    count !== null && count >= limits.errorCount && (requests === null || count / requests >= limits.errorShare);
  const all: [string, string][] = requests === null ? [] : [['RequestCount', String(requests)]];

  const own = sumOf(series('HTTPCode_ELB_5XX_Count'));
  if (many(own))
    add('LB_ELB_5XX', 'medium', text.elbErrors(balancer.name, own, share(own)), text.elbErrorsImpact, [
      ['HTTPCode_ELB_5XX_Count', String(own)],
      ...all,
    ]);
  const theirs = sumOf(series('HTTPCode_Target_5XX_Count'));
  if (many(theirs))
    add('LB_TARGET_5XX', 'medium', text.targetErrors(balancer.name, theirs, share(theirs)), text.targetErrorsImpact, [
      ['HTTPCode_Target_5XX_Count', String(theirs)],
      ...all,
    ]);
  const errors = sumOf(series('TargetConnectionErrorCount'));
  if (many(errors))
    add('LB_CONNECTION_ERRORS', 'medium', text.connectionErrors(balancer.name, errors), text.connectionErrorsImpact, [
      ['TargetConnectionErrorCount', String(errors)],
      ...all,
    ]);
  const rejected = (sumOf(series('RejectedConnectionCount')) ?? 0) + (sumOf(series('RejectedFlowCount')) ?? 0);
  if (rejected > 0)
    add('LB_REJECTED_CONNECTIONS', 'high', text.rejected(balancer.name, rejected), text.rejectedImpact, [
      ['RejectedConnectionCount', String(rejected)],
    ]);
  const times = series('TargetResponseTime', 'p95');
  const slowest = highest(times);
  if (times !== undefined && slowest !== null && slowest >= limits.p95Seconds) {
    const at = utc(times.timestamps[times.values.indexOf(slowest)]!);
    const value = slowest.toFixed(2);
    add('LB_SLOW_TARGETS', 'medium', text.slow(balancer.name, value, at), text.slowImpact, [
      ['TargetResponseTime p95', `${value} s`],
    ]);
  }
  return [...stateOf(account, region, balancer), ...found];
};

/** Not `active`: being set up, short of resources, or failed. */
const stateOf = (account: string, region: string, { arn, name, state: code }: Balancer): Finding[] =>
  code === 'active' || code === ''
    ? []
    : [
        finding({
          account,
          region,
          code: 'LB_NOT_ACTIVE',
          severity: code === 'provisioning' ? 'low' : 'high',
          priority: code === 'provisioning' ? 'P2' : 'P1',
          cause: code === 'failed',
          resource: arn,
          resourceName: name,
          title: state.title(name, code),
          impact: state.impact(code),
          evidence: [{ says: text.metric('State', code), from: 'elbv2:DescribeLoadBalancers', id: arn }],
          references: [troubleshootingPage],
        }),
      ];
