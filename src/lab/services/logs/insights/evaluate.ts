import { asNumber, asText, functions, type Value } from './functions.ts';
import type { Expression } from './syntax.ts';

/** An event's fields, as far as they are asked for. */
export interface Row {
  /** Milliseconds since 1970. */
  timestamp: number;
  get(field: string): Value;
}

/** An expression's value for one event. What cannot be computed is missing, as a field that is not there. */
export function evaluate(expression: Expression, row: Row): Value {
  switch (expression.kind) {
    case 'value':
      return expression.value;
    case 'field':
      return row.get(expression.name);
    case 'call':
      return functions[expression.name]!.of(
        expression.args.map((a) => evaluate(a, row)),
        row.timestamp,
      );
    case 'not':
      return !isTrue(evaluate(expression.of, row));
    case 'negative': {
      const value = asNumber(evaluate(expression.of, row));
      return value === undefined ? undefined : -value;
    }
    case 'in': {
      const value = evaluate(expression.of, row);
      return value !== undefined && expression.values.some((v) => compareValues(value, evaluate(v, row)) === 0);
    }
    case 'like': {
      const value = evaluate(expression.of, row);
      return value !== undefined && expression.pattern.test(asText(value));
    }
    case 'operation':
      return operation(expression.operator, expression.left, expression.right, row);
  }
}

/** Whether a filter lets an event through. */
export const isTrue = (value: Value): boolean => value === true || (typeof value === 'number' && value !== 0);

function operation(operator: string, left: Expression, right: Expression, row: Row): Value {
  if (operator === 'and') return isTrue(evaluate(left, row)) && isTrue(evaluate(right, row));
  if (operator === 'or') return isTrue(evaluate(left, row)) || isTrue(evaluate(right, row));
  const [a, b] = [evaluate(left, row), evaluate(right, row)];
  if (comparisons[operator] !== undefined) {
    // A field that an event has not is unlike everything.
    if (a === undefined || b === undefined) return operator === '!=';
    return comparisons[operator](compareValues(a, b));
  }
  const [x, y] = [asNumber(a), asNumber(b)];
  if (x === undefined || y === undefined) return undefined;
  const result = arithmetic[operator]!(x, y);
  return Number.isFinite(result) ? result : undefined;
}

const comparisons: Record<string, (order: number) => boolean> = {
  '=': (o) => o === 0,
  '!=': (o) => o !== 0,
  '<': (o) => o < 0,
  '<=': (o) => o <= 0,
  '>': (o) => o > 0,
  '>=': (o) => o >= 0,
};

const arithmetic: Record<string, (a: number, b: number) => number> = {
  '+': (a, b) => a + b,
  '-': (a, b) => a - b,
  '*': (a, b) => a * b,
  '/': (a, b) => a / b,
  '%': (a, b) => a % b,
  '^': (a, b) => a ** b,
};

/** Numbers by their value where both are, else by code point; what is missing comes first. */
export function compareValues(a: Value, b: Value): number {
  if (a === undefined || b === undefined) return Number(a !== undefined) - Number(b !== undefined);
  const [x, y] = [asNumber(a), asNumber(b)];
  if (x !== undefined && y !== undefined) return x - y;
  const [s, t] = [asText(a), asText(b)];
  return s < t ? -1 : s > t ? 1 : 0;
}
