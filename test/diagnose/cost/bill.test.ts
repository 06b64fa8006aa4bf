import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { diagnoseCost } from '../../../src/diagnose/cost/index.ts';
import { itemsOf } from '../../../src/diagnose/cost/items.ts';
import { costMetrics } from '../../../src/diagnose/cost/metrics.ts';
import { billOf, subtotalsOf } from '../../../src/diagnose/cost/subtotals.ts';
import type { Use } from '../../../src/diagnose/cost/use.ts';
import { hoursPerMonth, priced } from '../../../src/pricing/estimate.ts';
import { pricesOf } from '../../../src/pricing/price.ts';
import { type Product, products } from '../../../src/pricing/products.ts';
import { bundledPrices } from '../../../src/pricing/table.ts';
import { account, counted, ec2Of, lab, region, scope } from './account.ts';

/** Products with a price for any quantity in the lab's region. */
const whole = (Object.keys(products) as Product[]).filter((p) => pricesOf(p, region).at(-1)?.tier.to === null);
const product = fc.constantFrom(...whole);
const quantity = fc.double({ min: 0, max: 1e6, noNaN: true });

describe('one price', () => {
  test('more is never cheaper, and nothing costs nothing', () => {
    fc.assert(
      fc.property(product, quantity, quantity, (p, a, b) => {
        const [less, more] = [Math.min(a, b), Math.max(a, b)];
        expect(priced(p, region, less).monthlyUsd!).toBeLessThanOrEqual(priced(p, region, more).monthlyUsd!);
      }),
    );
    for (const p of whole) expect(priced(p, region, 0).monthlyUsd).toBe(0);
  });

  test('a tier begins where the one before ends: a unit more at a boundary costs that tier’s price', () => {
    const tiers = pricesOf('internet-egress-gb', region);
    expect(tiers.length).toBeGreaterThan(2);
    for (const { tier, usd } of tiers.slice(1)) {
      const at = (gb: number): number => priced('internet-egress-gb', region, gb).monthlyUsd!;
      expect(at(tier.from + 1) - at(tier.from)).toBeCloseTo(usd, 3);
      expect(at(tier.from) - at(tier.from - 1)).toBeGreaterThan(usd);
    }
  });

  test('beyond the last tier that is known the whole is unknown', () => {
    expect(priced('interface-endpoint-gb', region, 1_000_000).monthlyUsd).toBe(10_000);
    expect(priced('interface-endpoint-gb', region, 1_000_001).monthlyUsd).toBeNull();
    expect(priced('nat-gateway-gb', 'xx-nowhere-1', 1).monthlyUsd).toBeNull();
  });

  test('hours of whole things are written as such', () => {
    expect(priced('nat-gateway-hour', region, 3 * hoursPerMonth).formula).toBe('3 × 730 h × $0.059/h');
    expect(priced('nat-gateway-hour', region, 100).formula).toBe('100 h × $0.059/h');
  });
});

interface Random {
  product: Product;
  quantity: number | null;
  atMost: boolean;
  id: string;
}
const use: fc.Arbitrary<Random> = fc.record({
  product,
  quantity: fc.option(quantity, { nil: null }),
  atMost: fc.boolean(),
  id: fc.integer({ min: 0, max: 1e9 }).map((n) => `id-${n}`),
});
const asUse = ({ product, quantity, atMost, id }: Random): Use => ({
  service: 'endpoint',
  account,
  region,
  product,
  what: { ko: product, en: product },
  id,
  quantity,
  ...(quantity === null ? { why: { ko: '?', en: '?' } } : {}),
  ...(atMost && quantity !== null ? { atMost } : {}),
});

