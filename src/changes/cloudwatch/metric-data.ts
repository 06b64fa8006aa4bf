import type { MetricDatum, PutMetricDataInput } from '@aws-sdk/client-cloudwatch';
import type { MetricSeries } from '../../snapshot/data/services.ts';
import { AwsError, type World } from '../world.ts';

const invalidValue = (message: string): AwsError => new AwsError('InvalidParameterValueException', message);

interface Statistics {
  SampleCount: number;
  Sum: number;
  Minimum: number;
  Maximum: number;
}

/** The statistics of one datum, from whichever way it tells its values. */
function statisticsOf(datum: MetricDatum): Statistics {
  const { Value, Values, Counts, StatisticValues } = datum;
  const given = [Value, Values, StatisticValues].filter((way) => way !== undefined).length;
  if (given !== 1) {
    throw new AwsError(
      'InvalidParameterCombinationException',
      'Exactly one of Value, Values and StatisticValues must be specified for each datum.',
    );
  }
  if (StatisticValues !== undefined) {
    const { SampleCount = 0, Sum = 0, Minimum = 0, Maximum = 0 } = StatisticValues;
    if (SampleCount <= 0) throw invalidValue('SampleCount must be greater than 0.');
    return { SampleCount, Sum, Minimum, Maximum };
  }
  const values = Values ?? [Value!];
  const counts = Values === undefined ? [1] : (Counts ?? values.map(() => 1));
  if (values.length === 0 || values.length !== counts.length) {
    throw invalidValue('Values and Counts must be of one length, and not empty.');
  }
  if (!values.every(Number.isFinite)) throw invalidValue('The value must be a finite number.');
  return {
    SampleCount: counts.reduce((sum, count) => sum + count, 0),
    Sum: values.reduce((sum, value, at) => sum + value * counts[at]!, 0),
    Minimum: Math.min(...values),
    Maximum: Math.max(...values),
  };
}

const statistics = ['SampleCount', 'Sum', 'Minimum', 'Maximum'] as const;

/** A datum as four series of one point each, from which every statistic of any period can be made. */
function seriesOf(world: World, namespace: string, datum: MetricDatum): MetricSeries[] {
  if (!datum.MetricName) {
    throw new AwsError(
      'MissingRequiredParameterException',
      'The parameter MetricData.member.1.MetricName is required.',
    );
  }
  const dimensions = (datum.Dimensions ?? []).map(({ Name, Value }) => ({ Name: Name ?? '', Value: Value ?? '' }));
  if (dimensions.length > 30) throw invalidValue('A metric can have 30 dimensions at most.');
  const taken = statisticsOf(datum);
  const period = datum.StorageResolution === 1 ? 1 : 60;
  const time = datum.Timestamp === undefined ? world.now : new Date(datum.Timestamp);
  const age = world.now.getTime() - time.getTime();
  // https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_MetricDatum.html: two weeks back, two hours ahead.
  if (Number.isNaN(age) || age > 14 * 86_400_000 || age < -7_200_000) {
    throw invalidValue('The timestamp must be at most two weeks in the past and two hours in the future.');
  }
  const start = Math.floor(time.getTime() / (period * 1000)) * period * 1000;
  const at = new Date(start).toISOString();
  return statistics.map((stat) => ({
    namespace,
    metric: datum.MetricName!,
    dimensions: dimensions.sort((a, b) => (a.Name < b.Name ? -1 : a.Name > b.Name ? 1 : 0)),
    stat,
    period,
    from: at,
    to: new Date(start + period * 1000).toISOString(),
    timestamps: [at],
    values: [taken[stat]],
  }));
}

/** https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_PutMetricData.html */
export function PutMetricData(world: World, input: PutMetricDataInput) {
  const namespace = input.Namespace;
  if (!namespace) throw new AwsError('MissingRequiredParameterException', 'The parameter Namespace is required.');
  if (namespace.startsWith('AWS/')) throw invalidValue(`The value ${namespace} for parameter Namespace is invalid.`);
  const data = [...(input.MetricData ?? []), ...(input.EntityMetricData ?? []).flatMap((e) => e.MetricData ?? [])];
  if (data.length === 0) {
    throw new AwsError('MissingRequiredParameterException', 'The parameter MetricData is required.');
  }
  const series = data.flatMap((datum) => seriesOf(world, namespace, datum));
  world.putMetrics?.(series);
  return {};
}
