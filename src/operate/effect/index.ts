import { asItIs, undoOf } from '../../changes/undo.ts';
import { applyCalls } from '../../changes/what-if.ts';
import type { World } from '../../changes/world.ts';
import type { Call } from '../../findings/finding.ts';
import { buildNetwork } from '../../network/build/network.ts';
import { closesSomething } from '../../network/closed.ts';
import { type Difference, difference } from '../../network/difference.ts';
import { openScope, type Snapshot } from '../../snapshot/snapshot.ts';
import type { Plan } from '../plan/plan.ts';
import { type CostEffect, costOf } from './cost.ts';
import { type Dependents, dependents } from './dependents.ts';

/** What a change would do beyond its own resource. */
export interface Effect extends Dependents, CostEffect {
  /** Reachability before and after, computed on a copy; null: AWS would refuse the calls, or they cannot be tried. */
  reach: Difference | null;
  /** What AWS would answer to the calls as far as the copy tells. */
  refused: { operation: string; code: string; message: string }[];
}

/**
 * Calls that can cut somebody off, or take away what does not come back, whatever the copy says of them.
 * https://docs.aws.amazon.com/service-authorization/latest/reference/
 */
const destructive =
  /^(Stop|Reboot|Terminate|Revoke|Delete|Replace|Deregister|Release|Disassociate|Detach|Disable|Remove|Reject|Update|Set|Modify|ChangeResourceRecordSets)/;

/** Of those that modify, the ones that decide nothing about traffic that flows now. */
const harmless = /^(ModifySubnetAttribute|ModifyLoadBalancerAttributes)$/;

/**
 * The operations of a plan that can cut somebody off: by their name, or, whatever they are called, because on the copy
 * something is not reached any more (a route that diverts, an entry that denies).
 */
export function destructiveOf({ calls }: Plan, { reach }: Effect): string[] {
  const names = calls.map((c) => c.operation);
  const named = names.filter((name) => destructive.test(name) && !harmless.test(name));
  return named.length === 0 && reach !== null && closesSomething(reach) ? names : named;
}

/** What the plan would bring about, tried on a copy of the snapshot. */
export function effectOf(snapshot: Snapshot, plan: Plan): Effect {
  const { snapshot: after, errors } = applyCalls(snapshot, plan.calls, plan);
  return {
    ...dependents(snapshot, plan),
    ...costOf(snapshot, plan),
    reach: errors.length > 0 ? null : difference(buildNetwork(snapshot), buildNetwork(after)),
    refused: errors.map((e) => ({ operation: e.call.operation, code: e.code, message: e.message })),
  };
}

/** The calls that undo one, as far as the world before it and its answer tell; null: nothing brings it back. */
export function undoFor(
  snapshot: Snapshot,
  plan: Pick<Plan, 'account' | 'region'>,
  call: Call,
  output?: object,
): Call[] | null {
  return undoOf(asItIs(worldOf(snapshot, plan)), call, output) ?? null;
}

function worldOf(snapshot: Snapshot, { account, region }: Pick<Plan, 'account' | 'region'>): World {
  const copy = { ...snapshot, scopes: [...snapshot.scopes] };
  return {
    account,
    region,
    now: new Date(snapshot.takenAt),
    snapshot: copy,
    here: openScope(copy, account, region),
    global: openScope(copy, account, 'global'),
    partial: true,
    newId: (prefix) => `${prefix}-0`,
    later: () => {},
  };
}
