import { distance } from './spelling.ts';

/** Something that has a name. */
export interface Known {
  id: string;
  name?: string;
  /** `vpc`, `instance`, `load-balancer`, `target-group`, `nat-gateway`, `security-group`, `route-table` … */
  kind?: string;
  /** Private and public addresses, CIDRs and DNS names. */
  also?: readonly string[];
}

/** What a snapshot knows by name, ready to be looked up. */
export interface Inventory {
  /** By id, name, address or DNS name, in lower case. */
  exact: ReadonlyMap<string, Known>;
  /** By name without blanks and hyphens: `DMZ VPC` is `DMZVPC`. */
  loose: ReadonlyMap<string, Known>;
  /** Names in more than one word, or not in Latin letters, by their first character in lower case; longest first. */
  phrases: ReadonlyMap<string, readonly string[]>;
  names: readonly string[];
  /** Any word that no sentence needs may be a name: of an order with nothing else in it. */
  anyName?: true;
}

/** For a sentence that is read without a snapshot, and must be understood wholly. */
export const strangers: Inventory = {
  ...{ exact: new Map(), loose: new Map(), phrases: new Map() },
  names: [],
  anyName: true,
};

const cache = new WeakMap<readonly Known[], Inventory>();

export const loosely = (name: string): string => name.toLowerCase().replace(/[\s_-]+/g, '');

/** The index of an inventory; made once for each. */
export function inventoryOf(known: readonly Known[]): Inventory {
  const cached = cache.get(known);
  if (cached !== undefined) return cached;
  const exact = new Map<string, Known>();
  const loose = new Map<string, Known>();
  const phrases = new Map<string, string[]>();
  const names = new Set<string>();
  for (const item of known) {
    for (const word of [item.name, item.id, ...(item.also ?? [])]) {
      if (word === undefined || word === '') continue;
      const key = word.normalize('NFC').toLowerCase();
      if (!exact.has(key)) exact.set(key, item);
      if (/\s|[^\x21-\x7E]/.test(key)) phrases.set(key[0]!, [...(phrases.get(key[0]!) ?? []), key]);
    }
    if (item.name !== undefined && item.name !== '') {
      names.add(item.name);
      if (!loose.has(loosely(item.name))) loose.set(loosely(item.name), item);
    }
  }
  for (const list of phrases.values()) list.sort((a, b) => b.length - a.length || (a < b ? -1 : 1));
  const index: Inventory = { exact, loose, phrases, names: [...names].sort() };
  cache.set(known, index);
  return index;
}

/** What tells a name from its sisters: its numbers, and the letter at its end. */
const numbers = (name: string): string =>
  `${name.replace(/\D+/g, ' ').trim()}${/[-_][a-z]$/i.exec(name)?.[0].toLowerCase() ?? ''}`;

/**
 * Names of the inventory that a mistyped one may have been meant to be, nearest first. Numbers are never a slip:
 * `alb2` is not `alb1`, `NATGW-C` is not `NATGW-A`.
 */
export function nearest(inventory: Inventory, typed: string): string[] {
  if (inventory.names.length === 0) return [];
  const wanted = typed.toLowerCase();
  const most = wanted.length < 5 ? 1 : Math.max(2, Math.floor(wanted.length / 6));
  return inventory.names
    .filter((name) => Math.abs(name.length - wanted.length) <= most && numbers(name) === numbers(wanted))
    .map((name) => ({ name, off: distance(wanted, name.toLowerCase(), most) }))
    .filter(({ off }) => off <= most)
    .sort((a, b) => a.off - b.off || (a.name < b.name ? -1 : 1))
    .filter(({ off }, _, all) => off === all[0]!.off)
    .map(({ name }) => name);
}
