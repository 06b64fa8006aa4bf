import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { atPointer, bytesOf, shorten } from '../../src/tools/shorten.ts';

const json = fc.jsonValue({ maxDepth: 5 }).filter((v) => typeof v === 'object' && v !== null);
const sizes = fc.integer({ min: 40, max: 2_000 });

describe('a value within so many bytes', () => {
  test('never grows past them, and what fits is as it was', () => {
    fc.assert(
      fc.property(json, sizes, (value, most) => {
        const short = shorten(value, most);
        if (short.value !== undefined) expect(bytesOf(short.value)).toBeLessThanOrEqual(most);
        if (bytesOf(value) <= most) expect(short).toEqual({ value, leftOut: [] });
        else expect(short.leftOut.length).toBeGreaterThan(0);
      }),
    );
  });

  test('what is missing is named by a pointer that leads to it, and nothing is empty that was not', () => {
    fc.assert(
      fc.property(json, sizes, (value, most) => {
        const { value: short, leftOut } = shorten(value, most);
        for (const { pointer, shown, total } of leftOut) {
          expect(atPointer(value, pointer)).toBeDefined();
          expect(shown).toBeLessThan(total);
        }
        const empties = (part: unknown, whole: unknown): void => {
          if (typeof part !== 'object' || part === null) return;
          if (Object.keys(part).length === 0) expect(whole).toEqual(part);
          for (const [key, member] of Object.entries(part)) empties(member, (whole as Record<string, unknown>)[key]);
        };
        if (short !== undefined) empties(short, value);
      }),
    );
  });

  test('a list keeps its first items whole', () => {
    const groups = Array.from({ length: 50 }, (_, i) => ({
      id: `sg-${i}`,
      rules: [{ port: i, ranges: [{ cidr: '0.0.0.0/0' }] }],
    }));
    const { value, leftOut } = shorten({ output: { groups } }, 1_000);
    const shown = (value as { output: { groups: unknown[] } }).output.groups;
    expect(shown.length).toBeGreaterThan(10);
    expect(shown).toEqual(groups.slice(0, shown.length));
    expect(leftOut).toEqual([{ pointer: '/output/groups', shown: shown.length, total: 50 }]);
  });

  test('an object by ids keeps its first members whole', () => {
    const byId = Object.fromEntries(Array.from({ length: 2_000 }, (_, i) => [`eni-${i}`, { open: [i] }]));
    const { value, leftOut } = shorten({ reach: byId }, 2_000);
    const shown = Object.keys((value as { reach: object }).reach);
    expect(shown.length).toBeGreaterThan(30);
    expect(leftOut).toEqual([{ pointer: '/reach', shown: shown.length, total: 2_000 }]);
  });

  test('small members stay, a large one gives way', () => {
    const { value } = shorten({ name: 'a', text: 'x'.repeat(5_000), n: 7 }, 500);
    expect(value).toMatchObject({ name: 'a', n: 7 });
  });
});
