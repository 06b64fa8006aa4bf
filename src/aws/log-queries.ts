import type { QueryResult } from '../snapshot/data/services.ts';
import type { LogQuery } from '../snapshot/log-queries.ts';
import { openScope, type Snapshot } from '../snapshot/snapshot.ts';
import { logsClient, QueryEnded, runLogQuery } from './collect/logs.ts';
import type { Connection } from './connection.ts';
import { gapOf } from './errors.ts';
import { limit } from './limit.ts';
import { retries } from './retry.ts';
import { compare } from './saved.ts';

/** Queries under way at once in an account and region: an account has 30 for all who ask, dashboards among them. */
const queriesAtOnce = 4;

/**
 * Runs Logs Insights queries and keeps their answers in a snapshot, under `logs.QueryResults` of their account and region.
 * An answer without rows is kept: nothing matched. What fails is a gap; a query that is given up is stopped, since it is
 * billed by what it scans.
 */
export async function readLogQueries(
  snapshot: Snapshot,
  connections: ReadonlyMap<string, Connection>,
  queries: readonly LogQuery[],
  stop: AbortSignal,
): Promise<void> {
  const limits = new Map<string, ReturnType<typeof limit>>();
  const failures = new Map<string, Snapshot['gaps'][number]>();
  await Promise.all(
    queries.map(async (query) => {
      const { account, region } = query;
      const connection = connections.get(account);
      if (connection === undefined) return;
      const place = `${account} ${region}`;
      const calls = limits.get(place) ?? limit(queriesAtOnce);
      limits.set(place, calls);
      const client = logsClient(
        connection.config(
          region,
          retries(() => calls.slower()),
        ),
      );
      try {
        const result = await calls.run(() => runLogQuery(client, query, stop), stop);
        const scope = openScope(snapshot, account, region);
        scope.logs ??= {};
        scope.logs.QueryResults = [...(scope.logs.QueryResults ?? []), result];
      } catch (error) {
        const operation = error instanceof QueryEnded ? 'logs:GetQueryResults' : 'logs:StartQuery';
        failures.set(`${place} ${operation}`, { account, ...gapOf(operation, region, error, stop) });
      }
    }),
  );
  for (const { logs } of snapshot.scopes) logs?.QueryResults?.sort((a, b) => compare(keyOf(a), keyOf(b)));
  snapshot.gaps.push(...failures.values());
}

const keyOf = (r: QueryResult): string => [r.logGroupName, r.queryString, r.from, r.to].join('\n');
