import { difference as says } from '../messages/exposure.ts';
import type { Text } from '../messages/text.ts';
import { exposureOf, type Opening } from './exposure.ts';
import type { Network } from './model.ts';
import { type Cell, mostPairs, pairsOf, reachMatrix } from './reach-matrix.ts';
import { beforeAndAfter, segmentsOf } from './segments.ts';

/** An interface that the internet reaches otherwise than before. */
export interface ExposureChange {
  interface: string;
  name?: string;
  before: Opening[];
  after: Opening[];
}

/** A cell of the matrix that is not as it was. */
export interface ReachChange {
  /** Ids of segments, `internet` or `on-premises`. */
  from: string;
  to: string;
  before: Cell['openings'];
  after: Cell['openings'];
}

/** What a change makes of reachability in all of a network, beyond the flow that it is for. */
export interface Difference {
  /** Interfaces that the internet reaches, themselves or behind a balancer, and those that there are. */
  internet: { before: number; after: number; interfaces: number };
  exposure: ExposureChange[];
  /** null: too large a network to compare cell by cell. */
  reach: ReachChange[] | null;
  says: Text;
}

/** Compares what two networks let through: one and a copy of it with some calls applied. */
export function difference(before: Network, after: Network): Difference {
  const [was, is] = [exposed(before), exposed(after)];
  const ids = [...new Set([...was.keys(), ...is.keys()])].sort();
  const exposure = ids.flatMap((id): ExposureChange[] => {
    const [a, b] = [was.get(id) ?? [], is.get(id) ?? []];
    if (JSON.stringify(a) === JSON.stringify(b)) return [];
    const item = (after.interfaces.get(id) ?? before.interfaces.get(id))!;
    const name = item.instance?.name ?? item.name;
    return [{ interface: id, ...(name === undefined ? {} : { name }), before: a, after: b }];
  });
  const reach = reachChanges(before, after);
  const internet = { before: was.size, after: is.size, interfaces: after.interfaces.size };
  return { internet, exposure, reach, says: says(internet, exposure.length, reach === null ? null : reach.length) };
}

/** By interface, what the internet can open there by any way. */
function exposed(network: Network): Map<string, Opening[]> {
  const found = new Map<string, Opening[]>();
  for (const { interface: item, openings } of exposureOf(network))
    found.set(item.id, [...(found.get(item.id) ?? []), ...openings]);
  return found;
}

function reachChanges(before: Network, after: Network): ReachChange[] | null {
  const change = beforeAndAfter(before, after);
  if (pairsOf(segmentsOf(before, change)) > mostPairs) return null;
  const cells = (network: Network): Map<string, Cell> =>
    new Map(reachMatrix(network, segmentsOf(network, change)).cells.map((c) => [`${c.from}\n${c.to}`, c]));
  const [was, is] = [cells(before), cells(after)];
  return [...new Set([...was.keys(), ...is.keys()])].sort().flatMap((key): ReachChange[] => {
    const [a, b] = [was.get(key), is.get(key)];
    const [from, to] = key.split('\n') as [string, string];
    const cell = { from, to, before: a?.openings ?? [], after: b?.openings ?? [] };
    return JSON.stringify(cell.before) === JSON.stringify(cell.after) ? [] : [cell];
  });
}
