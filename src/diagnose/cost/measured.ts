import * as text from '../../messages/cost-items.ts';
import type { Text } from '../../messages/text.ts';
import { hoursPerMonth } from '../../pricing/estimate.ts';
import type { MetricSeries } from '../../snapshot/data/services.ts';
import type { Scope } from '../../snapshot/snapshot.ts';
import { compare } from '../overview/facts/scopes.ts';

/** A metric of one resource. */
export interface Metric {
  namespace: string;
  metric: string;
  dimensions: Record<string, string>;
}

/** A figure, or why there is none. */
export type Measured = { quantity: number } | { quantity: null; why: Text };

/** The series of sums of a metric; of several windows the latest. Undefined: not read. */
export function sumsOf(scope: Scope | undefined, { namespace, metric, dimensions }: Metric): MetricSeries | undefined {
  const wanted = Object.entries(dimensions);
  return scope?.cloudwatch?.MetricSeries?.filter(
    (s) =>
      s.namespace === namespace &&
      s.metric === metric &&
      s.stat === 'Sum' &&
      s.dimensions.length === wanted.length &&
      wanted.every(([name, value]) => s.dimensions.some((d) => d.Name === name && d.Value === value)),
  ).sort((a, b) => compare(b.to, a.to) || a.period - b.period)[0];
}

/**
 * What the window's sum of a metric comes to in a month of 730 hours at the same rate. Without points it is unknown, not
 * zero: CloudWatch reports nothing both of what stood still and of what it does not measure.
 */
export function monthlySum(scope: Scope | undefined, metric: Metric): Measured {
  const series = sumsOf(scope, metric);
  if (series === undefined) return { quantity: null, why: text.why.metricsNotRead(metric.metric) };
  const hours = (Date.parse(series.to) - Date.parse(series.from)) / 3_600_000;
  if (series.values.length === 0 || !(hours > 0)) return { quantity: null, why: text.why.noPoints(metric.metric) };
  return { quantity: (series.values.reduce((a, b) => a + b, 0) / hours) * hoursPerMonth };
}

/** In units of `size`: bytes as GB (10⁹, as on an AWS bill), requests as millions. */
export const inUnits = (measured: Measured, size: number): Measured =>
  measured.quantity === null ? measured : { quantity: measured.quantity / size };

/** Of several figures of one thing; unknown as soon as one is. */
export function added(...parts: Measured[]): Measured {
  const unknown = parts.find((p) => p.quantity === null);
  return unknown ?? { quantity: parts.reduce((sum, p) => sum + (p.quantity ?? 0), 0) };
}

export const gigabyte = 1e9;
export const million = 1e6;
