import { describe, expect, test } from 'vitest';
import {
  type PriceDocument,
  type PriceQuestion,
  parsePriceDocument,
  priceQuestions,
  pricesIn,
  replaced,
} from '../../src/pricing/price-list.ts';
import { bundledPrices } from '../../src/pricing/table.ts';

const sourceOf = (question: PriceQuestion, sku: string): string => `https://example.com/${question.service}#${sku}`;

/** A document as GetProducts answers it: what the table does not need is there too. */
function listed(
  sku: string,
  attributes: Record<string, string>,
  rates: { begin: string; end: string; usd: string }[],
  more: { productFamily?: string; currency?: string } = {},
): PriceDocument {
  const { productFamily = 'NAT Gateway', currency = 'USD' } = more;
  const text = JSON.stringify({
    product: { productFamily, attributes: { servicename: 'Amazon Elastic Compute Cloud', ...attributes }, sku },
    serviceCode: 'AmazonEC2',
    terms: {
      OnDemand: {
        [`${sku}.JRTCKXETXF`]: {
          priceDimensions: Object.fromEntries(
            rates.map(({ begin, end, usd }, i) => [
              `${sku}.JRTCKXETXF.${i}`,
              {
                unit: 'Hrs',
                beginRange: begin,
                endRange: end,
                description: 'as AWS words it',
                appliesTo: [],
                rateCode: `${sku}.JRTCKXETXF.${i}`,
                pricePerUnit: { [currency]: usd },
              },
            ]),
          ),
          sku,
          effectiveDate: '2026-11-01T00:00:00Z',
          offerTermCode: 'JRTCKXETXF',
          termAttributes: {},
        },
      },
    },
    version: '20261119201023',
    publicationDate: '2026-11-19T20:10:23Z',
  });
  return parsePriceDocument(text)!;
}

const nat: PriceQuestion = {
  service: 'AmazonEC2',
  region: 'eu-west-1',
  fields: { regionCode: 'eu-west-1', productFamily: 'NAT Gateway' },
};
const euWest = (usagetype: string) => ({ regionCode: 'eu-west-1', usagetype, operation: 'NatGateway' });
const flat = (usd: string) => [{ begin: '0', end: 'Inf', usd }];

