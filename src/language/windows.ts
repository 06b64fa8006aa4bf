import type { Window } from '../chat/planner/plan.ts';
import { type Atom, type PlacedAtom, timeAtoms, zoneNamed } from './time-atoms.ts';
import { dayFrom, instantOf, type LocalTime, localTime } from './zoned-time.ts';

/*
 * Which stretch of time a text speaks of: "어제 오전 9시부터", "between 2 and 4 pm", "지난주". Days, weeks and hours are
 * those of the reader's zone, or of the zone that the text names.
 */

export interface PlacedWindow {
  window: Window;
  start: number;
  end: number;
}

/** A day, a time of day or both, not yet an instant: the other end of a range may complete it. */
interface Moment {
  start: number;
  end: number;
  day?: LocalTime;
  part?: readonly [number, number];
  /** A day of a month that was not named. */
  bare?: true;
  time?: { hour: number; minute: number; half: boolean };
  at?: Date;
  period?: { from: LocalTime; to: LocalTime };
  length?: { seconds: number; months: number };
  ago?: true;
}

const joins = /^[\s,]*(?:의|에|at|on|of|from|between)?[\s,]*$/i;
const opens = /(?:^|[^\w])(since|from|between|after|starting(?: from)?|beginning)[\s,]*(?:at\s|on\s)?$/i;
const closesOnly = /(?:^|[^\w])(until|till|up to|through|before)\s*(?:at\s|on\s)?$/i;
const startsAfter = /^\s?(?:부터|이후로?|이래로?|(?:을|를)?\s?기점으로|onwards?)/i;
const rangeBetween = /^\s?(?:부터|에서|~|-|to|and|until|till|through|와|과|하고)\s?(?:the\s)?$/i;
const endsAfter = /^\s?(?:까지|사이|동안)(?:의|에)?/;

/**
 * The stretches of time in a text.
 *
 * @param text normalised; names and addresses lifted out
 * @throws RangeError for a zone that does not exist
 */
export function windowsIn(text: string, now: Date, readerZone: string): PlacedWindow[] {
  const zone = zoneNamed(text) ?? readerZone;
  const moments = momentsOf(timeAtoms(text, now, zone), text);
  const found: PlacedWindow[] = [];
  for (let i = 0; i < moments.length; i++) {
    const first = moments[i]!;
    const before = text.slice(Math.max(0, first.start - 24), first.start);
    const after = text.slice(first.end, first.end + 24);
    const second = moments[i + 1];
    const between = second === undefined ? undefined : text.slice(first.end, second.start);
    const opened =
      opens.exec(before)?.[1] ?? /(?<![a-z])between(?![a-z])/i.exec(text.slice(first.start, first.end))?.[0];
    let window: Window | undefined;
    let end = first.end;
    if (second !== undefined && between !== undefined && isRange(between, text.slice(second.end), opened)) {
      window = range(first, second, now, zone);
      end = second.end + (endsAfter.exec(text.slice(second.end))?.[0].length ?? 0);
      i++;
    } else if (
      closesOnly.test(before) ||
      (first.length === undefined && endsAfter.test(after) && /까지/.test(after.slice(0, 4)))
    ) {
      // "until noon": of the day that it is on.
      window = span(startOfDay(first, now, zone), startOf(first, now, zone), now);
      end += endsAfter.exec(after)?.[0].length ?? 0;
    } else if (startsAfter.test(after) || (opened !== undefined && opened.toLowerCase() !== 'between')) {
      window = span(startOf(first, now, zone), now, now);
      end += startsAfter.exec(after)?.[0].length ?? 0;
    } else window = whole(first, now, zone);
    const opening = opens.exec(before) ?? closesOnly.exec(before);
    const start =
      opening === null ? first.start : first.start - (before.length - opening.index) + (/^\w/.test(opening[0]) ? 0 : 1);
    // "어제꺼", "오늘 것": the thing that is of that time.
    end += /^\s?(?:꺼|거|것)(?![가-힣]*(?:줘|주))/.exec(text.slice(end, end + 8))?.[0].length ?? 0;
    if (window !== undefined) found.push({ window, start, end });
  }
  return found;
}

