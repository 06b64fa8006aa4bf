import type { RetryErrorInfo, RetryStrategyV2, RetryToken } from '@smithy/types';
import { networkCode } from './errors.ts';

/** How often a call is tried, by what went wrong. A throttled call is worth waiting for; a dead endpoint is not. */
export const attempts = { throttled: 12, failed: 4, unreachable: 2 } as const;

const longestWaitMs = 2_500;

/**
 * Waits before the n-th retry: full jitter over a doubling bound, so that calls throttled together do not come back
 * together (https://aws.amazon.com/blogs/architecture/exponential-backoff-and-jitter/).
 */
export const backoffMs = (retry: number, random: () => number = Math.random): number =>
  Math.round(random() * Math.min(longestWaitMs, 100 * 2 ** retry));

/** The SDK's retries: patient when throttled, brief when nothing answers, none for an answer that will not change. */
export function retries(onThrottle: () => void): RetryStrategyV2 {
  return {
    acquireInitialRetryToken: async () => token(0, 0),
    refreshRetryTokenForRetry: async (before: RetryToken, { error, errorType, retryAfterHint }: RetryErrorInfo) => {
      if (errorType === 'THROTTLING') onThrottle();
      const retry = before.getRetryCount() + 1;
      if (retry >= most(errorType, error)) throw error ?? new Error('not worth another try');
      const asked = retryAfterHint === undefined ? 0 : retryAfterHint.getTime() - Date.now();
      return token(retry, Math.min(20_000, Math.max(backoffMs(retry), asked)));
    },
    recordSuccess: () => {},
  };
}

function most(errorType: RetryErrorInfo['errorType'], error: unknown): number {
  if (errorType === 'CLIENT_ERROR') return 1;
  if (errorType === 'THROTTLING') return attempts.throttled;
  const code = networkCode(error);
  return code !== undefined && unreachable.has(code) ? attempts.unreachable : attempts.failed;
}

const unreachable = new Set(['ECONNREFUSED', 'ENOTFOUND', 'EHOSTUNREACH', 'ENETUNREACH', 'ETIMEDOUT']);

const token = (count: number, delay: number): RetryToken => ({
  getRetryCount: () => count,
  getRetryDelay: () => delay,
});
