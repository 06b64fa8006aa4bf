import type { ApiFault, LabState } from './state.ts';

/** A call as faults pick it out. */
export interface FaultTarget {
  /** `ec2:DescribeVpcs` */
  operation: string;
  region: string;
  account: string;
}

const patternOf = (operation: string): RegExp =>
  new RegExp(`^${operation.replace(/[.*+?^${}()|[\]\\]/g, (c) => (c === '*' ? '.*' : `\\${c}`))}$`, 'i');

const matches = (fault: ApiFault, target: FaultTarget): boolean =>
  patternOf(fault.operation).test(target.operation) &&
  (fault.region ?? target.region) === target.region &&
  (fault.account ?? target.account) === target.account;

/**
 * What goes wrong with a call, and counts it: a fault with `times` is gone after so many, one with `share` hits that
 * share of the calls, evenly spread, the same ones each time.
 */
export function takeFaults(state: LabState, target: FaultTarget): ApiFault['effect'][] {
  const effects: ApiFault['effect'][] = [];
  for (const fault of state.apiFaults) {
    if (!matches(fault, target)) continue;
    const seen = fault.seen ?? 0;
    fault.seen = seen + 1;
    const share = fault.share ?? 1;
    if (Math.floor((seen + 1) * share) === Math.floor(seen * share)) continue;
    effects.push(fault.effect);
    if (fault.times !== undefined) fault.times--;
  }
  if (effects.length > 0) state.apiFaults = state.apiFaults.filter((fault) => fault.times !== 0);
  return effects;
}
