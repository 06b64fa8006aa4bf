import { applyCalls } from '../changes/what-if.ts';
import { UserError } from '../errors/user-error.ts';
import type { Call } from '../findings/finding.ts';
import { refusedChange } from '../messages/path-answer.ts';
import type { Snapshot } from '../snapshot/snapshot.ts';

/**
 * A copy of the snapshot with the calls applied, each in the account and region that knows what it names.
 *
 * @throws UserError when AWS would refuse one of them, or netops does not know what it does
 */
export function withChanges(snapshot: Snapshot, changes: readonly Call[]): Snapshot {
  let current = snapshot;
  for (const call of changes) {
    const places = current.scopes
      .filter((s) => s.region !== 'global')
      .map(({ account, region }) => ({ account, region }));
    const tried = places.map((where) => applyCalls(current, [call], where));
    const applied = tried.find((t) => t.errors.length === 0);
    if (applied === undefined) {
      const [error] = tried.flatMap((t) => t.errors);
      throw new UserError(refusedChange(call.operation, error?.code ?? '-', error?.message ?? '-'));
    }
    current = applied.snapshot;
  }
  return current;
}
