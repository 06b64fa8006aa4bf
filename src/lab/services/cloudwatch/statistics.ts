import { merged, type Sample } from '../../behaviour/metrics/series.ts';

/** A statistic of the samples of one period; undefined: they do not tell it. */
export type Statistic = (samples: readonly Sample[]) => number | undefined;

const simple: Record<string, (all: Sample) => number> = {
  Sum: (s) => s.sum,
  SampleCount: (s) => s.count,
  Average: (s) => s.sum / s.count,
  Minimum: (s) => s.min,
  Maximum: (s) => s.max,
};

/** Where a trimmed statistic begins or ends: at a part of the values (0–1), or at a value. */
type Bound = { part: number } | { value: number };

/**
 * A statistic by its name: `Average`, `p99`, `tm90`, `TM(10%:90%)`, `PR(:0.5)`, `IQM` …; undefined when there is none of
 * that name. https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/Statistics-definitions.html
 */
export function statisticNamed(name: string): Statistic | undefined {
  const plain = Object.hasOwn(simple, name) ? simple[name] : undefined;
  if (plain !== undefined) {
    return (samples) => {
      const all = merged(samples);
      return all === undefined ? undefined : plain(all);
    };
  }
  if (name === 'IQM') return trimmed('tm', { part: 0.25 }, { part: 0.75 });
  const short = /^(p|tm|wm|tc|ts)(\d{1,2}(?:\.\d{1,10})?|100)$/.exec(name);
  if (short !== null) {
    const part = Number(short[2]) / 100;
    return short[1] === 'p' ? percentile(part) : trimmed(short[1] as Trim, { part: 0 }, { part });
  }
  const long = /^(TM|WM|TC|TS|PR)\(([\d.]*%?):([\d.]*%?)\)$/.exec(name);
  if (long === null) return undefined;
  const [, kind = '', low = '', high = ''] = long;
  if (low === '' && high === '') return undefined;
  const from = boundOf(low, Number.NEGATIVE_INFINITY);
  const to = boundOf(high, Number.POSITIVE_INFINITY);
  if (kind === 'PR' && ('part' in from || 'part' in to)) return undefined;
  return trimmed(kind.toLowerCase() as Trim, from, to);
}

type Trim = 'tm' | 'wm' | 'tc' | 'ts' | 'pr';

function boundOf(text: string, open: number): Bound {
  if (text === '') return { value: open };
  return text.endsWith('%') ? { part: Number(text.slice(0, -1)) / 100 } : { value: Number(text) };
}

interface Weighted {
  value: number;
  weight: number;
}

/** Single values of a sample are taken to be at so many places of its distribution. */
const places = 50;

/** The values behind samples, sorted; undefined where only sums of them were kept. */
function valuesOf(samples: readonly Sample[]): Weighted[] | undefined {
  const values: Weighted[] = [];
  for (const { count, min, max, quantile } of samples) {
    if (quantile !== undefined) {
      for (let i = 0; i < places; i++) values.push({ value: quantile((i + 0.5) / places), weight: count / places });
    } else if (min === max) values.push({ value: min, weight: count });
    else return undefined;
  }
  return values.sort((a, b) => a.value - b.value);
}

const weightOf = (values: readonly Weighted[]): number => values.reduce((sum, v) => sum + v.weight, 0);

function percentile(part: number): Statistic {
  return (samples) => {
    const values = valuesOf(samples);
    if (values === undefined || values.length === 0) return undefined;
    let left = weightOf(values) * part;
    for (const { value, weight } of values) {
      left -= weight;
      if (left <= 1e-9) return value;
    }
    return values.at(-1)!.value;
  };
}

function trimmed(kind: Trim, from: Bound, to: Bound): Statistic {
  return (samples) => {
    const values = valuesOf(samples);
    if (values === undefined || values.length === 0) return undefined;
    const total = weightOf(values);
    const inside: Weighted[] = [];
    let before = 0;
    for (const { value, weight } of values) {
      const lo = 'part' in from ? Math.max(before, from.part * total) : before;
      const hi = 'part' in to ? Math.min(before + weight, to.part * total) : before + weight;
      const fits =
        ('part' in from || value > from.value || from.value === Number.NEGATIVE_INFINITY) &&
        ('part' in to || value <= to.value);
      if (fits && hi > lo) inside.push({ value, weight: hi - lo });
      before += weight;
    }
    const weight = weightOf(inside);
    const sum = inside.reduce((s, v) => s + v.value * v.weight, 0);
    switch (kind) {
      case 'tc':
        return weight;
      case 'ts':
        return sum;
      case 'pr':
        return (weight / total) * 100;
      case 'tm':
        return weight === 0 ? undefined : sum / weight;
      case 'wm': {
        // What is outside counts as the nearest value inside.
        if (inside.length === 0) return undefined;
        const low = inside[0]!.value;
        const high = inside.at(-1)!.value;
        const all = values.map((v) => ({ ...v, value: Math.min(Math.max(v.value, low), high) }));
        return all.reduce((s, v) => s + v.value * v.weight, 0) / total;
      }
    }
  };
}
