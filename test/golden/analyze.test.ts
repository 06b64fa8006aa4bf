import { join } from 'node:path';
import { expect, test } from 'vitest';
import { netops } from '../netops.ts';

/** Sentences, which may be said better any day; what is left is what programs read. */
const prose = new Set(['says', 'title', 'impact', 'means', 'because', 'references']);
/** What differs from run to run: the clock, and metrics that follow it. */
const ofTheMoment = new Set(['takenAt', 'last24h', 'hitRate']);

function withoutProse(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutProse);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .filter(([key]) => !prose.has(key) && !ofTheMoment.has(key))
      .map(([key, part]) => [key, withoutProse(part)]),
  );
}

// A difference is a change of the contract: look at it, then `npx vitest run test/golden -u` accepts it.
test('analyze of the healthy lab, as programs read it', async () => {
  const run = await netops(['analyze', '--source', 'lab', '--format', 'json', '--quiet']);
  expect(run.code).toBe(0);
  const document = withoutProse(JSON.parse(run.stdout));
  await expect(`${JSON.stringify(document, null, 1)}\n`).toMatchFileSnapshot(join(import.meta.dirname, 'analyze.json'));
});
