import { CloudWatchLogsClient, DescribeLogGroupsCommand } from '@aws-sdk/client-cloudwatch-logs';
import type { LogsData } from '../../snapshot/data/services.ts';
import type { Collector, Reads } from '../read.ts';
import { sorted } from '../saved.ts';

const reads: Reads<LogsData> = {
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
};

export const collector: Collector<LogsData> = {
  service: 'logs',
  iamPrefix: 'logs',
  parallel: 4,
  client: (config) => new CloudWatchLogsClient(config as never),
  reads,
};
