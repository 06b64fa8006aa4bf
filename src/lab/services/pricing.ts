import type {
  DescribeServicesCommandInput,
  Filter,
  GetAttributeValuesCommandInput,
  GetProductsCommandInput,
} from '@aws-sdk/client-pricing';
import { AwsError } from '../../changes/world.ts';
import { listings, locations } from '../../pricing/listings.ts';
import { replaced } from '../../pricing/price-list.ts';
import { type Price, type PriceService, products } from '../../pricing/products.ts';
import { bundledPrices } from '../../pricing/table.ts';
import type { Handlers, LabCall } from '../handler.ts';
import { page } from '../paging.ts';
import { labHex } from '../seed/ids.ts';
import type { LabPrice, LabState } from '../state.ts';

/*
 * The Price List Query API over the bundled price table and what the control API sets: the network products whose prices
 * have a source, in the form of AWS's price list. https://docs.aws.amazon.com/awsaccountbilling/latest/aboutv2/reading-service-price-list-files.html
 */

interface Listed {
  service: PriceService;
  family: string | undefined;
  attributes: Record<string, string>;
  /** The tiers of one product in one region, from the first unit on. */
  tiers: Price[];
}

/** Services that put `USE1-` before their usage types in N. Virginia, where the older ones put nothing. */
const prefixEverywhere = new Set<PriceService>([
  'AWSNetworkFirewall',
  'AmazonCloudWatch',
  'AmazonGuardDuty',
  'AmazonRoute53',
  'awswaf',
]);

function attributesOf(price: Price): Record<string, string> {
  const { service, product, region } = price;
  const { usage, operation, group, what, atLocation } = listings[product];
  const common = {
    servicecode: service,
    ...(operation === undefined ? {} : { operation }),
    ...(group === undefined ? {} : { group }),
    groupDescription: what,
  };
  if (region === 'global')
    return { ...common, location: 'Any', locationType: 'Other', regionCode: '', usagetype: usage };
  const place = locations[region];
  const prefix = place?.prefix === '' && prefixEverywhere.has(service) ? 'USE1-' : place?.prefix;
  return {
    ...common,
    ...(service === 'AWSDataTransfer' ? transferAttributes(price) : regionAttributes(region)),
    // Without the region's prefix a usage type would be another region's.
    ...(prefix === undefined ? {} : { usagetype: `${prefix}${atLocation === true ? 'LAB1-' : ''}${usage}` }),
  };
}

const regionAttributes = (region: string): Record<string, string> => ({
  ...(locations[region] === undefined ? {} : { location: locations[region].name }),
  locationType: 'AWS Region',
  regionCode: region,
});

/** Transfer has two ends in place of a region. */
function transferAttributes({ product, region }: Price): Record<string, string> {
  const name = locations[region]?.name;
  const from = {
    ...(name === undefined ? {} : { fromLocation: name }),
    fromLocationType: 'AWS Region',
    fromRegionCode: region,
  };
  if (product === 'inter-zone-gb')
    return {
      ...from,
      ...(name === undefined ? {} : { toLocation: name }),
      toLocationType: 'AWS Region',
      toRegionCode: region,
      transferType: 'IntraRegion',
    };
  return product === 'internet-egress-gb'
    ? { ...from, toLocation: 'External', toLocationType: 'Other', transferType: 'AWS Outbound' }
    : { ...from, toLocationType: 'AWS Region', transferType: 'InterRegion Outbound' };
}

let bundled: Listed[] | undefined;

/** Every product of the table, by service, product and region; with the prices that the control API set. */
function catalogue({ prices = [] }: LabState): Listed[] {
  bundled ??= listed(bundledPrices);
  return prices.length === 0 ? bundled : listed(replaced(bundledPrices, prices.map(asPrice)));
}

const asPrice = ({ product, region, usd, asOf }: LabPrice): Price => ({
  ...products[product],
  product,
  region,
  usd,
  tier: { from: 0, to: null },
  source: 'the lab’s control API',
  asOf,
});

function listed(table: readonly Price[]): Listed[] {
  const byProduct = new Map<string, Price[]>();
  for (const price of table) {
    const key = `${price.service}/${price.product}/${price.region}`;
    byProduct.set(key, [...(byProduct.get(key) ?? []), price]);
  }
  return [...byProduct.values()].map((prices) => {
    const tiers = prices.toSorted((a, b) => a.tier.from - b.tier.from);
    const [first] = tiers as [Price];
    return { service: first.service, family: listings[first.product].family, attributes: attributesOf(first), tiers };
  });
}

const invalid = (message: string): AwsError => new AwsError('InvalidParameterException', message);

const pageRules = {
  usual: 100,
  most: 100,
  badToken: 'InvalidNextTokenException',
  badSize: 'InvalidParameterException',
} as const;

function mustKnow(state: LabState, service: string | undefined): void {
  if (!catalogue(state).some((product) => product.service === service)) {
    throw invalid(`Service Code: ${service} is invalid`);
  }
}

