import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type CollectOptions, collect } from '../../src/aws/collect.ts';
import { type Connection, connect } from '../../src/aws/connection.ts';
import { labConnection } from '../../src/lab/in-process.ts';
import { seedState } from '../../src/lab/seed/index.ts';
import type { ApiFault, LabState } from '../../src/lab/state.ts';
import { saveState } from '../../src/lab/store.ts';
import type { Snapshot } from '../../src/snapshot/snapshot.ts';

export const now = new Date('2026-11-23T00:00:00.000Z');

/** The way to a fresh lab inside this process, after a change to its state. */
export async function labConnections(
  change: (state: LabState) => void = () => {},
  roleArn: string[] = [],
  region: string[] = [],
): Promise<Connection[]> {
  process.env.NETOPS_HOME = mkdtempSync(join(tmpdir(), 'netops-lab-'));
  const state = seedState(now);
  change(state);
  await saveState(state);
  return await connect({ region, roleArn, lab: await labConnection() });
}

/** Everything that a fresh lab answers, after a change to its state. */
export async function collectLab(
  change?: (state: LabState) => void,
  options: Partial<CollectOptions> & { roleArn?: string[] } = {},
): Promise<Snapshot> {
  const { roleArn, ...rest } = options;
  return await collect({ connections: await labConnections(change, roleArn), needs: 'all', now, ...rest });
}

/** Makes calls of the lab fail. */
export const fault =
  (operation: string, effect: ApiFault['effect'], more: Partial<ApiFault> = {}) =>
  (state: LabState): void => {
    state.apiFaults.push({ id: operation, operation, effect, ...more });
  };

export const error = (code: string, status = 400): ApiFault['effect'] => ({ kind: 'error', code, status });
