/** A metric math expression, parsed. */
export type Expression =
  | { kind: 'number'; value: number }
  | { kind: 'text'; value: string }
  | { kind: 'id'; name: string }
  | { kind: 'list'; items: Expression[] }
  | { kind: 'call'; name: string; args: Expression[] }
  | { kind: 'negative'; of: Expression }
  | { kind: 'operation'; operator: string; left: Expression; right: Expression };

/** Why a text is no expression. */
export class SyntaxFault extends Error {}

const tokens =
  /\s*(?:(\d+(?:\.\d*)?(?:[eE][+-]?\d+)?|\.\d+)|([A-Za-z_][A-Za-z0-9_]*)|("[^"]*"|'[^']*')|(<=|>=|==|!=|&&|\|\||[-+*/^<>(),[\]]))/y;

interface Token {
  kind: 'number' | 'name' | 'text' | 'sign' | 'end';
  text: string;
}

function tokensOf(source: string): Token[] {
  const list: Token[] = [];
  tokens.lastIndex = 0;
  while (tokens.lastIndex < source.trimEnd().length) {
    const match = tokens.exec(source);
    if (match === null) throw new SyntaxFault('Unexpected character');
    const [, number, name, text, sign] = match;
    if (number !== undefined) list.push({ kind: 'number', text: number });
    else if (name !== undefined)
      list.push(
        /^(AND|OR)$/.test(name) ? { kind: 'sign', text: name === 'AND' ? '&&' : '||' } : { kind: 'name', text: name },
      );
    else if (text !== undefined) list.push({ kind: 'text', text: text.slice(1, -1) });
    else list.push({ kind: 'sign', text: sign! });
  }
  list.push({ kind: 'end', text: '' });
  return list;
}

/** Weakest first; operators of a level are taken from the left. */
const levels: readonly (readonly string[])[] = [
  ['||'],
  ['&&'],
  ['==', '!='],
  ['<', '<=', '>', '>='],
  ['+', '-'],
  ['*', '/'],
];

/**
 * Parses an expression of numbers, query ids, lists, calls and operators.
 * https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/using-metric-math.html
 *
 * @throws SyntaxFault
 */
export function parseExpression(source: string): Expression {
  const list = tokensOf(source);
  let at = 0;
  const peek = (): Token => list[at]!;
  const take = (sign: string): boolean => {
    if (peek().kind !== 'sign' || peek().text !== sign) return false;
    at++;
    return true;
  };
  const expect = (sign: string): void => {
    if (!take(sign)) throw new SyntaxFault(`Expected '${sign}'`);
  };

  function level(n: number): Expression {
    if (n === levels.length) return power();
    let left = level(n + 1);
    for (;;) {
      const operator = levels[n]!.find(take);
      if (operator === undefined) return left;
      left = { kind: 'operation', operator, left, right: level(n + 1) };
    }
  }

  function power(): Expression {
    const base = unary();
    return take('^') ? { kind: 'operation', operator: '^', left: base, right: power() } : base;
  }

  function unary(): Expression {
    if (take('-')) return { kind: 'negative', of: unary() };
    return primary();
  }

  function listUntil(close: string): Expression[] {
    const items: Expression[] = [];
    if (take(close)) return items;
    do items.push(level(0));
    while (take(','));
    expect(close);
    return items;
  }

  function primary(): Expression {
    if (take('(')) {
      const inner = level(0);
      expect(')');
      return inner;
    }
    if (take('[')) return { kind: 'list', items: listUntil(']') };
    const token = peek();
    at++;
    switch (token.kind) {
      case 'number':
        return { kind: 'number', value: Number(token.text) };
      case 'text':
        return { kind: 'text', value: token.text };
      case 'name':
        if (take('(')) return { kind: 'call', name: token.text, args: listUntil(')') };
        return { kind: 'id', name: token.text };
      default:
        throw new SyntaxFault(token.kind === 'end' ? 'Unexpected end' : `Unexpected '${token.text}'`);
    }
  }

  const expression = level(0);
  if (peek().kind !== 'end') throw new SyntaxFault(`Unexpected '${peek().text}'`);
  return expression;
}

/** The query ids that an expression names, where it calls no METRICS(). */
export function idsIn(expression: Expression): string[] {
  switch (expression.kind) {
    case 'id':
      return [expression.name];
    case 'list':
      return expression.items.flatMap(idsIn);
    case 'call':
      return expression.args.flatMap(idsIn);
    case 'negative':
      return idsIn(expression.of);
    case 'operation':
      return [...idsIn(expression.left), ...idsIn(expression.right)];
    default:
      return [];
  }
}
