import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  breakEvenGb,
  flowLogCost,
  gatewayEndpointSaving,
  interfaceEndpointSaving,
  monthlyGb,
} from '../../../src/diagnose/nat/estimates.ts';
import { measure, type NatHour, percent, scheduleOf } from '../../../src/diagnose/nat/measure.ts';
import type { MetricSeries } from '../../../src/snapshot/data/services.ts';

const region = 'ap-northeast-2';
const gb = fc.double({ min: 0, max: 1e6, noNaN: true });
const zones = fc.integer({ min: 1, max: 6 });

test('a month at a window’s rate: twice the bytes twice the GB, twice the window half of them', () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 1e15 }), fc.integer({ min: 60, max: 2e7 }), (bytes, seconds) => {
      const one = monthlyGb(bytes, seconds);
      expect(monthlyGb(bytes * 2, seconds)).toBeCloseTo(one * 2, 3);
      expect(monthlyGb(bytes, seconds * 2)).toBeCloseTo(one / 2, 3);
    }),
  );
  expect(monthlyGb(1e9, 730 * 3600)).toBe(1);
});

test('an interface endpoint saves from its break-even on and not below, and never more than a free one', () => {
  fc.assert(
    fc.property(gb, zones, (amount, count) => {
      const enough = breakEvenGb(count, region)!;
      const saving = interfaceEndpointSaving(amount, count, region).monthlyUsd!;
      if (amount > enough + 0.1) expect(saving).toBeGreaterThan(0);
      if (amount < enough - 0.1) expect(saving).toBeLessThan(0);
      expect(saving).toBeLessThan(gatewayEndpointSaving(amount, region).monthlyUsd!);
    }),
  );
});

test('without prices nothing is known, and nothing is 0', () => {
  expect(breakEvenGb(2, region, [])).toBeNull();
  expect(gatewayEndpointSaving(5, region, []).monthlyUsd).toBeNull();
  expect(interfaceEndpointSaving(5, 2, region, []).monthlyUsd).toBeNull();
  expect(flowLogCost(5, 60, region, []).monthlyUsd).toBeNull();
});

test('GB that a firewall bills are saved at its price, never at NAT’s, which is waived', () => {
  fc.assert(
    fc.property(gb, fc.double({ min: 0.001, max: 1, noNaN: true }), (amount, usd) => {
      const price = {
        service: 'AWSNetworkFirewall' as const,
        product: 'network-firewall-gb' as const,
        tier: { from: 0, to: null },
        region,
        usd,
        unit: 'GB',
        source: 'test',
        asOf: '2026-01-01',
      };
      const saving = gatewayEndpointSaving(amount, region, [price], 'network-firewall-gb');
      expect(saving.monthlyUsd).toBeCloseTo(amount * usd, 6);
      expect(gatewayEndpointSaving(amount, region, [price]).monthlyUsd).toBeNull();
    }),
  );
});

test('a share is between 0 and 100 percent, and of nothing is unknown', () => {
  fc.assert(
    fc.property(fc.nat(), fc.nat(), (part, whole) => {
      const share = percent(part, whole);
      if (whole === 0) expect(share).toBeNull();
      else expect(share).toSatisfy((s: number) => s >= 0 && s <= 100);
    }),
  );
});

const from = '2026-11-20T00:00:00.000Z';
const series = (metric: string, values: number[], start = from): MetricSeries => ({
  namespace: 'AWS/NATGateway',
  metric,
  dimensions: [{ Name: 'NatGatewayId', Value: 'nat-1' }],
  stat: 'Sum',
  period: 3600,
  from: start,
  to: new Date(Date.parse(start) + values.length * 3_600_000).toISOString(),
  timestamps: values.map((_, i) => new Date(Date.parse(start) + i * 3_600_000).toISOString()),
  values,
});

