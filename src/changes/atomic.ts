import type { Scope } from '../snapshot/snapshot.ts';
import type { Change, Transition } from './world.ts';

/**
 * Makes a change all or nothing: when it throws, the world is as it was and nothing is due later. The change writes to
 * copies of the scopes' parts, so undoing it is putting the old parts back.
 */
export function atomic<Input, Output>(change: Change<Input, Output>): Change<Input, Output> {
  return (world, input) => {
    const { scopes } = world.snapshot;
    const before = [...new Set([...scopes, world.here, world.global])].map((scope) => ({ scope, was: { ...scope } }));
    for (const { scope } of before) copyParts(scope);
    world.snapshot.scopes = [...scopes];
    const due: Transition[] = [];
    try {
      const output = change({ ...world, later: (transition) => due.push(transition) }, input);
      for (const transition of due) world.later(transition);
      return output;
    } catch (error) {
      world.snapshot.scopes = scopes;
      for (const { scope, was } of before) restore(scope, was);
      throw error;
    }
  };
}

function copyParts(scope: Scope): void {
  const parts = scope as unknown as Record<string, unknown>;
  for (const [key, part] of Object.entries(parts)) {
    if (typeof part === 'object' && part !== null) parts[key] = { ...part };
  }
}

function restore(scope: Scope, was: Scope): void {
  const parts = scope as unknown as Record<string, unknown>;
  for (const key of Object.keys(parts)) if (!(key in was)) delete parts[key];
  Object.assign(scope, was);
}
