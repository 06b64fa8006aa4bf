import { type Listing, listings } from './listings.ts';
import { type Price, type PriceService, type Product, products } from './products.ts';

/*
 * AWS's Price List Query API as the price table wants it: what to ask, and what an answer means.
 * https://docs.aws.amazon.com/awsaccountbilling/latest/aboutv2/using-price-list-query-api.html
 */

/** One question to GetProducts: a service's products that all of the fields match. */
export interface PriceQuestion {
  service: PriceService;
  /** `global` for what costs the same everywhere. */
  region: string;
  fields: Readonly<Record<string, string>>;
}

/** What GetProducts answers for one product: a JSON document in a string. */
export interface PriceDocument {
  product?: { productFamily?: string; sku?: string; attributes?: Record<string, string | undefined> };
  publicationDate?: string;
  terms?: {
    OnDemand?: Record<
      string,
      {
        effectiveDate?: string;
        priceDimensions?: Record<
          string,
          { beginRange?: string; endRange?: string; pricePerUnit?: Record<string, string | undefined> }
        >;
      }
    >;
  };
}

/** Products whose prices vary with what the table does not have: the other region; or whose listing is not known. */
const notAsked = new Set<Product>(['inter-region-gb', 'guardduty-flow-dns-gb', 'guardduty-million-events']);

/** Products without a region of their own: their usage types are the whole question. */
const worldwide = new Set<Product>([
  'route53-zone-month',
  'route53-million-queries',
  'route53-health-check-month',
  'route53-health-check-elsewhere-month',
  'cloudfront-asia-pacific-gb',
  'cloudfront-north-america-gb',
  'cloudfront-europe-gb',
  'cloudfront-asia-pacific-10k-http-requests',
]);

const asked = (Object.keys(products) as Product[]).filter((product) => !notAsked.has(product));

/**
 * What to ask for some regions' network prices and those of the services without regions. A region's whole list is
 * asked for where it is short; EC2's, which is not, by its family; transfer, which goes from a region, by its kind.
 */
export function priceQuestions(regions: readonly string[]): PriceQuestion[] {
  const lists: PriceService[] = [
    'AWSELB',
    'AmazonVPC',
    'AWSNetworkFirewall',
    'AWSDirectConnect',
    'AmazonRoute53',
    'AmazonCloudWatch',
    'awswaf',
  ];
  return [
    ...regions.flatMap((region): PriceQuestion[] => [
      { service: 'AmazonEC2', region, fields: { regionCode: region, productFamily: 'NAT Gateway' } },
      ...lists.map((service) => ({ service, region, fields: { regionCode: region } })),
      ...['AWS Outbound', 'IntraRegion'].map((transferType) => ({
        service: 'AWSDataTransfer' as const,
        region,
        fields: { fromRegionCode: region, transferType },
      })),
    ]),
    ...[...worldwide].map((product) => ({
      service: products[product].service,
      region: 'global',
      fields: { usagetype: listings[product].usage },
    })),
  ];
}

/** The document in one string of an answer; undefined for what is none. */
export function parsePriceDocument(text: string): PriceDocument | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null ? (value as PriceDocument) : undefined;
  } catch {
    return undefined;
  }
}

/**
 * The prices that the answers to a question hold. A product that several documents price differently (an edition, a
 * place that the table does not tell apart) stays out: which one is meant cannot be told.
 *
 * @param sourceOf where a reader finds a document's price again
 */
export function pricesIn(
  question: PriceQuestion,
  documents: readonly PriceDocument[],
  sourceOf: (question: PriceQuestion, sku: string) => string,
): Price[] {
  const own = asked.filter(
    (product) =>
      products[product].service === question.service && worldwide.has(product) === (question.region === 'global'),
  );
  return own.flatMap((product) => {
    const found = documents
      .filter((document) => isOf(product, question, document))
      .map((document) => tiersOf(product, question, document, sourceOf))
      .filter((tiers) => tiers.length > 0)
      // Free products of the same usage type are trial periods and the like.
      .filter((tiers) => tiers.some((t) => t.usd > 0));
    const [first] = found;
    const same = found.every((tiers) => amounts(tiers) === amounts(first ?? []));
    return first !== undefined && same ? first : [];
  });
}

const amounts = (tiers: readonly Price[]): string => JSON.stringify(tiers.map((t) => [t.usd, t.tier]));

/** A region's prefix of usage types; N. Virginia's are without for the older services. */
const prefix = '(?:(?:EU|[A-Z]{3}[0-9])-)?';
const location = '(?:[A-Z0-9]+-)?';

function isOf(product: Product, { fields }: PriceQuestion, { product: listed }: PriceDocument): boolean {
  const { usage, toldBy, family, operation, atLocation }: Listing = listings[product];
  const { attributes = {}, productFamily } = listed ?? {};
  const name = usage.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&');
  const form = worldwide.has(product) ? name : `${prefix}${atLocation === true ? location : ''}${name}`;
  return (
    new RegExp(`^${form}$`).test(attributes.usagetype ?? '') &&
    (toldBy !== 'family' || productFamily === family) &&
    (toldBy !== 'operation' || attributes.operation === operation) &&
    // What an endpoint answers beyond the question is not about this region.
    Object.entries(fields).every(([field, value]) => field === 'productFamily' || attributes[field] === value)
  );
}

/** On-demand tiers in US dollars, in the table's unit; none for what is priced in another currency. */
function tiersOf(
  product: Product,
  question: PriceQuestion,
  document: PriceDocument,
  sourceOf: (question: PriceQuestion, sku: string) => string,
): Price[] {
  const { per = 1 } = listings[product] as Listing;
  const [term] = Object.values(document.terms?.OnDemand ?? {});
  const asOf = (document.publicationDate ?? term?.effectiveDate ?? '').slice(0, 10);
  const tiers = Object.values(term?.priceDimensions ?? {}).map((d) => ({
    usd: Number(d.pricePerUnit?.USD ?? Number.NaN) * per,
    from: Number(d.beginRange ?? Number.NaN) / per,
    to: d.endRange === 'Inf' ? null : Number(d.endRange ?? Number.NaN) / per,
  }));
  const whole = tiers.every((t) => Number.isFinite(t.usd) && Number.isFinite(t.from) && !Number.isNaN(t.to ?? 0));
  if (!whole || !/^\d{4}-\d\d-\d\d$/.test(asOf)) return [];
  return tiers
    .sort((a, b) => a.from - b.from)
    .map(({ usd, from, to }) => ({
      ...products[product],
      product,
      region: question.region,
      // Prices have ten decimals; a million of them must not show binary dust.
      usd: Number(usd.toPrecision(12)),
      tier: { from, to },
      source: sourceOf(question, document.product?.sku ?? ''),
      asOf,
    }));
}

/** A table with other prices in place of its own, for each product and region that they have. */
export function replaced(table: readonly Price[], by: readonly Price[]): Price[] {
  const key = ({ product, region }: Price): string => `${product} ${region}`;
  const fresh = new Set(by.map(key));
  return [...table.filter((price) => !fresh.has(key(price))), ...by];
}
