import { applyCalls } from '../changes/what-if.ts';
import { analyzeFor } from '../diagnose/overview/index.ts';
import { awsCommand } from '../findings/aws-command.ts';
import { byUrgency, type Finding, type Fix, finding, type Priority, type Severity } from '../findings/finding.ts';
import { buildNetwork } from '../network/build/network.ts';
import { type Exposed, exposureOf } from '../network/exposure.ts';
import type { Network } from '../network/model.ts';
import type { Gap, Scope, Snapshot } from '../snapshot/snapshot.ts';
import {
  type Audited,
  type Examined,
  type Intent,
  isRead,
  noIntent,
  type Place,
  type Reach,
  type SecurityCheck,
  type Wrong,
} from './check.ts';
import { checks } from './index.ts';

export type Status = 'pass' | 'fail' | 'not-applicable' | 'not-readable';

/** What one check says of one resource. */
export interface ResourceResult {
  id: string;
  name?: string;
  status: 'pass' | 'fail' | 'not-readable';
  /** Ids of its findings. */
  findings: string[];
}

/** What one check says of one account in one region. */
export interface CheckResult {
  code: string;
  account: string;
  region: string;
  status: Status;
  resources: ResourceResult[];
  /** Reads that it lacks, as `service:Operation` where the collection said why, else as the key. */
  missing: string[];
}

export interface Audit {
  results: CheckResult[];
  /** Most urgent first. */
  findings: Finding[];
  /** By finding id. */
  reach: ReadonlyMap<string, Reach>;
  network: Network;
  /** What the internet reaches, computed when it is first asked for. */
  exposed(): readonly Exposed[];
}

/**
 * Runs every check over a snapshot. A gap is never a pass: what a check needs and was not read makes it "not readable"
 * there. Pure: same snapshot, same answer.
 */
export function audit(
  snapshot: Snapshot,
  { intent = noIntent, chosen = checks }: { intent?: Intent; chosen?: readonly SecurityCheck[] } = {},
): Audit {
  const audited = auditedOf(snapshot, intent, chosen);
  const findings: Finding[] = [];
  const reach = new Map<string, Reach>();
  const results = chosen.flatMap((check) =>
    placesOf(audited, check).map((place) => {
      const { result, found } = judge(check, place);
      for (const { finding: f, reach: how } of found) {
        // One finding may tell of several resources.
        if (reach.has(f.id)) continue;
        reach.set(f.id, how);
        findings.push(f);
      }
      return result;
    }),
  );
  return { results, findings: findings.sort(byUrgency), reach, network: audited.network, exposed: audited.exposed };
}

export function auditedOf(snapshot: Snapshot, intent: Intent, chosen: readonly SecurityCheck[]): Audited {
  const { inspected, findings } = analyzeFor(snapshot, new Set(chosen.map((c) => c.code)));
  const found = new Map<string, Finding[]>();
  for (const f of findings) {
    const same = found.get(f.code);
    if (same === undefined) found.set(f.code, [f]);
    else same.push(f);
  }
  return { ...inspected, snapshot, found, intent, exposed: once(() => exposureOf(inspected.network)) };
}

/** The scopes that a check is asked in: each account's regions, or its services without regions. */
function placesOf(audited: Audited, { where }: SecurityCheck): Place[] {
  const { snapshot } = audited;
  const accounts = snapshot.accounts.map((a) => a.id);
  return accounts.flatMap((account) => {
    const own = snapshot.scopes.filter((s) => s.account === account);
    const global = own.find((s) => s.region === 'global');
    const scopes: Scope[] =
      where === 'global' ? [global ?? { account, region: 'global' }] : own.filter((s) => s.region !== 'global');
    return scopes.map((scope) => ({ account, region: scope.region, scope, global, audited }));
  });
}

interface Judged {
  result: CheckResult;
  found: { finding: Finding; reach: Reach }[];
}

function judge(check: SecurityCheck, place: Place): Judged {
  const { account, region, scope, global, audited } = place;
  const lacking = [
    ...check.reads.filter((name) => !isRead(scope, name)).map((name) => ({ name, region })),
    ...(check.globalReads ?? []).filter((name) => !isRead(global, name)).map((name) => ({ name, region: 'global' })),
  ];
  const base = { code: check.code, account, region };
  if (lacking.length > 0) {
    const missing = lacking.map((l) => namedGap(audited.snapshot.gaps, account, l.region, l.name) ?? l.name);
    return { result: { ...base, status: 'not-readable', resources: [], missing: [...new Set(missing)] }, found: [] };
  }
  const examined = check.examine(place);
  const found: Judged['found'] = [];
  const mends = triedTogether(check, place, examined);
  const resources = examined.map((e): ResourceResult => {
    const findings = findingsOf(check, place, e, mends);
    found.push(...findings);
    return {
      id: e.id,
      ...(e.name === undefined ? {} : { name: e.name }),
      status: findings.length > 0 ? 'fail' : e.unread === true ? 'not-readable' : 'pass',
      findings: [...new Set(findings.map((f) => f.finding.id))],
    };
  });
  const has = (status: ResourceResult['status']): boolean => resources.some((r) => r.status === status);
  const status: Status = has('fail')
    ? 'fail'
    : has('not-readable')
      ? 'not-readable'
      : resources.length === 0
        ? 'not-applicable'
        : 'pass';
  return { result: { ...base, status, resources, missing: [] }, found };
}

