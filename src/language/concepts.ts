import { type Concept, concepts } from './lexicon/concepts.ts';

export type { Concept };

/** Where a concept is spoken of in a text. */
export interface Mention {
  concept: Concept;
  start: number;
  end: number;
}

const hangul = /[가-힣]/;

/** A form of the lexicon as a regular expression: no nested repeats, so matching is linear. */
function source(form: string): string {
  const anchoredStart = form.startsWith('^');
  const body = form.replace(/^\^/, '').replaceAll(' ', '[\\s-]?');
  const korean = hangul.test(form);
  // A Korean word takes its ending without a blank; an English one is whole, also where Hangul follows at once.
  const before = korean ? (anchoredStart ? '(?<![가-힣A-Za-z])' : '') : '(?<![A-Za-z0-9_])';
  const after = korean && hangul.test(form.slice(-1)) ? '' : korean ? '' : '(?:s|es)?(?![A-Za-z0-9_])';
  return `${before}(?:${body})${after}`;
}

const patterns = new Map<Concept, RegExp>(
  (Object.entries(concepts) as [Concept, readonly string[]][]).map(([concept, forms]) => [
    concept,
    new RegExp(
      [...forms]
        .sort((a, b) => b.length - a.length)
        .map(source)
        .join('|'),
      'gi',
    ),
  ]),
);

/** Every concept that a text speaks of, in order of place. */
export function mentions(text: string): Mention[] {
  const found: Mention[] = [];
  for (const [concept, pattern] of patterns) {
    for (const match of text.matchAll(pattern)) {
      found.push({ concept, start: match.index, end: match.index + match[0].length });
    }
  }
  return found.sort((a, b) => a.start - b.start || b.end - a.end);
}

/** Words of the lexicon that are one word, for spelling: lower case. */
export const vocabulary: ReadonlySet<string> = new Set(
  Object.values(concepts)
    .flat()
    .filter((form) => /^[a-z]+$|^[가-힣]+$/.test(form)),
);

const whole = new RegExp(
  `^(?:${Object.values(concepts)
    .flat()
    .map((form) => form.replace(/^\^/, '').replaceAll(' ', '[\\s-]?'))
    .join('|')})(?:s|es)?$`,
  'i',
);

/** True for a word that means something to the planner and so is nobody's name. */
export const isConceptWord = (word: string): boolean => whole.test(word);
