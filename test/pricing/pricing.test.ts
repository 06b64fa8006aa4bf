import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { hoursPerMonth, monthly } from '../../src/pricing/estimate.ts';
import { type Price, priceOf, pricesOf } from '../../src/pricing/price.ts';
import { products } from '../../src/pricing/products.ts';
import { bundledPrices } from '../../src/pricing/table.ts';

describe('the bundled table', () => {
  test('every price has a source, a date, and the unit of its product', () => {
    for (const price of bundledPrices) {
      expect(price.source).toMatch(/^https:\/\/\S+$/);
      expect(price.asOf).toMatch(/^20\d\d-\d\d-\d\d$/);
      expect(price).toMatchObject(products[price.product]);
      expect(price.usd).toBeGreaterThan(0);
      expect(price.region).toMatch(/^(global|[a-z]{2}(-gov)?-[a-z]+-\d)$/);
    }
  });

  test('no price stands twice, and tiers follow each other without gap or overlap', () => {
    const byKey = new Map<string, Price[]>();
    for (const price of bundledPrices) {
      const key = `${price.product} ${price.region}`;
      byKey.set(key, [...(byKey.get(key) ?? []), price]);
    }
    for (const [key, tiers] of byKey) {
      tiers.sort((a, b) => a.tier.from - b.tier.from);
      expect(tiers[0]!.tier.from, key).toBe(0);
      tiers.forEach((price, i) => {
        expect(price.tier.to, key).toBe(tiers[i + 1]?.tier.from ?? price.tier.to);
        if (i < tiers.length - 1) expect(price.tier.to, key).not.toBeNull();
      });
    }
  });

  test('the lab’s region has what the NAT and endpoint reports need, from Seoul’s own price list', () => {
    const usd = (product: Parameters<typeof priceOf>[0]) => priceOf(product, 'ap-northeast-2')?.usd;
    expect(usd('nat-gateway-hour')).toBe(0.059);
    expect(usd('nat-gateway-gb')).toBe(0.059);
    expect(usd('interface-endpoint-hour')).toBe(0.013);
    expect(usd('tgw-attachment-hour')).toBe(0.07);
    expect(usd('alb-hour')).toBe(0.0225);
    expect(usd('public-ipv4-hour')).toBe(0.005);
    expect(usd('dx-hosted-1gbps-hour')).toBe(0.33);
    expect(usd('internet-egress-gb')).toBe(0.126);
    for (const { region, product } of bundledPrices.filter((p) => p.region === 'ap-northeast-2')) {
      expect(priceOf(product, region)?.region).toBe('ap-northeast-2');
    }
  });

  test('what nobody cites is null, and is not taken from another region or partition', () => {
    expect(priceOf('network-firewall-endpoint-hour', 'us-east-1')?.usd).toBe(0.395);
    expect(priceOf('network-firewall-endpoint-hour', 'ap-northeast-2')).toBeNull();
    expect(priceOf('nat-gateway-hour', 'xx-nowhere-1')).toBeNull();
    expect(priceOf('route53-zone-month', 'eu-west-3')?.usd).toBe(0.5);
    expect(priceOf('route53-zone-month', 'cn-north-1')).toBeNull();
    expect(priceOf('dx-hosted-1gbps-hour', 'ap-northeast-1')).toBeNull();
  });

  test('a table given takes the place of the bundled one', () => {
    const fresh = bundledPrices
      .filter((p) => p.product === 'nat-gateway-hour')
      .map((p) => ({ ...p, usd: 1, asOf: '2030-01-01' }));
    expect(priceOf('nat-gateway-hour', 'ap-northeast-2', fresh)).toMatchObject({ usd: 1, asOf: '2030-01-01' });
    expect(priceOf('alb-hour', 'ap-northeast-2', fresh)).toBeNull();
  });
});

describe('monthly', () => {
  const region = 'ap-northeast-2';

  test('hours of a month, and the formula that says so', () => {
    expect(hoursPerMonth).toBe(730);
    const two = monthly({ product: 'nat-gateway', region, quantity: 2 });
    expect(two).toMatchObject({ monthlyUsd: 86.14, formula: '2 × 730 h × $0.059/h' });
    expect(two.prices.map((p) => p.product)).toEqual(['nat-gateway-hour']);
    expect(monthly({ product: 'public-ipv4', region, quantity: 2 }).monthlyUsd).toBe(7.3);
    expect(monthly({ product: 'tgw-attachment', region, quantity: 3 }).monthlyUsd).toBe(153.3);
    expect(monthly({ product: 'route53-zone', region, quantity: 2 })).toMatchObject({
      monthlyUsd: 1,
      formula: '2 × $0.5/month',
    });
  });

  test('with data', () => {
    expect(monthly({ product: 'nat-gateway', region, quantity: 2, gb: 1200 })).toMatchObject({
      monthlyUsd: 156.94,
      formula: '2 × 730 h × $0.059/h + 1,200 GB × $0.059/GB',
    });
    expect(monthly({ product: 'nat-gateway', region, quantity: 1, gb: 0 }).monthlyUsd).toBe(43.07);
  });

  test('an unknown price makes the sum unknown, and shows in the formula', () => {
    expect(monthly({ product: 'network-firewall-endpoint', region, quantity: 4 })).toEqual({
      monthlyUsd: null,
      formula: '4 × 730 h × $?/h',
      prices: [],
    });
    const tokyo = monthly({ product: 'nat-gateway', region: 'ap-northeast-1', gb: 10 });
    expect(tokyo).toMatchObject({ monthlyUsd: null, formula: '1 × 730 h × $?/h + 10 GB × $0.062/GB' });
    expect(tokyo.prices).toHaveLength(1);
  });

  test('tiers are walked through; beyond the last that is known, the sum is unknown', () => {
    expect(monthly({ product: 'internet-egress', region, gb: 20_480 })).toMatchObject({
      monthlyUsd: 10_240 * 0.126 + 10_240 * 0.122,
      formula: '10,240 GB × $0.126/GB + 10,240 GB × $0.122/GB',
    });
    expect(monthly({ product: 'internet-egress', region, gb: 10_240 }).formula).toBe('10,240 GB × $0.126/GB');
    expect(monthly({ product: 'logs-vended', region, gb: 10_241 })).toMatchObject({
      monthlyUsd: null,
      formula: '10,240 GB × $0.76/GB + 1 GB × $?/GB',
    });
    expect(monthly({ product: 'internet-egress', region }).monthlyUsd).toBeNull();
  });

  test('more data never costs less', () => {
    fc.assert(
      fc.property(fc.nat(400_000), fc.nat(400_000), (a, b) => {
        const [less, more] = [Math.min(a, b), Math.max(a, b)].map(
          (gb) => monthly({ product: 'internet-egress', region, gb }).monthlyUsd!,
        );
        expect(more).toBeGreaterThanOrEqual(less!);
      }),
    );
  });

  test('all tiers of Seoul’s egress are there', () => {
    expect(pricesOf('internet-egress-gb', region).map((p) => [p.usd, p.tier.to])).toEqual([
      [0.126, 10_240],
      [0.122, 51_200],
      [0.117, 153_600],
      [0.108, null],
    ]);
  });
});
