import { z } from 'zod';
import { isoInstant } from '../schemas.ts';

/** `netops lab start`, `status`, `stop` and `reset`: what runs, and what is saved; `faults`, `break` and `heal`. */
export const labSummarySchema = z.strictObject({
  running: z.boolean().optional(),
  endpoint: z.url().optional(),
  pid: z.number().optional(),
  region: z.string().optional(),
  saved: z.boolean().optional().describe('status: there is a saved state.'),
  stopped: z.boolean().optional().describe('stop: a server was running and is not any more.'),
  reset: z.boolean().optional(),
  faults: z.number().optional().describe('faults: how many kinds there are.'),
  made: z.number().optional().describe('faults: how many are made and not healed.'),
  broken: z.string().optional().describe('break: the fault.'),
  healed: z.number().optional().describe('heal: how many.'),
});

const truth = z
  .strictObject({ code: z.string(), resource: z.string() })
  .describe('What a diagnosis must name: the code of the cause, and the resource to change.');

export const labData = z.strictObject({
  createdAt: isoInstant.optional(),
  region: z.string().optional(),
  changes: z.number().optional().describe('Changes made so far, as CloudTrail events.'),
  pending: z.number().optional().describe('Transitions under way.'),
  linksDown: z.array(z.string()).optional(),
  apiFaults: z.number().optional(),
  faults: z
    .array(
      z.strictObject({
        id: z.string(),
        area: z.string(),
        says: z.string(),
        truth,
        brokenAt: isoInstant.nullable(),
      }),
    )
    .optional(),
  at: isoInstant.optional().describe('break: when it has happened, for all that looks at the lab.'),
  truth: truth.optional(),
  healed: z.array(z.string()).optional(),
  aside: z.string().nullable().optional().describe('reset: where the earlier state is kept.'),
});
