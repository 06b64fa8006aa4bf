import { compactZones, dayParts, monthNames, numerals, zoneNames } from './lexicon/times.ts';
import { dayFrom, instantOf, type LocalTime, localTime, weekdayOf } from './zoned-time.ts';

/** A piece of text that speaks of time, before it is known what it belongs to. */
export type Atom =
  /** A length of time that ends now. */
  | { kind: 'length'; seconds: number; months: number }
  | { kind: 'ago'; seconds: number; months: number }
  /** `bare`: a day of a month that was not named. */
  | { kind: 'day'; day: LocalTime; part?: readonly [from: number, to: number]; bare?: true }
  /** Weeks, months, weekends. */
  | { kind: 'period'; from: LocalTime; to: LocalTime }
  /** `half`: which half of the day is known. */
  | { kind: 'time'; hour: number; minute: number; half: boolean }
  | { kind: 'instant'; at: Date }
  | { kind: 'zone'; zone: string };

export interface PlacedAtom {
  atom: Atom;
  start: number;
  end: number;
}

interface Clock {
  now: Date;
  local: LocalTime;
  zone: string;
}

/** One way of speaking of time: matched where a word begins. Answers nothing when the words turn out to be of something else. */
interface Form {
  pattern: RegExp;
  read(match: RegExpExecArray, clock: Clock): Atom | undefined;
}

const ko = '(?:한|두|세|네|다섯|여섯|일곱|여덟|아홉|열한|열두|열|스물네)';
const en = '(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|twenty-four|an?|a couple of|a few)';

const count = (word: string): number => numerals[word.toLowerCase()] ?? Number(word);

const unitSeconds = (unit: string): { seconds: number; months: number } | undefined => {
  const u = unit.toLowerCase();
  if (/^(분|m|min|mins|minute|minutes)$/.test(u)) return { seconds: 60, months: 0 };
  if (/^(시간|h|hr|hrs|hour|hours)$/.test(u)) return { seconds: 3_600, months: 0 };
  if (/^(일|d|day|days)$/.test(u)) return { seconds: 86_400, months: 0 };
  if (/^(주일|주간|주|w|wk|wks|week|weeks)$/.test(u)) return { seconds: 604_800, months: 0 };
  if (/^(개월|달|month|months)$/.test(u)) return { seconds: 0, months: 1 };
  if (/^(년|year|years)$/.test(u)) return { seconds: 0, months: 12 };
  return undefined;
};

const lengthOf = (amount: string, unit: string): { seconds: number; months: number } | undefined => {
  const n = count(amount);
  const one = unitSeconds(unit);
  return one === undefined || !Number.isFinite(n) || n <= 0
    ? undefined
    : { seconds: n * one.seconds, months: n * one.months };
};

const midnight = (t: LocalTime): LocalTime => dayFrom(t, 0);
const monthStart = (t: LocalTime, months: number): LocalTime => {
  const at = t.year * 12 + (t.month - 1) + months;
  return { year: Math.floor(at / 12), month: (at % 12) + 1, day: 1, hour: 0, minute: 0, second: 0 };
};
const weekStart = (t: LocalTime, weeks: number): LocalTime => dayFrom(t, weeks * 7 - ((weekdayOf(t) + 6) % 7));
const week = (t: LocalTime, weeks: number): Atom => ({
  kind: 'period',
  from: weekStart(t, weeks),
  to: weekStart(t, weeks + 1),
});
const month = (t: LocalTime, months: number): Atom => ({
  kind: 'period',
  from: monthStart(t, months),
  to: monthStart(t, months + 1),
});

/** A day of the calendar; without a year the latest that is not in the future. */
function date(year: string | undefined, m: number, d: number, { local }: Clock): LocalTime | undefined {
  if (m < 1 || m > 12 || d < 1 || d > 31) return undefined;
  const on = (y: number): LocalTime => ({ year: y, month: m, day: d, hour: 0, minute: 0, second: 0 });
  const exists = (t: LocalTime): boolean => dayFrom(t, 0).day === t.day;
  if (year !== undefined) {
    const y = year.length === 2 ? 2000 + Number(year) : Number(year);
    return exists(on(y)) ? on(y) : undefined;
  }
  const future = (t: LocalTime): boolean =>
    t.year * 10_000 + t.month * 100 + t.day > local.year * 10_000 + local.month * 100 + local.day;
  for (let y = local.year; y > local.year - 9; y--) if (exists(on(y)) && !future(on(y))) return on(y);
  return undefined;
}

const day = (found: LocalTime | undefined): Atom | undefined =>
  found === undefined ? undefined : { kind: 'day', day: found };

