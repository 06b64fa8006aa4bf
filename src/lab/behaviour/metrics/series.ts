/** What CloudWatch keeps of a metric for one minute: the statistic set that its service sent. */
export interface Sample {
  sum: number;
  count: number;
  min: number;
  max: number;
  /** The value below which a part of the values lies (0–1), where single values are known. Else there are no percentiles. */
  quantile?(part: number): number;
}

/** One metric of one resource. */
export interface Series {
  namespace: string;
  name: string;
  dimensions: readonly Dimension[];
  /** As CloudWatch names it: `Bytes`, `Count`, `Percent` … */
  unit: string;
  /** The service sends a data point every so many minutes. */
  everyMinutes: 1 | 5;
  /** Minutes from the end of what is measured until CloudWatch has it. */
  delayMinutes: number;
  /** What was measured in a minute, counted from 1970; undefined: nothing was sent. */
  sample(minute: number): Sample | undefined;
}

export interface Dimension {
  Name: string;
  Value: string;
}

/** A sample of a single value, or of the same value measured `count` times. */
export const single = (value: number, count = 1): Sample => ({ sum: value * count, count, min: value, max: value });

/** Samples of several minutes or places as one. */
export function merged(samples: readonly (Sample | undefined)[]): Sample | undefined {
  let all: Sample | undefined;
  for (const sample of samples) {
    if (sample === undefined) continue;
    all =
      all === undefined
        ? { sum: sample.sum, count: sample.count, min: sample.min, max: sample.max }
        : {
            sum: all.sum + sample.sum,
            count: all.count + sample.count,
            min: Math.min(all.min, sample.min),
            max: Math.max(all.max, sample.max),
          };
  }
  return all;
}

/** What all series of a resource have in common. */
export interface Resource {
  namespace: string;
  dimensions: readonly Dimension[];
  everyMinutes?: 1 | 5;
  delayMinutes: number;
}

/** The series of one resource: its metrics by name, each with its unit and what is measured. */
export function seriesOf(
  resource: Resource,
  metrics: Record<string, readonly [unit: string, sample: (minute: number) => Sample | undefined]>,
): Series[] {
  const { everyMinutes = 1, ...rest } = resource;
  return Object.entries(metrics).map(([name, [unit, sample]]) => ({ ...rest, everyMinutes, name, unit, sample }));
}

/** Dimensions from an object, in its order. */
export const dimensions = (values: Record<string, string | undefined>): Dimension[] =>
  Object.entries(values).map(([Name, value]) => ({ Name, Value: value ?? '' }));
