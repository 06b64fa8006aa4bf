import type { ListMetricsCommandInput } from '@aws-sdk/client-cloudwatch';
import { metricsOf } from '../../behaviour/metrics/index.ts';
import type { Series } from '../../behaviour/metrics/series.ts';
import type { LabCall } from '../../handler.ts';
import { page } from '../../paging.ts';
import { hasData } from './datapoints.ts';
import { invalidValue } from './errors.ts';

/** https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_ListMetrics.html */
const aPage = 500;
const hour = 3_600_000;
const twoWeeks = 14 * 24 * hour;

/** The metrics that have had data within two weeks, or three hours, that the caller asks for. */
export function listMetrics(call: LabCall, input: ListMetricsCommandInput) {
  const { NextToken, ...question } = input;
  const { Namespace, MetricName, Dimensions = [], RecentlyActive } = input;
  if (RecentlyActive !== undefined && RecentlyActive !== 'PT3H') {
    throw invalidValue(
      `The value ${RecentlyActive} for parameter RecentlyActive is invalid. The only valid value is PT3H.`,
    );
  }
  if (Dimensions.length > 10) throw invalidValue('The collection Dimensions must not have a size greater than 10.');
  const now = call.now.getTime();
  const since = now - (RecentlyActive === undefined ? twoWeeks : 3 * hour);
  const metrics = metricsOf(call.state, call.account, call.region);
  const isAsked = (series: Series): boolean =>
    (MetricName === undefined || series.name === MetricName) &&
    Dimensions.every((d) =>
      series.dimensions.some((own) => own.Name === d.Name && (d.Value === undefined || own.Value === d.Value)),
    );
  const found = (Namespace === undefined ? metrics.namespaces() : [Namespace])
    .flatMap((namespace) => metrics.in(namespace))
    .filter((series) => isAsked(series) && hasData(series, since, now))
    .map((series) => ({ Namespace: series.namespace, MetricName: series.name, Dimensions: [...series.dimensions] }));
  const { items, next } = page(
    found,
    { token: NextToken, question: { question, account: call.account, region: call.region } },
    { usual: aPage, most: aPage, badToken: () => invalidValue('The value for parameter NextToken is invalid.') },
  );
  return { Metrics: items, ...(next === undefined ? {} : { NextToken: next }) };
}
