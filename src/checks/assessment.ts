import type { Finding } from '../findings/finding.ts';
import type { Price } from '../pricing/products.ts';
import type { LogQuery } from '../snapshot/log-queries.ts';
import type { Snapshot } from '../snapshot/snapshot.ts';
import { type Audit, audit, type Status } from './audit.ts';
import { breakageLogQueries } from './breakage/flow-log-uses.ts';
import { type Breakage, breakagesOf, isTriable } from './breakage/index.ts';
import { type Intent, noIntent, type SecurityCheck } from './check.ts';
import { applyExceptions, type Exception, type ExceptionState } from './exceptions.ts';
import { type FixCost, fixCost } from './fix-cost.ts';
import { checks } from './index.ts';
import { type Score, scoreOf, weightOf } from './score.ts';

/** When a finding is to be mended: within a day, a week, a month, three months. */
export const terms = ['day', 'week', 'month', 'quarter'] as const;
export type Term = (typeof terms)[number];

/** One check over all accounts and regions. */
export interface CheckState {
  check: SecurityCheck;
  status: Status;
  passed: number;
  failed: number;
  notReadable: number;
}

export interface Assessment {
  audit: Audit;
  score: Score;
  checks: CheckState[];
  exceptions: ExceptionState[];
  /** Ids of findings that an exception in force accepts. */
  excepted: ReadonlySet<string>;
  /** Findings that count, most urgent first. */
  findings: Finding[];
  roadmap: Record<Term, Finding[]>;
  /** What the most urgent fixes would stop. */
  breakages: Breakage[];
  fixCosts: FixCost[];
}

/** Fixes that are tried for what they would break: each costs a walk over the network. */
const tried = 12;

/** What is meant and what is accepted. */
interface Declared {
  intent?: Intent;
  exceptions?: readonly Exception[];
}

/** An audit and all that a report says of it. Pure: same snapshot, intent and exceptions, same answer. */
export function assess(snapshot: Snapshot, declared: Declared = {}): Assessment {
  const { done, states, excepted, findings } = judged(snapshot, declared);
  return {
    audit: done,
    score: scoreOf(done, checks, excepted),
    checks: statesOf(done),
    exceptions: states,
    excepted,
    findings,
    roadmap: roadmapOf(findings),
    breakages: breakagesOf({ snapshot, network: done.network, exposed: done.exposed }, heaviestOf(findings, done)),
    fixCosts: costsOf(findings, snapshot.prices?.table),
  };
}

function judged(snapshot: Snapshot, { intent = noIntent, exceptions = [] }: Declared) {
  const done = audit(snapshot, { intent });
  const { states, excepted } = applyExceptions(done.findings, exceptions, new Date(snapshot.takenAt));
  return { done, states, excepted, findings: done.findings.filter((f) => !excepted.has(f.id)) };
}

/**
 * The log queries that tell whether somebody uses what the heaviest fixes would close. None where nothing logs flows: then
 * the audit is not made twice.
 */
export function assessmentLogQueries(snapshot: Snapshot, declared: Declared = {}): LogQuery[] {
  if (!snapshot.scopes.some((s) => (s.ec2?.FlowLogs ?? []).length > 0)) return [];
  const { done, findings } = judged(snapshot, declared);
  return breakageLogQueries(snapshot, done.network, heaviestOf(findings, done));
}

/** The findings whose fixes are tried for what they would break. */
const heaviestOf = (findings: readonly Finding[], { reach, network }: Audit): Finding[] =>
  [...findings]
    .filter((f) => isTriable(network, f))
    .sort((a, b) => weightOf(b, reach.get(b.id) ?? 'inside') - weightOf(a, reach.get(a.id) ?? 'inside'))
    .slice(0, tried * 10)
    // Hosts of one group are closed by one call: it is tried once.
    .filter((f, i, all) => all.findIndex((g) => g.code === f.code && commandOf(g) === commandOf(f)) === i)
    .slice(0, tried);

const commandOf = ({ fixes }: Finding): string => fixes[0]?.command ?? '';

/** One a code and region: what is mended in several regions is priced by each region's prices. */
function costsOf(findings: readonly Finding[], table: readonly Price[] | undefined): FixCost[] {
  const places = new Map<string, Finding[]>();
  for (const f of findings) {
    const key = `${f.code} ${f.region}`;
    const same = places.get(key);
    if (same === undefined) places.set(key, [f]);
    else same.push(f);
  }
  return [...places.values()].map((same) => fixCost(same[0]!.code, same.length, same[0]!.region, table));
}

function statesOf({ results }: Audit): CheckState[] {
  const byCode = new Map(checks.map((check) => [check.code, check]));
  return [...byCode.values()].map((check) => {
    const own = results.filter((r) => r.code === check.code);
    const count = (status: string): number =>
      own.reduce((n, r) => n + r.resources.filter((x) => x.status === status).length, 0);
    const has = (status: Status): boolean => own.some((r) => r.status === status);
    const status = (['fail', 'not-readable', 'pass', 'not-applicable'] as const).find(has) ?? 'not-applicable';
    return { check, status, passed: count('pass'), failed: count('fail'), notReadable: count('not-readable') };
  });
}

function roadmapOf(findings: readonly Finding[]): Record<Term, Finding[]> {
  const termOf = (f: Finding): Term => {
    if (f.severity === 'critical') return 'day';
    if (f.severity === 'high') return 'week';
    return f.severity === 'medium' ? 'month' : 'quarter';
  };
  const of = (term: Term): Finding[] => findings.filter((f) => termOf(f) === term);
  return { day: of('day'), week: of('week'), month: of('month'), quarter: of('quarter') };
}
