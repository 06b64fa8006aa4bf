import type { Product } from './products.ts';

/** How AWS's Price List names a product. */
export interface Listing {
  family?: string;
  /** The usage type without its region's prefix. */
  usage: string;
  operation?: string;
  /** What tells it from other products of the same usage type: balancers share one, and so do attachments. */
  toldBy?: 'family' | 'operation';
  /** The usage type names the Direct Connect location before this: `USE1-EQNY5-PortUsage:1G`. */
  atLocation?: true;
  group?: string;
  /** AWS's unit, and how many of it the table's price buys. */
  unit: string;
  per?: number;
  /** Between the price and its end: `$0.059 per NAT Gateway Hour`. */
  what: string;
}

/** Port hours are listed for each location; a hosted connection's begin with `HC`: https://aws.amazon.com/directconnect/faqs/ */
const portHours = (kind: 'Dedicated' | 'Hosted', capacity: string): Listing => ({
  family: 'Direct Connect',
  usage: `${kind === 'Hosted' ? 'HC' : ''}PortUsage:${capacity.replace('bps', '')}`,
  operation: 'CreateDirectConnectPort',
  atLocation: true,
  unit: 'Hrs',
  what: `${capacity} ${kind} port hour`,
});

const perMillion = 1_000_000;

export const listings: Record<Product, Listing> = {
  'nat-gateway-hour': {
    family: 'NAT Gateway',
    usage: 'NatGateway-Hours',
    operation: 'NatGateway',
    unit: 'Hrs',
    what: 'NAT Gateway Hour',
  },
  'regional-nat-gateway-hour': {
    family: 'NAT Gateway',
    usage: 'RegionalNatGateway-Hours',
    operation: 'RegionalNatGateway',
    unit: 'Hrs',
    what: 'Regional NAT Gateway Hour',
  },
  'nat-gateway-gb': {
    family: 'NAT Gateway',
    usage: 'NatGateway-Bytes',
    operation: 'NatGateway',
    unit: 'GB',
    what: 'GB Data Processed by NAT Gateways',
  },
  'alb-hour': {
    family: 'Load Balancer-Application',
    toldBy: 'family',
    usage: 'LoadBalancerUsage',
    operation: 'LoadBalancing:Application',
    unit: 'Hrs',
    what: 'Application LoadBalancer-hour (or partial hour)',
  },
  'alb-lcu-hour': {
    family: 'Load Balancer-Application',
    toldBy: 'family',
    usage: 'LCUUsage',
    operation: 'LoadBalancing:Application',
    unit: 'LCU-Hrs',
    what: 'used Application load balancer capacity unit-hour (or partial hour)',
  },
  'nlb-hour': {
    family: 'Load Balancer-Network',
    toldBy: 'family',
    usage: 'LoadBalancerUsage',
    operation: 'LoadBalancing:Network',
    unit: 'Hrs',
    what: 'Network LoadBalancer-hour (or partial hour)',
  },
  'nlb-lcu-hour': {
    family: 'Load Balancer-Network',
    toldBy: 'family',
    usage: 'LCUUsage',
    operation: 'LoadBalancing:Network',
    unit: 'LCU-Hrs',
    what: 'used Network load balancer capacity unit-hour (or partial hour)',
  },
  'gwlb-hour': {
    family: 'Load Balancer-Gateway',
    toldBy: 'family',
    usage: 'LoadBalancerUsage',
    operation: 'LoadBalancing:Gateway',
    unit: 'Hrs',
    what: 'Gateway LoadBalancer-hour (or partial hour)',
  },
  'gwlb-lcu-hour': {
    family: 'Load Balancer-Gateway',
    toldBy: 'family',
    usage: 'LCUUsage',
    operation: 'LoadBalancing:Gateway',
    unit: 'LCU-Hrs',
    what: 'used Gateway load balancer capacity unit-hour (or partial hour)',
  },
  'classic-lb-hour': {
    family: 'Load Balancer',
    toldBy: 'family',
    usage: 'LoadBalancerUsage',
    operation: 'LoadBalancing',
    unit: 'Hrs',
    what: 'LoadBalancer-hour (or partial hour)',
  },
  'classic-lb-gb': {
    family: 'Load Balancer',
    usage: 'DataProcessing-Bytes',
    operation: 'LoadBalancing',
    unit: 'GB',
    what: 'GB Data Processed by the LoadBalancer',
  },
  'interface-endpoint-hour': {
    family: 'VpcEndpoint',
    usage: 'VpcEndpoint-Hours',
    operation: 'VpcEndpoint',
    unit: 'Hrs',
    what: 'VPC Endpoint Hour',
  },
  'interface-endpoint-gb': {
    family: 'VpcEndpoint',
    usage: 'VpcEndpoint-Bytes',
    operation: 'VpcEndpoint',
    unit: 'GB',
    what: 'GB Data Processed by VPC Endpoints',
  },
  'gwlb-endpoint-hour': {
    family: 'VpcEndpoint',
    usage: 'VpcEndpoint-GWLBE-Hours',
    operation: 'VpcEndpoint',
    unit: 'Hrs',
    what: 'Gateway Load Balancer Endpoint Hour',
  },
  'gwlb-endpoint-gb': {
    family: 'VpcEndpoint',
    usage: 'VpcEndpoint-GWLBE-Bytes',
    operation: 'VpcEndpoint',
    unit: 'GB',
    what: 'GB Data Processed by Gateway Load Balancer Endpoints',
  },
  'tgw-attachment-hour': {
    usage: 'TransitGateway-Hours',
    operation: 'TransitGatewayVPC',
    toldBy: 'operation',
    group: 'AWSTransitGateway',
    unit: 'hour',
    what: 'Transit Gateway VPC Attachment Hour',
  },
  'tgw-gb': {
    usage: 'TransitGateway-Bytes',
    operation: 'TransitGatewayVPC',
    toldBy: 'operation',
    group: 'AWSTransitGateway',
    unit: 'GigaBytes',
    what: 'GB Data Processed by Transit Gateway VPC Attachments',
  },
  'public-ipv4-hour': {
    usage: 'PublicIPv4:InUseAddress',
    group: 'VPCPublicIPv4Address',
    unit: 'Hrs',
    what: 'In-use public IPv4 address per hour',
  },
  'vpn-connection-hour': {
    family: 'Cloud Connectivity',
    usage: 'VPN-Usage-Hours:ipsec.1',
    operation: 'CreateVpnConnection',
    unit: 'Hrs',
    what: 'VPN Connection-Hour',
  },
  'network-firewall-endpoint-hour': {
    family: 'AWS Firewall',
    usage: 'Endpoint-Hour',
    unit: 'Hour',
    what: 'Network Firewall Endpoint Hour',
  },
  'network-firewall-gb': {
    family: 'AWS Firewall',
    usage: 'Traffic-GB-Processed',
    unit: 'GB',
    what: 'GB of traffic processed by Network Firewall',
  },
  'inter-zone-gb': {
    family: 'Data Transfer',
    usage: 'DataTransfer-Regional-Bytes',
    unit: 'GB',
    what: 'GB - regional data transfer - in/out/between EC2 AZs or using elastic IPs or ELB',
  },
  'internet-egress-gb': {
    family: 'Data Transfer',
    usage: 'DataTransfer-Out-Bytes',
    unit: 'GB',
    what: 'GB data transfer out to the internet',
  },
  'inter-region-gb': {
    family: 'Data Transfer',
    usage: 'AWS-Out-Bytes',
    unit: 'GB',
    what: 'GB data transfer out to another region',
  },
  'dx-dedicated-1gbps-hour': portHours('Dedicated', '1Gbps'),
  'dx-dedicated-10gbps-hour': portHours('Dedicated', '10Gbps'),
  'dx-dedicated-100gbps-hour': portHours('Dedicated', '100Gbps'),
  'dx-hosted-50mbps-hour': portHours('Hosted', '50Mbps'),
  'dx-hosted-100mbps-hour': portHours('Hosted', '100Mbps'),
  'dx-hosted-200mbps-hour': portHours('Hosted', '200Mbps'),
  'dx-hosted-300mbps-hour': portHours('Hosted', '300Mbps'),
  'dx-hosted-400mbps-hour': portHours('Hosted', '400Mbps'),
  'dx-hosted-500mbps-hour': portHours('Hosted', '500Mbps'),
  'dx-hosted-1gbps-hour': portHours('Hosted', '1Gbps'),
  'dx-hosted-2gbps-hour': portHours('Hosted', '2Gbps'),
  'dx-hosted-5gbps-hour': portHours('Hosted', '5Gbps'),
  'dx-hosted-10gbps-hour': portHours('Hosted', '10Gbps'),
  'route53-zone-month': { family: 'DNS Zone', usage: 'HostedZone', unit: 'Mo', what: 'Hosted Zone' },
  'route53-million-queries': {
    family: 'DNS Query',
    usage: 'DNS-Queries',
    unit: 'Queries',
    per: perMillion,
    what: 'query',
  },
  'route53-health-check-month': {
    family: 'DNS Health Check',
    usage: 'Health-Check-AWS',
    unit: 'Mo',
    what: 'Health Check of an AWS endpoint',
  },
  'route53-health-check-elsewhere-month': {
    family: 'DNS Health Check',
    usage: 'Health-Check-Non-AWS',
    unit: 'Mo',
    what: 'Health Check of an endpoint outside AWS',
  },
  'resolver-interface-hour': {
    family: 'DNS Query',
    usage: 'ResolverNetworkInterface',
    unit: 'hours',
    what: 'Resolver network interface hour',
  },
  'resolver-million-queries': {
    family: 'DNS Query',
    usage: 'DNS-Queries',
    unit: 'Queries',
    per: perMillion,
    what: 'query through a Resolver endpoint',
  },
  'cloudfront-asia-pacific-gb': {
    family: 'Data Transfer',
    usage: 'AP-DataTransfer-Out-Bytes',
    unit: 'GB',
    what: 'GB data transfer out to viewers in Asia Pacific',
  },
  'cloudfront-north-america-gb': {
    family: 'Data Transfer',
    usage: 'US-DataTransfer-Out-Bytes',
    unit: 'GB',
    what: 'GB data transfer out to viewers in North America',
  },
  'cloudfront-europe-gb': {
    family: 'Data Transfer',
    usage: 'EU-DataTransfer-Out-Bytes',
    unit: 'GB',
    what: 'GB data transfer out to viewers in Europe',
  },
  'cloudfront-asia-pacific-10k-http-requests': {
    family: 'Request',
    usage: 'AP-Requests-Tier1',
    unit: 'Requests',
    per: 10_000,
    what: 'HTTP request',
  },
  'logs-ingest-gb': {
    family: 'Data Payload',
    usage: 'DataProcessing-Bytes',
    operation: 'PutLogEvents',
    toldBy: 'operation',
    group: 'Ingested Logs',
    unit: 'GB',
    what: 'GB custom log data ingested in Standard log class',
  },
  'logs-vended-gb': {
    family: 'Data Payload',
    usage: 'VendedLog-Bytes',
    group: 'Delivered Logs',
    unit: 'GB',
    what: 'GB vended log data delivered to CloudWatch Logs',
  },
  'logs-storage-gb-month': {
    family: 'Storage Snapshot',
    usage: 'TimedStorage-ByteHrs',
    unit: 'GB-Mo',
    what: 'GB-month of log storage',
  },
  'guardduty-flow-dns-gb': {
    family: 'Monitoring',
    usage: 'DataProcessed-Bytes',
    unit: 'GB',
    what: 'GB of VPC flow log and DNS log data analyzed',
  },
  'guardduty-million-events': {
    family: 'Monitoring',
    usage: 'PaidEventsAnalyzed',
    unit: 'Events',
    per: perMillion,
    what: 'CloudTrail management event analyzed',
  },
  'waf-web-acl-month': {
    family: 'Web Application Firewall',
    usage: 'WebACLV2',
    group: 'Web ACL',
    unit: 'ACL-Mo',
    what: 'web ACL per month',
  },
  'waf-rule-month': {
    family: 'Web Application Firewall',
    usage: 'RuleV2',
    group: 'Rule',
    unit: 'Rule-Mo',
    what: 'rule per month',
  },
  'waf-million-requests': {
    family: 'Web Application Firewall',
    usage: 'RequestV2-Tier1',
    group: 'Request',
    unit: 'Request',
    per: perMillion,
    what: 'request',
  },
};

