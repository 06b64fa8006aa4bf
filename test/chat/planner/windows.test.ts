import fc from 'fast-check';
import { expect, test } from 'vitest';
import { windowsIn } from '../../../src/language/windows.ts';
import { instantOf, localTime } from '../../../src/language/zoned-time.ts';

const window = (text: string, now: string, zone: string): string => {
  const [found] = windowsIn(text, new Date(now), zone);
  return found === undefined ? 'none' : `${found.window.from.slice(0, 16)}/${found.window.to.slice(0, 16)}`;
};

const seoul = '2026-11-23T05:00:00Z';

test.each([
  ['between 2 and 4 pm yesterday', '2026-11-22T05:00/2026-11-22T07:00'],
  ['yesterday between 09:00 and 12:00', '2026-11-22T00:00/2026-11-22T03:00'],
  ['어제 밤 11시부터 오늘 아침 7시까지', '2026-11-22T14:00/2026-11-22T22:00'],
  ['밤 11시부터 새벽 2시까지', '2026-11-22T14:00/2026-11-22T17:00'],
  ['오후 2시부터 4시까지', '2026-11-22T05:00/2026-11-22T07:00'],
  ['12월 1일', '2025-11-30T15:00/2025-12-01T15:00'],
  ['2월 29일', '2024-02-28T15:00/2024-02-29T15:00'],
  ['지난 3개월', '2026-08-23T05:00/2026-11-23T05:00'],
  ['지난주 금요일 오후 3시부터 5시까지', '2026-11-20T06:00/2026-11-20T08:00'],
  ['since 2026-11-20T09:00:00+09:00', '2026-11-20T00:00/2026-11-23T05:00'],
  ['09:00~10:30 UTC', '2026-11-22T09:00/2026-11-22T10:30'],
  ['5분 단위로', 'none'],
  ['1 이상', 'none'],
  ['99일부터', 'none'],
])('%s', (text, expected) => {
  expect(window(text, seoul, 'Asia/Seoul')).toBe(expected);
});

test('days are as long as clocks make them', () => {
  // New York: clocks go back on 1 November 2026 and forward on 8 March 2026.
  expect(window('yesterday', '2026-11-02T15:00:00Z', 'America/New_York')).toBe('2026-11-01T04:00/2026-11-02T05:00');
  expect(window('yesterday', '2026-03-09T15:00:00Z', 'America/New_York')).toBe('2026-03-08T05:00/2026-03-09T04:00');
  // 02:30 does not exist on 8 March: as long after the change as it is after its start.
  expect(window('since 2026-03-08 02:30', '2026-03-09T15:00:00Z', 'America/New_York')).toBe(
    '2026-03-08T07:30/2026-03-09T15:00',
  );
  // Lord Howe's clocks change by half an hour, Kathmandu is 05:45 ahead.
  expect(window('today', '2026-11-23T05:00:00Z', 'Australia/Lord_Howe')).toBe('2026-11-22T13:00/2026-11-23T05:00');
  expect(window('today', '2026-11-23T05:00:00Z', 'Asia/Kathmandu')).toBe('2026-11-22T18:15/2026-11-23T05:00');
});

test('an instant, shown on the clocks of a zone and read back, is itself but for a repeated hour', () => {
  const zones = [
    'Asia/Seoul',
    'UTC',
    'America/New_York',
    'Europe/London',
    'Australia/Lord_Howe',
    'America/St_Johns',
    'Pacific/Apia',
  ];
  fc.assert(
    fc.property(fc.constantFrom(...zones), fc.integer({ min: 1_500_000_000, max: 2_000_000_000 }), (zone, second) => {
      const instant = new Date(second * 1000);
      const back = instantOf(localTime(instant, zone), zone);
      expect(localTime(back, zone)).toEqual(localTime(instant, zone));
      expect([0, 1_800_000, 3_600_000]).toContain(Math.abs(instant.getTime() - back.getTime()));
    }),
  );
});