describe('the bill', () => {
  test('additive: lines of any parts of the uses have the same sum, but for tiers that get cheaper together', () => {
    const flat = use.filter((u) => pricesOf(u.product, region).length === 1);
    fc.assert(
      fc.property(fc.array(flat, { maxLength: 12 }), fc.array(flat, { maxLength: 12 }), (a, b) => {
        const sum = (uses: readonly Random[]): number => {
          const bill = billOf(itemsOf(uses.map(asUse), bundledPrices));
          return bill.monthlyUsd + bill.atMostUsd;
        };
        // To the cent of what is billed: each line is rounded to a hundredth of one.
        expect(Math.abs(sum([...a, ...b]) - sum(a) - sum(b))).toBeLessThan(0.01);
      }),
    );
  });

  test('a use that is unknown adds nothing to the sum, and is counted', () => {
    fc.assert(
      fc.property(fc.array(use, { maxLength: 12 }), use, (known, one) => {
        const before = billOf(itemsOf(known.map(asUse), bundledPrices));
        const after = billOf(itemsOf([...known.map(asUse), asUse({ ...one, quantity: null })], bundledPrices));
        expect(after.monthlyUsd).toBe(before.monthlyUsd);
        expect(after.atMostUsd).toBe(before.atMostUsd);
        expect(after.unknown).toBeGreaterThan(0);
      }),
    );
  });

  test('what is at most so much is never in the sure sum', () => {
    fc.assert(
      fc.property(fc.array(use, { maxLength: 12 }), (uses) => {
        const all = itemsOf(
          uses.map((u) => asUse({ ...u, atMost: true })),
          bundledPrices,
        );
        expect(billOf(all).monthlyUsd).toBe(0);
      }),
    );
  });

  test('the parts of a line add up to the line, and subtotals to the bill', () => {
    fc.assert(
      fc.property(fc.array(use, { maxLength: 12 }), (uses) => {
        const items = itemsOf(uses.map(asUse), bundledPrices);
        for (const item of items.filter((i) => i.monthlyUsd !== null && i.quantity !== 0)) {
          const parts = item.resources.reduce((sum, r) => sum + (r.monthlyUsd ?? 0), 0);
          expect(Math.abs(parts - item.monthlyUsd!)).toBeLessThan(0.01);
        }
        const total = subtotalsOf(items, (i) => i.product ?? '').reduce((sum, s) => sum + s.monthlyUsd, 0);
        expect(Math.abs(total - billOf(items).monthlyUsd)).toBeLessThan(0.01);
      }),
    );
  });

  test('same snapshot, same bill, whatever the order of accounts’ scopes', () => {
    const one = lab();
    const other = lab();
    other.scopes.reverse();
    const told = (snapshot: typeof one) => {
      const { items, savings, bill } = diagnoseCost(snapshot);
      return JSON.stringify({ bill, items: items.map((i) => [i.what.en, i.formula, i.resources]), savings });
    };
    expect(told(one)).toBe(told(lab()));
    expect(diagnoseCost(other).bill).toEqual(diagnoseCost(one).bill);
  });
});

