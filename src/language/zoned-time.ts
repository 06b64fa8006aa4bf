/** Wall-clock time of a place. */
export interface LocalTime {
  year: number;
  /** 1–12. */
  month: number;
  day: number;
  hour: number;
  minute: number;
  second: number;
}

const formats = new Map<string, Intl.DateTimeFormat>();

function formatOf(zone: string): Intl.DateTimeFormat {
  let format = formats.get(zone);
  if (format === undefined) {
    format = new Intl.DateTimeFormat('en-US', {
      timeZone: zone,
      era: 'short',
      year: 'numeric',
      month: 'numeric',
      day: 'numeric',
      hour: 'numeric',
      minute: 'numeric',
      second: 'numeric',
      hourCycle: 'h23',
    });
    formats.set(zone, format);
  }
  return format;
}

/** What clocks in `zone` show at an instant. @throws RangeError for a zone that does not exist */
export function localTime(instant: Date, zone: string): LocalTime {
  const part = Object.fromEntries(
    formatOf(zone)
      .formatToParts(instant)
      .map((p) => [p.type, Number(p.value)]),
  );
  return {
    year: part.year!,
    month: part.month!,
    day: part.day!,
    hour: part.hour!,
    minute: part.minute!,
    second: part.second!,
  };
}

const asUtc = (t: LocalTime): number => Date.UTC(t.year, t.month - 1, t.day, t.hour, t.minute, t.second);

/**
 * The instant at which clocks in `zone` show a time. Fields may run over (day 0, hour 24). Of an hour that a change of
 * clocks repeats it is the first; a time that the change skips is as long after the change as it is after its start.
 */
export function instantOf(time: LocalTime, zone: string): Date {
  const wanted = asUtc(time);
  const offsetAt = (ms: number): number => {
    const whole = Math.floor(ms / 1000) * 1000;
    return asUtc(localTime(new Date(whole), zone)) - whole;
  };
  // The offsets a day before and after are those on either side of any change near it.
  const before = offsetAt(wanted - 86_400_000);
  const after = offsetAt(wanted + 86_400_000);
  const exact = [before, after]
    .map((offset) => wanted - offset)
    .filter((ms) => asUtc(localTime(new Date(ms), zone)) === wanted)
    .sort((a, b) => a - b);
  return new Date(exact[0] ?? wanted - before);
}

/** 0 is Sunday. */
export const weekdayOf = (time: LocalTime): number => new Date(asUtc(time)).getUTCDay();

/** Midnight at which a local day begins, `days` from the day of `time`. */
export const dayFrom = (time: LocalTime, days: number): LocalTime => {
  const date = new Date(Date.UTC(time.year, time.month - 1, time.day + days));
  return {
    year: date.getUTCFullYear(),
    month: date.getUTCMonth() + 1,
    day: date.getUTCDate(),
    hour: 0,
    minute: 0,
    second: 0,
  };
};
