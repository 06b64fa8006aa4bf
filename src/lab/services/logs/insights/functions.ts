import { type Address, familyOf, parseAddress, parseCidr } from '../../../../network/cidr.ts';

/** What an expression comes to; undefined: the event has no such field. */
export type Value = string | number | boolean | undefined;

interface Function {
  takes: readonly [least: number, most: number];
  of(args: readonly Value[], timestamp: number): Value;
}

export const asNumber = (value: Value): number | undefined => {
  if (typeof value === 'number') return value;
  if (typeof value !== 'string' || value.trim() === '') return undefined;
  const number = Number(value);
  return Number.isFinite(number) ? number : undefined;
};

export const asText = (value: Value): string => (value === undefined ? '' : String(value));

const ofNumbers = (takes: Function['takes'], work: (...values: number[]) => number): Function => ({
  takes,
  of(args) {
    const numbers = args.map(asNumber);
    return numbers.some((n) => n === undefined) ? undefined : work(...(numbers as number[]));
  },
});
const ofText = (takes: Function['takes'], work: (text: string, ...rest: Value[]) => Value): Function => ({
  takes,
  of: ([first, ...rest]) => (first === undefined ? undefined : work(asText(first), ...rest)),
});

const addresses = new Map<string, Address | undefined>();
/** Parsed once: the same few addresses are asked for in every event. */
function addressOf(text: string): Address | undefined {
  if (!addresses.has(text)) {
    if (addresses.size > 100_000) addresses.clear();
    addresses.set(text, parseAddress(text));
  }
  return addresses.get(text);
}

function isWithin(ip: Value, block: Value, family: 4 | 6 | undefined): boolean {
  const address = addressOf(asText(ip));
  const cidr = parseCidr(asText(block));
  if (address === undefined || cidr === undefined) return false;
  if (family !== undefined && familyOf(address) !== family) return false;
  return familyOf(address) === familyOf(cidr.lo) && cidr.lo <= address && address <= cidr.hi;
}

const isValid = (ip: Value, family?: 4 | 6): boolean => {
  const address = addressOf(asText(ip));
  return address !== undefined && (family === undefined || familyOf(address) === family);
};

/** Functions by name in small letters: https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/CWL_QuerySyntax-operations-functions.html */
export const functions: Readonly<Record<string, Function>> = {
  abs: ofNumbers([1, 1], Math.abs),
  ceil: ofNumbers([1, 1], Math.ceil),
  floor: ofNumbers([1, 1], Math.floor),
  sqrt: ofNumbers([1, 1], Math.sqrt),
  greatest: ofNumbers([1, 32], Math.max),
  least: ofNumbers([1, 32], Math.min),
  log: ofNumbers([1, 1], Math.log),
  strlen: ofText([1, 1], (text) => text.length),
  toupper: ofText([1, 1], (text) => text.toUpperCase()),
  tolower: ofText([1, 1], (text) => text.toLowerCase()),
  trim: ofText([1, 1], (text) => text.trim()),
  strcontains: ofText([2, 2], (text, part) => (text.includes(asText(part)) ? 1 : 0)),
  replace: ofText([3, 3], (text, old, by) => text.replaceAll(asText(old), asText(by))),
  substr: ofText([2, 3], (text, from, length) => {
    const start = asNumber(from) ?? 0;
    return text.slice(start, length === undefined ? undefined : start + (asNumber(length) ?? 0));
  }),
  concat: { takes: [1, 32], of: (args) => args.map(asText).join('') },
  coalesce: { takes: [1, 32], of: (args) => args.find((a) => a !== undefined) },
  ispresent: { takes: [1, 1], of: ([value]) => value !== undefined },
  isempty: { takes: [1, 1], of: ([value]) => value === undefined || value === '' },
  isblank: { takes: [1, 1], of: ([value]) => asText(value).trim() === '' },
  isvalidip: { takes: [1, 1], of: ([ip]) => isValid(ip) },
  isvalidipv4: { takes: [1, 1], of: ([ip]) => isValid(ip, 4) },
  isvalidipv6: { takes: [1, 1], of: ([ip]) => isValid(ip, 6) },
  isipinsubnet: { takes: [2, 2], of: ([ip, block]) => isWithin(ip, block, undefined) },
  isipv4insubnet: { takes: [2, 2], of: ([ip, block]) => isWithin(ip, block, 4) },
  isipv6insubnet: { takes: [2, 2], of: ([ip, block]) => isWithin(ip, block, 6) },
  /** The start of the period that an event is in. */
  bin: { takes: [1, 1], of: ([period], timestamp) => instant(floorTo(timestamp, asNumber(period))) },
  datefloor: {
    takes: [2, 2],
    of: ([at, period]) => {
      const time = asNumber(at) ?? Date.parse(`${asText(at).replace(' ', 'T')}Z`);
      return Number.isNaN(time) ? undefined : instant(floorTo(time, asNumber(period)));
    },
  },
};

const floorTo = (at: number, period: number | undefined): number =>
  period === undefined || period <= 0 ? at : Math.floor(at / period) * period;

/** An instant as Logs Insights prints it: `2026-11-23 07:00:00.000`, UTC. */
export const instant = (at: number): string => new Date(at).toISOString().replace('T', ' ').replace('Z', '');
