import {
  DescribeServicesCommand,
  GetAttributeValuesCommand,
  GetProductsCommand,
  PricingClient,
} from '@aws-sdk/client-pricing';
import { beforeAll, describe, expect, test } from 'vitest';
import { bundledPrices } from '../../src/pricing/table.ts';
import { freshLab, refusal } from './services-lab.ts';

interface Document {
  product: { sku: string; productFamily?: string; attributes: Record<string, string> };
  serviceCode: string;
  terms: {
    OnDemand: Record<
      string,
      {
        priceDimensions: Record<
          string,
          { unit: string; beginRange: string; endRange: string; pricePerUnit: { USD: string } }
        >;
      }
    >;
  };
}

let client: PricingClient;
beforeAll(async () => {
  client = new PricingClient({ ...(await freshLab()).options, region: 'us-east-1' });
});

type Filters = ConstructorParameters<typeof GetProductsCommand>[0]['Filters'];

async function products(ServiceCode: string, Filters: Filters = [], MaxResults?: number): Promise<Document[]> {
  const found: Document[] = [];
  let NextToken: string | undefined;
  do {
    const page = await client.send(new GetProductsCommand({ ServiceCode, Filters, MaxResults, NextToken }));
    found.push(...(page.PriceList as unknown[]).map((text) => JSON.parse(String(text)) as Document));
    NextToken = page.NextToken;
  } while (NextToken !== undefined);
  return found;
}

const rates = (document: Document) =>
  Object.values(Object.values(document.terms.OnDemand)[0]!.priceDimensions).sort(
    (a, b) => Number(a.beginRange) - Number(b.beginRange),
  );

describe('the Price List', () => {
  test('Seoul’s NAT gateway, as AWS lists it', async () => {
    const found = await products('AmazonEC2', [
      { Type: 'TERM_MATCH', Field: 'regionCode', Value: 'ap-northeast-2' },
      { Type: 'TERM_MATCH', Field: 'usagetype', Value: 'APN2-NatGateway-Hours' },
    ]);
    expect(found).toHaveLength(1);
    expect(found[0]).toMatchObject({
      serviceCode: 'AmazonEC2',
      product: { productFamily: 'NAT Gateway', attributes: { location: 'Asia Pacific (Seoul)' } },
    });
    expect(rates(found[0]!)).toMatchObject([
      { unit: 'Hrs', beginRange: '0', endRange: 'Inf', pricePerUnit: { USD: '0.0590000000' } },
    ]);
  });

  test('tiers are dimensions of one product; prices for a million are given each', async () => {
    const [egress] = await products('AWSDataTransfer', [
      { Type: 'TERM_MATCH', Field: 'fromLocation', Value: 'asia pacific (seoul)' },
      { Type: 'CONTAINS', Field: 'usagetype', Value: 'DataTransfer-Out' },
    ]);
    expect(rates(egress!).map((rate) => [rate.beginRange, rate.endRange, Number(rate.pricePerUnit.USD)])).toEqual([
      ['0', '10240', 0.126],
      ['10240', '51200', 0.122],
      ['51200', '153600', 0.117],
      ['153600', 'Inf', 0.108],
    ]);
    const [queries] = await products('AmazonRoute53', [
      { Type: 'EQUALS', Field: 'usagetype', Value: 'DNS-Queries' },
      { Type: 'EQUALS', Field: 'location', Value: 'Any' },
    ]);
    expect(rates(queries!).map((rate) => [rate.endRange, rate.pricePerUnit.USD])).toEqual([
      ['1000000000', '0.0000004000'],
      ['Inf', '0.0000002000'],
    ]);
  });

  test('page by page, every product of the table is there once, with its own SKU', async () => {
    const { Services } = await client.send(new DescribeServicesCommand({}));
    const all = (await Promise.all(Services!.map((s) => products(s.ServiceCode!, [], 7)))).flat();
    expect(new Set(all.map((d) => d.product.sku)).size).toBe(all.length);
    expect(all.length).toBe(new Set(bundledPrices.map((p) => `${p.product} ${p.region}`)).size);
    expect(all.flatMap(rates)).toHaveLength(bundledPrices.length);
  });

  test('lists of values', async () => {
    const families = await products('AWSELB', [
      { Type: 'ANY_OF', Field: 'productFamily', Value: 'Load Balancer-Application,Load Balancer-Network' },
      { Type: 'NONE_OF', Field: 'regionCode', Value: 'us-east-1,us-west-2,eu-central-1,ap-northeast-1' },
    ]);
    expect(new Set(families.map((d) => d.product.attributes.regionCode))).toEqual(new Set(['ap-northeast-2']));
    expect(families).toHaveLength(4);
    const { AttributeValues } = await client.send(
      new GetAttributeValuesCommand({ ServiceCode: 'AWSNetworkFirewall', AttributeName: 'regionCode' }),
    );
    expect(AttributeValues?.map((v) => v.Value)).toEqual(['ap-northeast-1', 'us-east-1']);
    const { Services } = await client.send(new DescribeServicesCommand({ ServiceCode: 'AmazonVPC' }));
    expect(Services![0]!.AttributeNames).toEqual(expect.arrayContaining(['regionCode', 'usagetype', 'productFamily']));
  });

  test('errors', async () => {
    const name = async (call: Promise<unknown>) => (await refusal(call)).name;
    expect(await name(products('AmazonNothing'))).toBe('InvalidParameterException');
    expect(await name(client.send(new GetProductsCommand({ ServiceCode: 'AmazonEC2', NextToken: 'forged' })))).toBe(
      'InvalidNextTokenException',
    );
    expect(await name(client.send(new GetProductsCommand({ ServiceCode: 'AmazonEC2', MaxResults: 101 })))).toBe(
      'InvalidParameterException',
    );
    const attribute = new GetAttributeValuesCommand({ ServiceCode: 'AmazonEC2', AttributeName: 'colour' });
    expect(await name(client.send(attribute))).toBe('NotFoundException');
  });
});
