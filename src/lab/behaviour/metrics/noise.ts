/**
 * A number in [0, 1) that looks drawn and is not: the same for the same text and minute on every machine. What makes
 * generated metrics repeatable.
 */
export const noise = (text: string, minute: number): number => drawn(seedOf(text), minute);

/** The same for one text and many minutes: to look its seed up takes longer than to draw. */
export function noiseOf(text: string): (minute: number) => number {
  const seed = seedOf(text);
  return (minute) => drawn(seed, minute);
}

const drawn = (seed: number, minute: number): number => mixed(seed ^ Math.imul(minute | 0, 0x9e3779b1));

const seeds = new Map<string, number>();

/** FNV-1a, kept: the same few texts are asked for thousands of minutes. */
function seedOf(text: string): number {
  let seed = seeds.get(text);
  if (seed === undefined) {
    seed = 0x811c9dc5;
    for (let i = 0; i < text.length; i++) seed = Math.imul(seed ^ text.charCodeAt(i), 0x01000193);
    if (seeds.size > 100_000) seeds.clear();
    seeds.set(text, seed);
  }
  return seed;
}

/** MurmurHash3's finalizer: each bit of the input changes half of the output. */
function mixed(value: number): number {
  let h = value;
  h = Math.imul(h ^ (h >>> 16), 0x85ebca6b);
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35);
  return ((h ^ (h >>> 16)) >>> 0) / 4_294_967_296;
}

/** A whole number near a real one: rounded up as often as its fraction says, so that sums come out right. */
export const rounded = (value: number, text: string, minute: number): number =>
  Math.floor(value + noise(`${text} rounding`, minute));
