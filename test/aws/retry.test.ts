import { expect, test } from 'vitest';
import { attempts, backoffMs, retries } from '../../src/aws/retry.ts';

type ErrorType = 'THROTTLING' | 'TRANSIENT' | 'SERVER_ERROR' | 'CLIENT_ERROR';

/** How often a call that always fails this way is tried. */
async function tries(errorType: ErrorType, error: Error = new Error('x'), onThrottle = () => {}): Promise<number> {
  const strategy = retries(onThrottle);
  let token = await strategy.acquireInitialRetryToken('');
  for (let tried = 1; ; tried++) {
    try {
      token = await strategy.refreshRetryTokenForRetry(token, { error: error as never, errorType });
    } catch (thrown) {
      expect(thrown).toBe(error);
      return tried;
    }
  }
}
const withCode = (code: string): Error => Object.assign(new Error(code), { code });

test('patient with throttling, brief with what does not answer, once with an answer that will not change', async () => {
  let slowed = 0;
  expect(await tries('THROTTLING', new Error('slow down'), () => slowed++)).toBe(attempts.throttled);
  expect(slowed).toBe(attempts.throttled);
  // Ten throttles in a row are survived.
  expect(attempts.throttled).toBeGreaterThan(10);
  expect(await tries('SERVER_ERROR')).toBe(attempts.failed);
  expect(await tries('TRANSIENT', withCode('ECONNRESET'))).toBe(attempts.failed);
  expect(await tries('TRANSIENT', withCode('ECONNREFUSED'))).toBe(attempts.unreachable);
  expect(await tries('TRANSIENT', withCode('ENOTFOUND'))).toBe(attempts.unreachable);
  expect(await tries('CLIENT_ERROR')).toBe(1);
});

test('waits double up to a limit, with full jitter', () => {
  const longest = (retry: number): number => backoffMs(retry, () => 0.999999);
  expect([1, 2, 3, 4, 5, 6, 12].map(longest)).toEqual([200, 400, 800, 1600, 2500, 2500, 2500]);
  expect(backoffMs(5, () => 0)).toBe(0);
});

test('an answer that says when to come back is believed, within reason', async () => {
  const strategy = retries(() => {});
  const first = await strategy.acquireInitialRetryToken('');
  const later = (ms: number) =>
    strategy.refreshRetryTokenForRetry(first, { errorType: 'THROTTLING', retryAfterHint: new Date(Date.now() + ms) });
  const two = (await later(2_000)).getRetryDelay();
  expect(two).toBeGreaterThan(1_900);
  expect(two).toBeLessThanOrEqual(2_000);
  expect((await later(3_600_000)).getRetryDelay()).toBe(20_000);
});
