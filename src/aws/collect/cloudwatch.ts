import { CloudWatchClient, DescribeAlarmsCommand, GetMetricDataCommand } from '@aws-sdk/client-cloudwatch';
import type { CloudWatchData, MetricSeries } from '../../snapshot/data/services.ts';
import type { ClientConfig } from '../connection.ts';
import { type Collector, list, type Reads } from '../read.ts';

/** Metric series are read by `metrics.ts`: which ones, only a diagnosis knows. */
const reads: Reads<Omit<CloudWatchData, 'MetricSeries'>> = {
  MetricAlarms: list(
    'cloudwatch:DescribeAlarms',
    (NextToken) => new DescribeAlarmsCommand({ NextToken, MaxRecords: 100 }),
    (o) => o.MetricAlarms,
    (a) => a.AlarmArn,
  ),
};

export const collector: Collector<Omit<CloudWatchData, 'MetricSeries'>> = {
  service: 'cloudwatch',
  iamPrefix: 'cloudwatch',
  parallel: 10,
  client: (config) => new CloudWatchClient(config as never),
  reads,
};

export const metricClient = (config: ClientConfig): CloudWatchClient => new CloudWatchClient(config as never);

/** What GetMetricData takes in one call: https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_GetMetricData.html */
export const queriesACall = 500;

/** One GetMetricData call for up to 500 series over one window, all its pages. Fills the series given. */
export async function fillSeries(
  client: CloudWatchClient,
  series: MetricSeries[],
  window: { from: string; to: string },
  abortSignal: AbortSignal,
): Promise<void> {
  const points = series.map(() => new Map<string, number>());
  const seen = new Set<string>();
  let NextToken: string | undefined;
  do {
    const answer = await client.send(
      new GetMetricDataCommand({
        StartTime: new Date(window.from),
        EndTime: new Date(window.to),
        ScanBy: 'TimestampAscending',
        NextToken,
        MetricDataQueries: series.map((s, i) => ({
          Id: `q${i}`,
          MetricStat: {
            Metric: { Namespace: s.namespace, MetricName: s.metric, Dimensions: s.dimensions },
            Period: s.period,
            Stat: s.stat,
          },
        })),
      }),
      { abortSignal },
    );
    for (const { Id = '', Timestamps = [], Values = [] } of answer.MetricDataResults ?? []) {
      const into = points[Number(Id.slice(1))];
      Timestamps.forEach((at, i) => {
        if (Values[i] !== undefined) into?.set(at.toISOString(), Values[i]);
      });
    }
    NextToken = answer.NextToken;
    if (NextToken !== undefined && seen.has(NextToken)) throw new Error('GetMetricData answers the same token again');
    if (NextToken !== undefined) seen.add(NextToken);
  } while (NextToken !== undefined);
  series.forEach((s, i) => {
    const found = [...points[i]!].sort(([a], [b]) => (a < b ? -1 : 1));
    s.timestamps = found.map(([at]) => at);
    s.values = found.map(([, value]) => value);
  });
}
