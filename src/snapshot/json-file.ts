import { readFile } from 'node:fs/promises';
import { UserError } from '../errors/user-error.ts';
import * as text from '../messages/snapshot.ts';

/**
 * Reads a JSON file as any tool may have written it: UTF-8 with or without a byte order mark, or UTF-16, which
 * Windows PowerShell makes of `aws … > file.json`.
 *
 * @throws UserError with the file and the place when it is not JSON
 */
export async function readJson(path: string): Promise<unknown> {
  const source = decode(await readFile(path));
  try {
    return JSON.parse(source);
  } catch {
    throw new UserError(text.damagedJson(path, placeOfError(source)));
  }
}

/** The text of a file, by its byte order mark; UTF-16 without one shows by its zero bytes. */
export function decode(bytes: Buffer): string {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return new TextDecoder('utf-16le').decode(bytes);
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return new TextDecoder('utf-16be').decode(bytes);
  if (bytes.length > 1 && bytes[1] === 0) return new TextDecoder('utf-16le').decode(bytes);
  if (bytes.length > 1 && bytes[0] === 0) return new TextDecoder('utf-16be').decode(bytes);
  return new TextDecoder('utf-8').decode(bytes);
}

/** Where a text stops being JSON, counted from one. Engines say it in different words, or not at all. */
export function placeOfError(source: string): { line: number; column: number } {
  const lines = source.slice(0, firstError(source)).split('\n');
  return { line: lines.length, column: lines.at(-1)!.length + 1 };
}

const scalar =
  /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?|true|false|null|"(?:[^"\\\u0000-\u001f]|\\(?:["\\/bfnrt]|u[\da-fA-F]{4}))*"/y;

/** The index of the first character that no JSON text could have there (RFC 8259). */
function firstError(source: string): number {
  let at = 0;
  /** Open brackets, and what may come next. */
  const open: ('{' | '[')[] = [];
  let expects: 'value' | 'first' | 'key' | 'colon' | 'more' = 'value';
  const space = (): void => {
    while (' \t\r\n'.includes(source[at] ?? 'x')) at++;
  };
  const take = (): string | undefined => {
    scalar.lastIndex = at;
    return scalar.exec(source)?.[0];
  };
  const close = (): void => {
    open.pop();
    expects = 'more';
    at++;
  };
  for (;;) {
    space();
    const c = source[at];
    if (c === undefined) return at;
    const inside = open.at(-1);
    if (expects === 'colon') {
      if (c !== ':') return at;
      expects = 'value';
      at++;
    } else if (expects === 'more') {
      if (inside !== undefined && c === (inside === '{' ? '}' : ']')) close();
      else if (inside !== undefined && c === ',') {
        expects = inside === '{' ? 'key' : 'value';
        at++;
      } else return at;
    } else if (expects === 'first' && c === (inside === '{' ? '}' : ']')) {
      close();
    } else if (expects === 'key' || (expects === 'first' && inside === '{')) {
      const key = c === '"' ? take() : undefined;
      if (key === undefined) return at;
      at += key.length;
      expects = 'colon';
    } else if (c === '{' || c === '[') {
      open.push(c);
      expects = 'first';
      at++;
    } else {
      const value = take();
      if (value === undefined) return at;
      at += value.length;
      expects = 'more';
    }
  }
}
