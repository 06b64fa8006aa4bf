import { createHash } from 'node:crypto';
import { AwsError } from '../changes/world.ts';

export interface Page<T> {
  items: T[];
  /** Absent on the last page. */
  next?: string;
}

export interface PageRules {
  /** Items on a page when the caller does not say. */
  usual: number;
  least?: number;
  most: number;
  /** The service's error code for a token that it did not give. */
  badToken?: string;
  /** The service's error code for a page size out of range. */
  badSize?: string;
  /** What the service calls the page size. */
  sizeName?: string;
}

/**
 * One page of a list. A token holds where the next page starts and which question it belongs to: AWS refuses a token
 * that comes with other parameters than the call that gave it.
 */
export function page<T>(
  items: T[],
  { size, token, question }: { size?: number; token?: string; question: unknown },
  rules: PageRules,
): Page<T> {
  const {
    usual,
    least = 1,
    most,
    badToken = 'InvalidNextToken',
    badSize = 'InvalidParameterValue',
    sizeName = 'maxResults',
  } = rules;
  if (size !== undefined && (size < least || size > most)) {
    throw new AwsError(
      badSize,
      `Value ( ${size} ) for parameter ${sizeName} is invalid. Expecting a value between ${least} and ${most}.`,
    );
  }
  const mark = createHash('sha256').update(JSON.stringify(question)).digest('base64url').slice(0, 12);
  let from = 0;
  if (token !== undefined && token !== '') {
    const [offset, of] = Buffer.from(token, 'base64url').toString('utf8').split('/');
    if (of !== mark || !/^\d+$/.test(offset ?? ''))
      throw new AwsError(badToken, 'The token is not valid for this request.');
    from = Number(offset);
  }
  const to = from + (size ?? usual);
  const next = to < items.length ? Buffer.from(`${to}/${mark}`).toString('base64url') : undefined;
  return { items: items.slice(from, to), ...(next === undefined ? {} : { next }) };
}
