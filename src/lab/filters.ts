import { AwsError } from '../changes/world.ts';

export interface Filter {
  Name?: string;
  Values?: string[];
}

type FilterValue = string | number | boolean | undefined;

/** What each filter name of one call looks at: the value, or values, that an item has for it. */
export interface FilterTable<T> {
  readonly [name: string]: (item: T) => FilterValue | readonly FilterValue[];
}

export interface FilterRules<T> {
  /** Where an item keeps its tags. Without it the call has no `tag:KEY`, `tag-key` and `tag-value`. */
  tags?: (item: T) => readonly { Key?: string; Value?: string }[] | undefined;
  /** The code for a filter that the call does not have: `InvalidParameterValue`, in a few calls `InvalidFilter`. */
  unknown?: string;
}

/** https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/Using_Filtering.html: 50 filters, 200 values each, in one call. */
const mostFilters = 50;
const mostValues = 200;

/**
 * The items that pass every filter; of one filter any value may match. Names and values are case-sensitive, `*` stands
 * for any run of characters and `?` for one or none, a backslash takes the next character as it is.
 *
 * @throws AwsError for a filter that the call does not have, and `FilterLimitExceeded`
 */
export function applyFilters<T>(
  items: readonly T[],
  filters: readonly Filter[] | undefined,
  table: FilterTable<T>,
  rules: FilterRules<T> = {},
): T[] {
  const asked = filters ?? [];
  if (asked.length > mostFilters || asked.some((f) => (f.Values?.length ?? 0) > mostValues)) {
    throw new AwsError(
      'FilterLimitExceeded',
      `The maximum number of filters in a call is ${mostFilters}, and of values of a filter ${mostValues}.`,
    );
  }
  const tests = asked.map((filter) => {
    const look = lookup(filter.Name, table, rules);
    const patterns = (filter.Values ?? []).map(pattern);
    const matches = (value: FilterValue): boolean =>
      value !== undefined && patterns.some((test) => test(String(value)));
    return (item: T): boolean => {
      const value = look(item);
      return isList(value) ? value.some(matches) : matches(value);
    };
  });
  return tests.length === 0 ? [...items] : items.filter((item) => tests.every((test) => test(item)));
}

const isList = (value: FilterValue | readonly FilterValue[]): value is readonly FilterValue[] => Array.isArray(value);

function lookup<T>(
  name: string | undefined,
  table: FilterTable<T>,
  { tags, unknown = 'InvalidParameterValue' }: FilterRules<T>,
): FilterTable<T>[string] {
  if (name === undefined) throw new AwsError('MissingParameter', 'The request must contain the parameter Filter.Name');
  if (Object.hasOwn(table, name)) return table[name]!;
  if (tags !== undefined) {
    if (name.startsWith('tag:')) {
      const key = name.slice('tag:'.length);
      return (item) => tags(item)?.flatMap((t) => (t.Key === key ? [t.Value ?? ''] : [])) ?? [];
    }
    if (name === 'tag-key') return (item) => tags(item)?.map((t) => t.Key) ?? [];
    if (name === 'tag-value') return (item) => tags(item)?.map((t) => t.Value) ?? [];
  }
  throw new AwsError(unknown, `The filter '${name}' is invalid`);
}

type Token = { char: string } | 'any' | 'one-or-none';

/** A test for a filter value with its wildcards. Takes time in proportion to pattern times value, never more. */
export function pattern(text: string): (value: string) => boolean {
  if (!/[*?\\]/.test(text)) return (value) => value === text;
  const tokens: Token[] = [];
  for (let i = 0; i < text.length; i++) {
    const c = text[i]!;
    if (c === '\\' && i + 1 < text.length) tokens.push({ char: text[++i]! });
    else if (c === '*') tokens.push('any');
    else if (c === '?') tokens.push('one-or-none');
    else tokens.push({ char: c });
  }
  return (value) => matches(tokens, value);
}

/** Walks the value with the set of all places in the pattern that what was read so far can have led to. */
function matches(tokens: readonly Token[], value: string): boolean {
  let places = new Set<number>();
  const enter = (to: Set<number>, place: number): void => {
    for (let p = place; !to.has(p); p++) {
      to.add(p);
      const token = tokens[p];
      if (token !== 'any' && token !== 'one-or-none') return;
    }
  };
  enter(places, 0);
  for (const c of value) {
    const next = new Set<number>();
    for (const place of places) {
      const token = tokens[place];
      if (token === 'any') enter(next, place);
      else if (token === 'one-or-none') enter(next, place + 1);
      else if (token !== undefined && token.char === c) enter(next, place + 1);
    }
    if (next.size === 0) return false;
    places = next;
  }
  return places.has(tokens.length);
}
