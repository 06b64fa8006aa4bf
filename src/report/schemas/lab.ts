import { z } from 'zod';
import { isoInstant } from '../schemas.ts';

/** `netops lab start`, `status`, `stop` and `reset`: what runs, and what is saved. */
export const labSummarySchema = z.strictObject({
  running: z.boolean(),
  endpoint: z.url().optional(),
  pid: z.number().optional(),
  region: z.string().optional(),
  saved: z.boolean().optional().describe('status: there is a saved state.'),
  stopped: z.boolean().optional().describe('stop: a server was running and is not any more.'),
  reset: z.boolean().optional(),
});

export const labData = z.strictObject({
  createdAt: isoInstant.optional(),
  region: z.string().optional(),
  changes: z.number().optional().describe('Changes made so far, as CloudTrail events.'),
  pending: z.number().optional().describe('Transitions under way.'),
  linksDown: z.array(z.string()).optional(),
  apiFaults: z.number().optional(),
  aside: z.string().nullable().optional().describe('reset: where the earlier state is kept.'),
});
