import { merged, type Sample, type Series } from '../../behaviour/metrics/series.ts';
import type { Statistic } from './statistics.ts';

const second = 1_000;
const minute = 60 * second;
const day = 24 * 60 * minute;

export interface Datapoint {
  /** Milliseconds since 1970: the start of its period. */
  at: number;
  value: number;
}

export interface Window {
  /** Milliseconds since 1970; inclusive, and where the first period starts. */
  from: number;
  /** Exclusive. */
  to: number;
  now: number;
}

/**
 * The shortest period, in seconds, for which CloudWatch still has data of an age.
 * https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/cloudwatch_concepts.html#metrics-retention
 */
export function keptPeriod(ageMs: number): number {
  if (ageMs <= 15 * day) return 60;
  if (ageMs <= 63 * day) return 300;
  return ageMs <= 455 * day ? 3600 : Number.POSITIVE_INFINITY;
}

/**
 * A question's start as CloudWatch rounds it, down to the minute, to five minutes or to the hour, by its age. Periods
 * are counted from there.
 */
export function roundedStart(from: number, now: number): number {
  const step = Math.min(keptPeriod(now - from), 3600) * second;
  return Math.floor(from / step) * step;
}

/** A question's end, of which CloudWatch sees the minute only. */
export const roundedEnd = (to: number): number => Math.floor(to / minute) * minute;

/** The samples of each period of a window, for the periods that have any. `period` in seconds. */
export function* periodsOf(series: Series, { from, to, now }: Window, period: number): Generator<[number, Sample[]]> {
  for (let at = from; at < to && at < now; at += period * second) {
    const kept = keptPeriod(now - at);
    if (period < 60 ? kept > 60 : period % kept !== 0) continue;
    const samples = samplesIn(series, at, at + period * second, now, strideOf(series, kept));
    if (samples.length > 0) yield [at, samples];
  }
}

/**
 * Of what only hours are kept, one minute in ten stands for all of them: who looks at a year has no single minutes to
 * compare with, and half a million of each metric would have to be worked out.
 */
const oldStride = 10;

/** What somebody put is there once, and each of it counts. Nobody but AWS puts into AWS's namespaces. */
const strideOf = ({ namespace }: Series, kept: number): number =>
  kept >= 3600 && namespace.startsWith('AWS/') ? oldStride : 0;

/** What was sent between two instants and is there to be seen; with a stride, a part of it that stands for the rest. */
function samplesIn(
  { sample, everyMinutes, delayMinutes }: Series,
  from: number,
  to: number,
  now: number,
  stride: number,
): Sample[] {
  const samples: Sample[] = [];
  const step = Math.max(everyMinutes, stride);
  const weight = step / everyMinutes;
  const last = Math.floor(now / minute) - everyMinutes - delayMinutes;
  for (let m = Math.ceil(from / minute / step) * step; m * minute < to && m <= last; m += step) {
    const sent = everyMinutes === 1 ? sample(m) : merged([0, 1, 2, 3, 4].map((i) => sample(m + i)));
    if (sent !== undefined) samples.push(weight === 1 ? sent : weighted(sent, weight));
  }
  return samples;
}

/** As if it had been measured so many times. */
const weighted = (sample: Sample, times: number): Sample => ({
  ...sample,
  sum: sample.sum * times,
  count: sample.count * times,
});

/** The data points of a statistic, oldest first. */
export function datapointsOf(series: Series, window: Window, period: number, statistic: Statistic): Datapoint[] {
  const points: Datapoint[] = [];
  for (const [at, samples] of periodsOf(series, window, period)) {
    const value = statistic(samples);
    if (value !== undefined) points.push({ at, value });
  }
  return points;
}

/** Whether a metric has had data since an instant. Looks at every minute of the last hour and once an hour before. */
export function hasData(series: Series, since: number, now: number): boolean {
  const { everyMinutes, delayMinutes } = series;
  const newest = Math.floor(now / minute) - everyMinutes - delayMinutes;
  const oldest = Math.ceil(since / minute);
  for (let m = newest; m >= oldest; m -= m > newest - 60 ? 1 : 60) if (series.sample(m) !== undefined) return true;
  return false;
}
