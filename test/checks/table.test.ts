import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { applyCalls } from '../../src/changes/what-if.ts';
import { audit, type CheckResult } from '../../src/checks/audit.ts';
import type { SecurityCheck } from '../../src/checks/check.ts';
import { checks } from '../../src/checks/index.ts';
import type { Finding } from '../../src/findings/finding.ts';
import type { Scope, Snapshot } from '../../src/snapshot/snapshot.ts';
import { labFor } from './lab.ts';
import type { Proof } from './proof.ts';
import { proofs } from './proofs.ts';
import { type Proven, provenPage } from './proven-page.ts';

/*
 * Every check against a lab that has its fault, the same lab mended, and the lab with each of its reads taken away. A
 * check without a proof fails here.
 */

/** What the tests here have shown, for the page that says so. */
const proven = new Map<SecurityCheck, Proven>();

interface Judged {
  results: CheckResult[];
  findings: Finding[];
}

const judge = (check: SecurityCheck, snapshot: Snapshot, { intent }: Proof): Judged =>
  audit(snapshot, { chosen: [check], ...(intent === undefined ? {} : { intent }) });

/** What a check says of one resource, wherever it looks. */
const statusOf = ({ results }: Judged, id: string): string =>
  results.flatMap((r) => r.resources).find((r) => r.id === id)?.status ?? 'gone';

/** The findings about a resource: its own, or those that tell of several. */
const about = ({ results, findings }: Judged, id: string): Finding[] => {
  const ids = results.flatMap((r) => r.resources).find((r) => r.id === id)?.findings ?? [];
  return findings.filter((f) => ids.includes(f.id));
};

function mended(check: SecurityCheck, proof: Proof, broken: Snapshot, found: Finding): Snapshot {
  if (proof.mends !== undefined) {
    const lab = labFor(check.where, structuredClone(broken));
    proof.mends(lab);
    return lab.snapshot;
  }
  const [fix] = found.fixes;
  expect(fix?.verified, 'the finding’s own fix is verified').toBe(true);
  const { snapshot, errors } = applyCalls(broken, fix!.calls, found);
  expect(errors).toEqual([]);
  return snapshot;
}

function without(snapshot: Snapshot, isThere: (s: Scope) => boolean, name: string): Snapshot {
  const [service, key] = name.split('.') as [keyof Scope, string];
  const scopes = snapshot.scopes.map((scope) => {
    const part = scope[service] as Record<string, unknown> | undefined;
    if (!isThere(scope) || part?.[key] === undefined) return scope;
    const { [key]: _, ...rest } = part;
    return { ...scope, [service]: rest } as Scope;
  });
  return { ...snapshot, scopes };
}

/** The snapshot with an answer by parent that has no parent's answer; any other key stays as it is. */
function answeredForNone(snapshot: Snapshot, isThere: (s: Scope) => boolean, name: string): Snapshot {
  const [service, key] = name.split('.') as [keyof Scope, string];
  const scopes = snapshot.scopes.map((scope) => {
    const part = scope[service] as Record<string, unknown> | undefined;
    const value = part?.[key];
    if (!isThere(scope) || typeof value !== 'object' || value === null || Array.isArray(value)) return scope;
    return { ...scope, [service]: { ...part, [key]: {} } } as Scope;
  });
  return { ...snapshot, scopes };
}

describe.each(checks.map((check) => ({ check, name: `${check.code} (${check.where})` })))('$name', ({ check }) => {
  const proof = proofs[check.code];
  test('fails on the broken lab, passes on the mended one, and without a read is not readable', () => {
    if (proof === undefined) throw new Error(`${check.code} has no proof in test/checks`);
    const lab = labFor(check.where);
    proof.breaks?.(lab);
    const broken = lab.snapshot;
    const id = proof.resource(lab);
    const before = judge(check, broken, proof);
    expect(statusOf(before, id), 'broken').toBe('fail');
    const found = about(before, id);
    expect(found.map((f) => f.code)).toEqual(found.map(() => check.code));
    expect(found.every((f) => f.evidence.length > 0)).toBe(true);

    const after = judge(check, mended(check, proof, broken, found[0]!), proof);
    expect(['pass', 'gone'], 'mended').toContain(statusOf(after, id));
    expect(about(after, id)).toEqual([]);

    const isOwn = (s: Scope): boolean => (s.region === 'global') === (check.where === 'global');
    const reads = [
      ...check.reads.map((name) => ({ name, from: isOwn })),
      ...(check.globalReads ?? []).map((name) => ({ name, from: (s: Scope) => s.region === 'global' })),
    ];
    // What declares no read that it cannot do without has some that it knows nothing without.
    if (reads.length === 0) {
      const bare = { ...broken, scopes: broken.scopes.map(({ account, region }) => ({ account, region })) };
      expect([...new Set(judge(check, bare, proof).results.map((r) => r.status))]).toEqual(['not-readable']);
    }
    for (const { name, from } of reads) {
      const { results, findings } = judge(check, without(broken, from, name), proof);
      expect([name, ...new Set(results.map((r) => r.status))]).toEqual([name, 'not-readable']);
      expect(findings).toEqual([]);
    }
    // A call that answers for one parent at a time may have failed for all of them.
    for (const { name, from } of reads) {
      const { results } = judge(check, answeredForNone(broken, from, name), proof);
      const claimed = results.flatMap((r) => r.resources).find((r) => r.id === id);
      expect([name, claimed?.status]).not.toEqual([name, 'pass']);
    }
    proven.set(check, { byItsFix: proof.mends === undefined, reads: reads.length });
  });
});

// `npx vitest run test/checks/table.test.ts -u` writes it.
test('docs/security-checks.md is what was proven', async () => {
  const page = provenPage(checks, proven);
  await expect(page).toMatchFileSnapshot(join(import.meta.dirname, '..', '..', 'docs', 'security-checks.md'));
});
