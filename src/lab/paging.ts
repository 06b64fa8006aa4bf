import { createHash } from 'node:crypto';
import { AwsError } from '../changes/world.ts';

export interface Page<T> {
  items: T[];
  /** The token of the next page; absent on the last one. */
  next?: string;
}

export interface PageRules {
  /** Items on a page when the caller does not say; `Infinity`: all of them. */
  usual: number;
  least?: number;
  most: number;
  /** A size above `most` is taken as `most`, as a few calls do, instead of refused. */
  clamp?: boolean;
  /** The service's error for a token that it did not give, or gave for another question: a code, or the whole error. */
  badToken?: string | ((token: string) => AwsError);
  /** The service's error for a page size out of range. */
  badSize?: string | ((size: number) => AwsError);
  /** What the service calls the page size. */
  sizeName?: string;
}

/**
 * One page of a list. A token says where the next page starts and which question it belongs to: AWS refuses a token that
 * comes with other parameters than the call that gave it.
 *
 * @param question all parameters of the call but token and page size, and what else decides the list (account, region)
 */
export function page<T>(
  items: readonly T[],
  { size, token, question }: { size?: number | undefined; token?: string | undefined; question: unknown },
  rules: PageRules,
): Page<T> {
  const { usual, least = 1, most, clamp = false } = rules;
  if (size !== undefined && (size < least || (size > most && !clamp))) throw sizeError(size, rules);
  const asked = createHash('sha256').update(canonical(question)).digest('base64url');
  const from = token === undefined || token === '' ? 0 : startOf(token, asked);
  if (from === undefined) throw tokenError(token ?? '', rules);
  const to = from + Math.min(size ?? usual, size === undefined ? usual : most);
  return {
    items: items.slice(from, to),
    ...(to < items.length ? { next: tokenFor(to, asked) } : {}),
  };
}

/** The question as text, whatever order its members came in. */
const canonical = (question: unknown): string =>
  JSON.stringify(question, (_key, value: unknown) =>
    typeof value === 'object' && value !== null && !Array.isArray(value)
      ? Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)))
      : value,
  ) ?? '';

/** Bound to the question by a hash over both, so that a token which was changed or moved is not taken. */
const tokenFor = (start: number, asked: string): string =>
  Buffer.from(`${start}/${createHash('sha256').update(`${start}/${asked}`).digest('base64url').slice(0, 22)}`).toString(
    'base64url',
  );

function startOf(token: string, asked: string): number | undefined {
  const start = Number(/^(\d{1,12})\//.exec(Buffer.from(token, 'base64url').toString('latin1'))?.[1]);
  return tokenFor(start, asked) === token ? start : undefined;
}

function sizeError(
  size: number,
  { least = 1, most, badSize = 'InvalidParameterValue', sizeName }: PageRules,
): AwsError {
  if (typeof badSize === 'function') return badSize(size);
  const bound = size < least ? `greater than ${least}` : `less than ${most}`;
  return new AwsError(
    badSize,
    `Value ( ${size} ) for parameter ${sizeName ?? 'maxResults'} is invalid. Expecting a value ${bound}.`,
  );
}

function tokenError(token: string, { badToken = 'InvalidNextToken' }: PageRules): AwsError {
  return typeof badToken === 'function' ? badToken(token) : new AwsError(badToken, 'The specified token is not valid.');
}
