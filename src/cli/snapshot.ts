import type { Command } from 'commander';
import { snapshotCommand as text } from '../messages/snapshot.ts';
import type { CommonOptions, Defining } from './common.ts';
import { withCommonOptions } from './common.ts';

/** `netops snapshot save|list|diff`: history and drift. */
export function define(defining: Defining): void {
  const { program, say, signal } = defining;
  const snapshot = program
    .command('snapshot')
    .description(say(text.description))
    .addHelpText('after', `\n${say(text.examples)}`);

  const sub = (name: string, description: string): Command =>
    withCommonOptions(snapshot.command(name).description(description), defining);

  sub('save', say(text.save)).action(async (options: CommonOptions) => {
    const { save } = await import('./run-snapshot.ts');
    await save(options, signal);
  });
  sub('list', say(text.list)).action(async (options: CommonOptions) => {
    const { list } = await import('./run-snapshot.ts');
    await list(options);
  });
  sub('diff', say(text.diff))
    .argument('[before]', say(text.before), 'previous')
    .argument('[after]', say(text.after), 'latest')
    .action(async (before: string, after: string, options: CommonOptions) => {
      const { diff } = await import('./run-snapshot.ts');
      await diff(before, after, options, signal);
    });
}
