import type { MetricSeries } from './data/services.ts';
import type { Scope } from './snapshot.ts';

/** A metric that a diagnosis wants to see: where it is, and over which window. */
export interface MetricQuery {
  account: string;
  /** `global` for CloudFront and Route 53, whose metrics are in the partition's first region. */
  region: string;
  namespace: string;
  metric: string;
  dimensions: { Name: string; Value: string }[];
  stat: string;
  /** Seconds. */
  period: number;
  /** ISO 8601, UTC; from inclusive, to exclusive. */
  from: string;
  to: string;
}

const day = 86_400;

/**
 * The shortest period, in seconds, in which CloudWatch still has data from `from`: a minute for 15 days, five minutes
 * for 63, an hour for 455; never shorter than what is wanted.
 * https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/cloudwatch_concepts.html#metrics-retention
 */
export function periodFor(wanted: number, from: Date, now: Date): number {
  const age = (now.getTime() - from.getTime()) / 1000;
  const kept = age > 63 * day ? 3600 : age > 15 * day ? 300 : 60;
  return Math.ceil(Math.max(wanted, kept) / kept) * kept;
}

/** A window that ends with the last full period before `now`, so that no series ends in a part of one. */
export function windowBefore(now: Date, seconds: number, period: number): { from: string; to: string } {
  const to = Math.floor(now.getTime() / 1000 / period) * period;
  const from = to - Math.ceil(seconds / period) * period;
  return { from: new Date(from * 1000).toISOString(), to: new Date(to * 1000).toISOString() };
}

/** The series of a query before it is read: nothing known. Dimensions are in the order of their names. */
export const emptySeries = ({ account: _, region: _region, ...query }: MetricQuery): MetricSeries => ({
  ...query,
  dimensions: [...query.dimensions].sort((a, b) => (a.Name < b.Name ? -1 : a.Name > b.Name ? 1 : 0)),
  timestamps: [],
  values: [],
});

/** What a series is of: namespace, metric, dimensions, statistic, period, window. */
export const seriesKey = (s: MetricSeries): string =>
  [s.namespace, s.metric, ...s.dimensions.map((d) => `${d.Name}=${d.Value}`), s.stat, s.period, s.from, s.to].join(' ');

/** The series of a metric of one resource in a scope; undefined: not read. */
export function findSeries(
  scope: Scope | undefined,
  wanted: { namespace: string; metric: string; dimensions: Record<string, string>; stat: string },
): MetricSeries | undefined {
  const entries = Object.entries(wanted.dimensions);
  return scope?.cloudwatch?.MetricSeries?.find(
    (s) =>
      s.namespace === wanted.namespace &&
      s.metric === wanted.metric &&
      s.stat === wanted.stat &&
      s.dimensions.length === entries.length &&
      entries.every(([name, value]) => s.dimensions.some((d) => d.Name === name && d.Value === value)),
  );
}
