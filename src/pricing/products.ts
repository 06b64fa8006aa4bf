/** AWS's service codes, as the Price List names them. */
export type PriceService =
  | 'AmazonEC2'
  | 'AmazonVPC'
  | 'AWSELB'
  | 'AWSDataTransfer'
  | 'AWSNetworkFirewall'
  | 'AWSDirectConnect'
  | 'AmazonRoute53'
  | 'AmazonCloudFront'
  | 'AmazonCloudWatch'
  | 'AmazonGuardDuty'
  | 'awswaf';

/** What a price is for, and by its ending in what unit. */
export const products = {
  'nat-gateway-hour': { service: 'AmazonEC2', unit: 'hour' },
  /** A regional NAT gateway, for each zone that it works in. */
  'regional-nat-gateway-hour': { service: 'AmazonEC2', unit: 'hour' },
  'nat-gateway-gb': { service: 'AmazonEC2', unit: 'GB' },
  'alb-hour': { service: 'AWSELB', unit: 'hour' },
  'alb-lcu-hour': { service: 'AWSELB', unit: 'LCU-hour' },
  'nlb-hour': { service: 'AWSELB', unit: 'hour' },
  'nlb-lcu-hour': { service: 'AWSELB', unit: 'LCU-hour' },
  'gwlb-hour': { service: 'AWSELB', unit: 'hour' },
  'gwlb-lcu-hour': { service: 'AWSELB', unit: 'LCU-hour' },
  'classic-lb-hour': { service: 'AWSELB', unit: 'hour' },
  'classic-lb-gb': { service: 'AWSELB', unit: 'GB' },
  /** An interface endpoint, for each subnet that it has an interface in. */
  'interface-endpoint-hour': { service: 'AmazonVPC', unit: 'hour' },
  'interface-endpoint-gb': { service: 'AmazonVPC', unit: 'GB' },
  'gwlb-endpoint-hour': { service: 'AmazonVPC', unit: 'hour' },
  'gwlb-endpoint-gb': { service: 'AmazonVPC', unit: 'GB' },
  'tgw-attachment-hour': { service: 'AmazonVPC', unit: 'hour' },
  'tgw-gb': { service: 'AmazonVPC', unit: 'GB' },
  /** In use or idle: both cost the same. */
  'public-ipv4-hour': { service: 'AmazonVPC', unit: 'hour' },
  /** A standard Site-to-Site VPN connection, its attachment apart. */
  'vpn-connection-hour': { service: 'AmazonVPC', unit: 'hour' },
  'network-firewall-endpoint-hour': { service: 'AWSNetworkFirewall', unit: 'hour' },
  'network-firewall-gb': { service: 'AWSNetworkFirewall', unit: 'GB' },
  /** Between zones, and for peering: in each direction. */
  'inter-zone-gb': { service: 'AWSDataTransfer', unit: 'GB' },
  /** EC2 to the internet, after the account's free 100 GB a month. */
  'internet-egress-gb': { service: 'AWSDataTransfer', unit: 'GB' },
  'inter-region-gb': { service: 'AWSDataTransfer', unit: 'GB' },
  'dx-dedicated-1gbps-hour': { service: 'AWSDirectConnect', unit: 'hour' },
  'dx-dedicated-10gbps-hour': { service: 'AWSDirectConnect', unit: 'hour' },
  'dx-dedicated-100gbps-hour': { service: 'AWSDirectConnect', unit: 'hour' },
  'dx-hosted-50mbps-hour': { service: 'AWSDirectConnect', unit: 'hour' },
  'dx-hosted-100mbps-hour': { service: 'AWSDirectConnect', unit: 'hour' },
  'dx-hosted-200mbps-hour': { service: 'AWSDirectConnect', unit: 'hour' },
  'dx-hosted-300mbps-hour': { service: 'AWSDirectConnect', unit: 'hour' },
  'dx-hosted-400mbps-hour': { service: 'AWSDirectConnect', unit: 'hour' },
  'dx-hosted-500mbps-hour': { service: 'AWSDirectConnect', unit: 'hour' },
  'dx-hosted-1gbps-hour': { service: 'AWSDirectConnect', unit: 'hour' },
  'dx-hosted-2gbps-hour': { service: 'AWSDirectConnect', unit: 'hour' },
  'dx-hosted-5gbps-hour': { service: 'AWSDirectConnect', unit: 'hour' },
  'dx-hosted-10gbps-hour': { service: 'AWSDirectConnect', unit: 'hour' },
  'route53-zone-month': { service: 'AmazonRoute53', unit: 'month' },
  'route53-million-queries': { service: 'AmazonRoute53', unit: 'million queries' },
  /** Of an endpoint in AWS; each optional feature (HTTPS, string match, fast interval, latency) is priced apart. */
  'route53-health-check-month': { service: 'AmazonRoute53', unit: 'month' },
  'route53-health-check-elsewhere-month': { service: 'AmazonRoute53', unit: 'month' },
  /** For each address of a Resolver endpoint. */
  'resolver-interface-hour': { service: 'AmazonRoute53', unit: 'hour' },
  'resolver-million-queries': { service: 'AmazonRoute53', unit: 'million queries' },
  /** By where the viewer is, not by region. */
  'cloudfront-asia-pacific-gb': { service: 'AmazonCloudFront', unit: 'GB' },
  'cloudfront-north-america-gb': { service: 'AmazonCloudFront', unit: 'GB' },
  'cloudfront-europe-gb': { service: 'AmazonCloudFront', unit: 'GB' },
  'cloudfront-asia-pacific-10k-http-requests': { service: 'AmazonCloudFront', unit: '10,000 requests' },
  /** What a program puts. */
  'logs-ingest-gb': { service: 'AmazonCloudWatch', unit: 'GB' },
  /** What AWS's services put: VPC flow logs, firewall logs, resolver query logs. */
  'logs-vended-gb': { service: 'AmazonCloudWatch', unit: 'GB' },
  'logs-storage-gb-month': { service: 'AmazonCloudWatch', unit: 'GB-month' },
  /** GuardDuty's reading of VPC flow logs and DNS logs. */
  'guardduty-flow-dns-gb': { service: 'AmazonGuardDuty', unit: 'GB' },
  'guardduty-million-events': { service: 'AmazonGuardDuty', unit: 'million events' },
  'waf-web-acl-month': { service: 'awswaf', unit: 'month' },
  'waf-rule-month': { service: 'awswaf', unit: 'month' },
  'waf-million-requests': { service: 'awswaf', unit: 'million requests' },
} as const satisfies Record<string, { service: PriceService; unit: string }>;

export type Product = keyof typeof products;

/** An on-demand list price. No tax, discount, free tier or credit is in it. */
export interface Price {
  service: PriceService;
  product: Product;
  /** `global` for what costs the same everywhere. */
  region: string;
  /** What `usd` buys: `hour`, `GB`, `LCU-hour` … */
  unit: string;
  usd: number;
  /** The part of a month's quantity that this price is for, in `unit`s. `to` null: without an end. */
  tier: { from: number; to: number | null };
  /** The page or file that the price was read from: its URL. */
  source: string;
  /** When that is not AWS's own: the publication of AWS's that it says it copies. */
  copyOf?: string;
  /** The date of the source, ISO 8601. */
  asOf: string;
}

/** The price table after a refresh: the bundled one with what AWS's Price List answered in its place. */
export interface RefreshedPrices {
  /** ISO 8601, UTC. */
  refreshedAt: string;
  /** The file that keeps it. */
  file: string;
  table: readonly Price[];
}
