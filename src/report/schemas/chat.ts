import { z } from 'zod';
import { isoInstant, nullableNumber } from '../schemas.ts';
import { planSchema } from './plan.ts';

export const chatSummarySchema = z.strictObject({
  prompt: z.string(),
  answer: z.string().describe('Markdown.'),
  agent: z.string(),
  model: z.string().nullable().describe('null: answered without a language model.'),
  plan: planSchema.optional().describe("The planner's, when it answered."),
  tools: z.array(
    z.strictObject({ tool: z.string(), input: z.unknown(), seconds: z.number(), error: z.string().optional() }),
  ),
  files: z.array(z.string()).describe('Written, in this order.'),
  question: z
    .strictObject({ says: z.string(), choices: z.array(z.string()) })
    .optional()
    .describe('Asked back: the prompt was not clear.'),
  failed: z.array(z.string()).describe('What was asked for and could not be done.'),
  removedFigures: z.array(z.string()).describe("Taken out of a model's answer: no tool has said them."),
  notes: z
    .array(z.string())
    .describe('About the answer: what was removed, a model that could not be used, a hook that failed.'),
  tokens: z
    .strictObject({ input: nullableNumber, output: nullableNumber })
    .nullable()
    .describe('What the language model counted; null: there was none.'),
});

export const chatData = z.strictObject({
  told: z.array(
    z.strictObject({
      tool: z.string(),
      takenAt: isoInstant,
      resources: z.array(z.strictObject({ kind: z.string(), id: z.string(), name: z.string().optional() })),
    }),
  ),
  context: z.array(z.strictObject({ path: z.string(), tokens: z.number().describe('About; by o200k.') })),
});
