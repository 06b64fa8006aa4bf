import { partition as sdkPartition } from '@aws-sdk/core/client';
import { near } from '../errors/near.ts';

/** Region names, for telling which one a mistyped name was meant to be. A new region works without being here. */
const names =
  'af-south-1 ap-east-1 ap-east-2 ap-northeast-1 ap-northeast-2 ap-northeast-3 ap-south-1 ap-south-2 ap-southeast-1 ' +
  'ap-southeast-2 ap-southeast-3 ap-southeast-4 ap-southeast-5 ap-southeast-6 ap-southeast-7 ca-central-1 ca-west-1 ' +
  'eu-central-1 eu-central-2 eu-north-1 eu-south-1 eu-south-2 eu-west-1 eu-west-2 eu-west-3 il-central-1 me-central-1 ' +
  'me-south-1 me-west-1 mx-central-1 sa-east-1 sa-west-1 us-east-1 us-east-2 us-west-1 us-west-2 ' +
  'cn-north-1 cn-northwest-1 us-gov-east-1 us-gov-west-1 eusc-de-east-1';

/** Whether the SDK has heard of a region. One that it has not may still be new: AWS is asked. */
export const isKnownRegion = (region: string): boolean => 'description' in sdkPartition(region);

/** The partition of a region: `aws`, `aws-cn`, `aws-us-gov` … */
export const partitionOf = (region: string): string => sdkPartition(region).name;

/** The region in which services without regions are asked, for the partition of a region. */
export const globalRegionOf = (region: string): string =>
  (sdkPartition(region) as { implicitGlobalRegion?: string }).implicitGlobalRegion ?? 'us-east-1';

/**
 * Services that a partition does not have at all, by its documentation: not reading them loses nothing. What is needed
 * by name all the same gets a gap that says so.
 * https://docs.aws.amazon.com/govcloud-us/latest/UserGuide/using-services.html,
 * https://docs.amazonaws.cn/en_us/aws/latest/userguide/services.html
 */
export const absentServices = (partition: string): readonly string[] =>
  ({ 'aws-us-gov': ['cloudfront', 'route53domains', 'shield'], 'aws-cn': ['route53domains', 'shield'] })[partition] ??
  [];

export const nearRegions = (region: string, known: readonly string[] = names.split(' ')): string[] =>
  near(region, known);
