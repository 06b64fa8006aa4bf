import { z } from 'zod';
import { isoInstant, nullableNumber } from '../schemas.ts';

const text = z.string();

export const snapshotSaveSummarySchema = z.strictObject({ resources: z.number(), gaps: z.number() });
export const snapshotSaveData = z.strictObject({ path: text });

export const snapshotListSummarySchema = z.strictObject({ snapshots: z.number() });
export const snapshotListData = z.strictObject({
  folder: text,
  snapshots: z.array(
    z.strictObject({
      name: text,
      damaged: z.boolean(),
      takenAt: isoInstant.nullable(),
      source: text.nullable(),
      accounts: z.array(text),
      regions: z.array(text),
      gaps: nullableNumber,
    }),
  ),
});

export const snapshotDiffSummarySchema = z.strictObject({
  changes: z.number(),
  added: z.number(),
  removed: z.number(),
  changed: z.number(),
});
const side = z.strictObject({ folder: text, takenAt: isoInstant });
const place = { account: text, region: text, key: text.describe('`ec2.SecurityGroups`: where it was found.') };
export const snapshotDiffData = z.strictObject({
  before: side,
  after: side,
  changes: z.array(
    z.strictObject({
      ...place,
      resource: text,
      resourceName: text.optional(),
      kind: z.enum(['added', 'removed', 'changed']),
      says: text,
      before: text.nullable(),
      after: text.nullable(),
    }),
  ),
  notCompared: z.array(z.strictObject(place)).describe('Keys that only one of the snapshots has read.'),
});
