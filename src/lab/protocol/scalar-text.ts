import type { NormalizedSchema } from '@smithy/core/schema';
import { Malformed } from './malformed.ts';
import { dateOf, formatTimestamp, parseTimestamp, type TimestampFormat, timestampFormat } from './timestamp.ts';

/** Reads a scalar from text: a Query parameter, a URI label, a header. Throws `Malformed`. */
export function scalarFromText(schema: NormalizedSchema, text: string, parameter: string): unknown {
  if (schema.isStringSchema()) return text;
  if (schema.isBooleanSchema()) {
    const lower = text.toLowerCase();
    if (lower === 'true' || lower === 'false') return lower === 'true';
    throw new Malformed('value', `Invalid value '${text}' for ${parameter}. Must be true or false`, parameter);
  }
  if (schema.isNumericSchema()) {
    const number = text.trim() === '' ? Number.NaN : Number(text);
    if (!Number.isNaN(number) || text === 'NaN') return number;
    throw new Malformed('value', `Invalid value '${text}' for ${parameter}. Must be a number`, parameter);
  }
  if (schema.isTimestampSchema()) {
    const date = parseTimestamp(text);
    if (date !== undefined) return date;
    throw new Malformed('value', `Invalid value '${text}' for ${parameter}. Must be a timestamp`, parameter);
  }
  if (schema.isBlobSchema()) return new Uint8Array(Buffer.from(text, 'base64'));
  return text;
}

/** Writes a scalar as text. Blobs are bytes, or base64 text as a saved snapshot has them. */
export function scalarToText(
  schema: NormalizedSchema,
  value: unknown,
  defaultFormat: TimestampFormat,
  exactTimestamps = false,
): string {
  if (schema.isTimestampSchema()) {
    return formatTimestamp(dateOf(value), timestampFormat(schema, defaultFormat), exactTimestamps);
  }
  if (value instanceof Uint8Array) return Buffer.from(value).toString('base64');
  return String(value);
}
