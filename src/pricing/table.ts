import { type Price, type Product, products } from './products.ts';
import {
  cloudFrontCopy,
  directConnectPage,
  dnsNotes,
  guardDutyPage,
  hubNotes,
  infracost,
  type PriceSource,
  priceListCopy,
  priceListCopyGlobal,
  seoulNotes,
  vpnNotes,
} from './sources.ts';

/*
 * The bundled price table. Each price stands under the source that it was read from, and what no source gives stays
 * out: a price is never guessed from another region. Nearly all sources are secondary (`copyOf` says of what), since
 * AWS's Price List itself is too large to bundle.
 */

/** One price, or the tiers of one: `[usd, up to]`, the last without an end. */
type Amount = number | readonly (readonly [usd: number, to: number | null])[];

function prices(region: string, source: PriceSource, amounts: Partial<Record<Product, Amount>>): Price[] {
  return (Object.entries(amounts) as [Product, Amount][]).flatMap(([product, amount]) => {
    let from = 0;
    return (typeof amount === 'number' ? [[amount, null] as const] : amount).map(([usd, to]) => {
      const price: Price = { ...products[product], product, region, usd, tier: { from, to }, ...source };
      from = to ?? from;
      return price;
    });
  });
}

/** Five regions' network prices, from one copy of AWS's Price List. */
const fiveRegions = (
  [
    // region, NAT hour and GB, ALB and NLB hour, GWLB hour and LCU, endpoint hour, attachment hour, logs in and kept
    ['ap-northeast-2', 0.059, 0.0225, 0.0125, 0.004, 0.013, 0.07, 0.76, 0.0314],
    ['ap-northeast-1', 0.062, 0.0243, 0.0135, 0.004, 0.014, 0.07, 0.76, 0.033],
    ['us-east-1', 0.045, 0.0225, 0.0125, 0.004, 0.01, 0.05, 0.5, 0.03],
    ['us-west-2', 0.045, 0.0225, 0.0125, 0.004, 0.01, 0.05, 0.5, 0.03],
    ['eu-central-1', 0.052, 0.027, 0.0147, 0.0042, 0.012, 0.06, 0.63, 0.0324],
  ] as const
).flatMap(([region, nat, balancer, gateway, gatewayUnit, endpoint, attachment, ingest, storage]) =>
  prices(region, priceListCopy(region), {
    // The copy's NAT hour is "Hourly charge for Regional NAT Gateways"; the zonal hour has sources of its own below.
    'regional-nat-gateway-hour': nat,
    'nat-gateway-gb': nat,
    'alb-hour': balancer,
    'alb-lcu-hour': 0.008,
    'nlb-hour': balancer,
    'nlb-lcu-hour': 0.006,
    'gwlb-hour': gateway,
    'gwlb-lcu-hour': gatewayUnit,
    'interface-endpoint-hour': endpoint,
    'tgw-attachment-hour': attachment,
    'tgw-gb': 0.02,
    'logs-ingest-gb': ingest,
    'logs-storage-gb-month': storage,
    'waf-web-acl-month': 5,
    'waf-rule-month': 1,
    'waf-million-requests': 0.6,
  }),
);

/** The first petabyte; above it the copy says nothing, and only us-east-1 has another source. */
const endpointData = ['ap-northeast-2', 'ap-northeast-1', 'us-west-2', 'eu-central-1'].flatMap((region) =>
  prices(region, priceListCopy(region), { 'interface-endpoint-gb': [[0.01, 1_000_000]] }),
);

const seoul = prices('ap-northeast-2', seoulNotes, {
  'nat-gateway-hour': 0.059,
  'public-ipv4-hour': 0.005,
  'classic-lb-hour': 0.025,
  'inter-zone-gb': 0.01,
  'inter-region-gb': 0.08,
  // The first 10 TB; the notes say no more.
  'logs-vended-gb': [[0.76, 10_240]],
});

