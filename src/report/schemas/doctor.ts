import { z } from 'zod';
import { isoInstant, nullableNumber } from '../schemas.ts';

const text = z.string();
const checked = z.array(z.strictObject({ state: z.enum(['ok', 'warn', 'fail', 'info']), says: text }));

export const doctorSummarySchema = z.strictObject({
  readable: z.boolean().describe('Something can be read.'),
  refused: z.number().describe('Calls that were refused or failed.'),
});

export const doctorData = z.strictObject({
  accounts: z.array(
    z.strictObject({
      account: text.nullable(),
      callerArn: text.nullable(),
      expires: isoInstant.nullable(),
      clockSkewSeconds: nullableNumber.describe('This machine’s clock less AWS’s.'),
      region: text,
      credentials: checked,
      connection: checked,
    }),
  ),
  permissions: z.array(
    z.strictObject({
      account: text.nullable(),
      action: text.describe('The IAM action.'),
      operation: text,
      state: z.enum(['ok', 'fail', 'not-tried']),
      code: text.nullable(),
      onRequest: z.boolean().describe('Only some commands need it.'),
      lost: text.describe('What a report lacks without it.'),
    }),
  ),
  problem: text.nullable().describe('Why nothing could be asked.'),
  surroundings: checked,
});
