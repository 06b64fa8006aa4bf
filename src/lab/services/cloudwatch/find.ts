import type { Dimension } from '@aws-sdk/client-cloudwatch';
import type { Metrics } from '../../behaviour/metrics/index.ts';
import type { Series } from '../../behaviour/metrics/series.ts';

export interface MetricId {
  Namespace?: string;
  MetricName?: string;
  Dimensions?: Dimension[];
}

const indexes = new WeakMap<Metrics, Map<string, Map<string, Series>>>();

const keyOf = (name: string, dimensions: readonly Dimension[]): string =>
  JSON.stringify([name, ...dimensions.map((d) => [d.Name, d.Value]).sort(([a = ''], [b = '']) => (a < b ? -1 : 1))]);

/** A metric by namespace, name and all of its dimensions, as CloudWatch wants it. */
export function findMetric(
  metrics: Metrics,
  { Namespace = '', MetricName = '', Dimensions = [] }: MetricId,
): Series | undefined {
  const index = indexes.get(metrics) ?? new Map<string, Map<string, Series>>();
  indexes.set(metrics, index);
  let of = index.get(Namespace);
  if (of === undefined) {
    of = new Map(metrics.in(Namespace).map((series) => [keyOf(series.name, series.dimensions), series]));
    index.set(Namespace, of);
  }
  return of.get(keyOf(MetricName, Dimensions));
}