const virginia = [
  ...prices('us-east-1', seoulNotes, { 'nat-gateway-hour': 0.045 }),
  ...prices('us-east-1', vpnNotes, { 'vpn-connection-hour': 0.05, 'public-ipv4-hour': 0.005 }),
  ...prices('us-east-1', infracost('networkfirewall_firewall', '2024-07-01'), {
    'network-firewall-endpoint-hour': 0.395,
    'network-firewall-gb': 0.065,
  }),
  ...prices('us-east-1', infracost('vpc_endpoint', '2024-10-18'), {
    'interface-endpoint-gb': [
      [0.01, 1_000_000],
      [0.006, 5_000_000],
      [0.004, null],
    ],
    'gwlb-endpoint-hour': 0.01,
    'gwlb-endpoint-gb': 0.0035,
  }),
  ...prices('us-east-1', infracost('elb', '2024-07-01'), { 'classic-lb-hour': 0.025, 'classic-lb-gb': 0.008 }),
  ...prices('us-east-1', infracost('route53_resolver_endpoint', '2024-07-01'), {
    'resolver-interface-hour': 0.125,
    'resolver-million-queries': [
      [0.4, 1000],
      [0.2, null],
    ],
  }),
  ...prices('us-east-1', guardDutyPage, {
    // The page's example ends in a third tier whose end it does not tell.
    'guardduty-flow-dns-gb': [
      [1, 500],
      [0.5, 2500],
    ],
    'guardduty-million-events': 4,
  }),
];

const japan = [
  ...prices('ap-northeast-1', hubNotes, { 'network-firewall-endpoint-hour': 0.395, 'network-firewall-gb': 0.065 }),
  ...prices('ap-northeast-3', hubNotes, { 'tgw-attachment-hour': 0.07, 'tgw-gb': 0.02 }),
  ...['ap-northeast-1', 'ap-northeast-3'].flatMap((region) =>
    prices(region, vpnNotes, { 'vpn-connection-hour': 0.048, 'public-ipv4-hour': 0.005 }),
  ),
  ...prices('ap-northeast-1', dnsNotes, {
    'resolver-interface-hour': 0.125,
    'resolver-million-queries': [
      [0.4, 1000],
      [0.2, null],
    ],
  }),
  // Hosted connections of up to 10 Gbps have prices in Japan that the source leaves out; nothing stands for them.
  ...['ap-northeast-1', 'ap-northeast-3'].flatMap((region) =>
    prices(region, directConnectPage, { 'dx-dedicated-1gbps-hour': 0.285, 'dx-dedicated-10gbps-hour': 2.142 }),
  ),
];

/** Port hours that AWS gives for all regions but Japan's. */
const directConnect = (region: string): Price[] =>
  prices(region, directConnectPage, {
    'dx-dedicated-1gbps-hour': 0.3,
    'dx-dedicated-10gbps-hour': 2.25,
    'dx-dedicated-100gbps-hour': 22.5,
    'dx-hosted-50mbps-hour': 0.03,
    'dx-hosted-100mbps-hour': 0.06,
    'dx-hosted-200mbps-hour': 0.08,
    'dx-hosted-300mbps-hour': 0.12,
    'dx-hosted-400mbps-hour': 0.16,
    'dx-hosted-500mbps-hour': 0.2,
    'dx-hosted-1gbps-hour': 0.33,
    'dx-hosted-2gbps-hour': 0.66,
    'dx-hosted-5gbps-hour': 1.65,
    'dx-hosted-10gbps-hour': 2.48,
  });

