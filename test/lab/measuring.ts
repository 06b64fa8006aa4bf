import { metricsOf } from '../../src/lab/behaviour/metrics/index.ts';
import type { Series } from '../../src/lab/behaviour/metrics/series.ts';
import { labAccount, labRegion } from '../../src/lab/seed/ids.ts';
import { type Datapoint, datapointsOf, roundedStart } from '../../src/lab/services/cloudwatch/datapoints.ts';
import { statisticNamed } from '../../src/lab/services/cloudwatch/statistics.ts';
import type { LabState } from '../../src/lab/state.ts';

export const hour = 3_600_000;

interface Asked {
  /** Seconds. */
  period?: number;
  /** Milliseconds since 1970; absent: the last day. */
  from?: number;
  to?: number;
}

/** Asks a lab's metrics as CloudWatch would at an instant. */
export function measuring(state: LabState, now: Date, region = labRegion) {
  const metrics = metricsOf(state, labAccount, region);
  const find = (namespace: string, name: string, dimensions: Record<string, string>): Series => {
    const wanted = Object.entries(dimensions);
    const found = metrics
      .in(namespace)
      .filter(
        (s) =>
          s.name === name &&
          s.dimensions.length === wanted.length &&
          wanted.every(([n, v]) => s.dimensions.some((d) => d.Name === n && d.Value === v)),
      );
    if (found.length !== 1) throw new Error(`${found.length} of ${namespace} ${name} ${JSON.stringify(dimensions)}`);
    return found[0]!;
  };
  const points = (
    series: Series,
    stat: string,
    { period = 60, from = now.getTime() - 24 * hour, to = now.getTime() }: Asked = {},
  ): Datapoint[] =>
    datapointsOf(
      series,
      { from: roundedStart(from, now.getTime()), to, now: now.getTime() },
      period,
      statisticNamed(stat)!,
    );
  return { metrics, find, points };
}

export const total = (points: readonly Datapoint[]): number => points.reduce((sum, p) => sum + p.value, 0);
export const highest = (points: readonly Datapoint[]): number => Math.max(...points.map((p) => p.value));