describe('an account', () => {
  test('without CloudWatch the hours still stand, and all that is measured is unknown', () => {
    const { items, bill, measured } = diagnoseCost(lab());
    expect(measured).toBeNull();
    expect(items.find((i) => i.product === 'nat-gateway-hour')!.monthlyUsd).toBe(129.21);
    expect(items.filter((i) => i.basis === 'measured')).toEqual([]);
    for (const i of items.filter((one) => one.product?.endsWith('-gb'))) expect(i.monthlyUsd, i.what.en).toBeNull();
    expect(bill.monthlyUsd).toBeGreaterThan(500);
    expect(bill.atMostUsd).toBe(0);
  });

  test('what was not read is on the bill as unknown, what was read and is empty is not', () => {
    const snapshot = lab();
    delete ec2Of(snapshot).NatGateways;
    const unread = diagnoseCost(snapshot).items.filter((i) => i.service === 'nat-gateway');
    expect(unread.map((i) => [i.monthlyUsd, i.why!.en])).toEqual([
      [null, 'Without ec2:DescribeNatGateways it is not known what there is.'],
    ]);
    ec2Of(snapshot).NatGateways = [];
    expect(diagnoseCost(snapshot).items.filter((i) => i.service === 'nat-gateway')).toEqual([]);
  });

  test('with nothing in it costs nothing', () => {
    const snapshot = lab();
    for (const own of snapshot.scopes)
      for (const part of Object.values(own)) {
        if (typeof part !== 'object') continue;
        for (const [key, value] of Object.entries(part))
          (part as Record<string, unknown>)[key] = Array.isArray(value) ? [] : {};
      }
    const { items, bill, savings } = diagnoseCost(snapshot);
    expect(items).toEqual([]);
    expect(savings).toEqual([]);
    expect(bill).toEqual({ monthlyUsd: 0, atMostUsd: 0, items: 0, unknown: 0 });
  });

  test('what two accounts see of one another’s is billed once, to its owner', () => {
    const snapshot = lab();
    const own = diagnoseCost(snapshot);
    const other = structuredClone(scope(snapshot));
    other.account = '210987654321';
    other.ec2 = {
      ...structuredClone(ec2Of(snapshot)),
      NatGateways: [],
      VpnConnections: [],
      Addresses: [],
      FlowLogs: [],
    };
    for (const service of ['elbv2', 'networkfirewall', 'directconnect', 'route53resolver', 'wafv2'] as const)
      delete other[service];
    snapshot.accounts.push({ id: other.account, partition: 'aws' });
    snapshot.scopes.push(other);
    const both = diagnoseCost(snapshot);
    const attachments = (d: typeof both) => d.items.filter((i) => i.product === 'tgw-attachment-hour');
    expect(attachments(both).flatMap((i) => i.resources)).toHaveLength(attachments(own)[0]!.resources.length);
    const ips = (d: typeof both) =>
      d.items
        .filter((i) => i.product === 'public-ipv4-hour')
        .flatMap((i) => i.resources.map((r) => r.name))
        .sort();
    expect(ips(both)).toEqual(ips(own));
  });

  test('traffic is taken for a month at the window’s rate', () => {
    const snapshot = lab();
    const nat = ec2Of(snapshot).NatGateways![0]!.NatGatewayId!;
    for (const metric of ['BytesInFromDestination', 'BytesOutToDestination'])
      counted(snapshot, { namespace: 'AWS/NATGateway', metric, dimensions: { NatGatewayId: nat } }, 5e9);
    const gb = diagnoseCost(snapshot).items.find((i) => i.product === 'nat-gateway-gb' && i.basis === 'measured')!;
    // 10 GB in 10 hours.
    expect([gb.quantity, gb.resources.map((r) => r.id)]).toEqual([730, [nat]]);
  });

  test('every metric that a bill is made from is asked for once, over the window', () => {
    const until = new Date('2026-11-23T09:00:00Z');
    const queries = costMetrics(lab(), { seconds: 7 * 86_400, until });
    const key = (q: (typeof queries)[number]): string =>
      JSON.stringify([q.region, q.namespace, q.metric, q.stat, q.dimensions]);
    expect(new Set(queries.map(key)).size).toBe(queries.length);
    expect(new Set(queries.map((q) => Date.parse(q.to) - Date.parse(q.from)))).toEqual(new Set([7 * 86_400_000]));
    expect(queries.every((q) => q.dimensions.every((d) => d.Value !== ''))).toBe(true);
  });
});

test('a firewall at a transit gateway has an endpoint in each zone; endpoints in further VPCs are unknown', () => {
  const snapshot = lab();
  const { networkfirewall } = scope(snapshot);
  const [first] = networkfirewall!.Firewalls!;
  networkfirewall!.Firewalls!.push({
    Firewall: {
      ...first!.Firewall,
      FirewallName: 'FW-TGW',
      FirewallArn: `${first!.Firewall.FirewallArn}-tgw`,
      TransitGatewayId: 'tgw-1',
      AvailabilityZoneMappings: [{ AvailabilityZone: 'a' }, { AvailabilityZone: 'b' }, { AvailabilityZone: 'c' }],
      NumberOfAssociations: 2,
    },
    FirewallStatus: { Status: 'READY', ConfigurationSyncStateSummary: 'IN_SYNC' },
  });
  const items = diagnoseCost(snapshot).items.filter((i) => i.service === 'network-firewall');
  expect(items.find((i) => i.product === 'network-firewall-endpoint-hour')!.quantity).toBe((4 + 3) * hoursPerMonth);
  expect(items.find((i) => i.product === null)).toMatchObject({ monthlyUsd: null, resources: [{ name: 'FW-TGW' }] });
});

test('waived hours are no more than what they are waived of', () => {
  const { items } = diagnoseCost(lab());
  const hours = items.filter((i) => i.product === 'nat-gateway-hour');
  expect(hours.map((i) => i.monthlyUsd)).toEqual([129.21, -86.14]);
  expect(hours[1]!.source).toContain('aws-network-firewall');
});
