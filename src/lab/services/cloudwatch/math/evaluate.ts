import type { Expression } from './parse.ts';

/** A time series in an expression: values by instant (milliseconds since 1970), in order. */
export interface TimeSeries {
  values: ReadonlyMap<number, number>;
  /** Seconds. */
  period: number;
  label: string;
}

export type Value = number | string | TimeSeries | TimeSeries[] | FillMode;

/** FILL's words for what stands in for what is missing. */
type FillMode = { fill: 'REPEAT' | 'LINEAR' };

/** Why an expression has no value. */
export class MathFault extends Error {}

/** What an expression can refer to. */
export interface Scope {
  /** The value of a query by id; throws `MathFault` when there is none. */
  query(id: string): TimeSeries | TimeSeries[];
  /** All metrics of the question that are no expressions, with their ids. */
  metrics(): { id: string; series: TimeSeries }[];
  /** Starts of the periods between which FILL fills, for a period in seconds. */
  instants(period: number): number[];
}

/** Evaluates an expression. Instants that an operand lacks are missing from the result. */
export function evaluate(expression: Expression, scope: Scope): Value {
  const result = (e: Expression): Value => evaluate(e, scope);
  switch (expression.kind) {
    case 'number':
    case 'text':
      return expression.value;
    case 'id':
      if (expression.name === 'REPEAT' || expression.name === 'LINEAR') return { fill: expression.name };
      return scope.query(expression.name);
    case 'list':
      return expression.items.flatMap((item) => listOf(result(item)));
    case 'negative':
      return each(result(expression.of), (v) => -v);
    case 'operation':
      return operate(expression.operator, result(expression.left), result(expression.right));
    case 'call':
      return call(expression.name, expression.args.map(result), scope);
  }
}

const isSeries = (value: Value): value is TimeSeries =>
  typeof value === 'object' && !Array.isArray(value) && 'values' in value;

function listOf(value: Value): TimeSeries[] {
  if (Array.isArray(value)) return value;
  if (isSeries(value)) return [value];
  throw new MathFault('Array elements must be time series');
}

/** Applies to a number, each value of a series, or each series of a list. Values that are no numbers are missing. */
function each(value: Value, apply: (v: number, at: number) => number): Value {
  if (typeof value === 'number') return apply(value, 0);
  if (Array.isArray(value)) return value.map((series) => each(series, apply) as TimeSeries);
  if (isSeries(value)) {
    const values = new Map<number, number>();
    for (const [at, v] of value.values) {
      const result = apply(v, at);
      if (Number.isFinite(result)) values.set(at, result);
    }
    return { ...value, values };
  }
  throw new MathFault('Unsupported operand type');
}

const operators: Record<string, (a: number, b: number) => number> = {
  '+': (a, b) => a + b,
  '-': (a, b) => a - b,
  '*': (a, b) => a * b,
  '/': (a, b) => a / b,
  '^': (a, b) => a ** b,
  '<': (a, b) => Number(a < b),
  '<=': (a, b) => Number(a <= b),
  '>': (a, b) => Number(a > b),
  '>=': (a, b) => Number(a >= b),
  '==': (a, b) => Number(a === b),
  '!=': (a, b) => Number(a !== b),
  '&&': (a, b) => Number(a !== 0 && b !== 0),
  '||': (a, b) => Number(a !== 0 || b !== 0),
};

function operate(operator: string, left: Value, right: Value): Value {
  const apply = operators[operator]!;
  if (typeof left === 'number') return each(right, (v) => apply(left, v));
  if (typeof right === 'number') return each(left, (v) => apply(v, right));
  if (isSeries(left) && isSeries(right)) {
    return each(left, (v, at) => {
      const other = right.values.get(at);
      return other === undefined ? Number.NaN : apply(v, other);
    });
  }
  if (Array.isArray(left) && isSeries(right)) return left.map((one) => operate(operator, one, right) as TimeSeries);
  if (isSeries(left) && Array.isArray(right)) return right.map((one) => operate(operator, left, one) as TimeSeries);
  throw new MathFault('Unsupported operand type');
}

const sum = (values: readonly number[]): number => values.reduce((a, b) => a + b, 0);
const mean = (values: readonly number[]): number => sum(values) / values.length;

/** Functions that make one number of many: of a series a number, of a list of series a series. */
const reducers: Record<string, (values: readonly number[]) => number> = {
  SUM: sum,
  AVG: mean,
  MIN: (values) => values.reduce((a, b) => Math.min(a, b), Number.POSITIVE_INFINITY),
  MAX: (values) => values.reduce((a, b) => Math.max(a, b), Number.NEGATIVE_INFINITY),
  STDDEV: (values) => {
    const m = mean(values);
    return Math.sqrt(mean(values.map((v) => (v - m) ** 2)));
  },
};

/** Functions of single values. */
const mappers: Record<string, (v: number, at: number) => number> = {
  ABS: Math.abs,
  CEIL: Math.ceil,
  FLOOR: Math.floor,
  LOG: Math.log,
  LOG10: Math.log10,
  EPOCH: (_, at) => at / 1000,
  MINUTE: (_, at) => new Date(at).getUTCMinutes(),
  HOUR: (_, at) => new Date(at).getUTCHours(),
  DAY: (_, at) => new Date(at).getUTCDay() || 7,
  DATE: (_, at) => new Date(at).getUTCDate(),
  MONTH: (_, at) => new Date(at).getUTCMonth() + 1,
  YEAR: (_, at) => new Date(at).getUTCFullYear(),
};

