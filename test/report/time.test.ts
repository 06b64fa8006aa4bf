import { expect, test } from 'vitest';
import { utc } from '../../src/messages/utc.ts';
import { inReadersZone } from '../../src/report/time.ts';

test('an instant in a finding is shown in the reader’s zone, over midnight too', () => {
  const says = `night-shift called RevokeSecurityGroupIngress at ${utc('2026-11-22T21:24:09.000Z')} (and at ${utc('2026-11-22T03:05:00.000Z')})`;
  expect(inReadersZone(says, 'Asia/Seoul')).toBe(
    'night-shift called RevokeSecurityGroupIngress at 2026-11-23 06:24 KST (and at 2026-11-22 12:05 KST)',
  );
  expect(inReadersZone(says, 'UTC')).toBe(says);
  expect(inReadersZone('at 25:00 UTC, 2026-11-22T03:05:00Z', 'Asia/Seoul')).toBe('at 25:00 UTC, 2026-11-22T03:05:00Z');
});
