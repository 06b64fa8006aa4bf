import { CloudWatchLogsClient, DescribeLogGroupsCommand } from '@aws-sdk/client-cloudwatch-logs';
import type { ClientConfig } from '../connection.ts';
import { pages, type Reading, read, sorted } from '../read.ts';

export async function collectLogs(reading: Reading, config: ClientConfig): Promise<void> {
  const client = new CloudWatchLogsClient(config);
  const groups = await read(reading, 'logs:DescribeLogGroups', () =>
    pages(
      (nextToken) =>
        client.send(new DescribeLogGroupsCommand({ nextToken, limit: 50 }), { abortSignal: reading.signal }),
      (o) => o.logGroups,
      (o) => o.nextToken,
    ),
  );
  reading.scope.logs = groups === undefined ? {} : { logGroups: sorted(groups, (g) => g.logGroupName) };
}
