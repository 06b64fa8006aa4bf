/** Runs jobs, so many at once. */
export interface Limit {
  /** Waits for a place, then runs. Rejects with the signal's reason when it fires while waiting. */
  run<T>(job: () => Promise<T>, signal: AbortSignal): Promise<T>;
  /** AWS said "slower": half as many from now on. Each success after it wins a little back. */
  slower(): void;
}

/**
 * A limit of `most` jobs at once that gives way when AWS throttles and recovers slowly, as TCP does (additive
 * increase, multiplicative decrease): the API's own rate is found without knowing it.
 */
export function limit(most: number): Limit {
  let allowed = most;
  let running = 0;
  let slowedAt = Number.NEGATIVE_INFINITY;
  const waiting = new Set<() => void>();

  const startNext = (): void => {
    for (const start of waiting) {
      if (running >= Math.max(1, Math.floor(allowed))) return;
      start();
    }
  };
  const place = (signal: AbortSignal): Promise<void> =>
    new Promise((resolve, reject) => {
      if (signal.aborted) return reject(signal.reason);
      const start = (): void => {
        waiting.delete(start);
        signal.removeEventListener('abort', stop);
        running++;
        resolve();
      };
      const stop = (): void => {
        waiting.delete(start);
        reject(signal.reason);
      };
      signal.addEventListener('abort', stop, { once: true });
      waiting.add(start);
      startNext();
    });

  return {
    async run(job, signal) {
      await place(signal);
      try {
        const result = await job();
        allowed = Math.min(most, allowed + 1 / allowed);
        return result;
      } finally {
        running--;
        startNext();
      }
    },
    slower() {
      // Calls that were under way together are throttled together: that is one signal, not many.
      const now = performance.now();
      if (now - slowedAt < 250) return;
      slowedAt = now;
      allowed = Math.max(1, allowed / 2);
    },
  };
}
