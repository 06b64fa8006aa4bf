import { analyzeNeeds } from '../diagnose/overview/needs.ts';
import type { Needs } from '../snapshot/reads.ts';
import { checks } from './index.ts';

/** All that the audit reads: what the network's model and the overview need, and each check's own. */
export const securityNeeds: Needs = [
  ...new Set([
    ...(analyzeNeeds as readonly never[]),
    ...checks.flatMap((c) => [...c.reads, ...(c.globalReads ?? []), ...(c.optionalReads ?? [])]),
  ]),
];
