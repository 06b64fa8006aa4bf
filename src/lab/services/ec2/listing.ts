import { AwsError } from '../../../changes/world.ts';
import type { Ec2Data } from '../../../snapshot/data/ec2.ts';
import { applyFilters, type Filter, type FilterTable } from '../../filters.ts';
import type { Handler, LabCall } from '../../handler.ts';
import { type PageRules, page } from '../../paging.ts';
import { type IdKind, requireIds } from './ids.ts';

/** What the Describe and Get calls take, besides a call's own members. */
export interface ListInput {
  Filters?: Filter[];
  /** DescribeNatGateways and DescribeFlowLogs call their filters so. */
  Filter?: Filter[];
  MaxResults?: number;
  NextToken?: string;
  [member: string]: unknown;
}

/** What a call that answers a list has, besides the list. */
export interface Listing<T> {
  /** The answer's member that holds the list. */
  answer: string;
  ids?: {
    /** The input's member. */
    member: string;
    kind: IdKind;
    of: (item: T) => string | undefined;
    /** EC2 refuses ids together with MaxResults; what it calls the ids then. */
    refusesSize?: string;
  };
  /** Absent: the call takes none. */
  filters?: FilterTable<T>;
  /** Absent: the call has no filters by tag. */
  tags?: (item: T) => readonly { Key?: string; Value?: string }[] | undefined;
  unknownFilter?: string;
  /** Absent: the call has no pages. */
  pages?: PageRules;
}

/** The whole list of a call, before ids and filters. */
export type All<T> = (call: LabCall, input: ListInput) => readonly T[];

/** Pages as most calls have them: 5 to 1,000 items, 1,000 unless asked. */
export const pagesOf1000: PageRules = { usual: 1000, least: 5, most: 1000 };

type Lists = { [K in keyof Ec2Data]-?: NonNullable<Ec2Data[K]> extends (infer E)[] ? E : never };
type ListKey = { [K in keyof Lists]: [Lists[K]] extends [never] ? never : K }[keyof Lists];

/** The list that the caller's account has in the region; of a region that nothing was made in, an empty one. */
export const kept =
  <K extends ListKey>(key: K) =>
  (call: LabCall): readonly Lists[K][] =>
    (call.here.ec2?.[key] ?? []) as Lists[K][];

/** Tags as most resources have them. */
export const tagsOf = (item: {
  Tags?: { Key?: string; Value?: string }[];
}): { Key?: string; Value?: string }[] | undefined => item.Tags;

/** A call that answers a list, by ids, filters and pages, with EC2's errors. */
export function listing<T>(all: All<T>, spec: Listing<T>): Handler {
  return ((call: LabCall, input: ListInput) => {
    const { items, next } = select(all, spec, call, input);
    return { [spec.answer]: items, ...(next === undefined ? {} : { NextToken: next }) };
  }) as Handler;
}

/** What `listing` answers, for a call that puts it into another form. */
export function select<T>(
  all: All<T>,
  spec: Listing<T>,
  call: LabCall,
  input: ListInput,
): { items: T[]; next?: string } {
  const filtered = applyFilters(
    byIds(all(call, input), spec, input),
    input.Filters ?? input.Filter,
    spec.filters ?? {},
    {
      ...(spec.tags === undefined ? {} : { tags: spec.tags }),
      ...(spec.unknownFilter === undefined ? {} : { unknown: spec.unknownFilter }),
    },
  );
  if (spec.pages === undefined) return { items: filtered };
  const { NextToken: token, MaxResults: size, ...question } = input;
  return page(filtered, { size, token, question: [spec.answer, call.account, call.region, question] }, spec.pages);
}

function byIds<T>(items: readonly T[], { ids }: Listing<T>, input: ListInput): readonly T[] {
  const asked = ids === undefined ? undefined : (input[ids.member] as string[] | undefined);
  if (ids === undefined || asked === undefined || asked.length === 0) return items;
  if (ids.refusesSize !== undefined && input.MaxResults !== undefined) {
    throw new AwsError(
      'InvalidParameterCombination',
      `The parameter ${ids.refusesSize} cannot be used with the parameter maxResults`,
    );
  }
  requireIds(ids.kind, asked, new Set(items.map(ids.of)));
  const wanted = new Set<string | undefined>(asked);
  return items.filter((item) => wanted.has(ids.of(item)));
}

/** What EC2 answers to an attribute that a Describe…Attribute call does not have. */
export const unknownAttribute = (attribute: unknown): AwsError =>
  new AwsError(
    'InvalidParameterValue',
    `Value (${String(attribute)}) for parameter attribute is invalid. Unknown attribute.`,
  );