/** The call whose failure left a key unread. */
function namedGap(gaps: readonly Gap[], account: string, region: string, name: string): string | undefined {
  const [service, key = ''] = name.split('.');
  const same = gaps.filter((g) => g.account === account && g.region === region && g.service === service);
  const noun = key.replace(/s$/, '').toLowerCase();
  const gap = same.find((g) => g.operation.toLowerCase().includes(noun)) ?? (same.length === 1 ? same[0] : undefined);
  return gap === undefined ? undefined : `${gap.service}:${gap.operation} (${gap.code})`;
}

const priorityOf: Record<Severity, Priority> = { critical: 'P1', high: 'P2', medium: 'P3', low: 'P3', info: 'P3' };

/** How far a finding of the overview goes: those of groups are weighed by what reaches them. */
const reachOf: Record<Severity, Reach> = {
  critical: 'internet',
  high: 'inside',
  medium: 'inside',
  low: 'nobody',
  info: 'nobody',
};

function findingsOf(check: SecurityCheck, place: Place, e: Examined, mends: Mends): Judged['found'] {
  const own = (e.wrong ?? []).map((wrong) => ({
    finding: toFinding(check, place, e, wrong, mends),
    reach: wrong.reach ?? 'inside',
  }));
  const others = (e.findings ?? []).map((f) => ({
    finding: f,
    reach: check.area === 'security-groups' ? reachOf[f.severity] : ('inside' as const),
  }));
  return [...own, ...others];
}

function toFinding(check: SecurityCheck, place: Place, e: Examined, wrong: Wrong, mends: Mends): Finding {
  const { account, region } = place;
  const severity = wrong.severity ?? check.severity;
  return finding({
    code: check.code,
    account,
    region,
    resource: e.id,
    ...(e.name === undefined ? {} : { resourceName: e.name }),
    ...(wrong.key === undefined ? {} : { key: wrong.key }),
    severity,
    priority: priorityOf[severity],
    affected: wrong.affected ?? [],
    title: wrong.title,
    impact: wrong.impact ?? check.why,
    evidence: wrong.evidence,
    fixes: [fixOf(check, place, e, wrong, mends(e, wrong))],
    references: [...check.references],
  });
}

/** Whether a fault's calls mend it. */
type Mends = (e: Examined, wrong: Wrong) => boolean;

/**
 * The calls of all faults of one check are tried on one copy, each on its own resource, and there the check is asked once
 * more: a call that AWS would refuse, or a fault that is still there, is no mend.
 */
function triedTogether(check: SecurityCheck, place: Place, examined: readonly Examined[]): Mends {
  const { account, region, audited } = place;
  const calls = examined.flatMap((e) => (e.wrong ?? []).flatMap((w) => w.calls ?? []));
  if (calls.length === 0) return () => false;
  // Several faults may be mended by one call, which AWS would refuse the second time.
  const distinct = new Map(calls.map((call) => [JSON.stringify(call), call]));
  const { snapshot, errors } = applyCalls(audited.snapshot, [...distinct.values()], place);
  const refused = new Set(errors.map((e) => JSON.stringify(e.call)));
  const then = placesOf(auditedAfter(audited, snapshot), check).find(
    (p) => p.account === account && p.region === region,
  );
  if (then === undefined) return () => false;
  const left = new Map(check.examine(then).map((e) => [e.id, new Set((e.wrong ?? []).map((w) => w.key))]));
  return ({ id }, wrong) =>
    (wrong.calls ?? []).every((c) => !refused.has(JSON.stringify(c))) && left.get(id)?.has(wrong.key) !== true;
}

function fixOf(check: SecurityCheck, place: Place, e: Examined, { calls }: Wrong, verified: boolean): Fix {
  const { account, region } = place;
  const { remedy } = check;
  if (calls === undefined || calls.length === 0) {
    const command = remedy.cli({ id: e.id, ...(e.name === undefined ? {} : { name: e.name }), account, region });
    return { says: remedy.says, command, calls: [], verified: false };
  }
  const command = calls.map((c) => awsCommand(c, region === 'global' ? undefined : region)).join('\n');
  return { says: remedy.says, command, calls, verified };
}

/** The copy after fixes: its network is built only for a check that asks for it. */
function auditedAfter(before: Audited, snapshot: Snapshot): Audited {
  const network = once(() => buildNetwork(snapshot));
  return {
    ...before,
    snapshot,
    get network() {
      return network();
    },
    exposed: once(() => exposureOf(network())),
  };
}

/** What is costly is computed when a check first asks, and kept. */
function once<T>(compute: () => T): () => T {
  let made: { value: T } | undefined;
  return () => {
    made ??= { value: compute() };
    return made.value;
  };
}
