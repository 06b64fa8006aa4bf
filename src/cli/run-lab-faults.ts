import { createInterface } from 'node:readline/promises';
import { exit, UserError } from '../errors/user-error.ts';
import { faultOf, faults } from '../lab/faults/all/index.ts';
import type { Fault } from '../lab/faults/fault.ts';
import { FaultRefused } from '../lab/faults/inject.ts';
import { breakInLab, brokenFaults, healInLab } from '../lab/faults/practice.ts';
import * as text from '../messages/lab-faults.ts';
import type { Text } from '../messages/text.ts';
import { table } from '../report/nodes.ts';
import { renderTerminal } from '../report/terminal.ts';
import type { CommonOptions } from './common.ts';
import type { PrintJson } from './lab-faults.ts';
import { screen } from './screen.ts';

const print = (line: string): void => {
  process.stdout.write(`${line}\n`);
};

/** `netops lab faults`: what can be broken, and what is. Truths are shown only of those that are known to be made. */
export async function listFaults(options: CommonOptions, printJson: PrintJson): Promise<void> {
  const { lang } = options;
  const broken = new Map((await brokenFaults()).map((f) => [f.id, f]));
  if (options.format === 'json') {
    await printJson(
      { faults: faults.length, made: broken.size },
      {
        faults: faults.map((f) => ({
          id: f.id,
          area: f.area,
          says: f.says[lang],
          truth: { code: f.truth.code, resource: f.truth.resource },
          brokenAt: broken.get(f.id)?.at ?? null,
        })),
      },
    );
    return;
  }
  const say = (t: Text): string => t[lang];
  print(say(text.listIntro(faults.length, broken.size)));
  const rows = faults.map((f) => [
    f.id,
    say(text.areaName[f.area]!),
    say(f.says),
    broken.has(f.id) ? say(text.label.broken) : '',
  ]);
  const head = [text.label.id, text.label.area, text.label.what, text.label.state].map(say);
  process.stdout.write(renderTerminal({ type: 'root', children: [table(head, rows)] }, screen(options)));
}

/** `netops lab break ID`. */
export async function breakOne(id: string, options: CommonOptions, printJson: PrintJson): Promise<void> {
  const fault = known(id);
  const broken = await refusing(fault.id, () => breakInLab(fault));
  if (options.format === 'json') {
    const { code, resource } = fault.truth;
    await printJson({ broken: fault.id }, { at: broken.at, truth: { code, resource } });
    return;
  }
  print(text.made(fault.id, fault.says)[options.lang]);
  print(text.lookAt[options.lang]);
  print(text.healWith(fault.id)[options.lang]);
}

/** `netops lab heal ID`, or `all`. */
export async function heal(id: string, options: CommonOptions, printJson: PrintJson): Promise<void> {
  const ids = id === 'all' ? (await brokenFaults()).map((f) => f.id).reverse() : [known(id).id];
  for (const one of ids) await refusing(one, () => healInLab(one));
  if (options.format === 'json') await printJson({ healed: ids.length }, { healed: ids });
  else print((ids.length === 0 ? text.nothingBroken : text.healed(ids))[options.lang]);
}

/** `netops lab quiz`: one fault at random; lines on standard input are guesses. */
export async function quiz(options: CommonOptions & { seed?: number }, signal: AbortSignal): Promise<void> {
  const say = (t: Text): string => t[options.lang];
  const broken = new Set((await brokenFaults()).map((f) => f.id));
  const free = faults.filter((f) => !broken.has(f.id));
  const fault = free[(options.seed ?? Math.floor(Math.random() * free.length)) % free.length]!;
  await refusing(fault.id, () => breakInLab(fault));
  print(`${say(text.quiz.title)}\n`);
  print(say(text.symptom(fault.symptom)));
  print(`${say(text.quiz.ready)}\n`);
  print(say(text.quiz.ask));
  const lines = createInterface({ input: process.stdin, signal });
  let guesses = 0;
  let hints = 0;
  try {
    process.stdout.write(say(text.quiz.prompt));
    for await (const line of lines) {
      const guess = line.trim();
      if (/^(q|quit|포기)$/i.test(guess)) break;
      if (/^(h|hint|힌트)$/i.test(guess)) {
        const next = fault.hints[hints];
        print(say(next === undefined ? text.quiz.noMoreHints : text.hint(++hints, next)));
      } else if (guess !== '') {
        guesses++;
        if (isRight(fault, guess)) {
          print(say(text.right(guesses, hints)));
          break;
        }
        print(say(text.quiz.wrong));
      }
      process.stdout.write(say(text.quiz.prompt));
    }
  } finally {
    lines.close();
  }
  print(say(text.answer(fault.says, fault.truth.code, fault.truth.resource)));
  print(say(text.healWith(fault.id)));
}

const isRight = ({ id, truth }: Fault, guess: string): boolean =>
  [id, truth.code, truth.resource, ...(truth.also ?? [])].some((t) => t.toLowerCase() === guess.toLowerCase());

/** @throws UserError with exit code 2: which faults there are is the same for everyone */
function known(id: string): Fault {
  const fault = faultOf(id);
  if (fault !== undefined) return fault;
  const words = id.toLowerCase().split(/[^a-z0-9]+/);
  const near = faults.filter((f) => words.some((w) => w.length > 2 && f.id.includes(w))).map((f) => f.id);
  throw new UserError(text.unknownFault(id, near.slice(0, 4)), exit.usage);
}

async function refusing<T>(id: string, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (!(error instanceof FaultRefused)) throw error;
    switch (error.reason) {
      case 'broken-already':
        throw new UserError(text.alreadyBroken(id));
      case 'not-broken':
        throw new UserError(text.notBroken(id));
      case 'not-here':
        throw new UserError(text.notHere(id, error.message));
    }
  }
}
