import { applyCalls } from '../../changes/what-if.ts';
import type { Call } from '../../findings/finding.ts';
import { buildNetwork } from '../../network/build/network.ts';
import type { Network } from '../../network/model.ts';
import type { Snapshot } from '../../snapshot/snapshot.ts';

/** Whether some calls, applied to a copy of the snapshot, all succeed and leave the network as `gone` wants it. */
export function fixedBy(
  snapshot: Snapshot,
  calls: readonly Call[],
  where: { account: string; region: string },
  gone: (after: Network) => boolean,
): boolean {
  if (calls.length === 0) return false;
  const { snapshot: copy, errors } = applyCalls(snapshot, calls, where);
  return errors.length === 0 && gone(buildNetwork(copy));
}
