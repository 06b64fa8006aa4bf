import type { GetMetricStatisticsCommandInput } from '@aws-sdk/client-cloudwatch';
import { metricsOf } from '../../behaviour/metrics/index.ts';
import type { LabCall } from '../../handler.ts';
import { periodsOf, roundedEnd, roundedStart } from './datapoints.ts';
import { invalidCombination, invalidValue, isPeriod, startNotBeforeEnd } from './errors.ts';
import { findMetric } from './find.ts';
import { statisticNamed } from './statistics.ts';

/** https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_GetMetricStatistics.html */
const mostDatapoints = 1_440;
const simple = ['SampleCount', 'Average', 'Sum', 'Minimum', 'Maximum'];

export function getMetricStatistics(call: LabCall, input: GetMetricStatisticsCommandInput) {
  const { Statistics = [], ExtendedStatistics = [], Period = Number.NaN, Unit, MetricName } = input;
  const now = call.now.getTime();
  const start = new Date(input.StartTime ?? Number.NaN).getTime();
  const end = new Date(input.EndTime ?? Number.NaN).getTime();
  if (!(start < end)) throw invalidValue(startNotBeforeEnd);
  if (!isPeriod(Period)) {
    throw invalidValue(`The parameter Period must be 1, 5, 10, 20, 30 or a multiple of 60: ${Period}`);
  }
  if (Statistics.length === 0 && ExtendedStatistics.length === 0) {
    throw invalidCombination('Must specify either Statistics or ExtendedStatistics');
  }
  if (Statistics.length > 0 && ExtendedStatistics.length > 0) {
    throw invalidCombination('Statistics and ExtendedStatistics must not both be specified.');
  }
  const unknown =
    Statistics.find((s) => !simple.includes(s)) ??
    ExtendedStatistics.find((s) => simple.includes(s) || statisticNamed(s) === undefined);
  if (unknown !== undefined) throw invalidValue(`The value ${unknown} for parameter Statistics is not supported.`);
  const from = roundedStart(start, now);
  const to = roundedEnd(end);
  const count = Math.ceil((to - from) / 1000 / Period);
  if (count > mostDatapoints) {
    throw invalidCombination(
      `You have requested up to ${grouped(count)} datapoints, which exceeds the limit of ${grouped(mostDatapoints)}. You may reduce the datapoints requested by increasing Period, or decreasing the time range.`,
    );
  }
  const series = findMetric(metricsOf(call.state, call.account, call.region), input);
  const wanted = series !== undefined && (Unit === undefined || Unit === series.unit) ? series : undefined;
  const Datapoints =
    wanted === undefined
      ? []
      : [...periodsOf(wanted, { from, to, now }, Period)].map(([at, samples]) => {
          const statistic = (name: string): number | undefined => statisticNamed(name)!(samples);
          const extended = ExtendedStatistics.flatMap((name): [string, number][] => {
            const value = statistic(name);
            return value === undefined ? [] : [[name, value]];
          });
          return {
            Timestamp: new Date(at),
            ...Object.fromEntries(Statistics.map((name) => [name, statistic(name)])),
            ...(ExtendedStatistics.length === 0 ? {} : { ExtendedStatistics: Object.fromEntries(extended) }),
            Unit: wanted.unit,
          };
        });
  return { Label: MetricName, Datapoints };
}

/** `2016` as `2,016`. */
const grouped = (n: number): string => String(n).replace(/\B(?=(\d{3})+$)/g, ',');
