/** An SDK client: how its package is loaded, and what its class is called there. */
export interface SdkClient {
  className: string;
  load: () => Promise<object>;
  /** Asked in the partition's first region, wherever the resources are. */
  global?: true;
}

/**
 * Every SDK client that a call may be made with, by its short name. Loading one costs memory and start-up time, so each
 * is loaded when it is used.
 */
export const sdkClients: Readonly<Record<string, SdkClient>> = {
  acm: { className: 'ACMClient', load: () => import('@aws-sdk/client-acm') },
  cloudfront: { className: 'CloudFrontClient', load: () => import('@aws-sdk/client-cloudfront'), global: true },
  cloudtrail: { className: 'CloudTrailClient', load: () => import('@aws-sdk/client-cloudtrail') },
  cloudwatch: { className: 'CloudWatchClient', load: () => import('@aws-sdk/client-cloudwatch') },
  configservice: { className: 'ConfigServiceClient', load: () => import('@aws-sdk/client-config-service') },
  directconnect: { className: 'DirectConnectClient', load: () => import('@aws-sdk/client-direct-connect') },
  ec2: { className: 'EC2Client', load: () => import('@aws-sdk/client-ec2') },
  elbv2: {
    className: 'ElasticLoadBalancingV2Client',
    load: () => import('@aws-sdk/client-elastic-load-balancing-v2'),
  },
  guardduty: { className: 'GuardDutyClient', load: () => import('@aws-sdk/client-guardduty') },
  iam: { className: 'IAMClient', load: () => import('@aws-sdk/client-iam'), global: true },
  logs: { className: 'CloudWatchLogsClient', load: () => import('@aws-sdk/client-cloudwatch-logs') },
  networkfirewall: { className: 'NetworkFirewallClient', load: () => import('@aws-sdk/client-network-firewall') },
  pricing: { className: 'PricingClient', load: () => import('@aws-sdk/client-pricing'), global: true },
  route53: { className: 'Route53Client', load: () => import('@aws-sdk/client-route-53'), global: true },
  route53domains: {
    className: 'Route53DomainsClient',
    load: () => import('@aws-sdk/client-route-53-domains'),
    global: true,
  },
  route53resolver: { className: 'Route53ResolverClient', load: () => import('@aws-sdk/client-route53resolver') },
  s3: { className: 'S3Client', load: () => import('@aws-sdk/client-s3') },
  shield: { className: 'ShieldClient', load: () => import('@aws-sdk/client-shield'), global: true },
  ssm: { className: 'SSMClient', load: () => import('@aws-sdk/client-ssm') },
  sts: { className: 'STSClient', load: () => import('@aws-sdk/client-sts') },
  wafv2: { className: 'WAFV2Client', load: () => import('@aws-sdk/client-wafv2') },
};

/** Other names of the same services: the AWS CLI's, IAM's and the endpoints'. */
const otherNames: Readonly<Record<string, string>> = {
  elasticloadbalancing: 'elbv2',
  elasticloadbalancingv2: 'elbv2',
  elb: 'elbv2',
  cloudwatchlogs: 'logs',
  monitoring: 'cloudwatch',
  config: 'configservice',
  waf: 'wafv2',
  dx: 'directconnect',
};

/** The short name of a service, however it is written: `route-53`, `Elastic Load Balancing v2`. Undefined: unknown. */
export function serviceNamed(given: string): string | undefined {
  const plain = given.toLowerCase().replace(/[^a-z0-9]/g, '');
  const name = Object.hasOwn(otherNames, plain) ? otherNames[plain]! : plain;
  return Object.hasOwn(sdkClients, name) ? name : undefined;
}

/** A service's operations, as its SDK names them. */
export const operationsOf = async (service: string): Promise<string[]> =>
  Object.keys(await sdkClients[service]!.load())
    .filter((name) => /^[A-Z]\w+Command$/.test(name))
    .map((name) => name.slice(0, -'Command'.length));
