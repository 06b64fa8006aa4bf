import { createHash } from 'node:crypto';
import type { Call } from '../findings/finding.ts';
import { type Scope, type Snapshot, scopeOf } from '../snapshot/snapshot.ts';
import { changes, isChange } from './index.ts';
import { applyTransition } from './settle.ts';
import { AwsError, type Transition, type World } from './world.ts';

/** A call that failed on the copy, with AWS's error. */
export interface FailedCall {
  call: Call;
  code: string;
  message: string;
}

/**
 * What a snapshot would be after some calls, in order, and all that AWS does by itself after them. The snapshot given is
 * not touched, and what no call touches is shared with it. A call that fails changes nothing and is named in `errors`;
 * those after it are still applied. Ids of new resources are made from the calls, and the clock is `takenAt`.
 *
 * The observed target health stays as it was collected but for the targets that a call itself names: health after the
 * change is for the reachability engine to judge.
 */
export function applyCalls(
  snapshot: Snapshot,
  calls: readonly Call[],
  where: { account: string; region: string },
): { snapshot: Snapshot; errors: FailedCall[] } {
  const copy: Snapshot = { ...snapshot, scopes: snapshot.scopes.map(withOwnParts) };
  const errors: FailedCall[] = [];
  const due: Transition[] = [];
  const world = worldOn(copy, where, due, JSON.stringify(calls));
  for (const call of calls) {
    try {
      const change = isChange(call.service, call.operation) ? changes[call.service]?.[call.operation] : undefined;
      if (change === undefined) {
        throw new AwsError('InvalidAction', `netops cannot tell what ${call.service}:${call.operation} does.`);
      }
      change(world, call.input as never);
      while (due.length > 0) applyTransition(world, due.shift()!);
    } catch (error) {
      if (!(error instanceof AwsError)) throw error;
      errors.push({ call, code: error.code, message: error.message });
    }
  }
  copy.scopes = copy.scopes.filter((scope) => Object.keys(scope).length > 2 || !wasAdded(snapshot, scope));
  return { snapshot: copy, errors };
}

function worldOn(copy: Snapshot, where: { account: string; region: string }, due: Transition[], seed: string): World {
  let counter = 0;
  const scope = (region: string): Scope => {
    const there = scopeOf(copy, where.account, region);
    if (there !== undefined) return there;
    const made = { account: where.account, region };
    copy.scopes.push(made);
    return made;
  };
  return {
    ...where,
    now: new Date(copy.takenAt),
    snapshot: copy,
    here: scope(where.region),
    global: scope('global'),
    partial: true,
    newId: (prefix) => `${prefix}-0${hex(`${prefix}/${++counter}/${seed}`)}`,
    later: (transition) => due.push(transition),
  };
}

const hex = (text: string): string => createHash('sha256').update(text).digest('hex').slice(0, 16);

/** A scope whose parts can be written to without the original seeing it. */
function withOwnParts(scope: Scope): Scope {
  const parts = Object.entries(scope).map(([key, part]) =>
    typeof part === 'object' && part !== null ? [key, { ...part }] : [key, part],
  );
  return Object.fromEntries(parts) as Scope;
}

const wasAdded = (snapshot: Snapshot, scope: Scope): boolean =>
  scopeOf(snapshot, scope.account, scope.region) === undefined;
