import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { planSchema } from '../../../src/report/schemas/plan.ts';
import { type Prompt, planFor, wrong } from './judge.ts';
import { labInventory } from './lab-names.ts';

const load = (file: string): Prompt[] => JSON.parse(readFileSync(join(import.meta.dirname, file), 'utf8'));

/** Share of the prompts of a file whose plan must be right. */
const least = 0.98;

/**
 * Sets of 200 that were looked at once before anything was mended for them: of the first 183 were right, of the second
 * (dev-2) 191, of the third (set aside while the second was worked on) 188. They were worked on since, so they say no more
 * how the planner does on what nobody wrote it for; they must stay right.
 */
const mended = 0.995;

describe.each([
  ['prompts-dev.json', least],
  ['prompts-own.json', least],
  ['prompts-own-2.json', least],
  ['prompts-set-aside.json', mended],
  ['prompts-dev-2.json', mended],
  ['prompts-set-aside-2.json', mended],
] as const)('%s', (file, share) => {
  test.each([
    ['with the names of the lab', labInventory],
    ['with no snapshot loaded', []],
  ] as const)('%s', (_, inventory) => {
    const prompts = load(file);
    expect(prompts.length).toBeGreaterThan(100);
    const misses = prompts.flatMap((prompt) => {
      const given = planFor(prompt, inventory);
      expect(planSchema.parse(given)).toEqual(given);
      const found = wrong(given, prompt.expect);
      return found.length === 0 ? [] : [`${prompt.id} ${JSON.stringify(prompt.prompt)}: ${found.join('; ')}`];
    });
    if (misses.length > 0) console.log(misses.join('\n'));
    expect(1 - misses.length / prompts.length, misses.join('\n')).toBeGreaterThanOrEqual(share);
  });
});
