import { expect, test } from 'vitest';
import { absentServices, globalRegionOf, isKnownRegion, nearRegions, partitionOf } from '../../src/aws/regions.ts';
import { near } from '../../src/errors/near.ts';

test.each([
  ['ap-norheast-2', 'ap-northeast-2'],
  ['ap-northeast2', 'ap-northeast-2'],
  ['us-eats-1', 'us-east-1'],
  ['seoul', undefined],
])('%s may be %s', (typed, meant) => {
  expect(nearRegions(typed)[0]).toBe(meant);
  expect(nearRegions(typed).length).toBeLessThanOrEqual(3);
});

test('names near to a mistyped one, nearest first', () => {
  expect(near('prdo', ['dev', 'prod', 'production', 'pro'])).toEqual(['pro', 'prod']);
  expect(near('x', ['completely', 'different'])).toEqual([]);
});

test('partitions, and where their services without regions are', () => {
  const of = (region: string) => [partitionOf(region), globalRegionOf(region)];
  expect(of('ap-northeast-2')).toEqual(['aws', 'us-east-1']);
  expect(of('cn-north-1')).toEqual(['aws-cn', 'cn-northwest-1']);
  expect(of('us-gov-east-1')).toEqual(['aws-us-gov', 'us-gov-west-1']);
  expect(absentServices('aws')).toEqual([]);
  expect(absentServices('aws-us-gov')).toContain('cloudfront');
});

test('a region that the SDK has heard of', () => {
  expect(isKnownRegion('ap-northeast-2')).toBe(true);
  expect(isKnownRegion('ap-northeast-9')).toBe(false);
});
