import type { Network } from '../../../network/model.ts';
import type { Inspected } from '../../overview/check.ts';
import { exitsOf } from '../../overview/exits.ts';
import { connectivityOf, stationsOf } from '../../overview/facts/connectivity.ts';
import { compare } from '../../overview/facts/scopes.ts';
import type { After } from '../../overview/fix.ts';

/**
 * True when a change takes nobody's way: each subnet still comes to the internet as it did, and the same VPCs and links
 * to on-premises reach one another and are answered. By routes; what groups and names allow a deletion here does not
 * touch.
 */
export function reachStays({ network, overview }: Inspected, after: After): boolean {
  const { onPremises } = overview.hybrid;
  let before = known.get(network);
  if (before === undefined) {
    before = reachOf(network, onPremises);
    known.set(network, before);
  }
  return before === reachOf(after.network(), onPremises);
}

/** What is reached before any change is the same for every saving. */
const known = new WeakMap<Network, string>();

function reachOf(network: Network, onPremises: Inspected['overview']['hybrid']['onPremises']): string {
  const pairs = connectivityOf(network, stationsOf(network, onPremises))
    .pairs.filter((p) => p.bothWays)
    .map((p) => [p.from.id, p.to.id]);
  return JSON.stringify([exits(network), pairs]);
}

/** Where each subnet's packets to the internet end. */
const exits = (network: Network): string[][] =>
  [...exitsOf(network)]
    .map(([subnet, ways]) => [subnet, [...new Set(ways.map((w) => w.end.kind))].sort(compare).join()])
    .sort(([a = ''], [b = '']) => compare(a, b));
