import { z } from 'zod';
import { analyzeData, analyzeSummarySchema } from './schemas/analyze.ts';
import { chatData, chatSummarySchema } from './schemas/chat.ts';
import { costData, costSummarySchema } from './schemas/cost.ts';
import { demoData, demoSummarySchema } from './schemas/demo.ts';
import { doData, doSummarySchema } from './schemas/do.ts';
import { doctorData, doctorSummarySchema } from './schemas/doctor.ts';
import { exposureData, exposureSummarySchema } from './schemas/exposure.ts';
import { initData, initSummarySchema } from './schemas/init.ts';
import { labData, labSummarySchema } from './schemas/lab.ts';
import { lbData, lbSummarySchema } from './schemas/lb.ts';
import { natData, natSummarySchema } from './schemas/nat.ts';
import { pathData, pathSummarySchema } from './schemas/path.ts';
import { planSchema } from './schemas/plan.ts';
import { securityData, securitySummarySchema } from './schemas/security.ts';
import {
  snapshotDiffData,
  snapshotDiffSummarySchema,
  snapshotListData,
  snapshotListSummarySchema,
  snapshotSaveData,
  snapshotSaveSummarySchema,
} from './schemas/snapshot.ts';
import { envelope } from './schemas.ts';

/** Each document's schema by the document's kind, for validation. */
export const documents = {
  analyze: envelope('analyze', analyzeSummarySchema, analyzeData),
  chat: envelope('chat', chatSummarySchema, chatData),
  cost: envelope('cost', costSummarySchema, costData),
  demo: envelope('demo', demoSummarySchema, demoData),
  do: envelope('do', doSummarySchema, doData),
  doctor: envelope('doctor', doctorSummarySchema, doctorData),
  exposure: envelope('exposure', exposureSummarySchema, exposureData),
  init: envelope('init', initSummarySchema, initData),
  lab: envelope('lab', labSummarySchema, labData),
  lb: envelope('lb', lbSummarySchema, lbData),
  nat: envelope('nat', natSummarySchema, natData),
  path: envelope('path', pathSummarySchema, pathData),
  security: envelope('security', securitySummarySchema, securityData),
  'snapshot-diff': envelope('snapshot-diff', snapshotDiffSummarySchema, snapshotDiffData),
  'snapshot-list': envelope('snapshot-list', snapshotListSummarySchema, snapshotListData),
  'snapshot-save': envelope('snapshot-save', snapshotSaveSummarySchema, snapshotSaveData),
};

/** JSON Schema (draft 2020-12) of each document. */
export const publishedSchemas = (): Record<string, unknown> => ({
  ...Object.fromEntries(
    Object.entries(documents).map(([kind, schema]) => [kind, { title: `netops ${kind}`, ...z.toJSONSchema(schema) }]),
  ),
  // Of `netops chat --plan`: the one document without an envelope.
  plan: { title: 'netops plan', ...z.toJSONSchema(planSchema) },
});
