import { type Command, Option } from 'commander';
import { exit, UserError } from '../errors/user-error.ts';
import { badSeed, command as text } from '../messages/lab-faults.ts';
import { type CommonOptions, type Defining, withCommonOptions } from './common.ts';

/** Prints a document of `netops lab`. */
export type PrintJson = (summary: Record<string, unknown>, data: Record<string, unknown>) => Promise<void>;

function seedOf(value: string): number {
  if (!/^\d{1,9}$/.test(value)) throw new UserError(badSeed(value), exit.usage);
  return Number(value);
}

/** `netops lab faults|break|heal|quiz`: what can go wrong in the lab, for practice and for tests. */
export function defineFaults(lab: Command, defining: Defining, printJson: PrintJson): void {
  const { say, signal } = defining;
  const work = () => import('./run-lab-faults.ts');
  const command = (name: string, says: keyof typeof text): Command =>
    withCommonOptions(lab.command(name).description(say(text[says])), defining);

  command('faults', 'faults').action(async (options: CommonOptions) => {
    await (await work()).listFaults(options, printJson);
  });
  command('break', 'break')
    .argument('<id>', say(text.id))
    .action(async (id: string, options: CommonOptions) => {
      await (await work()).breakOne(id, options, printJson);
    });
  command('heal', 'heal')
    .argument('<id>', say(text.id))
    .action(async (id: string, options: CommonOptions) => {
      await (await work()).heal(id, options, printJson);
    });
  command('quiz', 'quiz')
    .addOption(new Option('--seed <number>', say(text.seed)).argParser(seedOf))
    .action(async (options: CommonOptions & { seed?: number }) => {
      await (await work()).quiz(options, signal);
    });
}
