import { CloudWatchClient, DescribeAlarmsCommand, GetMetricDataCommand } from '@aws-sdk/client-cloudwatch';
import type { MetricSeries } from '../../snapshot/data/services.ts';
import type { ClientConfig } from '../connection.ts';
import { chunks, pages, type Reading, read, sorted } from '../read.ts';

/** A metric that a command wants, over a window. */
export type MetricQuery = Omit<MetricSeries, 'timestamps' | 'values'>;

/** GetMetricData takes at most this many queries in one call. */
const queriesACall = 500;

/** Metric alarms of a region. */
export async function collectAlarms(reading: Reading, config: ClientConfig): Promise<void> {
  const client = new CloudWatchClient(config);
  const alarms = await read(reading, 'cloudwatch:DescribeAlarms', () =>
    pages(
      (NextToken) =>
        client.send(new DescribeAlarmsCommand({ NextToken, MaxRecords: 100 }), { abortSignal: reading.signal }),
      (o) => o.MetricAlarms,
      (o) => o.NextToken,
    ),
  );
  if (alarms)
    reading.scope.cloudwatch = { ...reading.scope.cloudwatch, MetricAlarms: sorted(alarms, (a) => a.AlarmName) };
}

/**
 * Reads metric series into the scope. A metric without data in its window is kept with no values: CloudWatch has none,
 * which is not zero.
 */
export async function collectMetrics(reading: Reading, config: ClientConfig, queries: MetricQuery[]): Promise<void> {
  if (queries.length === 0) return;
  const client = new CloudWatchClient(config);
  // One call answers for one window.
  const windows = new Map<string, MetricQuery[]>();
  for (const query of queries) {
    const window = `${query.from} ${query.to}`;
    windows.set(window, [...(windows.get(window) ?? []), query]);
  }
  const found = await read(reading, 'cloudwatch:GetMetricData', async () => {
    const calls = [...windows.values()].flatMap((same) => chunks(same, queriesACall));
    return (await Promise.all(calls.map((call) => getMetricData(client, call, reading.signal)))).flat();
  });
  if (found) {
    const before = reading.scope.cloudwatch?.MetricSeries ?? [];
    reading.scope.cloudwatch = { ...reading.scope.cloudwatch, MetricSeries: [...before, ...found] };
  }
}

async function getMetricData(
  client: CloudWatchClient,
  queries: MetricQuery[],
  abortSignal: AbortSignal,
): Promise<MetricSeries[]> {
  const series: MetricSeries[] = queries.map((q) => ({ ...q, timestamps: [], values: [] }));
  let NextToken: string | undefined;
  do {
    const output = await client.send(
      new GetMetricDataCommand({
        StartTime: new Date(queries[0]!.from),
        EndTime: new Date(queries[0]!.to),
        ScanBy: 'TimestampAscending',
        NextToken,
        MetricDataQueries: queries.map((q, i) => ({
          Id: `q${i}`,
          MetricStat: {
            Metric: { Namespace: q.namespace, MetricName: q.metric, Dimensions: q.dimensions },
            Period: q.period,
            Stat: q.stat,
          },
        })),
      }),
      { abortSignal },
    );
    for (const result of output.MetricDataResults ?? []) {
      const into = series[Number(result.Id?.slice(1))];
      if (into === undefined) continue;
      into.timestamps.push(...(result.Timestamps ?? []).map((t) => t.toISOString()));
      into.values.push(...(result.Values ?? []));
    }
    NextToken = output.NextToken;
  } while (NextToken);
  return series;
}
