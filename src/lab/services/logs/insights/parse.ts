import { functions } from './functions.ts';
import { QueryFault, type Token, tokensOf } from './lexer.ts';
import { type Aggregate, type Aggregated, aggregates, type Command, type Expression, type Named } from './syntax.ts';

/** The most rows that a query answers with: https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/cloudwatch_limits_cwl.html */
export const mostRows = 10_000;

/**
 * The commands of a query: `fields`, `display`, `filter`, `parse`, `stats`, `sort` and `limit`, piped.
 *
 * @throws QueryFault where Logs Insights would answer MalformedQueryException, and for commands and functions that the
 * lab does not know
 */
export function parseQuery(query: string): Command[] {
  const reader = readerOf(query);
  const commands: Command[] = [];
  // A query may begin with a pipe, as those that the console saves do.
  reader.take('|');
  if (reader.peek().kind === 'end') throw new QueryFault('empty query', 0, query.length);
  do commands.push(command(reader));
  while (reader.take('|'));
  const rest = reader.peek();
  if (rest.kind !== 'end') throw reader.unexpected(rest);
  return commands;
}

interface Reader {
  query: string;
  peek(ahead?: number): Token;
  next(): Token;
  /** Takes a sign or word if it is next. */
  take(value: string): boolean;
  expect(value: string): void;
  unexpected(token: Token): QueryFault;
}

function readerOf(query: string): Reader {
  const tokens = tokensOf(query);
  let at = 0;
  const peek = (ahead = 0): Token => tokens[Math.min(at + ahead, tokens.length - 1)]!;
  const next = (): Token => {
    const token = peek();
    at++;
    return token;
  };
  const is = (token: Token, value: string): boolean =>
    (token.kind === 'sign' && token.value === value) ||
    (token.kind === 'word' && token.quoted !== true && token.value.toLowerCase() === value);
  const unexpected = (token: Token): QueryFault =>
    new QueryFault(
      token.kind === 'end'
        ? 'unexpected end of query'
        : `unexpected symbol found ${query.slice(token.start, token.end)}`,
      token.start,
      token.end,
    );
  const take = (value: string): boolean => {
    if (!is(peek(), value)) return false;
    at++;
    return true;
  };
  return {
    query,
    peek,
    next,
    take,
    expect(value) {
      if (!take(value)) throw unexpected(peek());
    },
    unexpected,
  };
}

function command(reader: Reader): Command {
  const token = reader.next();
  if (token.kind !== 'word') throw reader.unexpected(token);
  switch (token.value.toLowerCase()) {
    case 'fields':
    case 'display':
      return { kind: token.value.toLowerCase() as 'fields', columns: list(reader, named) };
    case 'filter':
      return { kind: 'filter', condition: expression(reader) };
    case 'parse':
      return parseCommand(reader);
    case 'stats':
      return {
        kind: 'stats',
        aggregates: list(reader, aggregated),
        by: reader.take('by') ? list(reader, named) : [],
      };
    case 'sort':
      return { kind: 'sort', keys: list(reader, sortKey) };
    case 'limit': {
      const count = reader.next();
      if (count.kind !== 'number' || !/^\d+$/.test(count.value)) throw reader.unexpected(count);
      if (Number(count.value) < 1 || Number(count.value) > mostRows)
        throw new QueryFault(`limit must be between 1 and ${mostRows}`, count.start, count.end);
      return { kind: 'limit', count: Number(count.value) };
    }
    default:
      throw reader.unexpected(token);
  }
}

function list<T>(reader: Reader, one: (reader: Reader) => T): T[] {
  const items = [one(reader)];
  while (reader.take(',')) items.push(one(reader));
  return items;
}

/** What stands in the query from one token to another names a column that has no `as`. */
function namedBy(reader: Reader, start: number, before: number): string {
  if (!reader.take('as')) return reader.query.slice(start, before).trim().replace(/^`|`$/g, '');
  const token = reader.next();
  if (token.kind !== 'word') throw reader.unexpected(token);
  return token.value;
}

const lastEnd = (reader: Reader): number => {
  const upTo = reader.query.slice(0, reader.peek().start);
  return upTo.trimEnd().length;
};

function named(reader: Reader): Named {
  const { start } = reader.peek();
  const value = expression(reader);
  return { expression: value, name: namedBy(reader, start, lastEnd(reader)) };
}

function aggregated(reader: Reader): Aggregated {
  const token = reader.next();
  const aggregate = token.value.toLowerCase() as Aggregate;
  if (token.kind !== 'word' || !aggregates.includes(aggregate)) throw reader.unexpected(token);
  reader.expect('(');
  const whole = aggregate === 'count' && (reader.take('*') || reader.peek().value === ')');
  const of = whole ? undefined : expression(reader);
  let percent: number | undefined;
  if (aggregate === 'pct') {
    reader.expect(',');
    const given = reader.next();
    if (given.kind !== 'number') throw reader.unexpected(given);
    percent = Number(given.value);
  }
  reader.expect(')');
  return {
    aggregate,
    ...(of === undefined ? {} : { of }),
    ...(percent === undefined ? {} : { percent }),
    name: namedBy(reader, token.start, lastEnd(reader)),
  };
}

