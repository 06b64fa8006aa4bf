import type { MetricSeries } from '../../snapshot/data/services.ts';
import { type MetricQuery, periodFor, windowBefore } from '../../snapshot/metrics.ts';
import { type Snapshot, scopeOf } from '../../snapshot/snapshot.ts';

/** The window that the report looks at, in seconds, and the recent part that causes are judged by. */
export interface Window {
  seconds: number;
  /** Left out: the snapshot's own time. */
  until?: Date;
}

export const defaultWindow: Window = { seconds: 86_400 };
/** Of the last hour each minute: a fault that is minutes old does not show in a day by the hour. */
const recent = { seconds: 3_600, period: 60 };

const namespaces: Readonly<Record<string, string>> = {
  application: 'AWS/ApplicationELB',
  network: 'AWS/NetworkELB',
  gateway: 'AWS/GatewayELB',
};

/** Metrics of a whole balancer: name and the statistic that means something. */
const ofBalancer: Readonly<Record<string, [metric: string, stat: string][]>> = {
  application: [
    ['RequestCount', 'Sum'],
    ['HTTPCode_ELB_5XX_Count', 'Sum'],
    ['HTTPCode_Target_5XX_Count', 'Sum'],
    ['HTTPCode_Target_4XX_Count', 'Sum'],
    ['TargetConnectionErrorCount', 'Sum'],
    ['RejectedConnectionCount', 'Sum'],
    ['ActiveConnectionCount', 'Sum'],
    ['TargetResponseTime', 'Average'],
    ['TargetResponseTime', 'p95'],
    ['ConsumedLCUs', 'Sum'],
    ['ProcessedBytes', 'Sum'],
  ],
  network: [
    ['NewFlowCount', 'Sum'],
    ['ActiveFlowCount', 'Average'],
    ['ProcessedBytes', 'Sum'],
    ['TCP_Target_Reset_Count', 'Sum'],
    ['PortAllocationErrorCount', 'Sum'],
    ['RejectedFlowCount', 'Sum'],
    ['ConsumedLCUs', 'Sum'],
  ],
  gateway: [
    ['NewFlowCount', 'Sum'],
    ['ProcessedBytes', 'Sum'],
    ['ConsumedLCUs', 'Sum'],
  ],
};

/** Metrics of a group behind a balancer, minute by minute. */
const ofGroup: Readonly<Record<string, [metric: string, stat: string][]>> = {
  application: [
    ['HealthyHostCount', 'Minimum'],
    ['UnHealthyHostCount', 'Maximum'],
    ['HTTPCode_Target_3XX_Count', 'Sum'],
    ['HTTPCode_Target_4XX_Count', 'Sum'],
    ['HTTPCode_Target_5XX_Count', 'Sum'],
    ['TargetResponseTime', 'Maximum'],
    ['LambdaInternalError', 'Sum'],
    ['LambdaUserError', 'Sum'],
  ],
  network: [
    ['HealthyHostCount', 'Minimum'],
    ['UnHealthyHostCount', 'Maximum'],
  ],
  gateway: [
    ['HealthyHostCount', 'Minimum'],
    ['UnHealthyHostCount', 'Maximum'],
  ],
};

/** `app/name/0a1b…` and `targetgroup/name/0a1b…`: what names a balancer or group to CloudWatch. */
export const dimensionOf = (arn: string): string =>
  arn
    .split(':')
    .at(-1)!
    .replace(/^loadbalancer\//, '');

/** Short enough that the last minutes are in it, long enough for one answer of 500 points or so. */
const periodOf = (seconds: number): number =>
  seconds <= 3 * 3_600 ? 60 : seconds <= 3 * 86_400 ? 300 : seconds <= 21 * 86_400 ? 3_600 : 21_600;

/** The series that a diagnosis of the balancers wants, once they are known. */
export function lbMetrics(snapshot: Snapshot, window: Window = defaultWindow): MetricQuery[] {
  const now = new Date(snapshot.takenAt);
  const end = window.until ?? now;
  const start = new Date(end.getTime() - window.seconds * 1000);
  const period = periodFor(periodOf(window.seconds), start, now);
  const whole = { ...windowBefore(end, window.seconds, period), period };
  const last = { ...windowBefore(now, recent.seconds, recent.period), period: recent.period };
  return snapshot.scopes.flatMap(({ account, region, elbv2 }) =>
    (elbv2?.LoadBalancers ?? []).flatMap((b): MetricQuery[] => {
      const type = b.Type ?? 'application';
      const namespace = namespaces[type];
      if (namespace === undefined || b.LoadBalancerArn === undefined) return [];
      const LoadBalancer = { Name: 'LoadBalancer', Value: dimensionOf(b.LoadBalancerArn) };
      const common = { account, region, namespace };
      const groups = (elbv2?.TargetGroups ?? []).filter((g) => g.LoadBalancerArns?.includes(b.LoadBalancerArn!));
      return [
        ...ofBalancer[type]!.map(([metric, stat]) => ({
          ...common,
          metric,
          stat,
          dimensions: [LoadBalancer],
          ...whole,
        })),
        ...groups.flatMap((g) => {
          const TargetGroup = { Name: 'TargetGroup', Value: dimensionOf(g.TargetGroupArn ?? '') };
          return ofGroup[type]!.map(([metric, stat]) => ({
            ...common,
            metric,
            stat,
            dimensions: [LoadBalancer, TargetGroup],
            ...last,
          }));
        }),
      ];
    }),
  );
}

interface Of {
  account: string;
  region: string;
  balancer: string;
  /** Absent: the balancer's own. */
  group?: string;
}

/** A series that was read, of a balancer or of a group behind it; undefined: not read. */
export function seriesOf(snapshot: Snapshot, of: Of, metric: string, stat: string): MetricSeries | undefined {
  const wanted: Record<string, string> = {
    LoadBalancer: dimensionOf(of.balancer),
    ...(of.group === undefined ? {} : { TargetGroup: dimensionOf(of.group) }),
  };
  const count = Object.keys(wanted).length;
  return scopeOf(snapshot, of.account, of.region)?.cloudwatch?.MetricSeries?.find(
    (s) =>
      s.metric === metric &&
      s.stat === stat &&
      s.dimensions.length === count &&
      s.dimensions.every((d) => wanted[d.Name] === d.Value),
  );
}

/** The sum of a series; null when it was not read. Counts without a point are zero: CloudWatch reports none of nothing. */
export const sumOf = (series: MetricSeries | undefined): number | null =>
  series === undefined ? null : series.values.reduce((a, b) => a + b, 0);

/** The highest point; null when it was not read or has no points. */
export const highest = (series: MetricSeries | undefined): number | null =>
  series === undefined || series.values.length === 0 ? null : Math.max(...series.values);
