import type { RootContent } from 'mdast';
import { moreInJson } from '../../messages/analyze.ts';
import { listed } from '../../messages/plural.ts';
import { paragraph } from '../nodes.ts';
import { called, type Reader, type Told } from './reader.ts';

/*
 * A report about fifty VPCs has to be read by one person. Where a table would have more rows than somebody reads, rows
 * that say the same are told once, for all they apply to.
 */

/** Above this many rows, rows that say the same are folded into one. */
export const readable = 20;

const collator = new Intl.Collator('en', { numeric: true });

/** `vpc-2` before `vpc-10`, `10.2.0.0/16` before `10.10.0.0/16`: as people look for them. */
export const byName = (a: string, b: string): number => collator.compare(a, b);

/** Names of resources in order, the first few and how many more: `vpc-001, vpc-002 외 40개`. */
export function namesOf(reader: Reader, ids: readonly string[], most = 4): string {
  const names = ids.map((id) => called(reader, id)).sort(byName);
  return listed(names, most)[reader.lang];
}

/** Items that have the same key, together, in the order in which a key first shows. */
export function alike<Item>(items: readonly Item[], keyOf: (item: Item) => string): Item[][] {
  const groups = new Map<string, Item[]>();
  for (const item of items) {
    const key = keyOf(item);
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [item]);
    else group.push(item);
  }
  return [...groups.values()];
}

/** The zone's letter as this account sees it: `2a`. */
export const shortZone = (zone: string): string => zone.slice(-2) || '-';

/** Zones as a person writes them: `2a, 2b`. */
export const shortZones = (zones: readonly string[]): string => [...zones].sort().map(shortZone).join(', ') || '-';

/** The first rows of a table whose rows all differ, and the sentence that says how many more there are. */
export function firstOf<Item>(reader: Told, items: readonly Item[]): { shown: Item[]; rest: RootContent[] } {
  const more = items.length - readable;
  return { shown: items.slice(0, readable), rest: more > 0 ? [paragraph(reader.say(moreInJson(more)))] : [] };
}