describe('what a document of the Price List means', () => {
  test('an hour and a GB, each under its own name, with date and source; what the table does not know is left', () => {
    const prices = pricesIn(
      nat,
      [
        listed('HOURS', euWest('EU-NatGateway-Hours'), flat('0.0480000000')),
        listed('BYTES', euWest('EU-NatGateway-Bytes'), flat('0.0480000000')),
        listed('REGIONAL', euWest('EU-RegionalNatGateway-Hours'), flat('0.0500000000')),
        listed('PROVISIONED', euWest('EU-NatGateway-Prvd-Hours'), flat('1.0000000000')),
      ],
      sourceOf,
    );
    expect(prices.map((p) => [p.product, p.usd])).toEqual([
      ['nat-gateway-hour', 0.048],
      ['regional-nat-gateway-hour', 0.05],
      ['nat-gateway-gb', 0.048],
    ]);
    expect(prices[0]).toEqual({
      service: 'AmazonEC2',
      product: 'nat-gateway-hour',
      region: 'eu-west-1',
      unit: 'hour',
      usd: 0.048,
      tier: { from: 0, to: null },
      source: 'https://example.com/AmazonEC2#HOURS',
      asOf: '2026-11-19',
    });
  });

  test('tiers in order, whatever order they come in; a price of one query becomes that of a million', () => {
    const question: PriceQuestion = {
      service: 'AmazonRoute53',
      region: 'global',
      fields: { usagetype: 'DNS-Queries' },
    };
    const [first, second] = pricesIn(
      question,
      [
        listed('QUERIES', { usagetype: 'DNS-Queries' }, [
          { begin: '1000000000', end: 'Inf', usd: '0.0000002000' },
          { begin: '0', end: '1000000000', usd: '0.0000004000' },
        ]),
      ],
      sourceOf,
    );
    expect([first!.usd, first!.tier]).toEqual([0.4, { from: 0, to: 1000 }]);
    expect([second!.usd, second!.tier]).toEqual([0.2, { from: 1000, to: null }]);
  });

  test('balancers of one usage type are told by their family, attachments by their operation', () => {
    const elb: PriceQuestion = { service: 'AWSELB', region: 'us-east-1', fields: { regionCode: 'us-east-1' } };
    const of = (usagetype: string) => ({ regionCode: 'us-east-1', usagetype });
    const balancers = pricesIn(
      elb,
      [
        listed('ALB', of('LoadBalancerUsage'), flat('0.0225'), { productFamily: 'Load Balancer-Application' }),
        listed('GWLB', of('LoadBalancerUsage'), flat('0.0125'), { productFamily: 'Load Balancer-Gateway' }),
        listed('TS', of('TS-LoadBalancerUsage'), flat('0.0050'), { productFamily: 'Load Balancer-Application' }),
      ],
      sourceOf,
    );
    expect(balancers.map((p) => [p.product, p.usd])).toEqual([
      ['alb-hour', 0.0225],
      ['gwlb-hour', 0.0125],
    ]);
    const vpc: PriceQuestion = { service: 'AmazonVPC', region: 'us-east-1', fields: { regionCode: 'us-east-1' } };
    const attachment = (sku: string, operation: string, usd: string) =>
      listed(sku, { ...of('USE1-TransitGateway-Hours'), operation }, flat(usd), { productFamily: '' });
    const hours = pricesIn(
      vpc,
      [attachment('VPC', 'TransitGatewayVPC', '0.05'), attachment('PEER', 'TransitGatewayPeering', '0.07')],
      sourceOf,
    );
    expect(hours.map((p) => [p.product, p.usd])).toEqual([['tgw-attachment-hour', 0.05]]);
  });

  test('ports are listed for each location: one price for all is that price, two are none', () => {
    const dx: PriceQuestion = { service: 'AWSDirectConnect', region: 'us-east-1', fields: { regionCode: 'us-east-1' } };
    const port = (location: string, usd: string) =>
      listed(location, { regionCode: 'us-east-1', usagetype: `USE1-${location}-HCPortUsage:1G` }, flat(usd));
    expect(pricesIn(dx, [port('EQDC2', '0.33'), port('EQNY5', '0.33')], sourceOf).map((p) => p.usd)).toEqual([0.33]);
    expect(pricesIn(dx, [port('EQDC2', '0.33'), port('EQNY5', '0.35')], sourceOf)).toEqual([]);
  });

  test('no price is made from another region, another currency, nothing, or what is no document', () => {
    const elsewhere = listed('X', { regionCode: 'eu-west-2', usagetype: 'EUW2-NatGateway-Hours' }, flat('0.05'));
    const yuan = listed('Y', euWest('EU-NatGateway-Hours'), flat('0.427'), { currency: 'CNY' });
    const free = listed('Z', euWest('EU-NatGateway-Hours'), flat('0.0000000000'));
    for (const document of [elsewhere, yuan, free, {}, { product: {} }])
      expect(pricesIn(nat, [document], sourceOf)).toEqual([]);
    for (const text of ['', 'null', '42', '<html>']) expect(parsePriceDocument(text)).toBeUndefined();
  });
});

test('a refreshed price takes the place of all tiers of its product and region, and of nothing else', () => {
  const [egress] = bundledPrices.filter((p) => p.product === 'internet-egress-gb' && p.region === 'ap-northeast-2');
  const fresh = { ...egress!, usd: 0.1, tier: { from: 0, to: null } };
  const table = replaced(bundledPrices, [fresh]);
  expect(table.filter((p) => p.product === 'internet-egress-gb' && p.region === 'ap-northeast-2')).toEqual([fresh]);
  expect(table).toHaveLength(bundledPrices.length - 3);
});

test('every question names a service and fields; a region is asked for its own', () => {
  const questions = priceQuestions(['ap-northeast-2', 'us-east-1']);
  for (const region of ['ap-northeast-2', 'us-east-1']) {
    const own = questions.filter((q) => q.region === region);
    expect(own.length).toBeGreaterThan(8);
    expect(own.every((q) => [q.fields.regionCode, q.fields.fromRegionCode].includes(region))).toBe(true);
  }
  expect(questions.filter((q) => q.region === 'global').every((q) => q.fields.usagetype !== undefined)).toBe(true);
});
