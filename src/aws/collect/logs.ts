import { setTimeout as sleep } from 'node:timers/promises';
import {
  CloudWatchLogsClient,
  DescribeDeliverySourcesCommand,
  DescribeLogGroupsCommand,
  GetQueryResultsCommand,
  StartQueryCommand,
  StopQueryCommand,
} from '@aws-sdk/client-cloudwatch-logs';
import type { LogsData, QueryResult } from '../../snapshot/data/services.ts';
import type { LogQuery } from '../../snapshot/log-queries.ts';
import type { ClientConfig } from '../connection.ts';
import type { Collector, Reads } from '../read.ts';
import { saved, sorted } from '../saved.ts';

/** Query results are read by `log-queries.ts`: which ones, only a diagnosis knows. */
const reads: Reads<Omit<LogsData, 'QueryResults'>> = {
  logGroups: {
    operations: ['logs:DescribeLogGroups'],
    where: 'region',
    run: async (ask) =>
      sorted(
        await ask.pages(
          (nextToken) => new DescribeLogGroupsCommand({ nextToken, limit: 50 }),
          (o) => o.logGroups,
          (o) => o.nextToken,
        ),
        (g) => g.logGroupName,
      ),
  },
  deliverySources: {
    operations: ['logs:DescribeDeliverySources'],
    where: 'region-or-home',
    run: async (ask) =>
      sorted(
        await ask.pages(
          (nextToken) => new DescribeDeliverySourcesCommand({ nextToken, limit: 50 }),
          (o) => o.deliverySources,
          (o) => o.nextToken,
        ),
        (s) => s.name,
      ),
  },
};

export const collector: Collector<Omit<LogsData, 'QueryResults'>> = {
  service: 'logs',
  iamPrefix: 'logs',
  parallel: 4,
  client: (config) => new CloudWatchLogsClient(config as never),
  reads,
};

export const logsClient = (config: ClientConfig): CloudWatchLogsClient => new CloudWatchLogsClient(config as never);

/** A query that came to an end without an answer: failed, timed out, or stopped by somebody. Its name is the status. */
export class QueryEnded extends Error {
  constructor(status: string) {
    super(`the query ended as ${status}`);
    this.name = `Query${status.replace(/\W/g, '')}`;
  }
}

/** Most short queries have ended by the second look; a long one is asked for every two seconds. */
const firstLookMs = 150;
const longestWaitMs = 2_000;
/** With 30 queries under way in an account the next is refused; those of others end in their own time. */
const startsTried = 6;

/**
 * Starts a query, waits for its end and answers its results. A query that is given up is stopped.
 *
 * @throws QueryEnded when it ends without an answer; the SDK's error; the signal's reason when it fires
 */
export async function runLogQuery(
  client: CloudWatchLogsClient,
  { logGroup, query, from, to }: Pick<LogQuery, 'logGroup' | 'query' | 'from' | 'to'>,
  abortSignal: AbortSignal,
): Promise<QueryResult> {
  const start = new StartQueryCommand({
    logGroupName: logGroup,
    startTime: Math.floor(Date.parse(from) / 1000),
    endTime: Math.floor(Date.parse(to) / 1000),
    queryString: query,
  });
  const { queryId } = await startedQuery(client, start, abortSignal);
  try {
    for (let wait = firstLookMs; ; wait = Math.min(longestWaitMs, wait * 2)) {
      await sleep(wait, undefined, { signal: abortSignal });
      const answer = await client.send(new GetQueryResultsCommand({ queryId }), { abortSignal });
      // Some backends write the status in capitals.
      const status = (answer.status ?? 'Unknown').toLowerCase();
      if (status === 'complete')
        return {
          logGroupName: logGroup,
          queryString: query,
          from,
          to,
          results: saved(answer.results ?? []),
          statistics: saved(answer.statistics ?? {}),
        };
      if (!['scheduled', 'running', 'unknown'].includes(status)) throw new QueryEnded(answer.status ?? 'Unknown');
    }
  } catch (error) {
    // Nobody waits for it any more. That it cannot be stopped, because it has ended, is no failure.
    if (!(error instanceof QueryEnded))
      await client
        .send(new StopQueryCommand({ queryId }), { abortSignal: AbortSignal.timeout(2_000) })
        .catch(() => undefined);
    throw error;
  }
}

async function startedQuery(client: CloudWatchLogsClient, start: StartQueryCommand, abortSignal: AbortSignal) {
  for (let tried = 1; ; tried++) {
    try {
      return await client.send(start, { abortSignal });
    } catch (error) {
      if ((error as Error).name !== 'LimitExceededException' || tried === startsTried) throw error;
      await sleep(250 * 2 ** tried, undefined, { signal: abortSignal });
    }
  }
}
