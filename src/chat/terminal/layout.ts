import stringWidth from 'string-width';
import { plain } from '../../report/plain.ts';
import type { Line, Pasted } from './line.ts';

/** Rows of a terminal, and where the cursor is in them. */
export interface Layout {
  rows: string[];
  cursor: { row: number; column: number };
}

/** What stands before each row of text but the first. */
const indent = '  ';

/**
 * A prompt and the line after it in rows of a terminal. Rows are broken here and not by the terminal, so that the place
 * of the cursor is known; a wide character is never cut in two.
 *
 * @param label - what is shown for a pasted block
 */
export function layout(prompt: string, line: Line, columns: number, label: (pasted: Pasted) => string): Layout {
  const room = Math.max(2, columns);
  const rows: string[] = [];
  let row = '';
  let width = 0;
  const feed = (start: string): void => {
    rows.push(row);
    row = start;
    width = stringWidth(start);
  };
  const put = (text: string, wide: number): void => {
    if (width + wide > room) feed('');
    row += text;
    width += wide;
  };
  for (const part of prompt.split(/(\u001b\[[0-9;]*m)/)) {
    if (part.startsWith('\u001b')) row += part;
    else for (const char of part) put(char, stringWidth(char));
  }
  let cursor = { row: 0, column: width };
  const here = (): { row: number; column: number } =>
    // At the very edge the next character goes to the next row, and so does the cursor.
    width >= room ? { row: rows.length + 1, column: 0 } : { row: rows.length, column: width };
  line.cells.forEach((cell, i) => {
    if (i === line.cursor) cursor = here();
    if (cell === '\n') feed(indent);
    else if (typeof cell === 'string') {
      const shown = cell === '\t' ? '    ' : plain(cell);
      // ZWJ and variation selectors inside an emoji belong to it.
      const text = /\p{Extended_Pictographic}/u.test(cell) ? cell : shown;
      put(text, stringWidth(text));
    } else for (const char of label(cell)) put(char, stringWidth(char));
  });
  if (line.cursor >= line.cells.length) cursor = here();
  rows.push(row);
  if (cursor.row >= rows.length) rows.push('');
  return { rows, cursor };
}
