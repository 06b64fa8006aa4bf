import type { Finding, Severity } from '../findings/finding.ts';
import type { Audit } from './audit.ts';
import { type Area, areas, type Reach, type SecurityCheck } from './check.ts';

/*
 * docs/security-score.md explains the formula to people:
 *
 *   weight of a finding   w = severity × reach
 *   loss of a check       L = w₁ + w₂/2 + w₃/4 + …      (its findings, heaviest first)
 *   score                 S = 100 × K / (K + ΣL)
 *
 * One fault more of a kind that is there already costs less than the first of a new kind, and no kind costs more than
 * twice its worst finding. S falls with every finding and never below 0, and mending the heaviest raises it most.
 */

/** The severities' weights. */
export const severityWeight: Readonly<Record<Severity, number>> = {
  critical: 10,
  high: 5,
  medium: 2,
  low: 0.5,
  info: 0,
};
/** What reaches it. */
export const reachWeight: Readonly<Record<Reach, number>> = { internet: 1.5, inside: 1, nobody: 0.5 };
/** The loss at which half of the score is gone: three critical findings of their own kinds, seen from the internet. */
export const halfLoss = 45;

export interface Score {
  /** 0–100, whole; 100 only when there is no loss at all. */
  score: number;
  areas: { area: Area; score: number; failed: number; passed: number; notReadable: number }[];
  /** Some check could not be read: the true score may be lower. */
  atMost: boolean;
  /** What mending every finding of a code would add to the score, most first. */
  gains: { code: string; findings: number; points: number }[];
}

export const weightOf = (f: Pick<Finding, 'severity'>, reach: Reach): number =>
  severityWeight[f.severity] * reachWeight[reach];

/** The loss of one check's findings: each further one counts half of the one before. */
export function lossOf(weights: readonly number[]): number {
  const sorted = [...weights].sort((a, b) => b - a);
  let loss = 0;
  for (let i = 0, share = 1; i < sorted.length && share > 1e-6; i++, share /= 2) loss += sorted[i]! * share;
  return loss;
}

/** 0–100 with decimals. */
export const scoreOfLoss = (loss: number): number => (100 * halfLoss) / (halfLoss + loss);

/** Whole, and never 100 while something is wrong. */
const whole = (loss: number): number => (loss === 0 ? 100 : Math.min(99, Math.round(scoreOfLoss(loss))));

/** The findings' weights by code. */
function weightsOf(findings: readonly Finding[], reach: Audit['reach']): Map<string, number[]> {
  const weights = new Map<string, number[]>();
  for (const f of findings) {
    const weight = weightOf(f, reach.get(f.id) ?? 'inside');
    const same = weights.get(f.code);
    if (same === undefined) weights.set(f.code, [weight]);
    else same.push(weight);
  }
  return weights;
}

/**
 * What mending some of the findings would add to the score, each set by itself; one decimal.
 *
 * @param findings all that count
 */
export function gainsOf(
  findings: readonly Finding[],
  reach: Audit['reach'],
  sets: readonly (readonly Finding[])[],
): number[] {
  const byCode = new Map<string, Finding[]>();
  for (const f of findings) {
    const same = byCode.get(f.code);
    if (same === undefined) byCode.set(f.code, [f]);
    else same.push(f);
  }
  const losses = new Map([...weightsOf(findings, reach)].map(([code, of]) => [code, lossOf(of)]));
  let total = 0;
  for (const loss of losses.values()) total += loss;
  return sets.map((set) => {
    const mended = new Set(set.map((f) => f.id));
    let after = total;
    for (const code of new Set(set.map((f) => f.code))) {
      const left = (byCode.get(code) ?? []).filter((f) => !mended.has(f.id));
      after += lossOf(left.map((f) => weightOf(f, reach.get(f.id) ?? 'inside'))) - (losses.get(code) ?? 0);
    }
    return rounded(scoreOfLoss(after) - scoreOfLoss(total));
  });
}

const rounded = (points: number): number => Math.round(points * 10) / 10;

/**
 * @param excepted ids of findings that an exception in force accepts: they cost nothing
 */
export function scoreOf(
  audit: Audit,
  checks: readonly SecurityCheck[],
  excepted: ReadonlySet<string> = new Set(),
): Score {
  const counted = audit.findings.filter((f) => !excepted.has(f.id));
  const weights = weightsOf(counted, audit.reach);
  const losses = new Map([...weights].map(([code, of]) => [code, lossOf(of)]));
  const sum = (codes: Iterable<string>): number => {
    let total = 0;
    for (const code of codes) total += losses.get(code) ?? 0;
    return total;
  };
  const total = sum(losses.keys());
  const statuses = new Map(checks.map((c) => [c.code, audit.results.filter((r) => r.code === c.code)]));
  const count = (code: string, status: string): boolean => statuses.get(code)!.some((r) => r.status === status);
  return {
    score: whole(total),
    areas: areas.map((area) => {
      const codes = checks.filter((c) => c.area === area).map((c) => c.code);
      const failed = codes.filter((c) => (weights.get(c)?.length ?? 0) > 0);
      return {
        area,
        score: whole(sum(codes)),
        failed: failed.length,
        passed: codes.filter((c) => !failed.includes(c) && (count(c, 'pass') || count(c, 'fail'))).length,
        notReadable: codes.filter((c) => count(c, 'not-readable')).length,
      };
    }),
    atMost: audit.results.some((r) => r.status === 'not-readable'),
    gains: [...losses]
      .map(([code, loss]) => ({
        code,
        findings: weights.get(code)!.length,
        points: rounded(scoreOfLoss(total - loss) - scoreOfLoss(total)),
      }))
      .filter((g) => g.points > 0)
      .sort((a, b) => b.points - a.points || (a.code < b.code ? -1 : 1)),
  };
}
