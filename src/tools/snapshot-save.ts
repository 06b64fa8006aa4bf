import { z } from 'zod';
import { snapshotKept, tools as text } from '../messages/tools.ts';
import { tool } from './tool.ts';

export default tool({
  name: 'snapshot_save',
  ...text.snapshotSave,
  input: z.object({}),
  changes: false,
  writes: true,
  run: async (_, setting) => {
    const { keepSnapshot } = await import('../capabilities/snapshots.ts');
    const { basename } = await import('node:path');
    const { snapshot, path, resources } = await keepSnapshot(setting);
    const { takenAt, source, regions, accounts, gaps } = snapshot;
    const name = basename(path);
    const data = { name, path, takenAt, source, accounts: accounts.map((a) => a.id), regions, resources, gaps };
    return { says: snapshotKept(name, resources, gaps.length), data };
  },
});
