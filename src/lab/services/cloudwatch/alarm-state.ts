import type { MetricAlarm } from '@aws-sdk/client-cloudwatch';
import type { Saved } from '../../../snapshot/snapshot.ts';
import type { Metrics } from '../../behaviour/metrics/index.ts';
import { type Datapoint, datapointsOf, type Window } from './datapoints.ts';
import { findMetric } from './find.ts';
import { resultsOf } from './get-metric-data.ts';
import { statisticNamed } from './statistics.ts';

type Alarm = Saved<MetricAlarm>;

/** A new alarm is looked at after this time, one whose state was set by hand is looked at again. */
const firstLookMs = 60_000;

/** Newest data points may not have come yet: as many periods more are looked at. */
const spare = 3;

const comparisons: Record<string, readonly [(a: number, b: number) => boolean, words: string]> = {
  GreaterThanThreshold: [(a, b) => a > b, 'greater than'],
  GreaterThanOrEqualToThreshold: [(a, b) => a >= b, 'greater than or equal to'],
  LessThanThreshold: [(a, b) => a < b, 'less than'],
  LessThanOrEqualToThreshold: [(a, b) => a <= b, 'less than or equal to'],
};

/**
 * An alarm with the state that its metric gives it now.
 * https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/alarm-evaluation.html
 */
export function alarmNow(metrics: Metrics, alarm: Alarm, now: Date): Alarm {
  const looked = Date.parse(alarm.StateUpdatedTimestamp ?? '') + firstLookMs <= now.getTime();
  const [breaches, words] = comparisons[alarm.ComparisonOperator ?? ''] ?? [];
  const threshold = alarm.Threshold;
  if (!looked || breaches === undefined || threshold === undefined) return alarm;
  const wanted = alarm.EvaluationPeriods ?? 1;
  const enough = alarm.DatapointsToAlarm ?? wanted;
  const points = newestPoints(metrics, alarm, wanted, now);
  const breaching = points.filter((p) => breaches(p.value, threshold));
  const missing = wanted - points.length;
  const treat = alarm.TreatMissingData ?? 'missing';

  const one = (n: number): string => `${n} datapoint${n === 1 ? '' : 's'}`;
  const list = (of: readonly Datapoint[]): string =>
    `[${of.map((p) => `${decimal(p.value)} (${stamp(p.at)})`).join(', ')}]`;
  const compared = `${words} the threshold (${decimal(threshold)})`;
  if (points.length === 0 && treat === 'ignore') return alarm;
  if (points.length === 0 && treat === 'missing') {
    return withState(
      alarm,
      'INSUFFICIENT_DATA',
      `Insufficient Data: ${one(wanted)} ${wanted === 1 ? 'was' : 'were'} unknown.`,
      now,
    );
  }
  if (breaching.length + (treat === 'breaching' ? missing : 0) >= enough) {
    const reason =
      breaching.length === 0
        ? `Threshold Crossed: no datapoints were received for ${wanted} period${wanted === 1 ? '' : 's'} and ${one(missing)} missing ${missing === 1 ? 'datapoint was' : 'datapoints were'} treated as [Breaching].`
        : `Threshold Crossed: ${breaching.length} out of the last ${one(wanted)} ${list(breaching)} ${breaching.length === 1 ? 'was' : 'were'} ${compared} (minimum ${one(enough)} for OK -> ALARM transition).`;
    return withState(alarm, 'ALARM', reason, now);
  }
  const calm = points.filter((p) => !breaching.includes(p));
  const reason =
    calm.length === 0
      ? `Threshold Crossed: ${one(missing)} missing ${missing === 1 ? 'was' : 'were'} treated as [NonBreaching].`
      : `Threshold Crossed: ${one(calm.length)} ${list(calm)} ${calm.length === 1 ? 'was' : 'were'} not ${compared}.`;
  return withState(alarm, 'OK', reason, now);
}

function withState(alarm: Alarm, StateValue: NonNullable<Alarm['StateValue']>, StateReason: string, now: Date): Alarm {
  if (alarm.StateValue === StateValue && alarm.StateReason === StateReason) return alarm;
  const at = new Date(Math.floor(now.getTime() / 60_000) * 60_000).toISOString();
  return {
    ...alarm,
    StateValue,
    StateReason,
    StateUpdatedTimestamp: at,
    StateTransitionedTimestamp: alarm.StateValue === StateValue ? alarm.StateTransitionedTimestamp : at,
  };
}

/** `5` as `5.0`, as CloudWatch's sentences have numbers. */
const decimal = (value: number): string => (Number.isInteger(value) ? value.toFixed(1) : String(value));

/** `23/11/26 09:00:00` */
const stamp = (at: number): string => {
  const text = new Date(at).toISOString();
  return `${text.slice(8, 10)}/${text.slice(5, 7)}/${text.slice(2, 4)} ${text.slice(11, 19)}`;
};

/** The newest data points of an alarm's metric, or of the one query of its that is returned; oldest first. */
function newestPoints(metrics: Metrics, alarm: Alarm, wanted: number, now: Date): Datapoint[] {
  const query = alarm.Metrics?.find((q) => q.ReturnData !== false);
  const period = alarm.Period ?? query?.Period ?? alarm.Metrics?.find((q) => q.MetricStat)?.MetricStat?.Period ?? 60;
  const to = Math.floor(now.getTime() / 1000 / period) * period * 1000;
  // At least ten minutes: what is sent every five, and late, is in it.
  const from = to - Math.max((wanted + spare) * period, wanted * period + 900) * 1000;
  const window: Window = { from: Math.floor(from / 1000 / period) * period * 1000, to, now: now.getTime() };
  if (alarm.Metrics !== undefined && alarm.Metrics.length > 0) {
    return (resultsOf(metrics, alarm.Metrics as never, window)[0]?.points ?? []).slice(-wanted);
  }
  const series = findMetric(metrics, alarm);
  const statistic = statisticNamed(alarm.Statistic ?? alarm.ExtendedStatistic ?? '');
  if (series === undefined || statistic === undefined) return [];
  if (alarm.Unit !== undefined && alarm.Unit !== series.unit) return [];
  return datapointsOf(series, window, period, statistic).slice(-wanted);
}
