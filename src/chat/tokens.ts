/** Counts the tokens of a text. */
export type CountTokens = (text: string) => number;

/** Tokens that fit when no model says how many: the window of Claude's models. */
export const usualWindow = 200_000;

/** Merging bytes takes the square of a word's length: a longer one is counted in pieces. */
const longestWord = 1000;

let loaded: Promise<CountTokens> | undefined;

/**
 * A counter by OpenAI's o200k_base. Claude's tokenizer isn't public, so its figures are shown as approximate. The table
 * is large (2.4 MB, 150 ms): it is read when first asked for.
 */
export function tokenCounter(): Promise<CountTokens> {
  loaded ??= import('gpt-tokenizer/encoding/o200k_base').then(({ countTokens }) => {
    // What looks like a control token of a model is text like any other here.
    const asText = { disallowedSpecial: new Set<string>() };
    return (text) => inPieces(text).reduce((sum, piece) => sum + countTokens(piece, asText), 0);
  });
  return loaded;
}

const longWord = new RegExp(`\\S{${longestWord}}`, 'g');

function inPieces(text: string): string[] {
  const pieces: string[] = [];
  let from = 0;
  for (const { 0: word, index } of text.matchAll(longWord)) {
    pieces.push(text.slice(from, index + word.length));
    from = index + word.length;
  }
  return [...pieces, text.slice(from)];
}
