import { Option } from 'commander';
import { type PortRanges, ports, protocol } from '../capabilities/ports.ts';
import { command as text } from '../messages/path-answer.ts';
import type { CommonOptions, Defining } from './common.ts';
import { withCommonOptions } from './common.ts';

export interface PathOptions extends CommonOptions {
  port?: PortRanges;
  sourcePort?: PortRanges;
  /** IANA number, or all. */
  protocol?: number | 'all';
  with?: string;
}

/** `netops path SRC DST`: one flow, every hop or every block. */
export function define(defining: Defining): void {
  const { program, say } = defining;
  const command = program
    .command('path')
    .description(say(text.description))
    .argument('<src>', say(text.source))
    .argument('<dst>', say(text.destination));
  command
    .addOption(new Option('--port <ports>', say(text.port)).argParser(ports))
    .addOption(new Option('--protocol <protocol>', say(text.protocol)).argParser(protocol).default(6, 'tcp'))
    .addOption(new Option('--source-port <ports>', say(text.sourcePort)).argParser(ports))
    .addOption(new Option('--with <file>', say(text.with)));
  withCommonOptions(command, defining)
    .addHelpText('after', `\n${say(text.examples)}`)
    .action(async (source: string, destination: string, options: PathOptions) => {
      const { runPath } = await import('./run-path.ts');
      await runPath(source, destination, options, defining.signal);
    });
}
