import type { TargetGroup } from '@aws-sdk/client-elastic-load-balancing-v2';
import { type Finding, finding } from '../../../findings/finding.ts';
import { settings as text } from '../../../messages/findings/balancers.ts';
import type { Text } from '../../../messages/text.ts';
import { type Saved, scopeOf } from '../../../snapshot/snapshot.ts';
import { fixBy } from '../../overview/fix.ts';
import type { Group, Inspected } from '../case.ts';
import { healthCheckPage } from '../cause.ts';
import { settingsOf } from '../evidence.ts';
import { seriesOf } from '../metrics.ts';
import { elbv2 } from '../registration.ts';

/** So many seconds of trouble may be an ordinary hiccup. A judgement of ours: AWS names no figure. */
const briefest = 10;
/** So many turns in an hour are no single incident. */
const manyTurns = 6;

/** Health check settings that make trouble by themselves. */
export const checkSettings = ({ snapshot }: Inspected, groups: readonly Group[]): Finding[] =>
  groups
    .filter((g) => g.inUse === true)
    .flatMap((group) => [...disabled(snapshot, group), ...timeout(snapshot, group), ...flapping(snapshot, group)]);

interface Weakness {
  code: string;
  severity: 'medium' | 'low';
  title: Text;
  impact: Text;
  says: Text;
  change: Record<string, unknown>;
  gone(after: Saved<TargetGroup>): boolean;
}

const weak = (snapshot: Inspected['snapshot'], group: Group, w: Weakness): Finding =>
  finding({
    account: group.account,
    region: group.region,
    code: w.code,
    severity: w.severity,
    priority: 'P2',
    resource: group.arn,
    resourceName: group.name,
    affected: group.balancers.map((b) => b.arn),
    title: w.title,
    impact: w.impact,
    evidence: [settingsOf(group)],
    fixes: [
      fixBy(
        snapshot,
        group,
        w.says,
        [elbv2('ModifyTargetGroup', { TargetGroupArn: group.arn, ...w.change })],
        (after) => {
          const changed = scopeOf(after.snapshot, group.account, group.region)?.elbv2?.TargetGroups?.find(
            (g) => g.TargetGroupArn === group.arn,
          );
          return changed !== undefined && w.gone(changed);
        },
      ),
    ],
    references: [healthCheckPage],
  });

const disabled = (snapshot: Inspected['snapshot'], group: Group): Finding[] =>
  group.raw.HealthCheckEnabled === false
    ? [
        weak(snapshot, group, {
          code: 'LB_HEALTH_CHECK_DISABLED',
          severity: 'medium',
          title: text.disabledTitle(group.name),
          impact: text.disabledImpact,
          says: text.disabledFix,
          change: { HealthCheckEnabled: true },
          gone: (g) => g.HealthCheckEnabled === true,
        }),
      ]
    : [];

function timeout(snapshot: Inspected['snapshot'], group: Group): Finding[] {
  const { HealthCheckTimeoutSeconds: wait, HealthCheckIntervalSeconds: interval, HealthCheckEnabled } = group.raw;
  if (wait === undefined || interval === undefined || HealthCheckEnabled === false || wait < interval) return [];
  const better = Math.max(2, Math.floor(interval / 2));
  return [
    weak(snapshot, group, {
      code: 'LB_HEALTH_CHECK_TIMEOUT',
      severity: 'medium',
      title: text.timeoutTitle(group.name, wait, interval),
      impact: text.timeoutImpact,
      says: text.timeoutFix(better),
      change: { HealthCheckTimeoutSeconds: better },
      gone: (g) => (g.HealthCheckTimeoutSeconds ?? 0) < (g.HealthCheckIntervalSeconds ?? 0),
    }),
  ];
}

/** Seen in the metrics, or to be expected from an interval and a threshold that forgive nothing. */
function flapping(snapshot: Inspected['snapshot'], group: Group): Finding[] {
  const { UnhealthyThresholdCount: threshold, HealthCheckIntervalSeconds: interval } = group.raw;
  if (threshold === undefined || interval === undefined || group.raw.HealthCheckEnabled === false) return [];
  const turns = turnsOf(snapshot, group);
  const seconds = threshold * interval;
  if (turns < manyTurns && seconds > briefest) return [];
  const better = Math.min(10, Math.max(threshold + 1, Math.ceil((2 * briefest) / interval)));
  return [
    weak(snapshot, group, {
      code: 'LB_HEALTH_CHECK_FLAPPING',
      severity: turns >= manyTurns ? 'medium' : 'low',
      title: turns >= manyTurns ? text.flapSeenTitle(group.name, turns) : text.flapTitle(group.name, seconds),
      impact: text.flapImpact,
      says: text.flapFix(better),
      change: { UnhealthyThresholdCount: better },
      gone: (g) => (g.UnhealthyThresholdCount ?? 0) * (g.HealthCheckIntervalSeconds ?? 0) > seconds,
    }),
  ];
}

/** How often the number of unhealthy targets changed within the last hour. */
function turnsOf(snapshot: Inspected['snapshot'], group: Group): number {
  const counts = group.balancers.map((balancer) => {
    const of = { account: group.account, region: group.region, balancer: balancer.arn, group: group.arn };
    const values = seriesOf(snapshot, of, 'UnHealthyHostCount', 'Maximum')?.values ?? [];
    return values.filter((v, i) => i > 0 && v !== values[i - 1]).length;
  });
  return Math.max(0, ...counts);
}
