import { validation } from '../../../changes/elbv2/lookup.ts';
import type { AwsError } from '../../../changes/world.ts';
import type { Elbv2Data } from '../../../snapshot/data/services.ts';
import type { LabCall } from '../../handler.ts';
import { page } from '../../paging.ts';

export interface Paged {
  Marker?: string;
  PageSize?: number;
}

export const dataOf = (call: LabCall): Elbv2Data => call.here.elbv2 ?? {};

/** https://docs.aws.amazon.com/elasticloadbalancing/latest/APIReference/API_DescribeLoadBalancers.html: up to 400 a page. */
const mostOnPage = 400;

/** One page of an answer under its key. */
export function paged<T>(
  call: LabCall,
  key: string,
  items: readonly T[],
  { Marker, PageSize, ...question }: Paged,
): Record<string, unknown> {
  const { items: shown, next } = page(
    items,
    { size: PageSize, token: Marker, question: { key, question, account: call.account, region: call.region } },
    {
      usual: mostOnPage,
      most: mostOnPage,
      badToken: () => validation('Invalid marker'),
      badSize: (size) =>
        validation(
          `1 validation error detected: Value '${size}' at 'pageSize' failed to satisfy constraint: Member must have value ${size < 1 ? 'greater than or equal to 1' : `less than or equal to ${mostOnPage}`}`,
        ),
    },
  );
  return { [key]: shown, ...(next === undefined ? {} : { NextMarker: next }) };
}

/** The items with these ARNs or names, in the list's order; all when none are asked for. */
export function only<T>(
  all: readonly T[],
  wanted: readonly string[] | undefined,
  nameOf: (item: T) => string | undefined,
  notFound: (missing: string[]) => AwsError,
): T[] {
  if (wanted === undefined || wanted.length === 0) return [...all];
  const names = new Set(wanted);
  const found = all.filter((item) => names.has(nameOf(item) ?? ''));
  const there = new Set(found.map(nameOf));
  const missing = [...names].filter((name) => !there.has(name));
  if (missing.length > 0) throw notFound(missing);
  return found;
}

/** A question may be narrowed in one way only. */
export function oneWay(...ways: [name: string, given: unknown][]): void {
  const given = ways.filter(([, value]) => (Array.isArray(value) ? value.length > 0 : value !== undefined));
  if (given.length > 1) {
    throw validation(`${given.map(([name]) => name).join(' and ')} cannot be specified at the same time`);
  }
}

/** Refuses what is no ARN of the kind, as the service does before it looks. */
export function checkArns(arns: readonly string[] | undefined, kind: string): void {
  const path = {
    'load balancer': 'loadbalancer',
    'target group': 'targetgroup',
    listener: 'listener',
    rule: 'listener-rule',
  }[kind];
  const bad = arns?.find((arn) => !new RegExp(`^arn:[^:]*:elasticloadbalancing:[^:]*:\\d*:${path}/`).test(arn));
  if (bad !== undefined) throw validation(`'${bad}' is not a valid ${kind} ARN`);
}
