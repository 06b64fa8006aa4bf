import { CloudFrontClient, GetDistributionConfigCommand, ListDistributionsCommand } from '@aws-sdk/client-cloudfront';
import type { CloudFrontData } from '../../snapshot/data/services.ts';
import type { Collector, Reads } from '../read.ts';
import { sorted } from '../saved.ts';

const reads: Reads<CloudFrontData> = {
  Distributions: {
    operations: ['cloudfront:ListDistributions'],
    where: 'global',
    run: async (ask) =>
      sorted(
        await ask.pages(
          (Marker) => new ListDistributionsCommand({ Marker, MaxItems: 100 }),
          (o) => o.DistributionList?.Items,
          (o) => o.DistributionList?.NextMarker,
        ),
        (d) => d.Id,
      ),
  },
  DistributionConfigs: {
    operations: ['cloudfront:GetDistributionConfig'],
    where: 'global',
    after: ['Distributions'],
    onRequest: true,
    run: (ask, { Distributions = [] }) =>
      ask.each(
        'cloudfront:GetDistributionConfig',
        Distributions.map((d) => d.Id),
        async (Id) => (await ask.send(new GetDistributionConfigCommand({ Id }))).DistributionConfig!,
      ),
  },
};

export const collector: Collector<CloudFrontData> = {
  service: 'cloudfront',
  iamPrefix: 'cloudfront',
  parallel: 4,
  client: (config) => new CloudFrontClient(config as never),
  reads,
};
