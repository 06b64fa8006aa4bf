/*
 * A prompt as the planner reads it. What a person points at (names, times, folders) is lifted out and stands in the
 * text as one character of Unicode's private use area, so that words are never looked for inside of names.
 */

/** Of a pasted log only this much is read, at both ends: requests stand before or after what they are about. */
const headLength = 6_000;
const tailLength = 2_000;

const first = 0xe000;
const last = 0xf8ff;

/** A character that stands for something lifted out. */
export const mark = '[\uE000-\uF8FF]';

export const markOf = (index: number): string => String.fromCharCode(first + index);
export const indexOfMark = (character: string): number => character.charCodeAt(0) - first;
export const isMark = (character: string): boolean => {
  const code = character.charCodeAt(0);
  return code >= first && code <= last;
};
export const mostMarks = last - first + 1;

/** "10.1.20.101-10.2.20.101": two hosts, unless they are the ends of a range. */
const twoAddresses = /(?<![\w.])(\d{1,3}(?:\.\d{1,3}){3})\s?[-~]\s?(\d{1,3}(?:\.\d{1,3}){3})(?![\w.])/g;
const network = (address: string): string => address.replace(/\.\d+$/, '');

/** The prompt in NFC without control characters, in plain quotes, dashes and widths; cut when it is longer than a request can be. */
export function normalise(prompt: string): string {
  const cut =
    prompt.length <= headLength + tailLength ? prompt : `${prompt.slice(0, headLength)}\n${prompt.slice(-tailLength)}`;
  return cut
    .normalize('NFC')
    .replace(/[\uE000-\uF8FF\u200B-\u200F\u2060\uFEFF\u00AD\uD800-\uDFFF]/g, (c) =>
      /[\uD800-\uDFFF]/.test(c) ? ' ' : '',
    )
    .replace(/\r\n?|[\u2028\u2029]/g, '\n')
    .replace(/[\uFF01-\uFF5E]/g, (c) => String.fromCharCode(c.charCodeAt(0) - 0xfee0))
    .replace(/[\u0000-\u0009\u000B-\u001F\u007F-\u00A0\u3000]/g, ' ')
    .replace(/[“”„«»「」『』]/g, '"')
    .replace(/[‘’`´]/g, "'")
    .replace(/[–—−]/g, '-')
    .replace(/[→⇒➜↔⟶]|=>/g, '->')
    .replace(/[←⇐⟵]/g, '<-')
    .replace(/[〜∼～]/g, '~')
    .replace(twoAddresses, (all, a: string, b: string) => (network(a) === network(b) ? all : `${a} -> ${b}`))
    .replace(/\\\n/g, '\n')
    .replace(/[。]/g, '.')
    .replace(/[、]/g, ',')
    .replace(/[？]/g, '?')
    .replace(/ {2,}/g, ' ');
}
