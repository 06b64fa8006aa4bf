import { z } from 'zod';

export const initSummarySchema = z.strictObject({
  program: z.enum(['kiro', 'claude', 'vscode', 'cursor']),
  folder: z.string(),
  created: z.number(),
  changed: z.number(),
  unchanged: z.number(),
});

export const initData = z.strictObject({
  files: z.array(z.strictObject({ path: z.string(), state: z.enum(['created', 'changed', 'unchanged']) })),
  kept: z.array(z.string()).describe('Copies of texts that were replaced.'),
});
