import type { Handlers } from '../handler.ts';
import type { LabService } from '../protocol/service.ts';

/** Each service's reading operations, loaded on its first call. */
export const readers: Partial<Record<LabService, () => Promise<{ reads: Handlers }>>> = {
  cloudfront: () => import('./cloudfront.ts'),
  cloudtrail: () => import('./cloudtrail.ts'),
  directconnect: () => import('./directconnect.ts'),
  ec2: () => import('./ec2.ts'),
  guardduty: () => import('./guardduty.ts'),
  iam: () => import('./iam.ts'),
  logs: () => import('./logs.ts'),
  networkfirewall: () => import('./networkfirewall.ts'),
  route53: () => import('./route53.ts'),
  route53resolver: () => import('./route53resolver.ts'),
  shield: () => import('./shield.ts'),
  sts: () => import('./sts.ts'),
  wafv2: () => import('./wafv2.ts'),
};
