import { all } from '../draft.ts';
import type { World } from '../world.ts';
import { callsOf, type Undos } from './entry.ts';

const logs = callsOf('logs');

const retentionOf = (world: World, name: string): number | undefined =>
  all(world, 'logs', 'logGroups').find((group) => group.logGroupName === name)?.retentionInDays;

export const undoLogGroups: Undos = {
  CreateLogGroup: (_, { logGroupName }) => [logs('DeleteLogGroup', { logGroupName })],
  PutRetentionPolicy: (world, { logGroupName }) => {
    const retentionInDays = retentionOf(world, logGroupName);
    return [
      retentionInDays === undefined
        ? logs('DeleteRetentionPolicy', { logGroupName })
        : logs('PutRetentionPolicy', { logGroupName, retentionInDays }),
    ];
  },
  DeleteRetentionPolicy: (world, { logGroupName }) => {
    const retentionInDays = retentionOf(world, logGroupName);
    return retentionInDays === undefined ? [] : [logs('PutRetentionPolicy', { logGroupName, retentionInDays })];
  },
};
