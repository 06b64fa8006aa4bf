import { faults } from '../src/lab/faults/all/index.ts';
import type { Fault } from '../src/lab/faults/fault.ts';
import { diagnosed } from '../test/faults/diagnose.ts';
import { randomPairs } from '../test/faults/pairs.ts';
import { type Score, score } from '../test/faults/scoring.ts';

/*
 * How many of the lab's faults are found, alone and two at once, with how many false alarms, and how long one diagnosis
 * takes: a collection over the lab's AWS protocols and all engines.
 */

const pairs = Number(process.env.NETOPS_PAIRS ?? 100);
const seed = Number(process.env.NETOPS_SEED ?? 1);

const print = (name: string, n: number, value: number, unit: string): void => {
  console.log(JSON.stringify({ bench: 'faults', case: name, n, value, unit }));
};

async function run(name: string, labs: readonly (readonly Fault[])[]): Promise<void> {
  const scores: { score: Score; seconds: number; faults: readonly Fault[] }[] = [];
  for (const made of labs) {
    const started = performance.now();
    const causes = await diagnosed(...made);
    scores.push({ score: score(causes, made), seconds: (performance.now() - started) / 1000, faults: made });
  }
  const total = labs.reduce((sum, made) => sum + made.length, 0);
  const sum = (of: (s: Score) => number): number => scores.reduce((n, s) => n + of(s.score), 0);
  const times = scores.map((s) => s.seconds).sort((a, b) => a - b);
  if (total > 0) {
    print(
      `${name}: detected`,
      total,
      sum((s) => s.detected),
      'faults',
    );
    print(
      `${name}: located`,
      total,
      sum((s) => s.located),
      'faults',
    );
    print(
      `${name}: cause right`,
      total,
      sum((s) => s.right),
      'faults',
    );
  }
  print(
    `${name}: false alarms`,
    labs.length,
    sum((s) => s.falseAlarms.length),
    'causes',
  );
  print(`${name}: seconds, median`, labs.length, Number(times[times.length >> 1]!.toFixed(3)), 's');
  for (const { score: s, faults: made } of scores) {
    if (s.missed.length + s.falseAlarms.length === 0) continue;
    console.error(
      `${made.map((f) => f.id).join(' + ')}: missed ${s.missed.join(', ')}; false ${s.falseAlarms.join(', ')}`,
    );
  }
}

await run('healthy', [[]]);
await run(
  'alone',
  faults.map((f) => [f]),
);
await run('two at once', randomPairs(pairs, seed));
process.exit(0);
