import { why } from '../../../messages/cost-items.ts';
import type { Text } from '../../../messages/text.ts';
import type { Scope, Snapshot } from '../../../snapshot/snapshot.ts';
import type { CostService, Use } from '../use.ts';

/**
 * One unknown use for each place in which a list was not read: what is not known to be there is not known to cost
 * nothing.
 *
 * @param where services with regions are read in each, the others once
 */
export function unread(
  snapshot: Snapshot,
  where: 'regions' | 'global',
  list: (scope: Scope) => unknown,
  use: { service: CostService; what: Text; operation: string },
): Use[] {
  return snapshot.scopes
    .filter((s) => (s.region === 'global') === (where === 'global') && list(s) === undefined)
    .map(({ account, region }) => ({
      service: use.service,
      account,
      region,
      product: null,
      what: use.what,
      quantity: null,
      why: why.notRead(use.operation),
    }));
}