function sortKey(reader: Reader): { expression: Expression; descending: boolean } {
  const value = expression(reader);
  const descending = reader.take('desc');
  if (!descending) reader.take('asc');
  return { expression: value, descending };
}

function parseCommand(reader: Reader): Command {
  // The field may be left out: then it is @message.
  const of: Expression =
    reader.peek().kind === 'word' ? { kind: 'field', name: reader.next().value } : { kind: 'field', name: '@message' };
  const token = reader.next();
  if (token.kind === 'pattern') {
    const regex = regexOf(token);
    const names = [...token.value.matchAll(/\(\?<([A-Za-z_]\w*)>/g)].map((m) => m[1]!);
    return { kind: 'parse', of, pattern: { regex }, names };
  }
  if (token.kind !== 'text') throw reader.unexpected(token);
  const glob = token.value.split('*');
  reader.expect('as');
  const names = list(reader, (r) => {
    const name = r.next();
    if (name.kind !== 'word') throw r.unexpected(name);
    return name.value;
  });
  if (names.length !== glob.length - 1)
    throw new QueryFault('the number of fields does not match the number of wildcards', token.start, token.end);
  return { kind: 'parse', of, pattern: { glob }, names };
}

function regexOf(token: Token, flags = ''): RegExp {
  // Java's flag for a whole pattern: `(?i)`.
  const insensitive = token.value.startsWith('(?i)');
  try {
    return new RegExp(insensitive ? token.value.slice(4) : token.value, insensitive ? 'i' : flags);
  } catch {
    throw new QueryFault('invalid regular expression', token.start, token.end);
  }
}

/** Operators, the weakest first. */
const levels: readonly string[][] = [
  ['or'],
  ['and'],
  ['=', '!=', '<', '<=', '>', '>='],
  ['+', '-'],
  ['*', '/', '%'],
  ['^'],
];

const expression = (reader: Reader): Expression => binary(reader, 0);

function binary(reader: Reader, level: number): Expression {
  const operators = levels[level];
  if (operators === undefined) return unary(reader);
  if (level === 2 && reader.take('not')) return { kind: 'not', of: binary(reader, 2) };
  let left = binary(reader, level + 1);
  for (;;) {
    if (level === 2) {
      const tested = test(reader, left);
      if (tested !== undefined) {
        left = tested;
        continue;
      }
    }
    const operator = operators.find((o) => reader.take(o));
    if (operator === undefined) return left;
    left = { kind: 'operation', operator, left, right: binary(reader, level + 1) };
  }
}

/** `like`, `=~`, `in` and their denials. */
function test(reader: Reader, of: Expression): Expression | undefined {
  const not = ['like', 'in'].includes(reader.peek(1).value.toLowerCase()) && reader.take('not');
  let found: Expression | undefined;
  if (reader.take('like') || reader.take('=~')) {
    const token = reader.next();
    if (token.kind === 'pattern') found = { kind: 'like', of, pattern: regexOf(token) };
    else if (token.kind === 'text') {
      const literal = token.value.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
      found = { kind: 'like', of, pattern: new RegExp(literal) };
    } else throw reader.unexpected(token);
  } else if (reader.take('in')) {
    reader.expect('[');
    const values = list(reader, unary);
    reader.expect(']');
    found = { kind: 'in', of, values };
  }
  return found !== undefined && not ? { kind: 'not', of: found } : found;
}

function unary(reader: Reader): Expression {
  if (reader.take('-')) return { kind: 'negative', of: unary(reader) };
  if (reader.take('(')) {
    const inner = expression(reader);
    reader.expect(')');
    return inner;
  }
  const token = reader.next();
  if (token.kind === 'text') return { kind: 'value', value: token.value };
  if (token.kind === 'number') return numberOrPeriod(reader, token);
  if (token.kind !== 'word') throw reader.unexpected(token);
  const opens = reader.peek();
  if (token.quoted === true || opens.kind !== 'sign' || opens.value !== '(')
    return { kind: 'field', name: token.value };
  const name = token.value.toLowerCase();
  if (!Object.hasOwn(functions, name)) throw new QueryFault(`unknown function ${token.value}`, token.start, token.end);
  reader.expect('(');
  const args: Expression[] = [];
  while (!reader.take(')')) {
    if (args.length > 0) reader.expect(',');
    args.push(expression(reader));
  }
  const [least, most] = functions[name]!.takes;
  if (args.length < least || args.length > most)
    throw new QueryFault(`wrong number of arguments of ${token.value}`, token.start, token.end);
  return { kind: 'call', name, args };
}

const milliseconds: Record<string, number> = { ms: 1, s: 1e3, m: 6e4, h: 36e5, d: 864e5, w: 6048e5 };

/** `5m` is a number and a word: a stretch of time, in milliseconds. */
function numberOrPeriod(reader: Reader, token: Token): Expression {
  const unit = reader.peek();
  const joined = unit.kind === 'word' && unit.start === token.end;
  const scale = joined ? milliseconds[unit.value.toLowerCase().replace(/^(ms|[smhdw]).*$/, '$1')] : undefined;
  if (joined && scale === undefined) throw reader.unexpected(unit);
  if (scale !== undefined) reader.next();
  return { kind: 'value', value: Number(token.value) * (scale ?? 1) };
}
