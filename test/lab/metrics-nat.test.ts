import { describe, expect, test } from 'vitest';
import { labId } from '../../src/lab/seed/ids.ts';
import { seedState } from '../../src/lab/seed/index.ts';
import type { Datapoint } from '../../src/lab/services/cloudwatch/datapoints.ts';
import { highest, hour, measuring, total } from './measuring.ts';

const gateways = ['DMZVPC-NATGW-A', 'DMZVPC-NATGW-B'].map((name) => labId('nat', name));

/** Every five and a half hours over three days, of which one is a Saturday; some in the middle of the peak. */
const instants = Array.from({ length: 13 }, (_, i) => new Date(Date.parse('2026-11-20T00:07:31Z') + i * 5.5 * hour));

/** Minutes since midnight in Korea. */
const kst = (at: number): number => (((at / 60_000 + 9 * 60) % (24 * 60)) + 24 * 60) % (24 * 60);
const isPeak = (at: number): boolean => kst(at) >= 7 * 60 && kst(at) < 9 * 60;

function natAt(now: Date) {
  const { find, points } = measuring(seedState(now), now);
  return (name: string, stat: string, period = 60) =>
    gateways.map((id) => points(find('AWS/NATGateway', name, { NatGatewayId: id }), stat, { period }));
}

describe('lab.md, "The NAT gateways\' last 24 hours", whenever one looks', () => {
  test.each(instants)('at %s', (now) => {
    const nat = natAt(now);
    const down = nat('BytesInFromDestination', 'Sum');
    const up = nat('BytesInFromSource', 'Sum');
    const [downA, downB] = down.map(total) as [number, number];
    const both = (minute: number): number =>
      [...down, ...up].reduce((sum, points) => sum + (points[minute]?.value ?? 0), 0);
    const length = down[0]!.length;

    // Up to 4 GB in any hour, and the hours that come near it are in the peak.
    let busiest = { bytes: 0, at: 0 };
    let running = 0;
    for (let m = 0; m < length; m++) {
      running += both(m) - (m >= 60 ? both(m - 60) : 0);
      if (running > busiest.bytes) busiest = { bytes: running, at: down[0]![m]!.at };
    }
    expect(busiest.bytes).toBeLessThanOrEqual(4e9);
    expect(busiest.bytes).toBeGreaterThan(3.6e9);
    expect(isPeak(busiest.at)).toBe(true);

    const peakBytes = down[0]!.reduce((sum, p, m) => sum + (isPeak(p.at) ? both(m) : 0), 0);
    const allBytes = down[0]!.reduce((sum, _, m) => sum + both(m), 0);
    expect(peakBytes / allBytes).toBeGreaterThan(0.75);

    // Downloads about 200 times uploads; the two share the load evenly.
    const ratio = (downA + downB) / total(up.flat());
    expect(ratio).toBeGreaterThan(185);
    expect(ratio).toBeLessThan(215);
    expect(downA / downB).toBeGreaterThan(0.95);
    expect(downA / downB).toBeLessThan(1.05);
  });

  test.each(instants)('connections at %s: 20 to 30 in normal hours, at most 202', (now) => {
    const [a, b] = natAt(now)('ActiveConnectionCount', 'Maximum') as [Datapoint[], Datapoint[]];
    const sums = a.map((p, i) => ({ at: p.at, value: p.value + b[i]!.value }));
    expect(highest(sums)).toBe(202);
    const normal = sums.filter((p) => !isPeak(p.at)).map((p) => p.value);
    expect(Math.min(...normal)).toBeGreaterThanOrEqual(20);
    expect(Math.max(...normal)).toBeLessThanOrEqual(30);
    // Also for who adds up the gateways' maxima of an hour.
    const [hourlyA, hourlyB] = natAt(now)('ActiveConnectionCount', 'Maximum', 3600) as [Datapoint[], Datapoint[]];
    expect(highest(hourlyA.map((p, i) => ({ at: p.at, value: p.value + hourlyB[i]!.value })))).toBe(202);
  });

  test('no errors and no drops: zeros, not gaps', () => {
    const nat = natAt(instants[3]!);
    for (const name of ['ErrorPortAllocation', 'PacketsDropCount']) {
      for (const points of nat(name, 'Sum')) {
        expect(points.length).toBeGreaterThan(1400);
        expect(total(points)).toBe(0);
      }
    }
    const attempts = nat('ConnectionAttemptCount', 'Sum').map(total);
    expect(attempts).toEqual(nat('ConnectionEstablishedCount', 'Sum').map(total));
    expect(Math.min(...attempts)).toBeGreaterThan(1000);
  });

  test('what comes in goes out', () => {
    const nat = natAt(instants[5]!);
    for (const what of ['Bytes', 'Packets']) {
      expect(nat(`${what}InFromDestination`, 'Sum')).toEqual(nat(`${what}OutToSource`, 'Sum'));
      expect(nat(`${what}InFromSource`, 'Sum')).toEqual(nat(`${what}OutToDestination`, 'Sum'));
    }
  });
});
