import { changes } from '../../src/changes/index.ts';
import { recording } from '../../src/lab/behaviour/history.ts';
import { settle } from '../../src/lab/behaviour/settle.ts';
import { targetHealth } from '../../src/lab/behaviour/target-health.ts';
import { control } from '../../src/lab/control.ts';
import { labAccount, labRegion } from '../../src/lab/seed/ids.ts';
import { seedState } from '../../src/lab/seed/index.ts';
import type { LabState } from '../../src/lab/state.ts';
import { worldOf } from '../../src/lab/world.ts';
import type { Scope } from '../../src/snapshot/snapshot.ts';

/** A fresh lab whose time goes only when a test says so. */
export function timeline(start = '2026-11-23T03:00:00.000Z') {
  const state: LabState = seedState(new Date(start));
  state.clock = { fixed: start };
  const now = (): Date => new Date(state.clock!.fixed!);
  const world = () => worldOf(state, { account: labAccount, region: labRegion, now: now() });
  return {
    state,
    now,
    /** The region's scope. */
    here: (): Scope => world().here,
    /** Makes an AWS call that changes something, as the lab's front does. */
    call<T = unknown>(service: string, operation: string, input: object): T {
      settle(state, now());
      return recording(state, now(), () => changes[service]![operation]!(world(), input as never)) as T;
    },
    control(method: string, path: string[], body?: unknown) {
      const answer = control(state, method, path, body);
      if (answer.status !== 200) throw new Error(JSON.stringify(answer.body));
      return answer.body;
    },
    pass(seconds: number): void {
      state.clock = { fixed: new Date(now().getTime() + seconds * 1000).toISOString() };
      settle(state, now());
    },
    /** Health of each target of a group, by target id: `healthy` or the reason. */
    health(groupName: string): Record<string, string> {
      const scope = world().here;
      const group = scope.elbv2!.TargetGroups!.find((g) => g.TargetGroupName === groupName)!;
      return Object.fromEntries(
        targetHealth(state, scope, group, now()).map(({ Target, TargetHealth }) => [
          Target!.Id!,
          TargetHealth!.Reason ?? TargetHealth!.State!,
        ]),
      );
    },
    describe(groupName: string, target: string) {
      const scope = world().here;
      const group = scope.elbv2!.TargetGroups!.find((g) => g.TargetGroupName === groupName)!;
      return targetHealth(state, scope, group, now()).find((d) => d.Target?.Id === target);
    },
  };
}