/** Functions of a value and the one before it. */
const steppers: Record<string, (v: number, before: number, seconds: number) => number> = {
  DIFF: (v, before) => v - before,
  DIFF_TIME: (_v, _before, seconds) => seconds,
  RATE: (v, before, seconds) => (v - before) / seconds,
};

function call(name: string, args: readonly Value[], scope: Scope): Value {
  const [first, second, third] = args;
  const exactly = (n: number): void => {
    if (args.length !== n) throw new MathFault(`Function ${name} takes ${n} argument${n === 1 ? '' : 's'}`);
  };
  if (Object.hasOwn(reducers, name)) {
    if (args.length > 1) return reduced(name, args.flatMap(listOf));
    exactly(1);
    if (isSeries(first!)) return first.values.size === 0 ? { ...first } : reducers[name]!([...first.values.values()]);
    return reduced(name, listOf(first!));
  }
  if (Object.hasOwn(mappers, name)) {
    exactly(1);
    return each(first!, mappers[name]!);
  }
  if (Object.hasOwn(steppers, name)) {
    exactly(1);
    return stepped(first!, steppers[name]!);
  }
  switch (name) {
    case 'METRICS': {
      if (args.length > 1 || (first !== undefined && typeof first !== 'string')) exactly(0);
      const found = scope.metrics().filter(({ id }) => first === undefined || id.includes(first as string));
      return found.map(({ series }) => series);
    }
    case 'METRIC_COUNT':
      exactly(1);
      return listOf(first!).length;
    case 'PERIOD':
      exactly(1);
      if (!isSeries(first!)) throw new MathFault('Function PERIOD takes a time series');
      return first.period;
    case 'RUNNING_SUM': {
      exactly(1);
      const running = (series: TimeSeries): TimeSeries => {
        let total = 0;
        const sums = [...series.values].map(([at, v]): [number, number] => {
          total += v;
          return [at, total];
        });
        return { ...series, values: new Map(sums) };
      };
      return Array.isArray(first) ? first.map(running) : running(one(name, first!));
    }
    case 'TIME_SERIES': {
      exactly(1);
      if (typeof first !== 'number') throw new MathFault('Function TIME_SERIES takes a scalar');
      const period = scope.metrics()[0]?.series.period ?? 60;
      return { period, label: name, values: new Map(scope.instants(period).map((at) => [at, first])) };
    }
    case 'FILL':
      exactly(2);
      return Array.isArray(first)
        ? first.map((s) => filled(s, second!, scope))
        : filled(one(name, first!), second!, scope);
    case 'IF':
      if (args.length !== 2) exactly(3);
      return chosen(first!, second!, third);
    default:
      throw new MathFault(`Unsupported function '${name}'`);
  }
}

function one(name: string, value: Value): TimeSeries {
  if (!isSeries(value)) throw new MathFault(`Function ${name} takes a time series`);
  return value;
}

/** At each instant the values of all series that have one there. */
function reduced(name: string, list: readonly TimeSeries[]): TimeSeries {
  const at = new Map<number, number[]>();
  for (const { values } of list) {
    for (const [instant, v] of values) {
      const there = at.get(instant);
      if (there === undefined) at.set(instant, [v]);
      else there.push(v);
    }
  }
  const values = [...at]
    .sort(([a], [b]) => a - b)
    .map(([instant, vs]): [number, number] => [instant, reducers[name]!(vs)]);
  return { values: new Map(values), period: Math.max(60, ...list.map((s) => s.period)), label: name };
}

function stepped(value: Value, apply: (v: number, before: number, seconds: number) => number): Value {
  if (Array.isArray(value)) return value.map((series) => stepped(series, apply) as TimeSeries);
  const series = one('RATE', value);
  const entries = [...series.values];
  const values = entries.slice(1).map(([at, v], i): [number, number] => {
    const [was, before] = entries[i]!;
    return [at, apply(v, before, (at - was) / 1000)];
  });
  return { ...series, values: new Map(values) };
}

function filled(series: TimeSeries, filler: Value, scope: Scope): TimeSeries {
  const instants = scope.instants(series.period);
  const known = [...series.values];
  const values = new Map<number, number>();
  for (const at of instants) {
    const own = series.values.get(at);
    const value = own ?? standIn(known, at, filler);
    if (value !== undefined) values.set(at, value);
  }
  return { ...series, values };
}

function standIn(known: readonly [number, number][], at: number, filler: Value): number | undefined {
  if (typeof filler === 'number') return filler;
  if (isSeries(filler)) return filler.values.get(at);
  if (typeof filler !== 'object' || !('fill' in filler)) throw new MathFault('FILL takes a number, REPEAT or LINEAR');
  const next = known.findIndex(([instant]) => instant > at);
  const before = next < 0 ? known.at(-1) : known[next - 1];
  const after = next < 0 ? undefined : known[next];
  if (before === undefined) return undefined;
  if (filler.fill === 'REPEAT') return before[1];
  if (after === undefined) return undefined;
  return before[1] + ((after[1] - before[1]) * (at - before[0])) / (after[0] - before[0]);
}

/** IF(condition, then, else): without `else` instants whose condition is 0 are missing. */
function chosen(condition: Value, then: Value, otherwise: Value | undefined): Value {
  const valueAt = (value: Value | undefined, at: number): number | undefined => {
    if (typeof value === 'number') return value;
    return value !== undefined && isSeries(value) ? value.values.get(at) : undefined;
  };
  if (typeof condition === 'number') {
    const value = condition !== 0 ? then : otherwise;
    if (value === undefined) throw new MathFault('IF with a scalar condition needs three arguments');
    return value;
  }
  return each(one('IF', condition), (v, at) => valueAt(v !== 0 ? then : otherwise, at) ?? Number.NaN);
}
