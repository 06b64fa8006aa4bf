import { expect, test } from 'vitest';
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
  ['httpd 80', '으로/로', 'httpd 80으로'],
] as const)('%s + %s = %s', (word, pair, expected) => {
  expect(josa(word, pair)).toBe(expected);
});
