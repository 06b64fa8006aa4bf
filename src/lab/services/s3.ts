import type { ListBucketsCommandInput } from '@aws-sdk/client-s3';
import { AwsError } from '../../changes/world.ts';
import type { Handlers, LabCall } from '../handler.ts';
import { page } from '../paging.ts';
import { labHex } from '../seed/ids.ts';

/** Without a size there are no pages; regions are told when the call has a parameter. */
function listBuckets(call: LabCall, input: ListBucketsCommandInput) {
  const { MaxBuckets: size, ContinuationToken: token, Prefix: prefix, BucketRegion: region } = input;
  const tellsRegion = [size, token, prefix, region].some((parameter) => parameter !== undefined);
  const found = (call.global.s3?.Buckets ?? [])
    .filter((bucket) => bucket.Name?.startsWith(prefix ?? ''))
    .filter((bucket) => region === undefined || bucket.BucketRegion === region);
  const badRequest = (message: string) => (): AwsError => new AwsError('InvalidArgument', message);
  const { items, next } = page(
    found,
    { size, token, question: { prefix, region } },
    {
      usual: Number.POSITIVE_INFINITY,
      most: 10_000,
      badToken: badRequest('The continuation token provided is incorrect'),
      badSize: badRequest('Argument max-buckets must be an integer between 1 and 10000'),
    },
  );
  return {
    Buckets: items.map(({ BucketRegion, ...bucket }) => (tellsRegion ? { ...bucket, BucketRegion } : bucket)),
    Owner: { ID: labHex(`s3-owner/${call.account}`).repeat(4).slice(0, 64) },
    ...(prefix === undefined ? {} : { Prefix: prefix }),
    ...(next === undefined ? {} : { ContinuationToken: next }),
  };
}

export const reads: Handlers = { ListBuckets: listBuckets };
