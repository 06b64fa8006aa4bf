import { DescribeInstanceInformationCommand, SSMClient } from '@aws-sdk/client-ssm';
import type { SsmData } from '../../snapshot/data/services.ts';
import { type Collector, list, type Reads } from '../read.ts';

const reads: Reads<SsmData> = {
  InstanceInformationList: list(
    'ssm:DescribeInstanceInformation',
    (NextToken) => new DescribeInstanceInformationCommand({ NextToken, MaxResults: 50 }),
    (o) => o.InstanceInformationList,
    (i) => i.InstanceId,
  ),
};

export const collector: Collector<SsmData> = {
  service: 'ssm',
  iamPrefix: 'ssm',
  parallel: 2,
  client: (config) => new SSMClient(config as never),
  reads,
};
