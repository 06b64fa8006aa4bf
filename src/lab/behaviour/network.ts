import { buildNetwork, type Network } from '../../network/index.ts';
import type { LabState } from '../state.ts';
import { withLinks } from './links.ts';

const built = new WeakMap<LabState, { made: unknown[]; network: Network }>();

/**
 * The lab's network for the engine, links as they are now. Kept until a list that it was made from is replaced, which
 * is what every change does (`changes/draft.ts`).
 */
export function networkOf(state: LabState): Network {
  const made = ingredients(state);
  const known = built.get(state);
  if (known !== undefined && known.made.length === made.length && known.made.every((part, i) => part === made[i])) {
    return known.network;
  }
  const network = buildNetwork(withLinks(state));
  built.set(state, { made, network });
  return network;
}

const ingredients = (state: LabState): unknown[] => [
  [...state.linksDown].sort().join(' '),
  ...state.snapshot.scopes.flatMap(({ ec2, elbv2, networkfirewall, directconnect }) =>
    [ec2, elbv2, networkfirewall, directconnect].flatMap((part) => [part === undefined, ...Object.values(part ?? {})]),
  ),
];
