import { expect, test } from 'vitest';
import { cases } from '../thorough.ts';
import { diagnosed } from './diagnose.ts';
import { randomPairs } from './pairs.ts';
import { score } from './scoring.ts';

/** Another seed draws other pairs: NETOPS_SEED=7 npx vitest run test/faults */
const seed = Number(process.env.NETOPS_SEED ?? 20_261_123);

const many = cases(10, 44);
const pairs = randomPairs(many, seed);

test.each(pairs.map(([a, b]) => [`${a.id} and ${b.id}`, a, b] as const))('%s', async (_, a, b) => {
  expect(score(await diagnosed(a, b), [a, b])).toEqual({
    detected: 2,
    located: 2,
    right: 2,
    falseAlarms: [],
    missed: [],
  });
});

test('pairs are many, different, and the same for the same seed', () => {
  expect(pairs).toHaveLength(many);
  const names = pairs.map((pair) => pair.map((f) => f.id).join(' '));
  expect(new Set(names).size).toBe(names.length);
  expect(randomPairs(many, seed).map((pair) => pair.map((f) => f.id).join(' '))).toEqual(names);
});
