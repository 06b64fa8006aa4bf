import { Option } from 'commander';
import { command as text } from '../messages/init.ts';
import type { CommonOptions, Defining } from './common.ts';
import { withCommonOptions } from './common.ts';
import { wantsColor } from './screen.ts';

interface InitOptions extends CommonOptions {
  for: 'kiro' | 'claude' | 'vscode' | 'cursor';
  global: boolean;
  yes: boolean;
}

/** `netops init`: the steering file, the agent and the MCP entry for Kiro CLI and others. */
export function define(defining: Defining): void {
  const { program, say } = defining;
  const command = program
    .command('init')
    .description(say(text.description))
    .addOption(
      new Option('--for <program>', say(text.for)).choices(['kiro', 'claude', 'vscode', 'cursor']).default('kiro'),
    )
    .addOption(new Option('--global', say(text.global)).default(false, ''))
    .addOption(new Option('--yes', say(text.yes)).default(false, ''));
  withCommonOptions(command, defining)
    .addHelpText('after', `\n${say(text.examples)}`)
    .action(async (options: InitOptions) => {
      const { startInit } = await import('../chat/init/start.ts');
      await startInit({
        for: options.for,
        global: options.global,
        yes: options.yes,
        lang: options.lang,
        json: options.format === 'json',
        color: options.color && wantsColor(),
        quiet: options.quiet,
        serverArgs: serverArgs(options),
        signal: defining.signal,
      });
    });
}

/** What was said here of where AWS is looked at from holds for the server too. */
const serverArgs = ({ source, profile, region, roleArn, endpointUrl }: CommonOptions): string[] => [
  ...(source === 'aws' ? [] : ['--source', source]),
  ...(profile === undefined ? [] : ['--profile', profile]),
  ...region.flatMap((name) => ['--region', name]),
  ...roleArn.flatMap((arn) => ['--role-arn', arn]),
  ...(endpointUrl === undefined ? [] : ['--endpoint-url', endpointUrl]),
];
