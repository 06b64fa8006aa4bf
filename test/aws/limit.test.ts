import { setTimeout as sleep } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { limit } from '../../src/aws/limit.ts';

const never = new AbortController().signal;

/** Runs so many jobs of `ms` and answers how many ran at once at most. */
async function most(of: ReturnType<typeof limit>, jobs: number, ms = 5): Promise<number> {
  let running = 0;
  let seen = 0;
  await Promise.all(
    Array.from({ length: jobs }, () =>
      of.run(async () => {
        running++;
        seen = Math.max(seen, running);
        await sleep(ms);
        running--;
      }, never),
    ),
  );
  return seen;
}

test('runs as many at once as it may, never more, and all of them', async () => {
  expect(await most(limit(3), 20)).toBe(3);
  expect(await most(limit(50), 20)).toBe(20);
});

test('halves when told to slow down, once for calls that were throttled together, and comes back', async () => {
  const slowing = limit(16);
  slowing.slower();
  slowing.slower();
  slowing.slower();
  expect(await most(slowing, 8)).toBe(8);
  for (let i = 0; i < 10; i++) await most(slowing, 40, 1);
  expect(await most(slowing, 40)).toBe(16);
});

test('never stops altogether', async () => {
  const slowing = limit(2);
  for (let i = 0; i < 3; i++) {
    slowing.slower();
    await sleep(260);
  }
  expect(await most(slowing, 2)).toBe(1);
});

test('a job that fails gives its place back', async () => {
  const one = limit(1);
  await expect(one.run(() => Promise.reject(new Error('no')), never)).rejects.toThrow('no');
  expect(await one.run(async () => 'yes', never)).toBe('yes');
});

test('a signal ends the wait of those in line', async () => {
  const one = limit(1);
  const controller = new AbortController();
  const running = one.run(() => sleep(50), never);
  const waiting = one.run(async () => 'ran', controller.signal);
  controller.abort(new Error('enough'));
  await expect(waiting).rejects.toThrow('enough');
  await running;
  expect(await one.run(async () => 'next', never)).toBe('next');
});
