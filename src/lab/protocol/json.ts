import { Malformed } from './malformed.ts';
import { textOf } from './message.ts';
import { dateOf, formatTimestamp, parseTimestamp, timestampFormat } from './timestamp.ts';
import type { TreeFormat } from './tree.ts';

/** JSON as the AWS protocols write it: bytes in base64, timestamps in epoch seconds unless the schema says otherwise. */
export const jsonFormat = (renamesMembers: boolean): TreeFormat => ({
  renamesMembers,
  timestampIn(_schema, value) {
    if (typeof value === 'number') return parseTimestamp(String(value));
    return typeof value === 'string' ? parseTimestamp(value) : undefined;
  },
  timestampOut(schema, value) {
    const date = dateOf(value);
    const format = timestampFormat(schema, 'epoch-seconds');
    return format === 'epoch-seconds' ? date.getTime() / 1000 : formatTimestamp(date, format);
  },
  blobIn: (value) => (typeof value === 'string' ? new Uint8Array(Buffer.from(value, 'base64')) : undefined),
  blobOut: (value) => (value instanceof Uint8Array ? Buffer.from(value).toString('base64') : value),
  numberOut: (value) => (Number.isFinite(value) ? value : String(value)),
});

/** Parses a JSON body; an empty one is an empty object, as AWS reads it. Throws `Malformed`. */
export function parseJson(body: Uint8Array): unknown {
  const text = textOf(body);
  if (text.trim() === '') return {};
  try {
    return JSON.parse(text) as unknown;
  } catch {
    throw new Malformed('syntax', 'The request body is not valid JSON');
  }
}
