import type { Handlers } from '../handler.ts';
import type { LabService } from '../protocol/service.ts';

/** Each service's reading operations, loaded on its first call. */
export const readers: Partial<Record<LabService, () => Promise<{ reads: Handlers }>>> = {
  ec2: () => import('./ec2.ts'),
  elbv2: () => import('./elbv2.ts'),
  route53: () => import('./route53.ts'),
  route53resolver: () => import('./route53resolver.ts'),
  directconnect: () => import('./directconnect.ts'),
  cloudfront: () => import('./cloudfront.ts'),
  wafv2: () => import('./wafv2.ts'),
  shield: () => import('./shield.ts'),
  guardduty: () => import('./guardduty.ts'),
  networkfirewall: () => import('./networkfirewall.ts'),
  iam: () => import('./iam.ts'),
  cloudwatch: () => import('./cloudwatch.ts'),
  logs: () => import('./logs.ts'),
  pricing: () => import('./pricing.ts'),
  cloudtrail: () => import('./cloudtrail.ts'),
  acm: () => import('./acm.ts'),
  configservice: () => import('./configservice.ts'),
  ssm: () => import('./ssm.ts'),
  s3: () => import('./s3.ts'),
  route53domains: () => import('./route53domains.ts'),
  sts: () => import('./sts.ts'),
};
