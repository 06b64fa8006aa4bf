import {
  ConfigServiceClient,
  DescribeConfigurationRecorderStatusCommand,
  DescribeConfigurationRecordersCommand,
} from '@aws-sdk/client-config-service';
import type { ConfigServiceData } from '../../snapshot/data/services.ts';
import type { Collector, Reads } from '../read.ts';
import { sorted } from '../saved.ts';

const reads: Reads<ConfigServiceData> = {
  ConfigurationRecorders: {
    operations: ['configservice:DescribeConfigurationRecorders'],
    where: 'region',
    run: async (ask) =>
      sorted(
        (await ask.send(new DescribeConfigurationRecordersCommand({}))).ConfigurationRecorders ?? [],
        (r) => r.arn ?? r.name,
      ),
  },
  ConfigurationRecorderStatuses: {
    operations: ['configservice:DescribeConfigurationRecorderStatus'],
    where: 'region',
    run: async (ask) =>
      sorted(
        (await ask.send(new DescribeConfigurationRecorderStatusCommand({}))).ConfigurationRecordersStatus ?? [],
        (s) => s.arn ?? s.name,
      ),
  },
};

export const collector: Collector<ConfigServiceData> = {
  service: 'configservice',
  iamPrefix: 'config',
  parallel: 2,
  client: (config) => new ConfigServiceClient(config as never),
  reads,
};
