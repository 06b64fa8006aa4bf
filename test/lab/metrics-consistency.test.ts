import { describe, expect, test } from 'vitest';
import type { Series } from '../../src/lab/behaviour/metrics/series.ts';
import { labId } from '../../src/lab/seed/ids.ts';
import { seedState } from '../../src/lab/seed/index.ts';
import { instanceSpecs } from '../../src/lab/seed/instances.ts';
import { hour, measuring, total } from './measuring.ts';

const now = new Date('2026-11-23T05:17:20Z');
/** Two whole hours, one of them in the peak, long enough ago to be complete. */
const window = { from: Date.parse('2026-11-22T23:00:00Z'), to: Date.parse('2026-11-23T01:00:00Z') };

const name = (s: Series): string => `${s.namespace} ${s.name} ${s.dimensions.map((d) => d.Value).join('/')}`;
const all = (m: ReturnType<typeof measuring>): Series[] =>
  m.metrics.namespaces().flatMap((ns) => [...m.metrics.in(ns)]);

describe.each(['ap-northeast-2', 'us-east-1'])('every metric of %s', (region) => {
  const lab = measuring(seedState(now), now, region);

  test('is there once', () => {
    const names = all(lab).map(name);
    expect(names.length).toBeGreaterThan(5);
    expect(new Set(names).size).toBe(names.length);
  });

  test('five minutes add up to an hour, minutes to five', () => {
    for (const series of all(lab)) {
      for (const stat of ['Sum', 'SampleCount']) {
        const sums = [60, 300, 3600].map((period) => total(lab.points(series, stat, { ...window, period })));
        const [minutes, fives, hours] = sums as [number, number, number];
        const close = Math.max(1e-6, Math.abs(hours) * 1e-9);
        expect(Math.abs(fives - hours), name(series)).toBeLessThan(close);
        expect(Math.abs(minutes - hours), name(series)).toBeLessThan(close);
      }
    }
  });

  test('the average lies between the least and the most, and no value is negative or no number', () => {
    for (const series of all(lab)) {
      const [low, average, high] = ['Minimum', 'Average', 'Maximum'].map((stat) =>
        lab.points(series, stat, { ...window, period: 3600 }),
      );
      average!.forEach(({ value }, i) => {
        expect(low![i]!.value, name(series)).toBeGreaterThanOrEqual(0);
        expect(value, name(series)).toBeGreaterThanOrEqual(low![i]!.value - 1e-9);
        expect(value, name(series)).toBeLessThanOrEqual(high![i]!.value + 1e-9);
      });
    }
  });

  test('the same question has the same answer, a day later and from another process too', () => {
    const later = measuring(seedState(new Date(now.getTime() - 5 * hour)), new Date(now.getTime() + 24 * hour), region);
    const again = new Map(all(later).map((s) => [name(s), s]));
    for (const series of all(lab)) {
      const asked = { ...window, period: 300 };
      expect(later.points(again.get(name(series))!, 'Average', asked), name(series)).toEqual(
        lab.points(series, 'Average', asked),
      );
    }
  });
});

describe('what one resource passes is what another gets', () => {
  const { metrics, find, points } = measuring(seedState(now), now);
  const sum = (namespace: string, metric: string, dimensions: Record<string, string>): number =>
    total(points(find(namespace, metric, dimensions), 'Sum', { ...window, period: 300 }));

  test('NAT gateways pass what the machines behind them ask of the internet', () => {
    const passed = ['DMZVPC-NATGW-A', 'DMZVPC-NATGW-B']
      .map((nat) => sum('AWS/NATGateway', 'BytesOutToSource', { NatGatewayId: labId('nat', nat) }))
      .reduce((a, b) => a + b);
    const received = instanceSpecs
      .filter((i) => i.name !== 'mgmt-host')
      .map((i) => sum('AWS/EC2', 'NetworkIn', { InstanceId: labId('i', i.name) }))
      .reduce((a, b) => a + b);
    expect(received).toBeGreaterThan(passed);
    // What else machines receive: the site, agents, the balancer's clients.
    expect(passed / received).toBeGreaterThan(0.6);
  });

  test('a transit gateway sends out what comes in, at the gateway and over its attachments', () => {
    const gateway = labId('tgw', 'TGW');
    const whole = ['BytesIn', 'BytesOut'].map((metric) =>
      sum('AWS/TransitGateway', metric, { TransitGateway: gateway }),
    );
    expect(whole[0]! / whole[1]!).toBeCloseTo(1, 6);
    const attachments = metrics
      .in('AWS/TransitGateway')
      .filter((s) => s.name === 'BytesIn' && s.dimensions.length === 2)
      .map((s) => total(points(s, 'Sum', { ...window, period: 300 })));
    expect(attachments.reduce((a, b) => a + b)).toBe(whole[0]);
  });

  test("a balancer's zones and target groups add up to it", () => {
    const counts = metrics
      .in('AWS/ApplicationELB')
      .filter((s) => s.name === 'RequestCount' && s.dimensions.some((d) => d.Value.includes('DMZVPC-alb1')));
    const of = (...names: string[]) =>
      counts
        .filter(
          (s) =>
            s.dimensions
              .map((d) => d.Name)
              .sort()
              .join() === names.sort().join(),
        )
        .map((s) => total(points(s, 'Sum', { ...window, period: 60 })))
        .reduce((a, b) => a + b);
    expect(of('LoadBalancer')).toBeGreaterThan(1000);
    expect(of('LoadBalancer', 'AvailabilityZone')).toBe(of('LoadBalancer'));
    expect(of('LoadBalancer', 'TargetGroup')).toBe(of('LoadBalancer'));
    const codes = metrics
      .in('AWS/ApplicationELB')
      .filter(
        (s) =>
          s.name.startsWith('HTTPCode_Target_') && s.dimensions.length === 1 && s.dimensions[0]!.Value.includes('DMZ'),
      )
      .map((s) => total(points(s, 'Sum', { ...window, period: 60 })));
    expect(codes.reduce((a, b) => a + b)).toBe(of('LoadBalancer'));
  });

  test('CloudFront asks the management balancer for all but about 2 %', () => {
    const day = { from: now.getTime() - 24 * hour, to: now.getTime() - hour, period: 3600 };
    const global = measuring(seedState(now), now, 'us-east-1');
    const [requests, hits] = ['Requests', 'CacheHitRate'].map((n) =>
      global.metrics.in('AWS/CloudFront').find((s) => s.name === n),
    );
    const asked = total(global.points(requests!, 'Sum', day));
    const balancer = metrics
      .in('AWS/ApplicationELB')
      .find((s) => s.name === 'RequestCount' && s.dimensions.length === 1 && s.dimensions[0]!.Value.includes('mgmt'))!;
    const origin = total(points(balancer, 'Sum', day));
    expect(origin / asked).toBeGreaterThan(0.95);
    expect(origin / asked).toBeLessThan(1.0);
    const rate = global.points(hits!, 'Average', { ...day, period: 86_400 })[0]!.value;
    expect(rate).toBeGreaterThan(0.5);
    expect(rate).toBeLessThan(4);
  });
});
