import { vocabulary } from './concepts.ts';
import { commonEnglish } from './lexicon/common-english.ts';
import { englishWords, koreanWords } from './lexicon/spelled.ts';

/**
 * How many slips are between two words: a letter too many, too few, wrong, or two that changed places (optimal string
 * alignment). Counted up to `most`; above it the answer is `most + 1`.
 */
export function distance(a: string, b: string, most = Number.POSITIVE_INFINITY): number {
  if (Math.abs(a.length - b.length) > most) return most + 1;
  let beforeLast: number[] = [];
  let last = Array.from({ length: b.length + 1 }, (_, j) => j);
  for (let i = 1; i <= a.length; i++) {
    const row = [i];
    let least = i;
    for (let j = 1; j <= b.length; j++) {
      let cost = Math.min(last[j]! + 1, row[j - 1]! + 1, last[j - 1]! + (a[i - 1] === b[j - 1] ? 0 : 1));
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1])
        cost = Math.min(cost, beforeLast[j - 2]! + 1);
      row.push(cost);
      least = Math.min(least, cost);
    }
    if (least > most) return most + 1;
    beforeLast = last;
    last = row;
  }
  return last[b.length]!;
}

/** Words that are no slip of a word that they look like. */
const sound = new Set(
  (
    'there these those three where which while would could should about after again their thing think other under between ' +
    'router routers ports report reports point paint state states start stops stopped started please sever every never over ' +
    'weather poem write server servers public price prices prince list lists lost last least test tests best rest'
  ).split(' '),
);

/** A word of everyday English, in its own form or with an ending. */
const isCommon = (word: string): boolean =>
  [
    word,
    word.replace(/(?:ing|ed|er|ly)$/, ''),
    word.replace(/(.)\1(?:ing|ed|er)$/, '$1'),
    word.replace(/(?:ing|ed|er)$/, 'e'),
  ].some((form) => commonEnglish.has(form));

const english = [...new Set([...vocabulary, ...englishWords])].filter((word) => /^[a-z]{5,}$/.test(word));
const korean = koreanWords.map((word) => ({ word, jamo: word.normalize('NFD') }));

/** Longer texts are pasted, and nobody mistypes a log. */
const longest = 1_000;

/** Words of a text that are a slip away from a word of the lexicon are put right. Names are lifted out already. */
export function corrected(text: string): string {
  if (text.length > longest) return text;
  return text.replace(/[A-Za-z]{5,20}|[가-힣]{3,12}/g, (word) => (/[a-z]/i.test(word) ? latin(word) : hangul(word)));
}

function latin(word: string): string {
  const lower = word.toLowerCase();
  if (
    vocabulary.has(lower) ||
    englishWords.includes(lower) ||
    vocabulary.has(lower.replace(/e?s$/, '')) ||
    sound.has(lower) ||
    isCommon(lower)
  )
    return word;
  const most = lower.length >= 9 ? 2 : 1;
  const near = english.filter((known) => known[0] === lower[0] && distance(lower, known, most) <= most);
  return near.length > 0 ? near.sort((a, b) => distance(lower, a) - distance(lower, b) || (a < b ? -1 : 1))[0]! : word;
}

/** A Korean word carries its ending, so its beginning is compared, letter by letter (자모). */
function hangul(word: string): string {
  if (korean.some((known) => word.includes(known.word))) return word;
  for (const { word: known, jamo } of korean) {
    const head = word.slice(0, known.length);
    if (head.length < known.length || head[0] !== known[0]) continue;
    const most = known.length >= 5 ? 2 : 1;
    if (distance(head.normalize('NFD'), jamo, most) <= most) return known + word.slice(known.length);
  }
  return word;
}
