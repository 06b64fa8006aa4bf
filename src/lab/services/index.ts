import type { Handlers } from '../handler.ts';
import type { LabService } from '../protocol/service.ts';

/** Each service's reading operations, loaded on its first call. */
export const readers: Partial<Record<LabService, () => Promise<{ reads: Handlers }>>> = {
  ec2: () => import('./ec2.ts'),
  route53: () => import('./route53.ts'),
  route53resolver: () => import('./route53resolver.ts'),
  sts: () => import('./sts.ts'),
};