/** EC2 to the internet by tier: the first 10 TB, the next 40, the next 100, the rest. */
const egress: Record<string, readonly number[]> = {
  'af-south-1': [0.154, 0.147, 0.126, 0.112],
  'ap-east-1': [0.12, 0.085, 0.082, 0.08],
  'ap-northeast-1': [0.114, 0.089, 0.086, 0.084],
  'ap-northeast-2': [0.126, 0.122, 0.117, 0.108],
  'ap-northeast-3': [0.114, 0.089, 0.086, 0.084],
  'ap-south-1': [0.1093, 0.085, 0.082, 0.08],
  'ap-south-2': [0.1093, 0.085, 0.082, 0.08],
  'ap-southeast-1': [0.12, 0.085, 0.082, 0.08],
  'ap-southeast-2': [0.114, 0.098, 0.094, 0.092],
  'ap-southeast-5': [0.108, 0.0765, 0.0738, 0.072],
  'ca-central-1': [0.09, 0.085, 0.07, 0.05],
  'ca-west-1': [0.09, 0.085, 0.07, 0.05],
  'eu-central-1': [0.09, 0.085, 0.07, 0.05],
  'eu-north-1': [0.09, 0.085, 0.07, 0.05],
  'eu-south-1': [0.09, 0.085, 0.07, 0.05],
  'eu-west-1': [0.09, 0.085, 0.07, 0.05],
  'eu-west-2': [0.09, 0.085, 0.07, 0.05],
  'eu-west-3': [0.09, 0.085, 0.07, 0.05],
  'il-central-1': [0.11, 0.085, 0.077, 0.055],
  'me-south-1': [0.117, 0.1105, 0.091, 0.065],
  'sa-east-1': [0.15, 0.138, 0.126, 0.114],
  // The source's example for N. Virginia ends within the third tier.
  'us-east-1': [0.09, 0.085, 0.07],
  'us-east-2': [0.09, 0.085, 0.07, 0.05],
  'us-gov-east-1': [0.155, 0.115, 0.09, 0.065],
  'us-gov-west-1': [0.155, 0.115, 0.09, 0.065],
  'us-west-1': [0.09, 0.085, 0.07, 0.05],
  'us-west-2': [0.09, 0.085, 0.07, 0.05],
};
const egressEnds = [10_240, 51_200, 153_600, null] as const;

/** The zone-to-zone price of the source is the same in every region: a cent a GB and direction. */
const dataTransfer = Object.entries(egress).flatMap(([region, tiers]) =>
  prices(region, infracost('data_transfer', '2024-09-25'), {
    'internet-egress-gb': tiers.map((usd, i) => [usd, egressEnds[i]!] as const),
    ...(region === 'ap-northeast-2' ? {} : { 'inter-zone-gb': 0.01 }),
  }),
);

const everywhere = [
  ...prices('global', priceListCopyGlobal, {
    // From 25 zones on, and from a billion queries on, less: the copy has the first tier only.
    'route53-zone-month': [[0.5, 25]],
    'route53-million-queries': [[0.4, 1000]],
  }),
  ...prices('global', infracost('route53_record', '2024-07-01'), { 'route53-million-queries': [[0.2, null]] }).map(
    (price) => ({ ...price, tier: { from: 1000, to: null } }),
  ),
  ...prices('global', infracost('route53_health_check', '2024-07-01'), {
    'route53-health-check-month': 0.5,
    'route53-health-check-elsewhere-month': 0.75,
  }),
  ...prices('global', cloudFrontCopy('ap-northeast-2'), { 'cloudfront-asia-pacific-gb': [[0.12, 10_240]] }),
  ...prices('global', cloudFrontCopy('us-east-1'), { 'cloudfront-north-america-gb': [[0.085, 10_240]] }),
  ...prices('global', cloudFrontCopy('eu-central-1'), { 'cloudfront-europe-gb': [[0.085, 10_240]] }),
  ...prices('global', seoulNotes, { 'cloudfront-asia-pacific-10k-http-requests': 0.009 }),
];

const japaneseRegions = new Set(['ap-northeast-1', 'ap-northeast-3']);
const commercialRegions = Object.keys(egress).filter((region) => !region.startsWith('us-gov-'));

export const bundledPrices: readonly Price[] = [
  ...fiveRegions,
  ...endpointData,
  ...seoul,
  ...virginia,
  ...japan,
  ...commercialRegions.filter((region) => !japaneseRegions.has(region)).flatMap(directConnect),
  ...dataTransfer,
  ...everywhere,
];
