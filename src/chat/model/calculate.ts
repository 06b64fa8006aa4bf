import { z } from 'zod';
import { type Facts, isStated } from './facts.ts';
import { unitNamed } from './units.ts';

/*
 * The one way in which a model may come to a number of its own: a named operation on figures that tools have stated.
 */

export const calculation = z.object({
  operation: z
    .enum(['sum', 'difference', 'ratio', 'share', 'rate', 'average', 'minimum', 'maximum', 'convert'])
    .describe(
      'difference: first minus second; ratio: first / second; share: first as percent of second; rate: first per second of time in seconds; convert: first in the unit `to`',
    ),
  values: z.array(z.number()).min(1).max(1000).describe('Figures as the results of other tools state them'),
  unit: z.string().max(20).optional().describe('Unit of the values: bytes, GB, Mbps, ms, USD, % …; none for counts'),
  to: z.string().max(20).optional().describe('Unit of the result, for convert'),
});

export type Calculation = z.output<typeof calculation>;

export interface Calculated {
  value: number;
  unit: string;
  /** The operation written out. */
  formula: string;
}

/** @returns a sentence when a value is in no result, or the operation does not fit the values */
export function calculate(
  { operation, values, unit = '', to }: Calculation,
  facts: Facts,
  zone: string,
): Calculated | string {
  const stranger = values.find((value) => !isKnown(value, unit, facts, zone));
  if (stranger !== undefined) return `${stranger}${unit} is in no tool's result of this conversation.`;
  const [a, b] = values as [number, number?];
  const pair = ['difference', 'ratio', 'share', 'rate'].includes(operation);
  if (pair && (values.length !== 2 || b === undefined)) return `${operation} takes two values.`;
  if (operation !== 'difference' && pair && b === 0) return `${operation} by zero has no answer.`;
  const total = values.reduce((sum, value) => sum + value, 0);
  switch (operation) {
    case 'sum':
      return { value: total, unit, formula: values.join(' + ') };
    case 'average':
      return { value: total / values.length, unit, formula: `(${values.join(' + ')}) / ${values.length}` };
    case 'minimum':
    case 'maximum': {
      const value = values.reduce((x, y) => (operation === 'minimum' ? Math.min(x, y) : Math.max(x, y)));
      return { value, unit, formula: `${operation}(${values.join(', ')})` };
    }
    case 'difference':
      return { value: a - b!, unit, formula: `${a} - ${b}` };
    case 'ratio':
      return { value: a / b!, unit: '', formula: `${a} / ${b}` };
    case 'share':
      return { value: (a / b!) * 100, unit: '%', formula: `${a} / ${b} * 100` };
    case 'rate':
      return { value: a / b!, unit: `${unit || 'count'}/second`, formula: `${a} / ${b} s` };
    case 'convert':
      return converted(a, unit, to);
  }
}

const isKnown = (value: number, unit: string, facts: Facts, zone: string): boolean =>
  isStated(
    facts,
    {
      kind: 'number',
      start: 0,
      end: 0,
      text: String(value),
      value: Math.abs(value),
      decimals: decimalsOf(value),
      unit: unitNamed(unit),
    },
    zone,
  );

const decimalsOf = (value: number): number => /\.(\d+)$/.exec(String(value))?.[1]?.length ?? 0;

function converted(value: number, from: string, to: string | undefined): Calculated | string {
  if (to === undefined) return 'convert needs `to`.';
  const [a, b] = [unitNamed(from), unitNamed(to)];
  if (a.dimension !== b.dimension || a.dimension === 'count') return `${from || 'a count'} cannot be told in ${to}.`;
  const result = (value * a.factors[0]!) / b.factors[0]!;
  return { value: result, unit: to, formula: `${value} ${from} in ${to}` };
}
