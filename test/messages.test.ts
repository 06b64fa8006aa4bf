import { expect, test } from 'vitest';
import { gapMeans } from '../src/messages/gaps.ts';
import { josa } from '../src/messages/josa.ts';

test.each([
  ['DMZVPC', '은/는', 'DMZVPC는'],
  ['VPC01', '은/는', 'VPC01은'],
  ['VPC02', '은/는', 'VPC02는'],
  ['10.1.0.0/16', '이/가', '10.1.0.0/16이'],
  ['alb1', '을/를', 'alb1을'],
  ['alb1', '으로/로', 'alb1로'],
  ['서브넷', '으로/로', '서브넷으로'],
  ['게이트웨이', '과/와', '게이트웨이와'],
  ['터널', '으로/로', '터널로'],
  ['"prod-db"', '은/는', '"prod-db"는'],
  ['(NATGW-A)', '이/가', '(NATGW-A)가'],
  ['page-missing', '은/는', 'page-missing은'],
  ['batch-staging', '으로/로', 'batch-staging으로'],
  ['TG', '이/가', 'TG가'],
  ['httpd 80', '으로/로', 'httpd 80으로'],
] as const)('%s + %s = %s', (word, pair, expected) => {
  expect(josa(word, pair)).toBe(expected);
});

test.each([
  ['AccessDenied', 'with an explicit deny in a service control policy', /SCP/],
  ['AccessDeniedException', 'because no permissions boundary allows the ec2:DescribeVpcs action', /boundary/],
  ['AccessDenied', 'because no identity-based policy allows the ec2:DescribeVpcs action', null],
  ['OptInRequired', '', /not signed up/],
  ['AuthFailure', 'AWS was not able to validate the provided access credentials', /not enabled/],
  ['NetworkError', 'getaddrinfo ENOTFOUND shield.ap-northeast-2.amazonaws.com', /no endpoint/],
  ['NetworkError', 'connect ECONNREFUSED', null],
  ['toString', '', null],
] as const)('why a read failed: %s %s', (code, message, why) => {
  const gap = { account: '1', region: 'ap-northeast-2', service: 'ec2', operation: 'DescribeVpcs', code, message };
  const plain = gapMeans({ ...gap, code: 'Other', message: '' });
  const { ko, en } = gapMeans(gap);
  if (why === null) expect({ ko, en }).toEqual(plain);
  else {
    expect(en.replace(plain.en, '')).toMatch(why);
    expect(ko.length).toBeGreaterThan(plain.ko.length);
  }
});
