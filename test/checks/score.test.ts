import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Audit } from '../../src/checks/audit.ts';
import type { Reach } from '../../src/checks/check.ts';
import { applyExceptions, type Exception } from '../../src/checks/exceptions.ts';
import { checks } from '../../src/checks/index.ts';
import { gainsOf, lossOf, scoreOf, scoreOfLoss, weightOf } from '../../src/checks/score.ts';
import { type Finding, finding, severities } from '../../src/findings/finding.ts';

const codes = [...new Set(checks.map((c) => c.code))].slice(0, 12);
const text = { ko: '말', en: 'words' };

interface Sketch {
  code: string;
  severity: Finding['severity'];
  reach: Reach;
}

/** Findings of random codes, each with a resource of its own. */
const sketches = fc.array(
  fc.record({
    code: fc.constantFrom(...codes),
    severity: fc.constantFrom(...severities),
    reach: fc.constantFrom<Reach>('internet', 'inside', 'nobody'),
  }),
  { maxLength: 40 },
);

function auditOf(all: readonly Sketch[]): Audit {
  const findings = all.map(({ code, severity }, i) =>
    finding({
      code,
      severity,
      priority: 'P3',
      account: '123456789012',
      region: 'ap-northeast-2',
      resource: `r-${i}`,
      title: text,
      impact: text,
      evidence: [],
    }),
  );
  const reach = new Map(findings.map((f, i) => [f.id, all[i]!.reach]));
  return { results: [], findings, reach } as unknown as Audit;
}

const without = (audit: Audit, ids: readonly string[]): Audit => ({
  ...audit,
  findings: audit.findings.filter((f) => !ids.includes(f.id)),
});

const scoreFor = (audit: Audit) => scoreOf(audit, checks);
const pointsOf = (audit: Audit, ids: readonly string[]): number =>
  gainsOf(audit.findings, audit.reach, [audit.findings.filter((f) => ids.includes(f.id))])[0]!;

describe('the score', () => {
  test('is 100 when nothing is wrong, and only then', () => {
    expect(scoreFor(auditOf([])).score).toBe(100);
    fc.assert(
      fc.property(sketches, (all) => {
        const { score, areas } = scoreFor(auditOf(all));
        const costs = all.some((s) => s.severity !== 'info');
        expect(score).toBeGreaterThanOrEqual(0);
        expect(score === 100).toBe(!costs);
        for (const area of areas) expect(area.score).toBeGreaterThanOrEqual(score);
      }),
    );
  });

  test('never falls by a mend', () => {
    fc.assert(
      fc.property(sketches, fc.nat(), (all, n) => {
        fc.pre(all.length > 0);
        const audit = auditOf(all);
        const one = audit.findings[n % all.length]!.id;
        expect(scoreFor(without(audit, [one])).score).toBeGreaterThanOrEqual(scoreFor(audit).score);
        expect(pointsOf(audit, [one])).toBeGreaterThanOrEqual(0);
      }),
    );
  });

  test('moves most by mending the heaviest of findings that are alone of their kind', () => {
    fc.assert(
      fc.property(sketches, (all) => {
        const alone = all.filter((s, i) => all.findIndex((o) => o.code === s.code) === i);
        fc.pre(alone.length > 1);
        const audit = auditOf(alone);
        const weight = (i: number): number => weightOf(alone[i]!, alone[i]!.reach);
        const heaviest = alone.reduce((best, _, i) => (weight(i) > weight(best) ? i : best), 0);
        const gains = audit.findings.map((f) => pointsOf(audit, [f.id]));
        expect(Math.max(...gains)).toBe(gains[heaviest]);
      }),
    );
  });

  test('no kind costs more than twice its worst finding: a hundred alike are no catastrophe', () => {
    const one: Sketch = { code: codes[0]!, severity: 'medium', reach: 'inside' };
    const alike = scoreFor(auditOf(Array.from({ length: 100 }, () => one))).score;
    const two = scoreFor(auditOf([one, { ...one, code: codes[1]! }])).score;
    expect(alike).toBe(two);
    expect(alike).toBeLessThan(scoreFor(auditOf([one])).score);
  });

  test('what the report says a code’s mend adds is what the score does', () => {
    fc.assert(
      fc.property(sketches, (all) => {
        const audit = auditOf(all);
        for (const { code, points } of scoreFor(audit).gains) {
          const ids = audit.findings.filter((f) => f.code === code).map((f) => f.id);
          expect(pointsOf(audit, ids)).toBe(points);
        }
      }),
    );
  });

  test('the example of docs/security-score.md', () => {
    expect(lossOf([5, 2, 2, 0.25, 0.25, 0.25])).toBeCloseTo(6.555, 3);
    expect(scoreOfLoss(87.9)).toBeCloseTo(33.86, 2);
    expect(scoreOfLoss(87.9 - 10)).toBeCloseTo(36.62, 2);
    expect(scoreOfLoss(87.9 - 6.555)).toBeCloseTo(35.62, 2);
  });

  test('something not readable makes it “at most”', () => {
    const audit = auditOf([]);
    audit.results = [
      { code: codes[0]!, account: '1', region: 'r', status: 'not-readable', resources: [], missing: ['ec2.Vpcs'] },
    ];
    expect(scoreFor(audit)).toMatchObject({ score: 100, atMost: true });
  });
});

describe('exceptions', () => {
  const audit = auditOf([{ code: codes[0]!, severity: 'high', reach: 'internet' }]);
  const accept = (given: Partial<Exception>): Exception => ({
    code: codes[0]!,
    resource: 'r-0',
    owner: 'net',
    reason: 'planned',
    until: '2026-12-31',
    ...given,
  });
  const at = (day: string, given: Exception) => applyExceptions(audit.findings, [given], new Date(`${day}T12:00:00Z`));

  test('in force up to and with its last day, then its findings count again', () => {
    const held = at('2026-12-31', accept({}));
    expect(held.states[0]!.state).toBe('in-force');
    expect(scoreOf(audit, checks, held.excepted).score).toBe(100);
    const expired = at('2027-01-01', accept({}));
    expect(expired.states[0]!.state).toBe('expired');
    expect(scoreOf(audit, checks, expired.excepted).score).toBeLessThan(100);
  });

  test('one that nothing has any more is named', () => {
    expect(at('2026-12-01', accept({ resource: 'r-9' })).states[0]!.state).toBe('unused');
  });

  test('one resource of a finding about several does not except the others', () => {
    const [first] = audit.findings;
    const several: Finding = { ...first!, affected: ['r-0', 'r-1'] };
    const one = applyExceptions([several], [accept({})], new Date('2026-12-01'));
    expect([...one.excepted]).toEqual([]);
    const both = applyExceptions([several], [accept({}), accept({ resource: 'r-1' })], new Date('2026-12-01'));
    expect([...both.excepted]).toEqual([several.id]);
  });
});
