import { z } from 'zod';
import { nullableNumber } from '../schemas.ts';

export const demoSummarySchema = z.strictObject({
  cause: z.string().nullable().describe('The code of the cause that was found for the broken target.'),
});

const health = z.strictObject({ healthy: nullableNumber, total: nullableNumber });

export const demoData = z.strictObject({
  stopped: z.strictObject({ id: z.string(), from: z.string(), to: z.string() }),
  healthyBefore: health,
  healthyAfter: health,
  files: z.array(z.string()),
  aside: z.string().nullable().describe('Where the earlier lab state is kept.'),
});
