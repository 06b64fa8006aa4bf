import { applyTransition } from '../../changes/settle.ts';
import type { LabState } from '../state.ts';
import { worldOf } from '../world.ts';
import { recording } from './history.ts';

/**
 * Brings about what is due: instances reach the state they were on the way to, targets finish registering. A transition
 * may start another one, which is brought about too when it is due already.
 *
 * @returns whether anything changed
 */
export function settle(state: LabState, now: Date): boolean {
  let changed = false;
  for (;;) {
    const due = state.pending
      .filter((t) => Date.parse(t.at) <= now.getTime())
      .sort((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : 0))[0];
    if (due === undefined) return changed;
    state.pending.splice(state.pending.indexOf(due), 1);
    const { at, account, region, ...transition } = due;
    const world = worldOf(state, { account, region, now: new Date(at) });
    recording(state, world.now, () => applyTransition(world, transition));
    changed = true;
  }
}
