import type { Handlers } from '../handler.ts';
import type { LabService } from '../protocol/service.ts';

/** Each service's reading operations, loaded on its first call. */
export const readers: Partial<Record<LabService, () => Promise<{ reads: Handlers }>>> = {
  sts: () => import('./sts.ts'),
};
