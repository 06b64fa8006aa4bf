/*
 * The line that is being edited: pure, so that it can be tested without a terminal. What the cursor steps over is what a
 * person calls a character: a syllable with all its letters, an emoji with its modifiers, a pasted block.
 */

/** A block that was pasted: one piece in the line, shown as a label. */
export interface Pasted {
  pasted: string;
  /** Counted from one within this line. */
  number: number;
}

export type Cell = string | Pasted;

export interface Line {
  cells: readonly Cell[];
  /** Before which cell it stands. */
  cursor: number;
}

export const emptyLine: Line = { cells: [], cursor: 0 };

const graphemes = new Intl.Segmenter('ko', { granularity: 'grapheme' });

/** A paste of more than this is shown as a label: editing it in place would help nobody. */
const shownPaste = { characters: 400, lines: 6 };

const cellsOf = (text: string): string[] => [...graphemes.segment(text.normalize('NFC'))].map((s) => s.segment);

export const textOf = (line: Line): string =>
  line.cells.map((cell) => (typeof cell === 'string' ? cell : cell.pasted)).join('');

export const lineOf = (text: string): Line => {
  const cells = cellsOf(text);
  return { cells, cursor: cells.length };
};

const splice = (line: Line, from: number, to: number, cells: readonly Cell[]): Line => ({
  cells: [...line.cells.slice(0, from), ...cells, ...line.cells.slice(to)],
  cursor: from + cells.length,
});

/** Types a text. What belongs to the character before it (a vowel, an accent) joins it. */
export function insert(line: Line, text: string): Line {
  const before = line.cells[line.cursor - 1];
  if (typeof before !== 'string' || before === '\n') return splice(line, line.cursor, line.cursor, cellsOf(text));
  return splice(line, line.cursor - 1, line.cursor, cellsOf(before + text));
}

/** Puts in a pasted block: short ones as if typed, long ones as one piece. */
export function insertPaste(line: Line, text: string): Line {
  const lines = text.split('\n', shownPaste.lines + 1).length;
  if (text.length <= shownPaste.characters && lines <= shownPaste.lines) return insert(line, text);
  const number = line.cells.filter((cell) => typeof cell !== 'string').length + 1;
  return splice(line, line.cursor, line.cursor, [{ pasted: text, number }]);
}

export const backspace = (line: Line): Line =>
  line.cursor === 0 ? line : splice(line, line.cursor - 1, line.cursor, []);
export const deleteNext = (line: Line): Line => splice(line, line.cursor, line.cursor + 1, []);

const moved = (line: Line, cursor: number): Line => ({
  ...line,
  cursor: Math.max(0, Math.min(line.cells.length, cursor)),
});

export const left = (line: Line): Line => moved(line, line.cursor - 1);
export const right = (line: Line): Line => moved(line, line.cursor + 1);

/** Where the row of text that the cursor is in begins, and where it ends. */
const rowStart = ({ cells, cursor }: Line): number => (cursor === 0 ? 0 : cells.lastIndexOf('\n', cursor - 1) + 1);
function rowEnd({ cells, cursor }: Line): number {
  const end = cells.indexOf('\n', cursor);
  return end < 0 ? cells.length : end;
}

export const home = (line: Line): Line => moved(line, rowStart(line));
export const end = (line: Line): Line => moved(line, rowEnd(line));

const isBlank = (cell: Cell | undefined): boolean => typeof cell === 'string' && /\s/.test(cell);

export function wordLeft(line: Line): Line {
  let at = line.cursor;
  while (at > 0 && isBlank(line.cells[at - 1])) at--;
  while (at > 0 && !isBlank(line.cells[at - 1])) at--;
  return moved(line, at);
}

export function wordRight(line: Line): Line {
  let at = line.cursor;
  while (at < line.cells.length && isBlank(line.cells[at])) at++;
  while (at < line.cells.length && !isBlank(line.cells[at])) at++;
  return moved(line, at);
}

export const killWord = (line: Line): Line => splice(line, wordLeft(line).cursor, line.cursor, []);
export const killToEnd = (line: Line): Line => splice(line, line.cursor, rowEnd(line), []);
export const killToStart = (line: Line): Line => splice(line, home(line).cursor, line.cursor, []);

/** One row up or down within a line of several; undefined when there is none. */
export function vertical(line: Line, by: -1 | 1): Line | undefined {
  const start = home(line).cursor;
  const column = line.cursor - start;
  if (by === -1) {
    if (start === 0) return undefined;
    const above = home({ ...line, cursor: start - 1 }).cursor;
    return moved(line, Math.min(above + column, start - 1));
  }
  const next = rowEnd(line) + 1;
  if (next > line.cells.length) return undefined;
  return moved(line, Math.min(next + column, rowEnd({ ...line, cursor: next })));
}

/** The text up to the cursor, a pasted block as a blank: what completion goes by. */
export const beforeCursor = ({ cells, cursor }: Line): string =>
  textOf({ cells: cells.slice(0, cursor).map((cell) => (typeof cell === 'string' ? cell : ' ')), cursor });

/** The word that ends at the cursor replaced by another. */
export const replaceBefore = (line: Line, word: string, by: string): Line =>
  splice(line, line.cursor - cellsOf(word).length, line.cursor, cellsOf(by));