const isRange = (between: string, rest: string, opened: string | undefined): boolean => {
  if (!rangeBetween.test(between)) return false;
  // "어제와 오늘" is two days; "between A and B" and "A와 B 사이" are one stretch.
  if (/^\s?(?:and|와|과|하고)\s?$/i.test(between)) return opened?.toLowerCase() === 'between' || /^\s?사이/.test(rest);
  return true;
};

/** Days and times that stand together are one moment. */
function momentsOf(atoms: readonly PlacedAtom[], text: string): Moment[] {
  const moments: Moment[] = [];
  for (const { atom, start, end } of atoms) {
    const last = moments.at(-1);
    const fits = last !== undefined && joins.test(text.slice(last.end, start)) ? joined(last, atom) : undefined;
    if (last !== undefined && fits !== undefined) moments[moments.length - 1] = { ...fits, start: last.start, end };
    else if (atom.kind !== 'zone') moments.push({ start, end, ...single(atom) });
  }
  return moments;
}

function single(atom: Exclude<Atom, { kind: 'zone' }>): Omit<Moment, 'start' | 'end'> {
  switch (atom.kind) {
    case 'length':
      return { length: { seconds: atom.seconds, months: atom.months } };
    case 'ago':
      return { length: { seconds: atom.seconds, months: atom.months }, ago: true };
    case 'day':
      return {
        day: atom.day,
        ...(atom.part === undefined ? {} : { part: atom.part }),
        ...(atom.bare === undefined ? {} : { bare: atom.bare }),
      };
    case 'period':
      return { period: { from: atom.from, to: atom.to } };
    case 'time':
      return { time: atom };
    case 'instant':
      return { at: atom.at };
  }
}

function joined(moment: Moment, atom: Atom): Moment | undefined {
  const timeless = moment.time === undefined && moment.at === undefined && moment.length === undefined;
  if (atom.kind === 'time' && moment.day !== undefined && timeless) {
    const { part, ...rest } = moment;
    return {
      ...rest,
      time: {
        ...atom,
        hour: part !== undefined && !atom.half && part[0] >= 12 && atom.hour < 12 ? atom.hour + 12 : atom.hour,
      },
    };
  }
  if (atom.kind === 'day' && atom.part === undefined && moment.day === undefined && moment.time !== undefined)
    return { ...moment, day: atom.day };
  // "어제 오후": the part belongs to the day before it.
  if (
    atom.kind === 'day' &&
    atom.part !== undefined &&
    moment.day !== undefined &&
    moment.part === undefined &&
    timeless
  )
    return { ...moment, part: atom.part };
  // "11월 20일 금요일", "Monday the 2nd": the weekday adds nothing.
  if (atom.kind === 'day' && atom.part === undefined && moment.day !== undefined && timeless) return undefined;
  return undefined;
}

const back = (now: Date, { seconds, months }: { seconds: number; months: number }, zone: string): Date => {
  const from = new Date(now.getTime() - seconds * 1000);
  if (months === 0) return from;
  const local = localTime(from, zone);
  const at = local.year * 12 + local.month - 1 - months;
  const [year, month] = [Math.floor(at / 12), (at % 12) + 1];
  const lastDay = new Date(Date.UTC(year, month, 0)).getUTCDate();
  return instantOf({ ...local, year, month, day: Math.min(local.day, lastDay) }, zone);
};

const at = (day: LocalTime, hour: number, minute: number, zone: string): Date =>
  instantOf({ ...day, hour, minute, second: 0 }, zone);

