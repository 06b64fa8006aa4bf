import type { ServiceName } from '../snapshot/snapshot.ts';
import type { Collector } from './read.ts';

/** Every service's file, loaded when a read of it is needed: an SDK client costs memory and start-up time. */
const files: Record<ServiceName, () => Promise<{ collector: unknown }>> = {
  ec2: () => import('./collect/ec2.ts'),
  elbv2: () => import('./collect/elbv2.ts'),
  route53: () => import('./collect/route53.ts'),
  route53resolver: () => import('./collect/route53resolver.ts'),
  directconnect: () => import('./collect/directconnect.ts'),
  cloudfront: () => import('./collect/cloudfront.ts'),
  wafv2: () => import('./collect/wafv2.ts'),
  shield: () => import('./collect/shield.ts'),
  guardduty: () => import('./collect/guardduty.ts'),
  networkfirewall: () => import('./collect/networkfirewall.ts'),
  iam: () => import('./collect/iam.ts'),
  cloudwatch: () => import('./collect/cloudwatch.ts'),
  logs: () => import('./collect/logs.ts'),
  cloudtrail: () => import('./collect/cloudtrail.ts'),
  acm: () => import('./collect/acm.ts'),
  configservice: () => import('./collect/configservice.ts'),
  ssm: () => import('./collect/ssm.ts'),
  s3: () => import('./collect/s3.ts'),
  route53domains: () => import('./collect/route53domains.ts'),
};

export const services = Object.keys(files) as ServiceName[];

/** A service's declarations, their types forgotten: the collector treats all services alike. */
export const loadCollector = async (service: ServiceName): Promise<Collector<Record<string, unknown>>> =>
  (await files[service]()).collector as Collector<Record<string, unknown>>;
