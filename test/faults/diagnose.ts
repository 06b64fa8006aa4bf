import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { collect } from '../../src/aws/collect.ts';
import { connect } from '../../src/aws/connection.ts';
import { findCauses } from '../../src/diagnose/causes.ts';
import { lbMetrics } from '../../src/diagnose/loadbalancer/metrics.ts';
import { lbEvents, lbNeeds } from '../../src/diagnose/loadbalancer/needs.ts';
import { analyzeMetrics, analyzeNeeds } from '../../src/diagnose/overview/needs.ts';
import type { Finding } from '../../src/findings/finding.ts';
import type { Fault } from '../../src/lab/faults/fault.ts';
import { breakFault } from '../../src/lab/faults/inject.ts';
import { labConnection } from '../../src/lab/in-process.ts';
import { seedState } from '../../src/lab/seed/index.ts';
import type { LabState } from '../../src/lab/state.ts';
import { saveState } from '../../src/lab/store.ts';
import type { Snapshot } from '../../src/snapshot/snapshot.ts';

export const now = new Date('2026-11-23T03:00:00.000Z');

const tenMinutes = 600_000;

/** A lab, at a fixed time, that some faults were made in, ten minutes apart. */
export function labWith(...faults: readonly Fault[]): LabState {
  const state = seedState(new Date(now.getTime() - 86_400_000));
  faults.forEach((fault, i) => {
    const at = new Date(now.getTime() - (faults.length - 1 - i) * tenMinutes);
    state.clock = { fixed: at.toISOString() };
    breakFault(state, fault, at);
  });
  state.clock = { fixed: now.toISOString() };
  return state;
}

/** What a collection over the lab's own AWS protocols sees of a state: nothing of the faults' records. */
export async function look(state: LabState): Promise<Snapshot> {
  process.env.NETOPS_HOME ??= mkdtempSync(join(tmpdir(), 'netops-faults-'));
  await saveState(state);
  const connections = await connect({ region: [], roleArn: [], lab: await labConnection() });
  try {
    return await collect({
      connections,
      needs: [...new Set([...analyzeNeeds, ...lbNeeds])] as typeof analyzeNeeds,
      now,
      metrics: (snapshot) => [...analyzeMetrics(snapshot), ...lbMetrics(snapshot)],
      events: lbEvents,
    });
  } finally {
    for (const connection of connections) connection.close();
  }
}

/** The causes that a diagnosis of a lab with these faults names. */
export const diagnosed = async (...faults: readonly Fault[]): Promise<Finding[]> =>
  findCauses(await look(labWith(...faults)));
