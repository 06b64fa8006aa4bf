import { faults } from '../../src/lab/faults/all/index.ts';
import { type Fault, hides } from '../../src/lab/faults/fault.ts';

/** Numbers from 0 to 1, the same for the same seed (mulberry32). */
export function random(seed: number): () => number {
  let a = seed >>> 0;
  return () => {
    a = (a + 0x6d2b79f5) >>> 0;
    let t = Math.imul(a ^ (a >>> 15), a | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296;
  };
}

/** Different pairs of faults, drawn at random, of which neither hides the other. */
export function randomPairs(count: number, seed: number): [Fault, Fault][] {
  const all = faults.flatMap((a, i) => faults.slice(i + 1).map((b): [Fault, Fault] => [a, b]));
  const visible = all.filter(([a, b]) => !hides(a, b) && !hides(b, a));
  const next = random(seed);
  const drawn: [Fault, Fault][] = [];
  while (drawn.length < count && visible.length > 0) {
    const [pair] = visible.splice(Math.floor(next() * visible.length), 1);
    drawn.push(pair!);
  }
  return drawn;
}
