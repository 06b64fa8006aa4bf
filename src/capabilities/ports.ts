import { exit, UserError } from '../errors/user-error.ts';
import { badPort, badProtocol } from '../messages/path-answer.ts';

/** Port ranges as `--port` has them: `[[80, 80], [8000, 8100]]`. */
export type PortRanges = [from: number, to: number][];

/**
 * `443`, `80,8000-8100`.
 *
 * @throws UserError with exit code 2 for what is no port
 */
export function ports(given: string): PortRanges {
  return given.split(',').map((part) => {
    const [, from, to = from] = /^\s*(\d{1,5})(?:-(\d{1,5}))?\s*$/.exec(part) ?? [];
    const range: [number, number] = [Number(from), Number(to)];
    if (!(range[0] >= 1 && range[1] <= 65_535 && range[0] <= range[1])) throw new UserError(badPort(given), exit.usage);
    return range;
  });
}

const names: Record<string, number | 'all'> = { tcp: 6, udp: 17, icmp: 1, icmpv6: 58, '-1': 'all', all: 'all' };

/**
 * A protocol by name or IANA number; `-1` and `all` are all of them.
 *
 * @throws UserError with exit code 2 for what is none
 */
export function protocol(given: string): number | 'all' {
  const known = names[given.toLowerCase()];
  if (known !== undefined) return known;
  if (/^\d{1,3}$/.test(given) && Number(given) <= 255) return Number(given);
  throw new UserError(badProtocol(given), exit.usage);
}
