import { UserError } from '../errors/user-error.ts';
import * as text from '../messages/aws-calls.ts';
import type { Text } from '../messages/text.ts';
import { periodFor } from '../snapshot/metrics.ts';
import { type Place, withOneAccount } from './one-account.ts';
import type { SourceOptions } from './source.ts';
import { type WindowAsked, windowOf } from './window.ts';

/** One CloudWatch metric, as GetMetricData takes it. */
export interface MetricAsked extends WindowAsked, Place {
  namespace: string;
  metric: string;
  dimensions: Record<string, string>;
  /** `Average`, `Sum`, `Maximum`, `p95` … */
  stat: string;
  /** Seconds; chosen by the window when left out. */
  period?: number;
}

/** A series in figures. Without points every figure is null: nothing was measured, which is not zero. */
export interface MetricAnswer {
  says: Text;
  data: {
    region: string;
    namespace: string;
    metric: string;
    dimensions: Record<string, string>;
    stat: string;
    /** Seconds. */
    period: number;
    from: string;
    to: string;
    /** Whether CloudWatch has had the metric in the last two weeks; null: not known. */
    exists: boolean | null;
    count: number;
    min: number | null;
    max: number | null;
    /** When the largest value was. */
    maxAt: string | null;
    average: number | null;
    sum: number | null;
    latest: number | null;
    points: { at: string; value: number }[];
    /** When there is no such metric: the dimensions under which CloudWatch has one of this name. */
    knownDimensions: Record<string, string>[];
  };
}

/** Points of a series that a reader may want at once; CloudWatch itself would give 100,800. */
const mostPoints = 1_440;
/** What a window is cut into when nobody says. */
const usualPoints = 288;
/** Their metrics are in the partition's first region. */
const globalNamespaces = new Set(['AWS/CloudFront', 'AWS/Route53', 'AWS/Route53Domains', 'AWS/DDoSProtection']);

/**
 * One CloudWatch metric over a window.
 *
 * @throws UserError for a window or period that cannot be (2), a call that AWS refuses (1)
 */
export async function readMetric(
  asked: MetricAsked,
  { source, now, signal }: { source: SourceOptions; now: Date; signal: AbortSignal },
): Promise<MetricAnswer> {
  const { namespace, metric, dimensions, stat } = asked;
  const { seconds, until } = windowOf(asked, now);
  const start = new Date(until.getTime() - seconds * 1000);
  const period = periodOf(asked.period, seconds, start, now);
  // A point is of a whole period, and CloudWatch rounds the start down to one.
  const from = new Date(Math.floor(start.getTime() / 1000 / period) * period * 1000).toISOString();
  const to = until.toISOString();
  return await withOneAccount(source, asked, async ({ connection, region }) => {
    const { readOneMetric } = await import('../aws/one-metric.ts');
    const { globalRegionOf } = await import('../aws/regions.ts');
    const where = globalNamespaces.has(namespace) ? globalRegionOf(region) : region;
    const list = Object.entries(dimensions).map(([Name, Value]) => ({ Name, Value }));
    const query = { account: '', region: where, namespace, metric, dimensions: list, stat, period, from, to };
    const { series, known } = await readOneMetric(connection, query, signal);
    const points = series.values.map((value, i) => ({ at: series.timestamps[i]!, value }));
    const others = known !== undefined && 'metrics' in known ? known.metrics.map(dimensionsOf) : [];
    const exists =
      points.length > 0 || known === undefined
        ? true
        : 'code' in known
          ? null
          : others.some((o) => same(o, dimensions));
    const data = {
      ...{ region: where, namespace, metric, dimensions, stat, period, from, to, exists },
      ...figures(points),
      points,
      knownDimensions: exists === false ? others.slice(0, 20) : [],
    };
    return { says: sentence(data, known !== undefined && 'code' in known ? known.code : undefined), data };
  });
}

function periodOf(given: number | undefined, seconds: number, start: Date, now: Date): number {
  if (given === undefined) return periodFor(Math.ceil(seconds / usualPoints / 60) * 60, start, now);
  if (given % 60 !== 0) throw new UserError(text.metric.badPeriod(given), 2);
  const count = Math.ceil(seconds / given);
  if (count > mostPoints)
    throw new UserError(text.metric.tooMany(count, mostPoints, Math.ceil(seconds / mostPoints / 60) * 60), 2);
  return periodFor(given, start, now);
}

const dimensionsOf = ({ Dimensions = [] }: { Dimensions?: { Name?: string; Value?: string }[] | undefined }) =>
  Object.fromEntries(Dimensions.map((d) => [d.Name ?? '', d.Value ?? '']));

const same = (a: Record<string, string>, b: Record<string, string>): boolean =>
  Object.keys(a).length === Object.keys(b).length && Object.entries(a).every(([name, value]) => b[name] === value);

function figures(points: MetricAnswer['data']['points']) {
  const values = points.map((p) => p.value);
  const count = values.length;
  if (count === 0) return { count, min: null, max: null, maxAt: null, average: null, sum: null, latest: null };
  const sum = values.reduce((a, b) => a + b, 0);
  const max = values.reduce((a, b) => Math.max(a, b));
  return {
    count,
    min: values.reduce((a, b) => Math.min(a, b)),
    max,
    maxAt: points.find((p) => p.value === max)!.at,
    average: sum / count,
    sum,
    latest: values.at(-1)!,
  };
}

function sentence(data: MetricAnswer['data'], refusal: string | undefined): Text {
  const { namespace, metric, stat, count, exists, period, knownDimensions } = data;
  if (count > 0) return text.metric.points(namespace, metric, stat, count, text.periodText(period));
  if (refusal !== undefined) return text.metric.undecided(namespace, metric, stat, refusal);
  if (exists === true) return text.metric.noPoints(namespace, metric, stat);
  const known = knownDimensions.slice(0, 5).map((d) =>
    Object.entries(d)
      .map(([n, v]) => `${n}=${v}`)
      .join(','),
  );
  return text.metric.unknown(namespace, metric, known);
}
