import { byUrgency, type Finding } from '../findings/finding.ts';
import type { Snapshot } from '../snapshot/snapshot.ts';
import { diagnoseLoadBalancers } from './loadbalancer/index.ts';
import { diagnoseNatGateways } from './nat/index.ts';
import { analyze } from './overview/index.ts';

/**
 * What all diagnoses together name as the causes of failures that are seen, each once, the most urgent first. Balancers
 * and NAT gateways come before the overview, which has the same findings of them with less to go by.
 */
export function findCauses(snapshot: Snapshot): Finding[] {
  const found = new Map<string, Finding>();
  for (const f of [
    ...diagnoseLoadBalancers(snapshot).findings,
    ...diagnoseNatGateways(snapshot).findings,
    ...analyze(snapshot).findings,
  ]) {
    if (f.cause && !found.has(f.id)) found.set(f.id, f);
  }
  return [...found.values()].sort(byUrgency);
}
