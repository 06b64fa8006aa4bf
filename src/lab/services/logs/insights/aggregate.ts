import { compareValues, evaluate, type Row } from './evaluate.ts';
import { asNumber, asText, type Value } from './functions.ts';
import type { Aggregated, Named } from './syntax.ts';

/** What an aggregate has seen of a group so far. */
interface Tally {
  see(value: Value): void;
  result(): Value;
}

const tallies: Record<Aggregated['aggregate'], (spec: Aggregated) => Tally> = {
  count: () => {
    let seen = 0;
    return {
      see: (value) => {
        if (value !== undefined) seen++;
      },
      result: () => seen,
    };
  },
  sum: () => ofNumbers((values) => values.reduce((a, b) => a + b, 0)),
  avg: () => ofNumbers((values) => values.reduce((a, b) => a + b, 0) / values.length),
  pct: ({ percent = 50 }) =>
    ofNumbers((values) => {
      const sorted = [...values].sort((a, b) => a - b);
      return sorted[Math.max(0, Math.ceil((percent / 100) * sorted.length) - 1)]!;
    }),
  min: () => extreme((order) => order < 0),
  max: () => extreme((order) => order > 0),
  // Logs Insights estimates where there are very many; the lab counts.
  count_distinct: () => {
    const seen = new Set<string>();
    return {
      see: (value) => {
        if (value !== undefined) seen.add(asText(value));
      },
      result: () => seen.size,
    };
  },
};

/** Of the values that are numbers; of none there is no result. */
function ofNumbers(work: (values: readonly number[]) => number): Tally {
  const values: number[] = [];
  return {
    see(value) {
      const number = asNumber(value);
      if (number !== undefined) values.push(number);
    },
    result: () => (values.length === 0 ? undefined : work(values)),
  };
}

function extreme(beats: (order: number) => boolean): Tally {
  let best: Value;
  return {
    see(value) {
      if (value !== undefined && (best === undefined || beats(compareValues(value, best)))) best = value;
    },
    result: () => best,
  };
}

/** Groups rows and aggregates each group: one row a group, in the order in which groups were first seen. */
export function grouped(specs: readonly Aggregated[], by: readonly Named[]) {
  const groups = new Map<string, { keys: Value[]; tallies: Tally[] }>();
  const open = (key: string, keys: Value[]) => {
    const group = { keys, tallies: specs.map((s) => tallies[s.aggregate](s)) };
    groups.set(key, group);
    return group;
  };
  return {
    see(row: Row): void {
      const keys = by.map((b) => evaluate(b.expression, row));
      const key = JSON.stringify(keys.map((k) => k ?? null));
      const group = groups.get(key) ?? open(key, keys);
      specs.forEach((spec, i) => {
        group.tallies[i]!.see(spec.of === undefined ? true : evaluate(spec.of, row));
      });
    },
    rows(): Map<string, Value>[] {
      return [...groups.values()].map(
        (group) =>
          new Map([
            ...by.map((b, i): [string, Value] => [b.name, group.keys[i]]),
            ...specs.map((spec, i): [string, Value] => [spec.name, group.tallies[i]!.result()]),
          ]),
      );
    },
  };
}