/** Regions as the Price List has them: their name, and the prefix of their usage types where it is known. */
export const locations: Record<string, { name: string; prefix?: string }> = {
  'us-east-1': { name: 'US East (N. Virginia)', prefix: '' },
  'us-east-2': { name: 'US East (Ohio)', prefix: 'USE2-' },
  'us-west-1': { name: 'US West (N. California)', prefix: 'USW1-' },
  'us-west-2': { name: 'US West (Oregon)', prefix: 'USW2-' },
  'us-gov-east-1': { name: 'AWS GovCloud (US-East)' },
  'us-gov-west-1': { name: 'AWS GovCloud (US-West)' },
  'ca-central-1': { name: 'Canada (Central)', prefix: 'CAN1-' },
  'ca-west-1': { name: 'Canada West (Calgary)' },
  'eu-central-1': { name: 'EU (Frankfurt)', prefix: 'EUC1-' },
  'eu-north-1': { name: 'EU (Stockholm)', prefix: 'EUN1-' },
  'eu-south-1': { name: 'EU (Milan)' },
  'eu-west-1': { name: 'EU (Ireland)', prefix: 'EU-' },
  'eu-west-2': { name: 'EU (London)', prefix: 'EUW2-' },
  'eu-west-3': { name: 'EU (Paris)', prefix: 'EUW3-' },
  'il-central-1': { name: 'Israel (Tel Aviv)' },
  'me-south-1': { name: 'Middle East (Bahrain)' },
  'af-south-1': { name: 'Africa (Cape Town)', prefix: 'AFS1-' },
  'ap-east-1': { name: 'Asia Pacific (Hong Kong)', prefix: 'APE1-' },
  'ap-northeast-1': { name: 'Asia Pacific (Tokyo)', prefix: 'APN1-' },
  'ap-northeast-2': { name: 'Asia Pacific (Seoul)', prefix: 'APN2-' },
  'ap-northeast-3': { name: 'Asia Pacific (Osaka)', prefix: 'APN3-' },
  'ap-south-1': { name: 'Asia Pacific (Mumbai)', prefix: 'APS3-' },
  'ap-south-2': { name: 'Asia Pacific (Hyderabad)' },
  'ap-southeast-1': { name: 'Asia Pacific (Singapore)', prefix: 'APS1-' },
  'ap-southeast-2': { name: 'Asia Pacific (Sydney)', prefix: 'APS2-' },
  'ap-southeast-5': { name: 'Asia Pacific (Malaysia)' },
  'sa-east-1': { name: 'South America (Sao Paulo)', prefix: 'SAE1-' },
};
