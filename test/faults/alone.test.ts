import { describe, expect, test } from 'vitest';
import { changes } from '../../src/changes/index.ts';
import { findCauses } from '../../src/diagnose/causes.ts';
import { recording } from '../../src/lab/behaviour/history.ts';
import { settle } from '../../src/lab/behaviour/settle.ts';
import { targetHealth } from '../../src/lab/behaviour/target-health.ts';
import { faults } from '../../src/lab/faults/all/index.ts';
import { areas, hides } from '../../src/lab/faults/fault.ts';
import { breakFault, FaultRefused, healFault } from '../../src/lab/faults/inject.ts';
import { seedState } from '../../src/lab/seed/index.ts';
import type { LabState } from '../../src/lab/state.ts';
import { worldOf } from '../../src/lab/world.ts';
import { diagnosed, labWith, look, now } from './diagnose.ts';
import { score } from './scoring.ts';

test('there are at least 25 faults, over all areas, each with a name of its own', () => {
  expect(faults.length).toBeGreaterThanOrEqual(25);
  expect(new Set(faults.map((f) => f.id)).size).toBe(faults.length);
  expect(new Set(faults.map((f) => f.area))).toEqual(new Set(areas));
});

test('on the healthy lab no cause at all is named', async () => {
  expect(await diagnosed()).toEqual([]);
});

/** Every target of every group is healthy at an instant. */
const healthy = (state: LabState, at: Date): boolean => {
  const scope = state.snapshot.scopes.find((s) => s.elbv2 !== undefined)!;
  return scope.elbv2!.TargetGroups!.every((group) => {
    const health = targetHealth(state, scope, group, at);
    return health.length > 0 && health.every((h) => h.TargetHealth?.State === 'healthy');
  });
};

describe('every fault alone: its cause, on its resource, and nothing else', () => {
  test.each(faults.map((f) => [f.id, f] as const))('%s', async (_, fault) => {
    const state = labWith(fault);
    const causes = findCauses(await look(state));
    expect(score(causes, [fault])).toEqual({ detected: 1, located: 1, right: 1, falseAlarms: [], missed: [] });
    const cause = causes.find((c) => c.code === fault.truth.code)!;
    expect(cause.evidence.length).toBeGreaterThan(0);
    for (const { says } of cause.evidence) expect(says.ko + says.en).not.toMatch(/undefined|NaN|\[object/);
    // A setting that somebody changed can be changed back: the fix has been tried on a copy.
    const isSetting = fault.steps.every((s) => 'call' in s) && cause.fixes.some((f) => f.calls.length > 0);
    if (isSetting) expect(cause.fixes.some((f) => f.verified)).toBe(true);
    // Who did it: every change of a balancer's way that was made through AWS's API is in CloudTrail.
    if (cause.code.startsWith('LB_') && fault.steps.some((s) => 'call' in s))
      expect(
        cause.evidence.some((e) => e.from === 'cloudtrail:LookupEvents' && e.says.en.includes('night-shift')),
      ).toBe(true);
    // The first fix that was tried on a copy does in the lab what it did there.
    const fix = cause.fixes.find((f) => f.verified);
    if (fix === undefined || !fault.truth.code.startsWith('LB_')) return;
    for (const call of fix.calls) {
      const world = worldOf(state, { account: cause.account, region: cause.region, now });
      recording(state, now, () => changes[call.service]![call.operation]!(world, call.input as never));
    }
    const later = new Date(now.getTime() + 1_800_000);
    settle(state, later);
    expect(healthy(state, later)).toBe(true);
  });
});

describe('healing', () => {
  test.each(faults.map((f) => [f.id, f] as const))('%s leaves the lab as it was', (_, fault) => {
    const fresh = seedState(now);
    const state = labWith(fault);
    healFault(state, fault.id, now);
    const later = new Date(now.getTime() + 3_600_000);
    state.clock = { fixed: later.toISOString() };
    // A fault that comes and goes settles what was under way.
    breakFault(state, fault, later);
    healFault(state, fault.id, later);
    const muchLater = new Date(later.getTime() + 3_600_000);
    settle(state, muchLater);
    expect(healthy(state, muchLater)).toBe(true);
    expect(state.hosts).toEqual(fresh.hosts);
    expect(state.linksDown).toEqual([]);
    expect(state.load).toEqual(fresh.load);
    expect(state.faults).toEqual([]);
    const ec2Of = (s: LabState) => s.snapshot.scopes.find((x) => x.ec2 !== undefined)!.ec2!;
    expect(ec2Of(state).NetworkAcls).toEqual(ec2Of(fresh).NetworkAcls);
  });

  test('what is not made cannot be healed, what is made cannot be made again', () => {
    const state = labWith(faults[0]!);
    expect(() => breakFault(state, faults[0]!, now)).toThrow(FaultRefused);
    expect(() => healFault(state, faults[1]!.id, now)).toThrow(FaultRefused);
  });

  test('a lab without the resource refuses, and is as it was', () => {
    const state = seedState(now);
    for (const scope of state.snapshot.scopes) if (scope.elbv2 !== undefined) scope.elbv2.TargetGroups = [];
    const before = JSON.stringify(state.snapshot);
    const fault = faults.find((f) => f.id === 'health-path')!;
    expect(() => breakFault(state, fault, now)).toThrow(FaultRefused);
    expect(JSON.stringify(state.snapshot)).toBe(before);
    expect(state.faults ?? []).toEqual([]);
  });
});

test('a fault that is met first hides one that shows nowhere else', () => {
  const named = (id: string) => faults.find((f) => f.id === id)!;
  expect(hides(named('target-stopped'), named('page-missing'))).toBe(true);
  expect(hides(named('page-missing'), named('target-stopped'))).toBe(false);
  expect(hides(named('target-group-closed'), named('nacl-target-inbound'))).toBe(false);
  expect(hides(named('target-stopped'), named('target-group-closed'))).toBe(false);
});
