import { z } from 'zod';
import { call, nullableNumber } from '../schemas.ts';

export const doSummarySchema = z.strictObject({
  result: z.enum(['already', 'preview', 'done', 'accepted']),
  record: z.string().nullable().describe('The audit record; null: nothing was done.'),
});

export const doData = z.strictObject({
  asked: z.string(),
  account: z.string(),
  region: z.string(),
  before: z.string(),
  calls: z.array(call),
  commands: z.array(z.string()),
  destructive: z.boolean().describe('A call that can cut somebody off is among them.'),
  effect: z.strictObject({
    targets: z.array(z.strictObject({ group: z.string(), target: z.string(), state: z.string() })),
    routes: z.array(z.strictObject({ table: z.string(), destination: z.string() })),
    addressesLost: z.array(z.string()),
    reach: z.string().nullable(),
    refused: z.array(z.strictObject({ operation: z.string(), code: z.string(), message: z.string() })),
    monthlyUsd: nullableNumber,
    formula: z.string(),
  }),
  undo: z.array(call).nullable().describe('null: not known before the call, or none.'),
  dryRun: z.array(z.strictObject({ operation: z.string(), code: z.string() })),
});
