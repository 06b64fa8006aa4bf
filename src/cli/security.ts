import { Option } from 'commander';
import { command as text } from '../messages/security.ts';
import type { CommonOptions, Defining } from './common.ts';
import { withCommonOptions } from './common.ts';

export interface SecurityOptions extends CommonOptions {
  config?: string;
  exceptions?: string;
  compare?: string;
  export?: string[];
  /** False by `--no-flow-logs`. */
  flowLogs: boolean;
  fix?: string;
  resource?: string;
  yes: boolean;
  allowDestructive: boolean;
  dryRun: boolean;
}

/** `netops security`: the audit, its score, report, dashboard and daily script. */
export function define(defining: Defining): void {
  const { program, say } = defining;
  const formats = (given: string, before: string[] = []): string[] => [
    ...before,
    ...given
      .split(',')
      .map((f) => f.trim().toLowerCase())
      .filter((f) => f !== ''),
  ];
  const command = program
    .command('security')
    .description(say(text.description))
    .option('--config <file>', say(text.config))
    .option('--exceptions <file>', say(text.exceptions))
    .option('--compare <which>', say(text.compare))
    .addOption(new Option('--export <formats>', say(text.exports)).argParser(formats))
    .option('--no-flow-logs', say(text.noFlowLogs))
    .option('--fix <code>', say(text.fix))
    .option('--resource <id>', say(text.resource))
    .addOption(new Option('--yes', say(text.yes)).default(false, ''))
    .addOption(new Option('--allow-destructive', say(text.destructive)).default(false, ''))
    .addOption(new Option('--dry-run', say(text.dryRun)).default(false, ''));
  withCommonOptions(command, defining)
    .addHelpText('after', `\n${say(text.examples)}`)
    .action(async (options: SecurityOptions) => {
      const { runSecurity } = await import('./run-security.ts');
      await runSecurity(options, defining.signal);
    });
}
