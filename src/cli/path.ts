import { Option } from 'commander';
import { UserError } from '../errors/user-error.ts';
import { badPort, badProtocol, command as text } from '../messages/path-answer.ts';
import type { CommonOptions, Defining } from './common.ts';
import { withCommonOptions } from './common.ts';

/** Port ranges as `--port` has them: `[[80, 80], [8000, 8100]]`. */
export type PortRanges = [from: number, to: number][];

export interface PathOptions extends CommonOptions {
  port?: PortRanges;
  sourcePort?: PortRanges;
  /** IANA number, or all. */
  protocol?: number | 'all';
  with?: string;
}

/** @throws UserError with exit code 2 for what is no port */
export function ports(given: string): PortRanges {
  return given.split(',').map((part) => {
    const [, from, to = from] = /^\s*(\d{1,5})(?:-(\d{1,5}))?\s*$/.exec(part) ?? [];
    const range: [number, number] = [Number(from), Number(to)];
    if (!(range[0] >= 1 && range[1] <= 65_535 && range[0] <= range[1])) throw new UserError(badPort(given), 2);
    return range;
  });
}

const names: Record<string, number | 'all'> = { tcp: 6, udp: 17, icmp: 1, icmpv6: 58, '-1': 'all', all: 'all' };

function protocol(given: string): number | 'all' {
  const known = names[given.toLowerCase()];
  if (known !== undefined) return known;
  if (/^\d{1,3}$/.test(given) && Number(given) <= 255) return Number(given);
  throw new UserError(badProtocol(given), 2);
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
