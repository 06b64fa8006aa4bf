/** A query in Logs Insights' language, as far as the lab knows it. */

export type Expression =
  | { kind: 'value'; value: string | number }
  | { kind: 'field'; name: string }
  | { kind: 'call'; name: string; args: Expression[] }
  | { kind: 'not'; of: Expression }
  | { kind: 'negative'; of: Expression }
  | { kind: 'operation'; operator: string; left: Expression; right: Expression }
  | { kind: 'in'; of: Expression; values: Expression[] }
  | { kind: 'like'; of: Expression; pattern: RegExp };

/** An expression and what its column is called. */
export interface Named {
  expression: Expression;
  name: string;
}

export const aggregates = ['count', 'sum', 'avg', 'min', 'max', 'count_distinct', 'pct'] as const;
export type Aggregate = (typeof aggregates)[number];

/** An aggregate of a group; `of` is absent where whole events are counted. */
export interface Aggregated {
  aggregate: Aggregate;
  of?: Expression;
  /** Of `pct`. */
  percent?: number;
  name: string;
}

export type Command =
  | { kind: 'fields' | 'display'; columns: Named[] }
  | { kind: 'filter'; condition: Expression }
  | { kind: 'parse'; of: Expression; pattern: { glob: string[] } | { regex: RegExp }; names: string[] }
  | { kind: 'stats'; aggregates: Aggregated[]; by: Named[] }
  | { kind: 'sort'; keys: { expression: Expression; descending: boolean }[] }
  | { kind: 'limit'; count: number };
