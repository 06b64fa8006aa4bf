import type { NormalizedSchema } from '@smithy/core/schema';

/** How a protocol writes a timestamp on the wire: Smithy's `timestampFormat`. */
export type TimestampFormat = 'date-time' | 'http-date' | 'epoch-seconds';

/** A schema's own format, where its trait names one. */
export function timestampFormat(schema: NormalizedSchema, otherwise: TimestampFormat): TimestampFormat {
  switch (schema.getSchema()) {
    case 5:
      return 'date-time';
    case 6:
      return 'http-date';
    case 7:
      return 'epoch-seconds';
    default:
      return otherwise;
  }
}

/** A timestamp of a handler's output: a `Date`, or the ISO text that a saved snapshot has. */
export function dateOf(value: unknown): Date {
  const date = value instanceof Date ? value : typeof value === 'string' ? new Date(value) : undefined;
  if (date === undefined || Number.isNaN(date.getTime())) throw new TypeError(`not a timestamp: ${String(value)}`);
  return date;
}

/** A timestamp as text. `exact` keeps `.000` as EC2 does; other services leave it out. */
export function formatTimestamp(date: Date, format: TimestampFormat, exact = false): string {
  switch (format) {
    case 'date-time':
      return exact ? date.toISOString() : date.toISOString().replace('.000Z', 'Z');
    case 'http-date':
      return date.toUTCString();
    case 'epoch-seconds':
      return String(date.getTime() / 1000);
  }
}

/** The instant that a text names, in any of the formats; `undefined` when it names none. */
export function parseTimestamp(text: string): Date | undefined {
  const trimmed = text.trim();
  const date = /^[-+]?\d+(\.\d+)?([eE][-+]?\d+)?$/.test(trimmed)
    ? new Date(Math.round(Number(trimmed) * 1000))
    : new Date(trimmed);
  return Number.isNaN(date.getTime()) ? undefined : date;
}
