import { UserError } from '../errors/user-error.ts';
import * as text from '../messages/aws-calls.ts';
import type { Text } from '../messages/text.ts';
import { type Place, withOneAccount } from './one-account.ts';
import type { SourceOptions } from './source.ts';
import { type WindowAsked, windowOf } from './window.ts';

/** A Logs Insights query on one log group. */
export interface LogQueryAsked extends WindowAsked, Place {
  logGroup: string;
  /** In Logs Insights' language. */
  query: string;
  /** Rows at most, when the query itself does not say. */
  limit: number;
}

export interface LogQueryAnswer {
  says: Text;
  data: {
    region: string;
    logGroup: string;
    query: string;
    from: string;
    to: string;
    rows: Record<string, string>[];
    /** What AWS bills by; null: AWS did not say. */
    bytesScanned: number | null;
    recordsScanned: number | null;
    recordsMatched: number | null;
  };
}

/** Seconds. What is scanned is billed: an hour unless a person asks for more, and never more than a month. */
const usualWindow = 3_600;
const longestWindow = 31 * 86_400;

/**
 * Runs a Logs Insights query and waits for its end. One that is given up is stopped, since it is billed by what it scans.
 *
 * @throws UserError for a window that cannot be (2); a group that is not there or a query that AWS refuses (1)
 */
export async function queryLogs(
  asked: LogQueryAsked,
  { source, now, signal }: { source: SourceOptions; now: Date; signal: AbortSignal },
): Promise<LogQueryAnswer> {
  const { logGroup } = asked;
  const { seconds, until } = windowOf(asked, now, usualWindow);
  if (seconds > longestWindow) throw new UserError(text.logs.windowTooLong(Math.round(longestWindow / 86_400)), 2);
  const query = /(^|\|)\s*limit\s+\d+/i.test(asked.query) ? asked.query : `${asked.query} | limit ${asked.limit}`;
  const [from, to] = [new Date(until.getTime() - seconds * 1000).toISOString(), until.toISOString()];
  return await withOneAccount(source, asked, async ({ connection, region }) => {
    const { logsClient, QueryEnded, runLogQuery } = await import('../aws/collect/logs.ts');
    const { retries } = await import('../aws/retry.ts');
    const config = connection.config(
      region,
      retries(() => {}),
    );
    try {
      const result = await runLogQuery(logsClient(config), { logGroup, query, from, to }, signal);
      const rows = result.results.map((row) =>
        // `@ptr` leads to the record through another call and says nothing by itself.
        Object.fromEntries(row.filter((f) => f.field !== '@ptr').map((f) => [f.field ?? '', f.value ?? ''])),
      );
      const { bytesScanned = null, recordsScanned = null, recordsMatched = null } = result.statistics;
      const data = { region, logGroup, query, from, to, rows, bytesScanned, recordsScanned, recordsMatched };
      return { says: text.logs.says(logGroup, rows.length, recordsMatched, recordsScanned, bytesScanned), data };
    } catch (error) {
      if (error instanceof QueryEnded) throw new UserError(text.logs.ended(error.message));
      if ((error as Error).name === 'ResourceNotFoundException')
        throw new UserError(text.logs.noSuchGroup(logGroup, region));
      throw error;
    }
  });
}
