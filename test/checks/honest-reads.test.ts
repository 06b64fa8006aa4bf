import { describe, expect, test } from 'vitest';
import { audit } from '../../src/checks/audit.ts';
import type { SecurityCheck } from '../../src/checks/check.ts';
import { checks } from '../../src/checks/index.ts';
import type { Scope, Snapshot } from '../../src/snapshot/snapshot.ts';
import { labFor } from './lab.ts';
import type { Proof } from './proof.ts';
import { proofs } from './proofs.ts';

/*
 * A check that looked at something it does not declare would pass when that was not read. So each is asked of the broken
 * lab and of the mended one with nothing in them but what it declares: the answer must be the same to the letter.
 * Without what it declares as optional it may know less, but not say the opposite.
 */

type Kept = (scope: Scope, name: string) => boolean;

function onlyWith(snapshot: Snapshot, isKept: Kept): Snapshot {
  const scopes = snapshot.scopes.map((scope) => {
    const parts = Object.entries(scope).map(([service, part]) => {
      if (typeof part !== 'object' || part === null) return [service, part];
      const keys = Object.entries(part).filter(([key]) => isKept(scope, `${service}.${key}`));
      return [service, Object.fromEntries(keys)];
    });
    return Object.fromEntries(parts) as Scope;
  });
  return { ...snapshot, scopes };
}

const isOwn = (check: SecurityCheck, scope: Scope): boolean =>
  (scope.region === 'global') === (check.where === 'global');

const declared =
  (check: SecurityCheck): Kept =>
  (scope, name) =>
    (isOwn(check, scope) && (check.reads as readonly string[]).includes(name)) ||
    (scope.region === 'global' && ((check.globalReads ?? []) as readonly string[]).includes(name));

const declaredOrOptional =
  (check: SecurityCheck): Kept =>
  (scope, name) =>
    declared(check)(scope, name) || ((check.optionalReads ?? []) as readonly string[]).includes(name);

function answer(check: SecurityCheck, snapshot: Snapshot, { intent }: Proof) {
  const { results, findings, reach } = audit(snapshot, {
    chosen: [check],
    ...(intent === undefined ? {} : { intent }),
  });
  const told = findings.map((f) => [f.id, f.severity, reach.get(f.id), f.affected.length, f.title.en]);
  return {
    statuses: Object.fromEntries(results.flatMap((r) => r.resources.map((x) => [`${r.region} ${x.id}`, x.status]))),
    told,
  };
}

describe.each(checks.map((check) => ({ check, name: `${check.code} (${check.where})` })))('$name', ({ check }) => {
  const proof = proofs[check.code]!;
  const lab = labFor(check.where);
  proof.breaks?.(lab);

  test('says the same from what it declares alone', () => {
    const whole = answer(check, lab.snapshot, proof);
    expect(answer(check, onlyWith(lab.snapshot, declaredOrOptional(check)), proof)).toEqual(whole);
    const well = labFor(check.where);
    const clean = answer(check, well.snapshot, proof);
    expect(answer(check, onlyWith(well.snapshot, declaredOrOptional(check)), proof)).toEqual(clean);
  });

  test('without what is optional it knows less, and never says the opposite', () => {
    for (const { snapshot } of [lab, labFor(check.where)]) {
      const whole = answer(check, snapshot, proof).statuses;
      const less = answer(check, onlyWith(snapshot, declared(check)), proof).statuses;
      const opposite = Object.entries(less).filter(
        ([id, status]) => (whole[id] === 'fail' && status === 'pass') || (whole[id] === 'pass' && status === 'fail'),
      );
      expect(opposite).toEqual([]);
    }
  });
});
