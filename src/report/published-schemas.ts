import { z } from 'zod';
import { analyzeData, analyzeSummarySchema } from './schemas/analyze.ts';
import { lbData, lbSummarySchema } from './schemas/lb.ts';
import { envelope } from './schemas.ts';

/** Each document's schema by the document's kind, for validation. */
export const documents = {
  analyze: envelope('analyze', analyzeSummarySchema, analyzeData),
  lb: envelope('lb', lbSummarySchema, lbData),
};

/** JSON Schema (draft 2020-12) of each document. */
export const publishedSchemas = (): Record<string, unknown> =>
  Object.fromEntries(
    Object.entries(documents).map(([kind, schema]) => [kind, { title: `netops ${kind}`, ...z.toJSONSchema(schema) }]),
  );
