import { z } from 'zod';
import { costServices } from '../../diagnose/cost/use.ts';
import { severities } from '../../findings/finding.ts';
import { isoInstant, nullableNumber } from '../schemas.ts';

const text = z.string();

const bill = {
  monthlyUsd: z
    .number()
    .describe('The sum of what is known for sure; the bill is at least this while items are unknown.'),
  atMostUsd: z.number().describe('What may come to it at most: quantities that count what AWS may not bill.'),
  items: z.number(),
  unknown: z.number().describe('Items whose cost is unknown: on the bill, and in neither sum.'),
};

export const costSummarySchema = z.strictObject({
  ...bill,
  savings: z.number(),
  savableUsd: z.number().describe('A month, of savings that are sure; nothing is counted twice.'),
  savableAtMostUsd: z.number().describe('A month, of savings that depend on traffic, if all of it counts.'),
  savingsUnknown: z.number(),
  findings: z.strictObject(
    Object.fromEntries(severities.map((s) => [s, z.number()])) as Record<(typeof severities)[number], z.ZodNumber>,
  ),
});

export const costData = z.strictObject({
  prices: z
    .strictObject({
      table: z.enum(['bundled', 'refreshed']),
      refreshedAt: isoInstant.nullable(),
      file: text.nullable(),
      oldest: text.nullable().describe('The date of the oldest price that was used.'),
      newest: text.nullable(),
    })
    .describe('Which price table was used. Each item names the source and date of its own price.'),
  measured: z
    .strictObject({ from: isoInstant, to: isoInstant })
    .nullable()
    .describe('The window whose traffic stands for a month of 730 hours; null: nothing was measured.'),
  items: z.array(
    z.strictObject({
      service: z.enum(costServices),
      account: text,
      region: text,
      product: text.nullable().describe('null: the price table has no product for it.'),
      what: text,
      resources: z.array(
        z.strictObject({
          id: text,
          name: text.nullable(),
          vpc: text.nullable(),
          quantity: nullableNumber,
          monthlyUsd: nullableNumber,
        }),
      ),
      quantity: nullableNumber,
      basis: z
        .enum(['configured', 'measured', 'unknown'])
        .describe('configured: counted from what is there; measured: by CloudWatch in the window.'),
      unit: text.nullable(),
      unitUsd: nullableNumber.describe('Of the first unit of a month.'),
      monthlyUsd: nullableNumber.describe('Below zero: AWS waives it.'),
      atMost: z.boolean(),
      formula: text,
      why: text.nullable().describe('Why it is unknown.'),
      source: text.nullable(),
      asOf: text.nullable(),
    }),
  ),
  services: z.array(z.strictObject({ key: z.enum(costServices), ...bill })),
  vpcs: z.array(z.strictObject({ key: text.nullable(), name: text.nullable(), ...bill })),
  regions: z.array(z.strictObject({ key: text, ...bill })),
  accounts: z.array(z.strictObject({ key: text, ...bill })),
  savings: z.array(
    z.strictObject({
      code: text,
      account: text,
      region: text,
      resource: text,
      resourceName: text.nullable(),
      affected: z.array(text),
      says: text,
      monthlyUsd: nullableNumber,
      upTo: z.boolean().describe('The most that it can be.'),
      alternative: z.boolean().describe('A dearer saving frees the same: it adds nothing to the sum.'),
      formula: text,
      risk: text,
      effort: text,
      fix: text.nullable(),
      command: text,
      verified: z.boolean(),
      source: text.nullable(),
      asOf: text.nullable(),
    }),
  ),
});
