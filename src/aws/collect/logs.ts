import {
  CloudWatchLogsClient,
  DescribeDeliverySourcesCommand,
  DescribeLogGroupsCommand,
} from '@aws-sdk/client-cloudwatch-logs';
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

export const collector: Collector<LogsData> = {
  service: 'logs',
  iamPrefix: 'logs',
  parallel: 4,
  client: (config) => new CloudWatchLogsClient(config as never),
  reads,
};