const weekdays = ['일', '월', '화', '수', '목', '금', '토'];
const englishWeekdays = ['sun', 'mon', 'tue', 'wed', 'thu', 'fri', 'sat'];
const weekdayPattern = '(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?s?';
const weekdayIndex = (word: string): number =>
  Math.max(weekdays.indexOf(word), englishWeekdays.indexOf(word.slice(0, 3).toLowerCase()));

/** The latest such day; `before` today, or today itself too. */
const latestWeekday = (t: LocalTime, wanted: number, before: boolean): LocalTime => {
  const back = (weekdayOf(t) - wanted + 7) % 7;
  return dayFrom(t, -(back === 0 && before ? 7 : back));
};

const dayWords = 'today|yesterday|this morning|last night|(?:last |on )?(?:mon|tues|wednes|thurs|fri|satur|sun)day';

/** Hour of the day from an hour and what was said of its half. */
function clockTime(hourText: string, minuteText: string | undefined, half: string | undefined): Atom | undefined {
  let hour = count(hourText);
  const minute = minuteText === undefined ? 0 : Number(minuteText);
  if (!(hour >= 0 && hour <= 24 && minute < 60)) return undefined;
  const h = half?.toLowerCase().replace(/[.\s]/g, '');
  if (h !== undefined && hour <= 12) {
    if (/^(오전|아침|새벽|am|a)$/.test(h)) hour %= 12;
    else if (/^(오후|저녁|pm|p)$/.test(h)) hour = (hour % 12) + 12;
    else if (h === '낮') hour = hour < 8 ? hour + 12 : hour;
    else if (h === '밤') hour = hour === 12 ? 24 : hour < 5 ? hour : hour + 12;
  }
  return { kind: 'time', hour, minute, half: h !== undefined || hour > 12 || hour === 0 };
}

const halves = '(?:오전|오후|아침|저녁|새벽|낮|밤)';
const months =
  '(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)';
const notRate = '(?!\\s*(?:단위|간격|마다|주기|에\\s*한|이상|이하|미만|초과|intervals?|timeouts?))';

const form = (source: string, read: Form['read']): Form => ({ pattern: new RegExp(source, 'iy'), read });

