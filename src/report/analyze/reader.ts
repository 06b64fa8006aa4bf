import type { Overview } from '../../diagnose/overview/overview.ts';
import type { Finding } from '../../findings/finding.ts';
import { unknown } from '../../messages/analyze.ts';
import type { Lang, Text } from '../../messages/text.ts';
import type { Snapshot } from '../../snapshot/snapshot.ts';
import { inReadersZone } from '../time.ts';

/** Who reads the report, and what there is to tell. */
export interface Reader {
  snapshot: Snapshot;
  overview: Overview;
  findings: Finding[];
  lang: Lang;
  /** The reader's time zone. */
  zone: string;
  now: Date;
  say(text: Text): string;
}

/** What every report has to tell, whatever it is about. */
export type Told = Omit<Reader, 'overview'>;

export function readerOf(
  snapshot: Snapshot,
  overview: Overview,
  findings: Finding[],
  { lang, zone, now }: { lang: Lang; zone: string; now: Date },
): Reader {
  return { snapshot, overview, findings, lang, zone, now, say: (text) => inReadersZone(text[lang], zone) };
}

/** A resource's name, or its id where it has none. */
export const called = (reader: Reader, id: string): string => reader.overview.names[id] ?? id;

/** A value, or the word for "not known": never a zero in its place. */
export const orUnknown = (reader: Told, value: string | number | null | undefined): string =>
  value === null || value === undefined ? reader.say(unknown) : typeof value === 'number' ? count(value) : value;

export const count = (value: number): string => value.toLocaleString('en-US');

/** Bytes as people say them: 1 GB is 10⁹ bytes, as on an AWS bill. */
export function bytes(value: number): string {
  const units = ['B', 'KB', 'MB', 'GB', 'TB', 'PB'];
  let at = 0;
  let n = value;
  while (n >= 1000 && at < units.length - 1) {
    n /= 1000;
    at++;
  }
  return `${n.toLocaleString('en-US', { maximumFractionDigits: n < 10 ? 2 : n < 100 ? 1 : 0 })} ${units[at]}`;
}
