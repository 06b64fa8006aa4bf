import type { Scope } from '../../snapshot/snapshot.ts';
import type { Host, LabState } from '../state.ts';
import { labAccount, labRegion } from './ids.ts';

/** A lab in which nothing has happened yet, around the given network. */
export const freshState = (now: Date, scopes: Scope[], hosts: Record<string, Host>): LabState => ({
  version: 1,
  createdAt: now.toISOString(),
  snapshot: {
    schemaVersion: 1,
    takenAt: now.toISOString(),
    source: 'lab',
    accounts: [{ id: labAccount, partition: 'aws', callerArn: `arn:aws:iam::${labAccount}:user/netops-lab` }],
    regions: [labRegion],
    scopes,
    gaps: [],
  },
  hosts,
  linksDown: [],
  load: {},
  pending: [],
  events: [],
  putMetrics: [],
  apiFaults: [],
  sequence: 1,
});
