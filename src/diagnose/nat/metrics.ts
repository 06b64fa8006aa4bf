import type { MetricSeries } from '../../snapshot/data/services.ts';
import { type MetricQuery, periodFor, windowBefore } from '../../snapshot/metrics.ts';
import { type Snapshot, scopeOf } from '../../snapshot/snapshot.ts';

/** The stretch of time that the report looks at. */
export interface Window {
  seconds: number;
  /** Left out: the snapshot's own time. */
  until?: Date;
}

const hour = 3_600;
const day = 86_400;
/** Data points arrive up to five minutes late: a window that ended now would end in minutes that look quiet. */
const delaySeconds = 300;
/** The days before the window that it is compared with. */
const baselineDays = 7;

/**
 * What is asked of a NAT gateway, with the one statistic that means something for each: counts and bytes are summed,
 * open connections and the peaks of ten seconds are not, their highest counts.
 * https://docs.aws.amazon.com/vpc/latest/userguide/metrics-dimensions-nat-gateway.html
 */
const asked: readonly [metric: string, stat: 'Sum' | 'Maximum'][] = [
  ['BytesInFromDestination', 'Sum'],
  ['BytesOutToDestination', 'Sum'],
  ['BytesInFromSource', 'Sum'],
  ['PacketsInFromSource', 'Sum'],
  ['PacketsInFromDestination', 'Sum'],
  ['ActiveConnectionCount', 'Maximum'],
  ['ConnectionAttemptCount', 'Sum'],
  ['ConnectionEstablishedCount', 'Sum'],
  ['ErrorPortAllocation', 'Sum'],
  ['PacketsDropCount', 'Sum'],
  ['IdleTimeoutCount', 'Sum'],
  ['PeakBytesPerSecond', 'Maximum'],
  ['PeakPacketsPerSecond', 'Maximum'],
];
const compared = new Set(['BytesInFromDestination', 'BytesOutToDestination']);

/** Five minutes up to three days, an hour beyond; longer where CloudWatch keeps only that of so long ago. */
const periodOf = (seconds: number): number => (seconds <= 3 * day ? 300 : hour);

/** Where a window begins and ends, without the minutes that CloudWatch does not have yet. */
export function windowEnds(snapshot: Snapshot, window: Window): { start: Date; end: Date } {
  const known = new Date(Date.parse(snapshot.takenAt) - delaySeconds * 1000);
  const end = window.until === undefined || window.until > known ? known : window.until;
  return { start: new Date(end.getTime() - window.seconds * 1000), end };
}

/** The series that a diagnosis of the NAT gateways wants: the window, and the days before it by the hour. */
export function natMetrics(snapshot: Snapshot, window: Window = { seconds: day }): MetricQuery[] {
  const now = new Date(snapshot.takenAt);
  const { start, end } = windowEnds(snapshot, window);
  const period = periodFor(Math.min(periodOf(window.seconds), Math.max(60, window.seconds)), start, now);
  const whole = { ...windowBefore(end, window.seconds, period), period };
  const before = { ...windowBefore(new Date(whole.from), baselineDays * day, hour), period: hour };
  return snapshot.scopes.flatMap(({ account, region, ec2 }) =>
    (ec2?.NatGateways ?? [])
      .filter((n) => n.NatGatewayId !== undefined && !['deleted', 'failed'].includes(n.State ?? ''))
      .flatMap((n) =>
        asked.flatMap(([metric, stat]): MetricQuery[] => {
          const dimensions = [{ Name: 'NatGatewayId', Value: n.NatGatewayId! }];
          const common = { account, region, namespace: 'AWS/NATGateway', metric, dimensions, stat };
          return [{ ...common, ...whole }, ...(compared.has(metric) ? [{ ...common, ...before }] : [])];
        }),
      ),
  );
}

/** The series of one gateway: of the window, and of what lies before it. */
export interface NatSeries {
  window(metric: string): MetricSeries | undefined;
  before(metric: string): MetricSeries | undefined;
}

/** Of several series of one metric the latest is the window's, and one that ends where it starts is what was before. */
export function seriesOfNat(snapshot: Snapshot, account: string, region: string, id: string): NatSeries {
  const own = (scopeOf(snapshot, account, region)?.cloudwatch?.MetricSeries ?? []).filter(
    (s) => s.namespace === 'AWS/NATGateway' && s.dimensions.some((d) => d.Name === 'NatGatewayId' && d.Value === id),
  );
  const window = (metric: string): MetricSeries | undefined =>
    own
      .filter((s) => s.metric === metric)
      .sort((a, b) => (a.to < b.to ? 1 : a.to > b.to ? -1 : a.period - b.period))[0];
  return {
    window,
    before(metric) {
      const latest = window(metric);
      return own.find((s) => s.metric === metric && latest !== undefined && s.to <= latest.from);
    },
  };
}
