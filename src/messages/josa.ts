/**
 * Korean particles after names that AWS gives us. `DMZVPC` ends in "씨", `10.1.0.0/16` in "육", `alb1` in "일": what
 * decides is how the last character is read aloud.
 */

type Pair = '은/는' | '이/가' | '을/를' | '과/와' | '으로/로' | '이라/라' | '이며/며' | '이나/나';

/** Digits and letters whose Korean reading ends in a final consonant (받침). */
const closedDigits = new Set(['0', '1', '3', '6', '7', '8']);
const closedLetters = new Set(['l', 'm', 'n', 'r']);
/** Read with a final ㄹ, after which "으로" shortens to "로" as after a vowel: 일, 칠, 팔; 엘, 알. */
const rieul = new Set(['1', '7', '8', 'l', 'r']);

/** The particle of `pair` that follows `word`. Closing brackets and quotes at the end are read past. */
export function particle(word: string, pair: Pair): string {
  const [afterConsonant, afterVowel] = pair.split('/') as [string, string];
  const spoken = word.replace(/[\s"'`)\]}>*_.]+$/u, '');
  const last = spoken.slice(-1).toLowerCase();
  const code = last.codePointAt(0) ?? 0;
  let closed: boolean;
  let endsInRieul = rieul.has(last);
  if (code >= 0xac00 && code <= 0xd7a3) {
    const final = (code - 0xac00) % 28;
    closed = final !== 0;
    endsInRieul = final === 8;
  } else {
    // "ng" is one sound, ㅇ: `page-missing` ends like "싱".
    closed = closedDigits.has(last) || closedLetters.has(last) || /[aeiou]ng$/iu.test(spoken);
  }
  if (pair === '으로/로') return closed && !endsInRieul ? afterConsonant : afterVowel;
  return closed ? afterConsonant : afterVowel;
}

/** `word` with its particle: `josa('DMZVPC', '은/는')` → `DMZVPC는`. */
export const josa = (word: string, pair: Pair): string => `${word}${particle(word, pair)}`;
