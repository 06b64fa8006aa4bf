import { emptySeries, type MetricQuery, seriesKey } from '../snapshot/metrics.ts';
import { openScope, type Snapshot } from '../snapshot/snapshot.ts';
import { fillSeries, metricClient, queriesACall } from './collect/cloudwatch.ts';
import type { Connection } from './connection.ts';
import { gapOf } from './errors.ts';
import { limit } from './limit.ts';
import { chunks } from './read.ts';
import { globalRegionOf } from './regions.ts';
import { retries } from './retry.ts';
import { compare } from './saved.ts';

/** GetMetricData calls under way at once. */
const callsAtOnce = 10;

/**
 * Reads metric series into a snapshot, under `cloudwatch.MetricSeries` of their account and region, 500 in a call. A
 * series without values is kept: CloudWatch has none in the window, which is not zero. What fails is a gap.
 */
export async function readMetrics(
  snapshot: Snapshot,
  connections: ReadonlyMap<string, Connection>,
  queries: readonly MetricQuery[],
  stop: AbortSignal,
): Promise<void> {
  const calls = limit(callsAtOnce);
  const batches = [...byWindow(queries).values()].flatMap((same) => chunks(same, queriesACall));
  const failures = new Map<string, Snapshot['gaps'][number]>();
  await Promise.all(
    batches.map(async (batch) => {
      const { account, region, from, to } = batch[0]!;
      const connection = connections.get(account);
      if (connection === undefined) return;
      const asked = region === 'global' ? globalRegionOf(snapshot.regions[0] ?? connection.firstRegion) : region;
      const client = metricClient(
        connection.config(
          asked,
          retries(() => calls.slower()),
        ),
      );
      const series = batch.map(emptySeries);
      try {
        await calls.run(() => fillSeries(client, series, { from, to }, stop), stop);
        const scope = openScope(snapshot, account, region);
        scope.cloudwatch ??= {};
        scope.cloudwatch.MetricSeries = [...(scope.cloudwatch.MetricSeries ?? []), ...series];
      } catch (error) {
        failures.set(`${account} ${region}`, { account, ...gapOf('cloudwatch:GetMetricData', region, error, stop) });
      }
    }),
  );
  for (const { cloudwatch } of snapshot.scopes) {
    cloudwatch?.MetricSeries?.sort((a, b) => compare(seriesKey(a), seriesKey(b)));
  }
  snapshot.gaps.push(...failures.values());
}

/** One call answers for one account, region and window. */
function byWindow(queries: readonly MetricQuery[]): Map<string, MetricQuery[]> {
  const groups = new Map<string, MetricQuery[]>();
  for (const query of queries) {
    const key = [query.account, query.region, query.from, query.to].join(' ');
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [query]);
    else group.push(query);
  }
  return groups;
}
