/** What a number measures. Numbers of one dimension can be compared; a count is whatever has no unit. */
export type Dimension = 'count' | 'bytes' | 'bits-per-second' | 'seconds' | 'fraction' | 'money' | 'per-second';

/** A unit as it is written: its dimension and how many base units (bytes, bit/s, seconds, 1, USD) it may be. */
export interface Unit {
  dimension: Dimension;
  /** More than one where usage differs: a GB is 10⁹ bytes to some and 2³⁰ to others, AWS among them. */
  factors: readonly number[];
}

const unit = (dimension: Dimension, ...factors: number[]): Unit => ({ dimension, factors });

const day = 86_400;
const bytes = (power: number): Unit => unit('bytes', 1000 ** power, 1024 ** power);
const bits = (power: number): Unit => unit('bits-per-second', 1000 ** power);
const bytesPerSecond = (power: number): Unit => unit('bits-per-second', 8 * 1000 ** power, 8 * 1024 ** power);

/** Longest first: `ms` is no `m`. Korean words stand right behind the number, particles behind them. */
const written: [pattern: RegExp, unit: Unit][] = [
  [/^(%|percent\b|퍼센트|프로(?![가-힣]))/i, unit('fraction', 0.01)],
  [/^(USD|US\$|dollars?\b|달러)/i, unit('money', 1)],
  [/^([KMGTP])(i?)B\/s/i, unit('bits-per-second')],
  [/^(bytes?\/s|B\/s)/, bytesPerSecond(0)],
  [/^Gbps|^Gbit\/s|^기가비트/i, bits(3)],
  [/^Mbps|^Mbit\/s|^메가비트/i, bits(2)],
  [/^Kbps|^kbit\/s/i, bits(1)],
  [/^bps|^bit\/s/i, bits(0)],
  [/^(PiB|PB)\b/, bytes(5)],
  [/^(TiB|TB|테라바이트)(?![a-z])/i, bytes(4)],
  [/^(GiB|GB|기가바이트|기가(?!비트))(?![a-z])/i, bytes(3)],
  [/^(MiB|MB|메가바이트|메가(?!비트))(?![a-z])/i, bytes(2)],
  [/^(KiB|KB|킬로바이트)(?![a-z])/i, bytes(1)],
  [/^(bytes?\b|바이트|B\b)/, bytes(0)],
  [/^(pps|packets?\/s|건\/초|req\/s|rps)/i, unit('per-second', 1)],
  [/^(ms\b|milliseconds?\b|밀리초)/i, unit('seconds', 0.001)],
  [/^(µs|us)\b/, unit('seconds', 0.000_001)],
  [/^(hours?\b|hrs?\b|h\b|시간)/i, unit('seconds', 3_600)],
  [/^(minutes?\b|mins?\b|분(?!의|할|산|석))/i, unit('seconds', 60)],
  [/^(seconds?\b|secs?\b|s\b|초)/i, unit('seconds', 1)],
  [/^(weeks?\b|주일?(?![가-힣]*소))/i, unit('seconds', 7 * day)],
  [/^(months?\b|개월)/i, unit('seconds', 30 * day, 730 * 3_600)],
  [/^(days?\b|일(?!반|부|정))/i, unit('seconds', day)],
];

/** The unit that a text begins with, and how many characters it takes. Undefined: a bare number, a count. */
export function unitAt(text: string): { unit: Unit; length: number } | undefined {
  const space = /^[ \u00a0]?/.exec(text)![0].length;
  const rest = text.slice(space);
  for (const [pattern, found] of written) {
    const match = pattern.exec(rest);
    if (match === null) continue;
    const length = space + match[0].length;
    if (found.factors.length > 0) return { unit: found, length };
    return { unit: bytesPerSecond('KMGTP'.indexOf(match[1]!.toUpperCase()) + 1), length };
  }
  return undefined;
}

/** CloudWatch's StandardUnit values and the units that our own documents name. */
const named: Record<string, Unit> = {
  bytes: bytes(0),
  kilobytes: bytes(1),
  megabytes: bytes(2),
  gigabytes: bytes(3),
  'bytes/second': bytesPerSecond(0),
  'bits/second': bits(0),
  'kilobits/second': bits(1),
  'megabits/second': bits(2),
  'gigabits/second': bits(3),
  seconds: unit('seconds', 1),
  milliseconds: unit('seconds', 0.001),
  microseconds: unit('seconds', 0.000_001),
  percent: unit('fraction', 0.01),
  'count/second': unit('per-second', 1),
  usd: unit('money', 1),
};

/** A unit by its name in a document (`Bytes`, `GB`, `USD`, `%`); a count when it is none. */
export const unitNamed = (name: string): Unit =>
  named[name.toLowerCase()] ?? unitAt(name)?.unit ?? { dimension: 'count', factors: [1] };

/** The unit of a number in a document, by the name of its key. */
export function unitOfKey(key: string): Unit {
  if (/usd|cost|price|saving/i.test(key)) return unit('money', 1);
  if (/bytesPerSecond/i.test(key)) return bytesPerSecond(0);
  if (/gbps/i.test(key)) return bits(3);
  if (/mbps/i.test(key)) return bits(2);
  if (/bps|bitsPerSecond/i.test(key)) return bits(0);
  if (/perSecond/i.test(key)) return unit('per-second', 1);
  if (/GiB|gigabytes|(^|[a-z])GB/.test(key)) return bytes(3);
  if (/bytes/i.test(key)) return bytes(0);
  if (/(Ms|Millis|Milliseconds)$|^ms$/.test(key)) return unit('seconds', 0.001);
  if (/seconds?$/i.test(key)) return unit('seconds', 1);
  if (/minutes?$/i.test(key)) return unit('seconds', 60);
  if (/hours?$/i.test(key)) return unit('seconds', 3_600);
  if (/days?$/i.test(key)) return unit('seconds', day);
  if (/percent/i.test(key)) return unit('fraction', 0.01);
  if (/rate|ratio|share|fraction|utili[sz]ation|availability/i.test(key)) return unit('fraction', 1);
  return unit('count', 1);
}
