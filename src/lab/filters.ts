import { AwsError } from '../changes/world.ts';

export interface Filter {
  Name?: string;
  Values?: string[];
}

/** What each filter name of one Describe call looks at: the values that an item has for it. */
export type FilterTable<T> = Record<string, (item: T) => (string | number | boolean | undefined)[]>;

interface Tagged {
  Tags?: { Key?: string; Value?: string }[];
  TagSet?: { Key?: string; Value?: string }[];
}

/**
 * The items that pass every filter: of one filter any value may match, with `*` and `?` as wildcards.
 * https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/Using_Filtering.html
 *
 * @throws AwsError InvalidParameterValue for a filter that the call does not have
 */
export function applyFilters<T>(items: T[], filters: Filter[] | undefined, table: FilterTable<T>): T[] {
  const tests = (filters ?? []).map((filter) => {
    const name = filter.Name ?? '';
    const values = filter.Values ?? [];
    if (values.length === 0) throw new AwsError('InvalidParameterValue', `The filter '${name}' has no values`);
    const patterns = values.map(pattern);
    const look = lookup(name, table);
    return (item: T): boolean =>
      look(item).some((value) => value !== undefined && patterns.some((matches) => matches(String(value))));
  });
  return tests.length === 0 ? items : items.filter((item) => tests.every((test) => test(item)));
}

function lookup<T>(name: string, table: FilterTable<T>): (item: T) => (string | number | boolean | undefined)[] {
  const tags = (item: T) => (item as Tagged).Tags ?? (item as Tagged).TagSet ?? [];
  const own = Object.hasOwn(table, name) ? table[name] : undefined;
  if (own !== undefined) return own;
  if (name.startsWith('tag:')) {
    const key = name.slice('tag:'.length);
    return (item) => tags(item).flatMap((t) => (t.Key === key ? [t.Value ?? ''] : []));
  }
  if (name === 'tag-key') return (item) => tags(item).map((t) => t.Key);
  if (name === 'tag-value') return (item) => tags(item).map((t) => t.Value);
  throw new AwsError('InvalidParameterValue', `The filter '${name}' is invalid`);
}

/** `*` any run of characters, `?` one; a backslash takes the next one as it is. */
export function pattern(text: string): (value: string) => boolean {
  if (!/[*?\\]/.test(text)) return (value) => value === text;
  let source = '';
  for (let i = 0; i < text.length; i++) {
    const c = text[i]!;
    if (c === '\\' && i + 1 < text.length) source += literal(text[++i]!);
    else if (c === '*') source += '.*';
    else if (c === '?') source += '.';
    else source += literal(c);
  }
  const expression = new RegExp(`^${source}$`, 's');
  return (value) => expression.test(value);
}

const literal = (c: string): string => c.replace(/[.*+?^${}()|[\]\\]/, '\\$&');
