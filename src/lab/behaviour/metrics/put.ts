import type { MetricSeries } from '../../../snapshot/data/services.ts';
import { merged, type Sample, type Series } from './series.ts';

/**
 * What PutMetricData brought (`changes/cloudwatch/metric-data.ts`: each datum as four series of one point, one a
 * statistic) as series like the services' own. Values of one minute are one sample.
 */
export function putSeries(all: readonly MetricSeries[]): Series[] {
  const metrics = new Map<string, { series: Series; samples: Map<number, Sample> }>();
  // A datum's statistics follow one another in the order in which they were made.
  const open = new Map<string, Partial<Record<string, number>>>();
  for (const part of all) {
    const key = JSON.stringify([part.namespace, part.metric, part.dimensions]);
    const minute = Math.floor(Date.parse(part.timestamps[0] ?? '') / 60_000);
    const value = part.values[0];
    if (Number.isNaN(minute) || value === undefined) continue;
    const datum = open.get(key) ?? {};
    datum[part.stat] = value;
    open.set(key, datum);
    const { SampleCount, Sum, Minimum, Maximum } = datum;
    if (SampleCount === undefined || Sum === undefined || Minimum === undefined || Maximum === undefined) continue;
    open.delete(key);
    const metric = metrics.get(key) ?? emptyMetric(part);
    metrics.set(key, metric);
    const sample: Sample = { sum: Sum, count: SampleCount, min: Minimum, max: Maximum };
    metric.samples.set(minute, merged([metric.samples.get(minute), sample])!);
  }
  return [...metrics.values()].map(({ series }) => series);
}

function emptyMetric({ namespace, metric, dimensions }: MetricSeries) {
  const samples = new Map<number, Sample>();
  const series: Series = {
    namespace,
    name: metric,
    dimensions,
    unit: 'None',
    everyMinutes: 1,
    delayMinutes: 0,
    sample: (minute) => samples.get(minute),
  };
  return { series, samples };
}
