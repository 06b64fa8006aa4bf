import type { Lang } from '../messages/text.ts';

/** The reader's zone: TZ, else the system's. */
export const readerZone = (): string => Intl.DateTimeFormat().resolvedOptions().timeZone;

/** An instant in the reader's zone with the zone named: `2026-11-23 17:40 KST`. */
export function formatInstant(iso: string, zone: string): string {
  const date = new Date(iso);
  const parts = Object.fromEntries(
    new Intl.DateTimeFormat('en-CA', {
      timeZone: zone,
      year: 'numeric',
      month: '2-digit',
      day: '2-digit',
      hour: '2-digit',
      minute: '2-digit',
      hourCycle: 'h23',
    })
      .formatToParts(date)
      .map((p) => [p.type, p.value]),
  );
  return `${parts.year}-${parts.month}-${parts.day} ${parts.hour}:${parts.minute} ${zoneName(date, zone)}`;
}

/** A text with each instant that a finding has written in UTC in the reader's zone. */
export const inReadersZone = (text: string, zone: string): string =>
  text.replace(/\b(\d{4}-\d\d-\d\d) (\d\d:\d\d) UTC\b/g, (_, date: string, time: string) =>
    formatInstant(`${date}T${time}:00Z`, zone),
  );

/** Zones that Node names only by offset and that everyone there calls by these letters. */
const letters: Record<string, string> = { 'Asia/Seoul': 'KST', 'Asia/Tokyo': 'JST', UTC: 'UTC' };

export function zoneName(date: Date, zone: string): string {
  const named = letters[zone];
  if (named !== undefined) return named;
  return (
    new Intl.DateTimeFormat('en-US', { timeZone: zone, timeZoneName: 'short' })
      .formatToParts(date)
      .find((p) => p.type === 'timeZoneName')?.value ?? zone
  );
}

/** How old data is: `3분 전`, `2 h ago`. The clock is given, so that a saved snapshot reads the same each time. */
export function age(iso: string, now: Date, lang: Lang): string {
  const minutes = Math.max(0, Math.floor((now.getTime() - Date.parse(iso)) / 60_000));
  if (minutes < 1) return lang === 'ko' ? '방금' : 'just now';
  const [n, ko, en] =
    minutes < 60
      ? [minutes, '분', 'min']
      : minutes < 48 * 60
        ? [Math.floor(minutes / 60), '시간', 'h']
        : [Math.floor(minutes / 1440), '일', 'days'];
  return lang === 'ko' ? `${n}${ko} 전` : `${n} ${en} ago`;
}
