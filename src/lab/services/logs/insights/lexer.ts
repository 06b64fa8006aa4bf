/** A query that Logs Insights would refuse, and where: offsets into its text. */
export class QueryFault extends Error {
  constructor(
    message: string,
    readonly start: number,
    readonly end: number,
  ) {
    super(message);
  }
}

export type Token = {
  kind: 'word' | 'number' | 'text' | 'pattern' | 'sign' | 'end';
  /** Without quotes, backticks or slashes. */
  value: string;
  /** In backticks: a field, whatever it is called. */
  quoted?: boolean;
  start: number;
  end: number;
};

const signs = ['=~', '!=', '<=', '>=', '=', '<', '>', '|', '(', ')', '[', ']', ',', '+', '-', '*', '/', '%', '^'];
const space = /\s+|#[^\n]*/y;
const word = /[@A-Za-z_][\w@.]*/y;
const number = /\d+(\.\d+)?/y;

/**
 * The tokens of a query in Logs Insights' language. A slash begins a pattern after `like`, `=~` or the field that is
 * parsed; elsewhere it divides. https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/CWL_QuerySyntax.html
 *
 * @throws QueryFault for a text, pattern or name without an end, or a character that has no place in a query
 */
export function tokensOf(query: string): Token[] {
  const tokens: Token[] = [];
  let at = 0;
  const match = (pattern: RegExp): string | undefined => {
    pattern.lastIndex = at;
    return pattern.exec(query)?.[0];
  };
  const push = (kind: Token['kind'], value: string, length: number, quoted = false): void => {
    tokens.push({ kind, value, start: at, end: at + length, ...(quoted ? { quoted } : {}) });
    at += length;
  };
  while (at < query.length) {
    const skipped = match(space);
    if (skipped !== undefined) {
      at += skipped.length;
      continue;
    }
    const c = query[at]!;
    if (c === '"' || c === "'" || c === '`' || (c === '/' && patternMayFollow(tokens))) {
      const { value, length } = delimited(query, at);
      push(c === '`' ? 'word' : c === '/' ? 'pattern' : 'text', value, length, c === '`');
      continue;
    }
    const found = match(word);
    if (found !== undefined) {
      push('word', found, found.length);
      continue;
    }
    const digits = match(number);
    if (digits !== undefined) {
      push('number', digits, digits.length);
      continue;
    }
    const sign = signs.find((s) => query.startsWith(s, at));
    if (sign === undefined) throw new QueryFault(`unexpected symbol found ${c}`, at, at + 1);
    push('sign', sign, sign.length);
  }
  tokens.push({ kind: 'end', value: '', start: query.length, end: query.length });
  return tokens;
}

function patternMayFollow(tokens: readonly Token[]): boolean {
  const [before, last] = [tokens.at(-2), tokens.at(-1)];
  if (last === undefined) return false;
  if (last.kind === 'word' && last.value.toLowerCase() === 'like') return true;
  if (last.kind === 'sign' && last.value === '=~') return true;
  return before?.kind === 'word' && before.value.toLowerCase() === 'parse';
}

/** What stands between two delimiters; a backslash takes away a delimiter's meaning. */
function delimited(query: string, at: number): { value: string; length: number } {
  const delimiter = query[at]!;
  let value = '';
  for (let i = at + 1; i < query.length; i++) {
    const c = query[i]!;
    if (c === '\\' && query[i + 1] === delimiter) {
      value += delimiter;
      i++;
    } else if (c === delimiter) return { value, length: i + 1 - at };
    else value += c;
  }
  throw new QueryFault(`missing ${delimiter}`, at, query.length);
}
