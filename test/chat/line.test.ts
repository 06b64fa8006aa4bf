import fc from 'fast-check';
import stringWidth from 'string-width';
import { describe, expect, test } from 'vitest';
import { type Key, keyDecoder } from '../../src/chat/terminal/keys.ts';
import { layout } from '../../src/chat/terminal/layout.ts';
import {
  backspace,
  emptyLine,
  end,
  home,
  insert,
  insertPaste,
  killWord,
  type Line,
  left,
  lineOf,
  right,
  textOf,
  vertical,
} from '../../src/chat/terminal/line.ts';

const decoded = (...pieces: string[]): Key[] => {
  const decode = keyDecoder();
  return pieces.flatMap((piece) => decode(piece));
};
const names = (keys: Key[]): string[] => keys.map((key) => (key.kind === 'key' ? key.name : `${key.kind}:${key.text}`));

describe('keys', () => {
  test('letters, controls and sequences, wherever they are cut', () => {
    expect(names(decoded('가a\r'))).toEqual(['text:가a', 'enter']);
    expect(names(decoded('\u001b[', 'A\u001b', '[1;5D\u001bOH'))).toEqual(['up', 'word-left', 'home']);
    expect(names(decoded('\u0003\u0004\n\u007f'))).toEqual(['interrupt', 'end-of-input', 'newline', 'backspace']);
    // A sequence that nobody knows types nothing.
    expect(names(decoded('\u001b[24;5~x'))).toEqual(['text:x']);
  });

  test('a paste is one piece, with its line breaks, and however it is cut', () => {
    const paste = '\u001b[200~one\rtwo\r\n\u001b[31mthree\u001b[201~\r';
    const expected = ['paste:one\ntwo\n[31mthree', 'enter'];
    for (let at = 1; at < paste.length; at++)
      expect(names(decoded(paste.slice(0, at), paste.slice(at))), `cut at ${at}`).toEqual(expected);
  });

  test('2 MB are decoded and put into the line at once, as one piece', () => {
    const text = '한글 pasted text\n'.repeat(130_000);
    const decode = keyDecoder();
    const started = performance.now();
    const keys: Key[] = [];
    const sent = `\u001b[200~${text}\u001b[201~`;
    for (let at = 0; at < sent.length; at += 4096) keys.push(...decode(sent.slice(at, at + 4096)));
    expect(keys).toHaveLength(1);
    const line = insertPaste(emptyLine, (keys[0] as { text: string }).text);
    expect(line.cells).toHaveLength(1);
    expect(textOf(line)).toBe(text);
    layout('> ', line, 80, () => '[paste]');
    expect(performance.now() - started).toBeLessThan(1000);
  });

  test('a terminal without bracketed paste does not send each line of a long paste as a prompt', () => {
    const keys = decoded('a line of text\r'.repeat(200));
    expect(keys.map((key) => key.kind)).toEqual(['paste']);
  });
});

/** What the cursor stands on, seen from the left. */
const left1 = (line: Line): string => textOf({ ...line, cells: line.cells.slice(0, line.cursor) });

describe('line', () => {
  test('Hangul typed letter by letter or decomposed is one character to the cursor', () => {
    const typed = [...'한글'.normalize('NFD')].reduce((line, letter) => insert(line, letter), emptyLine);
    expect(textOf(typed)).toBe('한글');
    expect(typed.cells).toHaveLength(2);
    expect(textOf(backspace(typed))).toBe('한');
    const pasted = insert(emptyLine, '서울 리전'.normalize('NFD'));
    expect(textOf(killWord(pasted))).toBe('서울 ');
    // Letters that no syllable has been made for stay together, too.
    expect(insert(emptyLine, 'ᄒᆞᆫ').cells).toHaveLength(1);
  });

  test('emoji and accents go as a whole', () => {
    const line = lineOf('a👩‍👩‍👧‍👦é🇰🇷');
    expect(line.cells).toHaveLength(4);
    expect(textOf(backspace(line))).toBe('a👩‍👩‍👧‍👦é');
    expect(left1(left(left(line)))).toBe('a👩‍👩‍👧‍👦');
  });

  test('rows of one line: up, down, home, end', () => {
    const line = lineOf('first\nlonger row\nx');
    const up = vertical(line, -1)!;
    expect(left1(up)).toBe('first\nl');
    expect(left1(end(up))).toBe('first\nlonger row');
    expect(left1(home(up))).toBe('first\n');
    expect(left1(vertical(vertical(end(up), 1)!, -1)!)).toBe('first\nl');
    expect(vertical(lineOf('one row'), -1)).toBeUndefined();
  });

  test('whatever is done, the cursor stays in the line and nothing but what was edited changes', () => {
    const word = fc.constantFrom('가', '각', 'ᄀ', 'a', ' ', '\n', '👍🏽', '界', 'é', '́');
    const edit = fc.oneof(
      word.map((text) => (line: Line) => insert(line, text)),
      fc.constantFrom(left, right, backspace, home, end, killWord),
    );
    fc.assert(
      fc.property(fc.array(edit, { maxLength: 40 }), (edits) => {
        const line = edits.reduce((l, e) => e(l), emptyLine);
        expect(line.cursor).toBeGreaterThanOrEqual(0);
        expect(line.cursor).toBeLessThanOrEqual(line.cells.length);
        expect(left(right(line)).cells).toEqual(line.cells);
        expect(textOf(line)).toBe(textOf(line).normalize('NFC'));
      }),
    );
  });
});

describe('layout', () => {
  test('no row is wider than the terminal, nothing is lost, and the cursor is where the next letter goes', () => {
    const text = fc.string({ unit: fc.constantFrom('a', '가', '界', '👍🏽', ' ', 'é') });
    fc.assert(
      fc.property(text, fc.integer({ min: 4, max: 30 }), fc.nat(), (typed, columns, at) => {
        const line = { ...lineOf(typed), cursor: at % (lineOf(typed).cells.length + 1) };
        const { rows, cursor } = layout('> ', line, columns, () => '');
        for (const row of rows) expect(stringWidth(row)).toBeLessThanOrEqual(columns);
        expect(rows.join('')).toBe(`> ${textOf(line)}`);
        const before = rows.slice(0, cursor.row).join('');
        const shown = `> ${left1(line)}`;
        expect(shown.startsWith(before)).toBe(true);
        expect(stringWidth(shown.slice(before.length))).toBe(cursor.column);
        expect(cursor.row).toBeLessThan(rows.length);
      }),
    );
  });

  test('colours of the prompt have no width, and a control character is shown as a picture', () => {
    const { cursor, rows } = layout('\u001b[35m[x]\u001b[39m > ', lineOf('\u0007'), 20, () => '');
    expect(cursor.column).toBe(7);
    expect(rows[0]).toContain('␇');
  });
});
