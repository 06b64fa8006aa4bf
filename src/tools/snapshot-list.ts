import { z } from 'zod';
import { snapshotsListed, tools as text } from '../messages/tools.ts';
import { tool } from './tool.ts';

export default tool({
  name: 'snapshot_list',
  ...text.snapshotList,
  input: z.object({}),
  changes: false,
  local: true,
  run: async () => {
    const { listSnapshots, snapshotEntry } = await import('../capabilities/snapshots.ts');
    const snapshots = (await listSnapshots()).map(snapshotEntry).reverse();
    return { says: snapshotsListed(snapshots.length, snapshots[0]?.name), data: { snapshots } };
  },
});
