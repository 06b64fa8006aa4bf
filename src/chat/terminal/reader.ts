import type { WriteStream } from 'node:tty';
import stringWidth from 'string-width';
import type { Completion } from './completion.ts';
import type { Keyboard } from './input.ts';
import type { KeyName } from './keys.ts';
import { type Layout, layout } from './layout.ts';
import {
  backspace,
  beforeCursor,
  deleteNext,
  emptyLine,
  end,
  home,
  insert,
  insertPaste,
  killToEnd,
  killToStart,
  killWord,
  type Line,
  left,
  lineOf,
  type Pasted,
  replaceBefore,
  right,
  textOf,
  vertical,
  wordLeft,
  wordRight,
} from './line.ts';

export type Entered = { kind: 'line'; text: string } | { kind: 'interrupt'; empty: boolean } | { kind: 'end' };

export interface Reading {
  prompt: string;
  /** Earlier lines, oldest first. */
  history: readonly string[];
  complete?(before: string): Promise<Completion>;
  label(pasted: Pasted): string;
}

type Out = Pick<WriteStream, 'write' | 'columns' | 'rows' | 'on' | 'off'>;

const edits: Partial<Record<KeyName, (line: Line) => Line>> = {
  backspace,
  delete: deleteNext,
  left,
  right,
  home,
  end,
  'word-left': wordLeft,
  'word-right': wordRight,
  'kill-word': killWord,
  'kill-to-end': killToEnd,
  'kill-to-start': killToStart,
  newline: (line) => insert(line, '\n'),
};

/** Reads one line, of as many rows as it takes, from a terminal. */
export async function readLine(keys: Keyboard, out: Out, reading: Reading): Promise<Entered> {
  let line = emptyLine;
  /** Where in the history; its length: the line being written. */
  let at = reading.history.length;
  let draft = line;
  let drawn: Layout = { rows: [''], cursor: { row: 0, column: 0 } };
  let width = out.columns || 80;

  const draw = (): void => {
    const next = rowsAround(layout(reading.prompt, line, width, reading.label), Math.max(2, (out.rows || 24) - 1));
    const { cursor } = next;
    const up = next.rows.length - 1 - cursor.row;
    out.write(
      `${back(drawn.cursor.row)}${next.rows.join('\r\n')}${up > 0 ? `\u001b[${up}A` : ''}\r${
        cursor.column > 0 ? `\u001b[${cursor.column}C` : ''
      }`,
    );
    drawn = next;
  };
  const onResize = (): void => {
    const columns = out.columns || 80;
    // What was drawn for the old width has been broken anew by the terminal: the cursor is that much lower.
    const above = drawn.rows.slice(0, drawn.cursor.row).reduce((n, row) => n + rowsOf(row, columns), 0);
    drawn = {
      ...drawn,
      cursor: { row: above + Math.floor(drawn.cursor.column / columns), column: drawn.cursor.column },
    };
    width = columns;
    draw();
  };
  /** Leaves the line as it stands and goes below it. */
  const leave = (): void => {
    line = end({ ...line, cursor: line.cells.length });
    draw();
    out.write('\r\n');
  };
  const recall = (to: number): void => {
    if (to < 0 || to > reading.history.length) return;
    if (at === reading.history.length) draft = line;
    at = to;
    line = to === reading.history.length ? draft : lineOf(reading.history[to]!);
  };
  const complete = async (): Promise<void> => {
    if (reading.complete === undefined) return;
    const { word, choices } = await reading.complete(beforeCursor(line));
    if (choices.length === 0) return;
    const common = commonStart(choices);
    if (choices.length === 1)
      line = replaceBefore(line, word, /[/\\]$/.test(choices[0]!) ? choices[0]! : `${choices[0]} `);
    else if (common.length > word.length) line = replaceBefore(line, word, common);
    else {
      const before = line;
      leave();
      out.write(`${inColumns(choices, width)}\r\n`);
      drawn = { rows: [''], cursor: { row: 0, column: 0 } };
      line = before;
    }
  };

  out.on('resize', onResize);
  try {
    draw();
    for (;;) {
      const key = await keys.next();
      if (key === undefined) return { kind: 'end' };
      if (key.kind === 'text') line = insert(line, key.text);
      else if (key.kind === 'paste') line = insertPaste(line, key.text);
      else {
        const edit = edits[key.name];
        if (edit !== undefined) line = edit(line);
        else if (key.name === 'enter') {
          // A backslash at the end asks for one row more.
          if (line.cells[line.cursor - 1] === '\\' && line.cursor === line.cells.length)
            line = insert(backspace(line), '\n');
          else {
            leave();
            return { kind: 'line', text: textOf(line) };
          }
        } else if (key.name === 'interrupt') {
          const empty = line.cells.length === 0;
          leave();
          return { kind: 'interrupt', empty };
        } else if (key.name === 'end-of-input') {
          if (line.cells.length === 0) {
            leave();
            return { kind: 'end' };
          }
          line = deleteNext(line);
        } else if (key.name === 'up' || key.name === 'down') {
          const by = key.name === 'up' ? -1 : 1;
          const moved = vertical(line, by);
          if (moved !== undefined) line = moved;
          else recall(at + by);
        } else if (key.name === 'clear-screen') {
          out.write('\u001b[2J\u001b[H');
          drawn = { rows: [''], cursor: { row: 0, column: 0 } };
        } else if (key.name === 'tab') await complete();
      }
      draw();
    }
  } finally {
    out.off('resize', onResize);
  }
}

/** To the first row of what was drawn, and nothing below. */
const back = (rows: number): string => `\r${rows > 0 ? `\u001b[${rows}A` : ''}\u001b[J`;

const rowsOf = (row: string, columns: number): number => Math.max(1, Math.ceil(stringWidth(row) / columns));

/** As many rows as the terminal has, around the cursor: what has scrolled away cannot be drawn again. */
function rowsAround({ rows, cursor }: Layout, most: number): Layout {
  if (rows.length <= most) return { rows, cursor };
  const first = Math.max(0, Math.min(cursor.row - most + 1, rows.length - most));
  return { rows: rows.slice(first, first + most), cursor: { ...cursor, row: cursor.row - first } };
}

function commonStart(words: readonly string[]): string {
  let common = words[0] ?? '';
  for (const word of words) while (!word.startsWith(common)) common = common.slice(0, -1);
  return common;
}

/** Most choices that are listed; more help nobody. */
const mostListed = 60;

function inColumns(words: readonly string[], width: number): string {
  const shown = words.slice(0, mostListed);
  const column = Math.max(...shown.map((word) => stringWidth(word))) + 2;
  const perRow = Math.max(1, Math.floor(width / column));
  const rows: string[] = [];
  for (let i = 0; i < shown.length; i += perRow)
    rows.push(
      shown
        .slice(i, i + perRow)
        .map((word) => word + ' '.repeat(column - stringWidth(word)))
        .join('')
        .trimEnd(),
    );
  if (words.length > shown.length) rows.push(`… +${words.length - shown.length}`);
  return rows.join('\r\n');
}