/** In the order in which they are tried: longer ways of saying first. */
const forms: readonly Form[] = [
  // 2026-11-20T09:00:00+09:00
  form(
    '(\\d{4})-(\\d\\d)-(\\d\\d)[T ](\\d\\d):(\\d\\d)(?::(\\d\\d))?(?:\\.\\d{1,9})?\\s?(Z|UTC|[+-]\\d\\d:?\\d\\d)?(?![\\w:])',
    ([, y, mo, d, h, mi, s, offset], clock) => {
      const local: LocalTime = {
        ...{ year: Number(y), month: Number(mo), day: Number(d) },
        ...{ hour: Number(h), minute: Number(mi), second: Number(s ?? 0) },
      };
      if (offset === undefined) {
        const at = instantOf(local, clock.zone);
        return Number.isNaN(at.getTime()) ? undefined : { kind: 'instant', at };
      }
      const zone = /^(z|utc)$/i.test(offset) ? 'Z' : offset.replace(/^([+-]\d\d):?(\d\d)$/, '$1:$2');
      const ms = Date.parse(`${y}-${mo}-${d}T${h}:${mi}:${s ?? '00'}${zone}`);
      return Number.isNaN(ms) ? undefined : { kind: 'instant', at: new Date(ms) };
    },
  ),
  form('(\\d{4})\\s?[-./]\\s?(\\d{1,2})\\s?[-./]\\s?(\\d{1,2})(?!\\d|\\.\\d)', ([, y, m, d], clock) =>
    day(date(y, Number(m), Number(d), clock)),
  ),
  form('(?:(\\d{4}|\\d{2})년\\s?)?(\\d{1,2})월\\s?(\\d{1,2})일', ([, y, m, d], clock) =>
    day(date(y, Number(m), Number(d), clock)),
  ),
  form(`(${months})\\.?\\s(\\d{1,2})(?:st|nd|rd|th)?(?:,?\\s(\\d{4}))?(?![\\w:])`, ([, m, d, y], clock) =>
    day(date(y, monthNames[m!.slice(0, 3).toLowerCase()]!, Number(d), clock)),
  ),
  form(`(?:the\\s)?(\\d{1,2})(?:st|nd|rd|th)?\\s(?:of\\s)?(${months})(?:,?\\s(\\d{4}))?(?!\\w)`, ([, d, m, y], clock) =>
    day(date(y, monthNames[m!.slice(0, 3).toLowerCase()]!, Number(d), clock)),
  ),
  form('(\\d{1,2})/(\\d{1,2})(?![\\w/.])', ([, m, d], clock) => day(date(undefined, Number(m), Number(d), clock))),
  // Lengths
  form(
    `(?:지난|최근|요|근래|직전|과거|이전|마지막)\\s?(\\d{1,5}|${ko})\\s?(분|시간|일|주일|주간|주|개월|달|년)(?:\\s?(?:동안|간|치|이내|내))?`,
    ([, n, unit]) => {
      const length = lengthOf(n!, unit!);
      return length && { kind: 'length', ...length };
    },
  ),
  form(`(\\d{1,5}|${ko})\\s?(분|시간|일|주일|주간|주|개월|달|년)\\s?전`, ([, n, unit]) => {
    const length = lengthOf(n!, unit!);
    return length && { kind: 'ago', ...length };
  }),
  form(
    `(\\d{1,5}|${ko})\\s?(분|시간|일|주일|주간|주|개월|달|년)\\s?(?:동안|간(?!격)|치|이내|내(?!부|역))${notRate}`,
    ([, n, unit]) => {
      const length = lengthOf(n!, unit!);
      return length && { kind: 'length', ...length };
    },
  ),
  form(`(\\d{1,5})\\s?(시간|주일|개월)${notRate}`, ([, n, unit]) => {
    const length = lengthOf(n!, unit!);
    return length && { kind: 'length', ...length };
  }),
  form(
    '(?:(?:지난|최근|요)\\s?)?(일주일|한\\s?주|보름|반나절|한나절)(?:\\s?(?:동안|간|치))?(?!\\s?(?:에|마다))',
    ([, word]) => ({
      kind: 'length',
      months: 0,
      seconds: numerals[word!.replace(/\s/g, '')]! * 3_600,
    }),
  ),
  form(
    '(?:(?:지난|최근|요)\\s?(하루|이틀|사흘|나흘|열흘)|(하루|이틀|사흘|나흘|열흘)\\s?(?:동안|간|치))',
    ([, a, b]) => ({
      kind: 'length',
      months: 0,
      seconds: numerals[(a ?? b)!]! * 3_600,
    }),
  ),
  form('(하루|이틀|사흘|나흘|열흘|일주일)\\s?전', ([, word]) => ({
    kind: 'ago',
    months: 0,
    seconds: numerals[word!]! * 3_600,
  })),
  form(
    `(?:the\\s)?(?:last|past|previous|prior|trailing|recent)\\s(\\d{1,5}|${en})[\\s-]?(minutes?|mins?|m|hours?|hrs?|h|days?|d|weeks?|wks?|w|months?|years?)(?![\\w])`,
    ([, n, unit]) => {
      const length = lengthOf(n!, unit!);
      return length && { kind: 'length', ...length };
    },
  ),
  form(
    `(\\d{1,5}|${en})\\s?(minutes?|mins?|hours?|hrs?|h|days?|d|weeks?|months?|years?)\\sago(?!\\w)`,
    ([, n, unit]) => {
      const length = lengthOf(n!, unit!);
      return length && { kind: 'ago', ...length };
    },
  ),
  form('(?:the\\s)?(?:last|past)\\s(hour|day|month|year|week)(?!\\w)', ([all, unit], { local }) => {
    if (/^(?:the\s)?last/i.test(all) && /week/i.test(unit!)) return week(local, -1);
    if (/^(?:the\s)?last/i.test(all) && /month/i.test(unit!)) return month(local, -1);
    const length = lengthOf('1', unit!);
    return length && { kind: 'length', ...length };
  }),
  form(`(\\d{1,4})[\\s-]?(h|hrs?|hours?|d|days?|w|weeks?)(?![\\w/])${notRate}`, ([, n, unit]) => {
    const length = lengthOf(n!, unit!);
    return length && { kind: 'length', ...length };
  }),
  // Weeks, months, weekends, weekdays
  form(`(지난|저번|전|이번|금|지지난)\\s?주\\s?(월|화|수|목|금|토|일)요일`, ([, which, name], { local }) => {
    const weeks = which === '지지난' ? -2 : /이번|금/.test(which!) ? 0 : -1;
    return { kind: 'day', day: dayFrom(weekStart(local, weeks), (weekdayIndex(name!) + 6) % 7) };
  }),
  form(`(지난|저번|이번)?\\s?(월|화|수|목|금|토|일)요일`, ([, which, name], { local }) => ({
    kind: 'day',
    day: latestWeekday(local, weekdayIndex(name!), which === '지난' || which === '저번'),
  })),
  form(`(last\\s|on\\s|this\\s|this past\\s)?(${weekdayPattern})(?!\\w)`, ([all, which, name], { local }) =>
    // "sun", "sat" and "mon" alone are words of other things.
    name!.length < 6 && which === undefined && !/^(mon|tue|wed|thu|fri)/i.test(all)
      ? undefined
      : { kind: 'day', day: latestWeekday(local, weekdayIndex(name!), /last|past/i.test(which ?? '')) },
  ),
  form('(?:지난|저번)\\s?주말', (_, { local }) => ({
    kind: 'period',
    from: dayFrom(weekStart(local, 0), -2),
    to: weekStart(local, 0),
  })),
  form('(?:last|over the|the)\\sweekend(?!\\w)', (_, { local }) => ({
    kind: 'period',
    from: dayFrom(weekStart(local, 0), -2),
    to: weekStart(local, 0),
  })),
  form('(?:지지난\\s?주|week before last(?!\\w))', (_, { local }) => week(local, -2)),
  form('(?:지난|저번)\\s?주(?:일)?|전주(?=\\s|[가-힣])|previous week(?!\\w)', (_, { local }) => week(local, -1)),
  form('이번\\s?주|금주|this week(?!\\w)', (_, { local }) => week(local, 0)),
  form('(?:지난|저번)\\s?달|전월|previous month(?!\\w)', (_, { local }) => month(local, -1)),
  form('이번\\s?달|이달|당월|금월|this month(?!\\w)', (_, { local }) => month(local, 0)),
  form('올해|금년|this year(?!\\w)', (_, { local }) => ({
    kind: 'period',
    from: { ...monthStart(local, 0), month: 1 },
    to: { ...monthStart(local, 0), year: local.year + 1, month: 1 },
  })),
  form('(?:(\\d{4})년\\s?)?(\\d{1,2})월(?!\\s?\\d)', ([, y, m], clock) => {
    const first = date(y, Number(m), 1, clock);
    return first && month(first, 0);
  }),
  form(`in\\s(${months})(?:\\s(\\d{4}))?(?!\\w)`, ([, m, y], clock) => {
    const first = date(y, monthNames[m!.slice(0, 3).toLowerCase()]!, 1, clock);
    return first && month(first, 0);
  }),
  // Days
  form('그저께|그제|엊그제|엊그저께|(?:the )?day before yesterday(?!\\w)', (_, { local }) => ({
    kind: 'day',
    day: dayFrom(local, -2),
  })),
  form('어제|어저께|전일|작일|yesterday(?!\\w)|전날', (_, { local }) => ({ kind: 'day', day: dayFrom(local, -1) })),
  form('last night(?!\\w)|어젯밤|간밤|지난밤', (_, { local }) => ({
    kind: 'day',
    day: dayFrom(local, -1),
    part: [18, 30],
  })),
  form('오늘|금일|당일|today(?!\\w)', (_, { local }) => ({ kind: 'day', day: midnight(local) })),
  form('this (morning|afternoon|evening)(?!\\w)', ([, part], { local }) => ({
    kind: 'day',
    day: midnight(local),
    part: dayParts[part!.toLowerCase()]!,
  })),
  // Times of day
  form(
    `(${halves})?\\s?(\\d{1,2}|${ko})\\s?시(?!간|작|스|도|점|퀀)(?:\\s?(\\d{1,2})\\s?분|\\s?(반))?`,
    ([, half, h, m, thirty]) => clockTime(h!, thirty === undefined ? m : '30', half),
  ),
  form(`(${halves})?\\s?(\\d{1,2}):(\\d\\d)(?::\\d\\d)?(?:\\s?([ap]\\.?m\\.?))?(?![\\w:])`, ([, half, h, m, ap]) =>
    clockTime(h!, m, half ?? ap),
  ),
  form('(\\d{1,2})(?:[:.](\\d\\d))?\\s?([ap])\\.?m\\.?(?!\\w)', ([, h, m, ap]) => clockTime(h!, m, ap)),
  // "between 9 and 11 today": hours, since a day is said with them.
  form(`(?<=(?:between|from)\\s)(\\d{1,2})(?=\\s?(?:and|to|until|till|-|~)\\s?\\d{1,2}\\s(?:${dayWords}))`, ([, h]) =>
    clockTime(h!, undefined, undefined),
  ),
  form(`(?<=(?:between|from)\\s\\d{1,2}\\s?(?:and|to|until|till|-|~)\\s?)(\\d{1,2})(?=\\s(?:${dayWords}))`, ([, h]) =>
    clockTime(h!, undefined, undefined),
  ),
  form(
    `(?<=(?:${dayWords})\\s(?:between|from)\\s)(\\d{1,2})(?=\\s?(?:and|to|until|till|-|~)\\s?\\d{1,2}(?!\\w))`,
    ([, h]) => clockTime(h!, undefined, undefined),
  ),
  form(
    `(?<=(?:${dayWords})\\s(?:between|from)\\s\\d{1,2}\\s?(?:and|to|until|till|-|~)\\s?)(\\d{1,2})(?![\\w:.%])`,
    ([, h]) => clockTime(h!, undefined, undefined),
  ),
  // "2 to 4 pm": the half of the day comes with the end.
  form('(\\d{1,2})(?=\\s?(?:and|to|until|till|-|~)\\s?\\d{1,2}(?::\\d\\d)?\\s?[ap]\\.?m)', ([, h]) =>
    clockTime(h!, undefined, undefined),
  ),
  form("(\\d{1,2})\\s?o'clock(?!\\w)", ([, h]) => clockTime(h!, undefined, undefined)),
  form('정오|noon(?!\\w)', () => ({ kind: 'time', hour: 12, minute: 0, half: true })),
  form('자정|midnight(?!\\w)', () => ({ kind: 'time', hour: 0, minute: 0, half: true })),
  form(`(${halves})(?=\\s|에|부터|까지|동안|$)`, ([, part], { local }) => ({
    kind: 'day',
    day: midnight(local),
    part: dayParts[part!]!,
  })),
  form('(?:in the )?(morning|afternoon|evening)(?!\\w)', ([, part], { local }) => ({
    kind: 'day',
    day: midnight(local),
    part: dayParts[part!.toLowerCase()]!,
  })),
  form(
    '(\\d{1,2})일(?=\\s?(?:부터|까지|에|자|날|~|-|오전|오후|새벽|아침|저녁|밤|낮|정오|자정|\\d{1,2}시|\\d{1,2}:\\d\\d))',
    ([, d], clock) => {
      const dom = Number(d);
      const { local } = clock;
      const inMonth = dom <= local.day ? monthStart(local, 0) : monthStart(local, -1);
      const found = day(date(String(inMonth.year), inMonth.month, dom, clock));
      return found?.kind === 'day' ? { ...found, bare: true } : undefined;
    },
  ),
  form(`(\\d{1,4})\\s?(일|주)(?![가-힣])${notRate}`, ([, n, unit]) => {
    const length = lengthOf(n!, unit!);
    return length && { kind: 'length', ...length };
  }),
  form('방금|지금(?=까지)|현재(?=까지)|now(?!\\w)', (_, { now }) => ({ kind: 'instant', at: now })),
];