/** A field that filters and attribute values may name: an attribute, or the product's family. */
const fieldOf = (product: Listed, field: string): string | undefined =>
  field === 'productFamily' ? product.family : product.attributes[field];

function matches(product: Listed, { Type, Field = '', Value = '' }: Filter): boolean {
  const field = fieldOf(product, Field === 'ServiceCode' ? 'servicecode' : Field)?.toLowerCase();
  const value = Value.toLowerCase();
  switch (Type) {
    case 'TERM_MATCH':
    case 'EQUALS':
      return field === value;
    case 'CONTAINS':
      return field?.includes(value) === true;
    case 'ANY_OF':
      return field !== undefined && value.split(',').includes(field);
    case 'NONE_OF':
      return field === undefined || !value.split(',').includes(field);
    default:
      throw invalid(`The filter type ${Type} is not valid.`);
  }
}

/** A price as the list prints it: ten decimals. */
const decimal = (usd: number): string => usd.toFixed(10);

/** One product as GetProducts answers it: a JSON document in a string. */
function document({ service, family, attributes, tiers }: Listed): string {
  const [first] = tiers as [Price];
  const { unit, per = 1, what } = listings[first.product];
  const sku = labHex(`sku/${first.product}/${first.region}`).toUpperCase();
  const dimensions = tiers.map((price) => {
    const rateCode = `${sku}.JRTCKXETXF.${labHex(`rate/${price.tier.from}`).slice(0, 10).toUpperCase()}`;
    const each = price.usd / per;
    const dimension = {
      unit,
      beginRange: String(price.tier.from * per),
      endRange: price.tier.to === null ? 'Inf' : String(price.tier.to * per),
      description: `$${Number(each.toFixed(10))} per ${what}`,
      appliesTo: [],
      rateCode,
      pricePerUnit: { USD: decimal(each) },
    };
    return [rateCode, dimension] as const;
  });
  return JSON.stringify({
    product: { ...(family === undefined ? {} : { productFamily: family }), attributes, sku },
    serviceCode: service,
    terms: {
      OnDemand: {
        [`${sku}.JRTCKXETXF`]: {
          priceDimensions: Object.fromEntries(dimensions),
          sku,
          effectiveDate: `${first.asOf}T00:00:00Z`,
          offerTermCode: 'JRTCKXETXF',
          termAttributes: {},
        },
      },
    },
    version: first.asOf.replaceAll('-', ''),
    publicationDate: `${first.asOf}T00:00:00Z`,
  });
}

function getProducts({ state }: LabCall, input: GetProductsCommandInput) {
  mustKnow(state, input.ServiceCode);
  const filters = input.Filters ?? [];
  const found = catalogue(state).filter(
    (product) => product.service === input.ServiceCode && filters.every((filter) => matches(product, filter)),
  );
  const { items, next } = page(
    found,
    { size: input.MaxResults, token: input.NextToken, question: { service: input.ServiceCode, filters } },
    pageRules,
  );
  return {
    FormatVersion: 'aws_v1',
    PriceList: items.map(document),
    ...(next === undefined ? {} : { NextToken: next }),
  };
}

const attributeNames = (state: LabState, service: PriceService): string[] => {
  const names = new Set(
    catalogue(state)
      .filter((product) => product.service === service)
      .flatMap((product) => [
        ...Object.keys(product.attributes),
        ...(product.family === undefined ? [] : ['productFamily']),
      ]),
  );
  return [...names].sort();
};

function describeServices({ state }: LabCall, input: DescribeServicesCommandInput) {
  if (input.ServiceCode !== undefined) mustKnow(state, input.ServiceCode);
  const codes = [...new Set(catalogue(state).map((product) => product.service))].sort();
  const wanted = codes.filter((code) => input.ServiceCode === undefined || code === input.ServiceCode);
  const { items, next } = page(
    wanted,
    { size: input.MaxResults, token: input.NextToken, question: { service: input.ServiceCode } },
    pageRules,
  );
  return {
    Services: items.map((ServiceCode) => ({ ServiceCode, AttributeNames: attributeNames(state, ServiceCode) })),
    FormatVersion: 'aws_v1',
    ...(next === undefined ? {} : { NextToken: next }),
  };
}

function getAttributeValues({ state }: LabCall, input: GetAttributeValuesCommandInput) {
  mustKnow(state, input.ServiceCode);
  const name = input.AttributeName ?? '';
  const values = catalogue(state)
    .filter((product) => product.service === input.ServiceCode)
    .map((product) => fieldOf(product, name))
    .filter((value) => value !== undefined);
  if (values.length === 0) throw new AwsError('NotFoundException', `The attribute ${name} was not found.`);
  const { items, next } = page(
    [...new Set(values)].sort(),
    { size: input.MaxResults, token: input.NextToken, question: { service: input.ServiceCode, name } },
    pageRules,
  );
  return { AttributeValues: items.map((Value) => ({ Value })), ...(next === undefined ? {} : { NextToken: next }) };
}

export const reads: Handlers = {
  GetProducts: getProducts,
  DescribeServices: describeServices,
  GetAttributeValues: getAttributeValues,
};
