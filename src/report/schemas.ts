import { z } from 'zod';
import { severities } from '../findings/finding.ts';

/*
 * The JSON contract, as published in `schemas/`. What the tests produce is validated against it, and a key that is not
 * declared here fails them: the contract is what is written here, not what happens to be printed.
 */

export const isoInstant = z.iso.datetime().describe('An instant, UTC.');
export const nullableNumber = z.number().nullable().describe('null: unknown.');

export const call = z
  .strictObject({ service: z.string(), operation: z.string(), input: z.record(z.string(), z.unknown()) })
  .describe('One AWS API call, as the SDK takes it.');

export const evidence = z.strictObject({
  says: z.string(),
  from: z.string().describe('service:Operation'),
  id: z.string(),
  rule: z.string().optional(),
});

export const fix = z.strictObject({
  says: z.string(),
  command: z.string(),
  calls: z.array(call),
  verified: z.boolean().describe('The calls were applied to a copy of the snapshot and the fault was gone.'),
});

export const findingSchema = z.strictObject({
  id: z.string().describe('Stable over runs.'),
  code: z.string().regex(/^[A-Z][A-Z0-9_]+$/),
  severity: z.enum(severities),
  priority: z.enum(['P0', 'P1', 'P2', 'P3']),
  account: z.string(),
  region: z.string(),
  resource: z.string().describe('What to change.'),
  resourceName: z.string().optional(),
  affected: z.array(z.string()).describe('What suffers.'),
  title: z.string(),
  cause: z.boolean().describe('It explains a failure that is seen.'),
  evidence: z.array(evidence),
  fixes: z.array(fix),
  impact: z.string(),
  cost: z.strictObject({ monthlyUsd: nullableNumber }).optional(),
  references: z.array(z.url()),
});

export const gapSchema = z.strictObject({
  account: z.string(),
  region: z.string(),
  service: z.string(),
  operation: z.string(),
  code: z.string(),
  means: z.string().describe('What the document lacks for it.'),
});

/** The envelope that every document has, around a command's own summary and data. */
export const envelope = <S extends z.ZodType, D extends z.ZodType>(kind: string, summary: S, data: D) =>
  z.strictObject({
    schemaVersion: z.literal(1),
    kind: z.literal(kind),
    accounts: z.array(z.string()),
    regions: z.array(z.string()),
    source: z.string(),
    takenAt: isoInstant,
    summary,
    findings: z.array(findingSchema),
    data,
    gaps: z.array(gapSchema),
  });