test('no point is not zero: what CloudWatch has nothing of is null', () => {
  const none = { window: () => undefined, before: () => undefined };
  expect(measure(none)).toBeNull();
  expect(measure({ ...none, window: (m) => series(m, []) })).toBeNull();
  const some = { ...none, window: (m: string) => series(m, m === 'BytesInFromDestination' ? [5, 6] : []) };
  expect(measure(some)).toMatchObject({
    downloadBytes: 11,
    uploadBytes: null,
    portAllocationErrors: null,
    successPercent: null,
    lossPercent: null,
    anomalies: null,
  });
});

test('an hour far above the same hour of the days before stands out; one like them does not', () => {
  const week = Array.from({ length: 7 * 24 }, (_, i) => 100 + (i % 5));
  const before = (m: string) => series(m, week, '2026-11-13T00:00:00.000Z');
  const today = Array.from({ length: 24 }, (_, i) => (i === 3 ? 900 : 101));
  const found = measure({ window: (m) => series(m, today), before });
  expect(found!.anomalies!.map((a) => a.at)).toEqual(['2026-11-20T03:00:00.000Z']);
  expect(measure({ window: (m) => series(m, today.fill(101)), before })!.anomalies).toEqual([]);
});

const hoursOf = (bytes: readonly number[]): NatHour[] =>
  bytes.map((download, i) => ({
    at: new Date(Date.UTC(2026, 10, 22, i)).toISOString(),
    download,
    upload: 0,
    connections: null,
  }));

test('batch hours are moved to the quietest hours of the same length, and the peak falls', () => {
  const day = Array<number>(24).fill(10);
  day[7] = 400;
  day[8] = 380;
  for (const hour of [2, 3]) day[hour] = 1;
  expect(scheduleOf(hoursOf(day))).toEqual({
    from: '2026-11-22T07:00:00.000Z',
    to: '2026-11-22T09:00:00.000Z',
    bytes: 780,
    quietFrom: '2026-11-22T02:00:00.000Z',
    quietTo: '2026-11-22T04:00:00.000Z',
    peakBytes: 400,
    peakBytesAfter: 201,
  });
  expect(scheduleOf(hoursOf(Array(24).fill(10)))).toBeNull();
  expect(scheduleOf(hoursOf([1, 1, 90]))).toBeNull();
});

test('busy hours that the window’s ends cut are found whole, whenever a day is looked at', () => {
  // 07:00 to 09:00 are busy; the window begins at some minute of each hour of the day.
  for (let start = 0; start < 24; start++) {
    for (const part of [0, 0.25, 0.9]) {
      const bytes = Array.from({ length: part === 0 ? 24 : 25 }, (_, i) => {
        const whole = [7, 8].includes((start + i) % 24) ? 400 : 10;
        return i === 0 ? whole * (1 - part) : i === 24 ? whole * part : whole;
      });
      const hours = hoursOf(bytes).map((h) => ({
        ...h,
        at: new Date(Date.parse(h.at) + start * 3_600_000).toISOString(),
      }));
      const s = scheduleOf(hours);
      expect([s?.from.slice(11, 16), s?.to.slice(11, 16), s?.bytes], `${start} ${part}`).toEqual([
        '07:00',
        '09:00',
        800,
      ]);
    }
  }
});

test('a schedule never overlaps itself, never raises the peak, and is of as many hours', () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 0, max: 1000 }), { minLength: 12, maxLength: 72 }), (bytes) => {
      const s = scheduleOf(hoursOf(bytes));
      if (s === null) return;
      const span = (from: string, to: string): number => Date.parse(to) - Date.parse(from);
      expect(span(s.from, s.to)).toBe(span(s.quietFrom, s.quietTo));
      expect(s.quietTo <= s.from || s.to <= s.quietFrom).toBe(true);
      expect(s.peakBytesAfter).toBeLessThan(s.peakBytes);
      // A day's window that begins within an hour has both parts of it: they are one.
      const [first = 0, ...others] = bytes;
      const hours = bytes.length === 25 ? [first + bytes.at(-1)!, ...others.slice(0, -1)] : bytes;
      expect(s.peakBytes).toBe(Math.max(...hours));
    }),
  );
});
