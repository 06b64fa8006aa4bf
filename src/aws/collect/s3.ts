import { ListBucketsCommand, S3Client } from '@aws-sdk/client-s3';
import type { S3Data } from '../../snapshot/data/services.ts';
import type { Collector, Reads } from '../read.ts';
import { sorted } from '../saved.ts';

const reads: Reads<S3Data> = {
  Buckets: {
    operations: ['s3:ListBuckets'],
    where: 'global',
    run: async (ask) =>
      sorted(
        await ask.pages(
          // A call with a parameter answers the buckets' regions too.
          (ContinuationToken) => new ListBucketsCommand({ MaxBuckets: 1000, ContinuationToken }),
          (o) => o.Buckets,
          (o) => o.ContinuationToken,
        ),
        (b) => b.Name,
      ),
  },
};

export const collector: Collector<S3Data> = {
  service: 's3',
  iamPrefix: 's3',
  // https://docs.aws.amazon.com/AmazonS3/latest/API/API_ListBuckets.html
  iamActions: { 's3:ListBuckets': 's3:ListAllMyBuckets' },
  parallel: 2,
  client: (config) => new S3Client(config as never),
  reads,
};
