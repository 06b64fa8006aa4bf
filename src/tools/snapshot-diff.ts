import { z } from 'zod';
import { tools as text } from '../messages/tools.ts';
import { tool } from './tool.ts';

/** A path would let a caller look at any folder. */
const name = z
  .string()
  .regex(/^[A-Za-z0-9][\w.-]*$/)
  .optional();

export default tool({
  name: 'snapshot_diff',
  ...text.snapshotDiff,
  input: z.object({
    before: name.describe('Name of the earlier snapshot, or its beginning; the one before the latest when left out'),
    after: name.describe('Name of the later one; the latest when left out'),
  }),
  changes: false,
  local: true,
  run: async ({ before, after }, setting) => {
    const { answerSnapshotDiff } = await import('../capabilities/snapshots.ts');
    return await answerSnapshotDiff(
      { ...(before === undefined ? {} : { before }), ...(after === undefined ? {} : { after }) },
      setting,
    );
  },
});