/** The instant at which a moment begins. */
function startOf(moment: Moment, now: Date, zone: string): Date {
  if (moment.at !== undefined) return moment.at;
  if (moment.length !== undefined) return back(now, moment.length, zone);
  if (moment.period !== undefined) return instantOf(moment.period.from, zone);
  if (moment.time !== undefined) {
    const day = moment.day ?? dayFrom(localTime(now, zone), 0);
    const time = at(day, moment.time.hour, moment.time.minute, zone);
    // An hour of today that has not come yet was meant of yesterday.
    return moment.day === undefined && time >= now
      ? at(dayFrom(day, -1), moment.time.hour, moment.time.minute, zone)
      : time;
  }
  return at(moment.day!, moment.part?.[0] ?? 0, 0, zone);
}

const startOfDay = (moment: Moment, now: Date, zone: string): Date =>
  instantOf(dayFrom(localTime(startOf(moment, now, zone), zone), 0), zone);

/** The instant at which a moment ends, as the end of a range: a day is meant to its end. */
function endOf(moment: Moment, now: Date, zone: string): Date {
  if (moment.period !== undefined) return instantOf(moment.period.to, zone);
  if (moment.day !== undefined && moment.time === undefined) {
    const hour = moment.part?.[1] ?? 24;
    return at(moment.day, hour, 0, zone);
  }
  return startOf(moment, now, zone);
}

/** What a moment means alone. */
function whole(moment: Moment, now: Date, zone: string): Window | undefined {
  if (moment.length !== undefined) return span(back(now, moment.length, zone), now, now);
  const from = startOf(moment, now, zone);
  if (moment.time !== undefined || moment.at !== undefined)
    return span(from, new Date(from.getTime() + 3_600_000), now);
  return span(from, endOf(moment, now, zone), now);
}

/** "12월 24일부터 25일까지": the second day is of the first one's month, or the next. */
function inMonthOf(first: Moment, second: Moment): Moment {
  if (second.bare === undefined || second.day === undefined || first.day === undefined) return second;
  const { year, month, day } = first.day;
  const later = second.day.day >= day ? 0 : 1;
  const at = year * 12 + month - 1 + later;
  return { ...second, day: { ...second.day, year: Math.floor(at / 12), month: (at % 12) + 1 } };
}

function range(first: Moment, second: Moment, now: Date, zone: string): Window | undefined {
  const [a, b] = sameHalf(first, inMonthOf(first, second));
  const from = startOf(a, now, zone);
  if (b.time !== undefined && b.day === undefined) {
    // A bare hour is on the day of the start, or the next when it would be before it.
    const day = dayFrom(localTime(from, zone), 0);
    const same = at(day, b.time.hour, b.time.minute, zone);
    return span(from, same > from ? same : at(dayFrom(day, 1), b.time.hour, b.time.minute, zone), now);
  }
  if (a.time !== undefined && a.day === undefined && b.day !== undefined) {
    const start = at(b.day, a.time.hour, a.time.minute, zone);
    return span(start, endOf(b, now, zone), now);
  }
  return span(from, b.length !== undefined ? startOf(b, now, zone) : endOf(b, now, zone), now);
}

/** "2 to 4 pm", "오후 2시부터 4시까지": the half of the day is said once for both. */
function sameHalf(first: Moment, second: Moment): [Moment, Moment] {
  const [a, b] = [first.time, second.time];
  if (a === undefined || b === undefined || (first.day !== undefined && second.day !== undefined))
    return [first, second];
  if (a.half && !b.half && a.hour >= 12 && b.hour < 12 && b.hour + 12 > a.hour)
    return [first, { ...second, time: { ...b, hour: b.hour + 12 } }];
  if (!a.half && b.half && b.hour >= 12 && a.hour < 12 && a.hour + 12 < b.hour && b.hour !== 12)
    return [{ ...first, time: { ...a, hour: a.hour + 12 } }, second];
  return [first, second];
}

/** Nothing is known of the future; a window that would be empty is none. */
function span(from: Date, to: Date, now: Date): Window | undefined {
  const end = to > now ? now : to;
  if (Number.isNaN(from.getTime()) || Number.isNaN(end.getTime()) || from >= end) return undefined;
  return { from: from.toISOString(), to: end.toISOString() };
}
