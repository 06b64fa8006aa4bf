import { AwsError } from '../../../changes/world.ts';
import type { Route53ResolverData } from '../../../snapshot/data/services.ts';
import type { LabCall } from '../../handler.ts';
import { page } from '../../paging.ts';

export const dataOf = (call: LabCall): Route53ResolverData => call.here.route53resolver ?? {};

export interface ListInput {
  MaxResults?: number;
  NextToken?: string;
  Filters?: { Name?: string; Values?: string[] }[];
}

type Value = string | number | undefined;
/** What each filter of one List call looks at. */
export type Filters<T> = Record<string, (item: T) => Value | Value[]>;

/** Filters may be named `HostVPCId` or, as of old, `HOST_VPC_ID`. */
const plain = (name: string): string => name.replaceAll('_', '').toLowerCase();

/**
 * The items that every filter lets through; of a filter any value may match, exactly.
 *
 * @throws AwsError InvalidParameterException for a filter that the call does not have
 */
export function filtered<T>(items: readonly T[], input: ListInput, filters: Filters<T>): T[] {
  const byName = new Map(Object.entries(filters).map(([name, look]) => [plain(name), look]));
  let left = [...items];
  for (const { Name = '', Values = [] } of input.Filters ?? []) {
    const look = byName.get(plain(Name));
    if (look === undefined) {
      throw new AwsError('InvalidParameterException', `The filter name '${Name}' is not valid.`, {
        members: { FieldName: 'Filters' },
      });
    }
    left = left.filter((item) => [look(item)].flat().some((value) => Values.includes(String(value ?? ''))));
  }
  return left;
}

/** One page, in the form of Resolver's answers: `{ NextToken?, MaxResults, [key]: […] }`. */
export function answer<T>(key: string, items: T[], input: ListInput, extra: Record<string, unknown> = {}) {
  const { MaxResults, NextToken, ...question } = input;
  const { items: shown, next } = page(
    items,
    { size: MaxResults, token: NextToken, question: { key, question } },
    { usual: 100, most: 100, badToken: 'InvalidNextTokenException', badSize: 'InvalidParameterException' },
  );
  return { ...(next === undefined ? {} : { NextToken: next }), ...extra, [key]: shown };
}

/** As above, for the calls that also answer the page size. */
export const answerWithSize = <T>(key: string, items: T[], input: ListInput) =>
  answer(key, items, input, { MaxResults: input.MaxResults ?? 100 });

/** Resolver's SDK package has no schemas, so that the lab checks required members here. */
export function required(value: string | undefined, name: string): string {
  if (value !== undefined && value !== '') return value;
  throw new AwsError(
    'InvalidParameterException',
    `1 validation error detected: Value null at '${name}' failed to satisfy constraint: Member must not be null`,
    { members: { FieldName: name } },
  );
}

export const notFound = (message: string): AwsError => new AwsError('ResourceNotFoundException', message);
