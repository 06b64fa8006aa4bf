import { type CloudWatchClient, type Metric, paginateListMetrics } from '@aws-sdk/client-cloudwatch';
import type { MetricSeries } from '../snapshot/data/services.ts';
import { emptySeries, type MetricQuery } from '../snapshot/metrics.ts';
import { fillSeries, metricClient } from './collect/cloudwatch.ts';
import type { Connection } from './connection.ts';
import { gapCode } from './errors.ts';
import { retries } from './retry.ts';

export interface OneMetric {
  series: MetricSeries;
  /** Asked only when the series is empty: what CloudWatch has under the same name. */
  known?: { metrics: Metric[] } | { code: string };
}

/** How many sets of dimensions are worth naming to somebody who missed. */
const mostKnown = 500;

/**
 * One metric series, and, when it is empty, whether CloudWatch knows the metric at all.
 *
 * @throws the SDK's error; the signal's reason when it fires
 */
export async function readOneMetric(
  connection: Connection,
  query: MetricQuery,
  abortSignal: AbortSignal,
): Promise<OneMetric> {
  const client = metricClient(
    connection.config(
      query.region,
      retries(() => {}),
    ),
  );
  const series = emptySeries(query);
  await fillSeries(client, [series], query, abortSignal);
  if (series.values.length > 0) return { series };
  return { series, known: await knownMetrics(client, query, abortSignal) };
}

async function knownMetrics(client: CloudWatchClient, { namespace, metric }: MetricQuery, abortSignal: AbortSignal) {
  try {
    const metrics: Metric[] = [];
    const asked = { Namespace: namespace, MetricName: metric };
    for await (const page of paginateListMetrics({ client }, asked, { abortSignal })) {
      metrics.push(...(page.Metrics ?? []));
      if (metrics.length >= mostKnown) break;
    }
    return { metrics };
  } catch (error) {
    abortSignal.throwIfAborted();
    return { code: gapCode(error) };
  }
}
