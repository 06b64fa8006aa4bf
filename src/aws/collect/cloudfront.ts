import { CloudFrontClient, ListDistributionsCommand } from '@aws-sdk/client-cloudfront';
import type { ClientConfig } from '../connection.ts';
import { pages, type Reading, read, sorted } from '../read.ts';

export async function collectCloudFront(reading: Reading, config: ClientConfig): Promise<void> {
  const client = new CloudFrontClient(config);
  const found = await read(reading, 'cloudfront:ListDistributions', () =>
    pages(
      (Marker) => client.send(new ListDistributionsCommand({ Marker }), { abortSignal: reading.signal }),
      (o) => o.DistributionList?.Items,
      (o) => o.DistributionList?.NextMarker,
    ),
  );
  reading.scope.cloudfront = found === undefined ? {} : { Distributions: sorted(found, (d) => d.Id) };
}