const zoneForm = new RegExp(`(?<![\\w/])(${Object.keys(compactZones).join('|')})(?![\\w-])`, 'g');

/** The zone that a text names for its times, if it does. */
export function zoneNamed(text: string): string | undefined {
  const short = [...text.matchAll(zoneForm)][0]?.[1];
  if (short !== undefined) return compactZones[short];
  const spoken = Object.keys(zoneNames).find((name) => text.toLowerCase().includes(name));
  if (spoken !== undefined) return zoneNames[spoken];
  const iana = /\b[A-Z][A-Za-z]{2,20}\/[A-Z][A-Za-z_]{2,30}(?:\/[A-Z][A-Za-z_]{2,30})?\b/.exec(text)?.[0];
  if (iana === undefined) return undefined;
  try {
    localTime(new Date(0), iana);
    return iana;
  } catch {
    return undefined;
  }
}

/** Everything in a text that speaks of time, in order. */
export function timeAtoms(text: string, now: Date, zone: string): PlacedAtom[] {
  const clock: Clock = { now, zone, local: localTime(now, zone) };
  const found: PlacedAtom[] = [];
  const start = /(?<![A-Za-z0-9./:_-])[A-Za-z0-9]|[가-힣]/g;
  let from = 0;
  for (;;) {
    start.lastIndex = from;
    const at = start.exec(text)?.index;
    if (at === undefined) return found;
    from = at + 1;
    for (const { pattern, read } of forms) {
      pattern.lastIndex = at;
      const match = pattern.exec(text);
      const atom = match === null ? undefined : read(match, clock);
      if (match === null || atom === undefined) continue;
      found.push({ atom, start: at, end: at + match[0].length });
      from = at + match[0].length;
      break;
    }
  }
}
