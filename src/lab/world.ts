import { createHash } from 'node:crypto';
import type { Transition, World } from '../changes/world.ts';
import { openScope, type Scope, scopeOf } from '../snapshot/snapshot.ts';
import { advertisedOverBgp } from './seed/transit-gateway.ts';
import type { LabState } from './state.ts';

/**
 * The lab's state as changes see it. A read of a region that nothing was made in sees an empty scope and leaves none
 * behind.
 */
export function worldOf(
  state: LabState,
  { account, region, now, writes = true }: { account: string; region: string; now: Date; writes?: boolean },
): World {
  const { snapshot } = state;
  const scope = (name: string): Scope =>
    writes ? openScope(snapshot, account, name) : (scopeOf(snapshot, account, name) ?? { account, region: name });
  return {
    account,
    region,
    now,
    snapshot,
    here: scope(region),
    global: scope('global'),
    newId: (prefix) => `${prefix}-0${hexOf(`${prefix}/new/${state.sequence++}`)}`,
    later(transition: Transition) {
      const at = new Date(now.getTime() + transition.afterSeconds * 1000).toISOString();
      state.pending.push({ ...transition, at, account, region });
    },
    putMetrics: (series) => {
      state.putMetrics.push(...series.map((one) => ({ ...one, account, region })));
    },
    advertised: (resource) => advertisedOverBgp[resource],
  };
}

const hexOf = (text: string): string => createHash('sha256').update(text).digest('hex').slice(0, 16);
