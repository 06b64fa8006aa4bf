import type { LabState } from './state.ts';

/** The lab's time: the machine's, unless a test has stopped it. */
export const labNow = (state: LabState): Date =>
  state.clock?.fixed === undefined ? new Date() : new Date(state.clock.fixed);
