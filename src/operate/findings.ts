import { audit } from '../checks/audit.ts';
import { checks } from '../checks/index.ts';
import { securityNeeds } from '../checks/needs.ts';
import { diagnoseCost } from '../diagnose/cost/index.ts';
import { costMetrics } from '../diagnose/cost/metrics.ts';
import { costNeeds } from '../diagnose/cost/needs.ts';
import { diagnoseLoadBalancers } from '../diagnose/loadbalancer/index.ts';
import { lbMetrics } from '../diagnose/loadbalancer/metrics.ts';
import { lbNeeds } from '../diagnose/loadbalancer/needs.ts';
import { diagnoseNatGateways } from '../diagnose/nat/index.ts';
import { natMetrics } from '../diagnose/nat/metrics.ts';
import { natNeeds } from '../diagnose/nat/needs.ts';
import { checks as overviewChecks } from '../diagnose/overview/checks/index.ts';
import { analyze } from '../diagnose/overview/index.ts';
import { analyzeNeeds } from '../diagnose/overview/needs.ts';
import type { Finding } from '../findings/finding.ts';
import type { MetricQuery } from '../snapshot/metrics.ts';
import type { Needs } from '../snapshot/reads.ts';
import type { Snapshot } from '../snapshot/snapshot.ts';

/** One command's findings: what it reads, and what it finds in that. */
interface Source {
  needs: Needs;
  metrics?(known: Snapshot): MetricQuery[];
  find(snapshot: Snapshot): Finding[];
}

/** The traffic that causes and savings are found in. */
const day = 86_400;

/** Diagnoses before the overview, which has the same findings of some things with less to go by. */
const diagnoses: readonly Source[] = [
  { needs: lbNeeds, metrics: (known) => lbMetrics(known), find: (s) => diagnoseLoadBalancers(s).findings },
  { needs: natNeeds, metrics: (known) => natMetrics(known), find: (s) => diagnoseNatGateways(s).findings },
  { needs: analyzeNeeds, find: (s) => analyze(s).findings },
  {
    needs: costNeeds,
    metrics: (known) => costMetrics(known, { seconds: day, until: new Date(known.takenAt) }),
    find: (s) => diagnoseCost(s).findings,
  },
];

const securityCodes: ReadonlySet<string> = new Set(checks.map((c) => c.code));
const overviewCodes: ReadonlySet<string> = new Set(overviewChecks.flatMap((c) => c.codes));

/** Codes that netops can find without a failure that is seen, and so knows by name. */
export const knownCodes = (): string[] => [...new Set([...securityCodes, ...overviewCodes])].sort();

const isId = (wanted: string): boolean => /^[0-9a-f]{12}$/.test(wanted);

/** The sources that may have findings of a code, or one of an id. */
function sourcesOf(wanted: string): Source[] {
  const own = checks.filter((c) => c.code === wanted);
  const security: Source = isId(wanted)
    ? { needs: securityNeeds, find: (s) => audit(s).findings }
    : {
        needs: [...list(analyzeNeeds), ...own.flatMap((c) => [...c.reads, ...(c.globalReads ?? [])])],
        find: (s) => audit(s, { chosen: own }).findings,
      };
  return [...(isId(wanted) || own.length > 0 ? [security] : []), ...(own.length > 0 ? [] : diagnoses)];
}

const list = (needs: Needs): readonly Exclude<Needs, 'all'>[number][] => (needs === 'all' ? [] : needs);

/** What has to be read to find them. */
export const findingNeeds = (wanted: string): Needs => [...new Set(sourcesOf(wanted).flatMap((s) => list(s.needs)))];

/** The metrics that they are found in. */
export const findingMetrics = (wanted: string, known: Snapshot): MetricQuery[] =>
  sourcesOf(wanted).flatMap((s) => s.metrics?.(known) ?? []);

/** All findings of a code, or the one of an id, by whichever command finds them; each once, in order of its resource. */
export function findingsFor(snapshot: Snapshot, wanted: string): Finding[] {
  const found = new Map<string, Finding>();
  for (const source of sourcesOf(wanted)) {
    for (const f of source.find(snapshot)) {
      if (f.code !== wanted && f.id !== wanted) continue;
      const before = found.get(f.id);
      if (before === undefined || (!hasFix(before) && hasFix(f))) found.set(f.id, f);
    }
  }
  const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);
  return [...found.values()].sort((a, b) => compare(a.resource, b.resource) || compare(a.id, b.id));
}

const hasFix = (f: Finding): boolean => f.fixes.some((fix) => fix.verified && fix.calls.length > 0);
