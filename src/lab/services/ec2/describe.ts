import { AwsError } from '../../../changes/world.ts';
import type { Ec2Data } from '../../../snapshot/data/ec2.ts';
import { applyFilters, type Filter, type FilterTable } from '../../filters.ts';
import type { Handler, LabCall } from '../../handler.ts';
import { page } from '../../paging.ts';

type Lists = { [K in keyof Ec2Data]-?: NonNullable<Ec2Data[K]> extends (infer E)[] ? E : never };
type ListKey = { [K in keyof Lists]: [Lists[K]] extends [never] ? never : K }[keyof Lists];

interface Input {
  Filters?: Filter[];
  MaxResults?: number;
  NextToken?: string;
}

export interface DescribeSpec<K extends ListKey> {
  key: K;
  /** The resource's id. */
  id?: (item: Lists[K]) => string | undefined;
  /** The input's list of ids, and how AWS refuses one: its id's prefix and error codes. */
  ids?: { parameter: string; prefix: string; notFound: string; malformed?: string; what: string };
  filters: FilterTable<Lists[K]>;
  /** Page size: usual and most; EC2's least is 5. */
  pages?: { usual?: number; least?: number; most: number };
  /** The answer's key, where it is not `key`. */
  answer?: string;
}

const hex = /^[0-9a-f]{8}([0-9a-f]{9})?$/;

/** A Describe call over one list: by ids, filters and pages, with EC2's errors. */
export function describe<K extends ListKey>(spec: DescribeSpec<K>): Handler {
  return ((call: LabCall, input: Input & Record<string, unknown>) => {
    const all = (call.here.ec2?.[spec.key] ?? []) as Lists[K][];
    const asked = spec.ids === undefined ? undefined : (input[spec.ids.parameter] as string[] | undefined);
    const byId = asked !== undefined && asked.length > 0;
    if (byId && input.MaxResults !== undefined) {
      throw new AwsError(
        'InvalidParameterCombination',
        `The parameter ${spec.ids!.parameter} cannot be used with the parameter maxResults`,
      );
    }
    const picked = byId ? pick(all, asked, spec) : all;
    const filtered = applyFilters(picked, input.Filters, spec.filters);
    const { NextToken, MaxResults, ...question } = input;
    const { items, next } = page(
      filtered,
      { size: MaxResults, token: NextToken, question },
      {
        usual: spec.pages?.usual ?? 1000,
        least: spec.pages?.least ?? 5,
        most: spec.pages?.most ?? 1000,
        badToken: 'InvalidNextToken',
      },
    );
    return { [spec.answer ?? spec.key]: items, ...(next === undefined ? {} : { NextToken: next }) };
  }) as Handler;
}

function pick<K extends ListKey>(all: Lists[K][], asked: string[], spec: DescribeSpec<K>): Lists[K][] {
  const { prefix, notFound, malformed, what } = spec.ids!;
  const byId = new Map(all.map((item) => [spec.id!(item), item]));
  return [...new Set(asked)].map((id) => {
    const found = byId.get(id);
    if (found !== undefined) return found;
    const shaped = id.startsWith(`${prefix}-`) && hex.test(id.slice(prefix.length + 1));
    if (!shaped && malformed !== undefined) throw new AwsError(malformed, `Invalid id: "${id}"`);
    throw new AwsError(notFound, `The ${what} '${id}' does not exist`);
  });
}
