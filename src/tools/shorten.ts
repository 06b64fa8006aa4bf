/*
 * A value as JSON within so many bytes. Lists keep their first items whole, rather than all of them in parts; a part that
 * has no room at all is absent, since an empty list or object would say that it is empty. What was left out is named by
 * its JSON pointer (RFC 6901), so that it can be asked for.
 */

/** A part of which only some is there, or nothing. */
export interface LeftOut {
  /** RFC 6901, within the value. */
  pointer: string;
  shown: number;
  /** Items of a list, members of an object, characters of a text. */
  total: number;
}

export interface Shortened {
  /** Undefined: there was no room for any of it. */
  value: unknown;
  leftOut: LeftOut[];
}

export const bytesOf = (value: unknown): number => Buffer.byteLength(JSON.stringify(value) ?? '');

/** Less is not worth its punctuation. */
const leastRoom = 40;

/** @param most bytes of the value as JSON */
export function shorten(value: unknown, most: number): Shortened {
  const leftOut: LeftOut[] = [];
  return { value: fitted(value, '', most, leftOut), leftOut };
}

/** A scalar, and what is empty, is one thing to leave out. */
const sizeOf = (value: unknown): number =>
  Math.max(
    1,
    typeof value === 'string'
      ? value.length
      : typeof value === 'object' && value !== null
        ? Object.keys(value).length
        : 1,
  );

const token = (key: string | number): string => String(key).replaceAll('~', '~0').replaceAll('/', '~1');

function fitted(value: unknown, pointer: string, room: number, leftOut: LeftOut[]): unknown {
  if (bytesOf(value) <= room) return value;
  if (room < leastRoom) {
    leftOut.push({ pointer, shown: 0, total: sizeOf(value) });
    return undefined;
  }
  if (typeof value === 'string') return cutText(value, pointer, room, leftOut);
  if (typeof value !== 'object' || value === null) return value;
  return Array.isArray(value) ? cutList(value, pointer, room, leftOut) : cutObject(value, pointer, room, leftOut);
}

function cutText(value: string, pointer: string, room: number, leftOut: LeftOut[]): string {
  const characters = [...value];
  let shown = Math.min(characters.length, room);
  while (shown > 0 && bytesOf(`${characters.slice(0, shown).join('')}…`) > room) shown = Math.floor(shown * 0.8);
  leftOut.push({ pointer, shown, total: characters.length });
  return `${characters.slice(0, shown).join('')}…`;
}

function cutList(value: readonly unknown[], pointer: string, room: number, leftOut: LeftOut[]): unknown[] | undefined {
  const shown: unknown[] = [];
  let left = room - 2;
  for (const item of value) {
    const size = bytesOf(item ?? null) + 1;
    if (size > left) break;
    left -= size;
    shown.push(item);
  }
  if (shown.length === 0) {
    // Not one fits whole: a part of the first is better than none.
    const inner: LeftOut[] = [];
    const first = fitted(value[0], `${pointer}/0`, left, inner);
    if (first === undefined) {
      leftOut.push({ pointer, shown: 0, total: value.length });
      return undefined;
    }
    leftOut.push(...inner);
    shown.push(first);
  }
  if (shown.length < value.length) leftOut.push({ pointer, shown: shown.length, total: value.length });
  return shown;
}

/** Small members are kept whole; what they leave is shared among the large ones. */
function cutObject(value: object, pointer: string, room: number, leftOut: LeftOut[]): object | undefined {
  const members = Object.entries(value)
    .filter(([, member]) => member !== undefined)
    .map(([key, member]) => ({ key, member, size: bytesOf(member), name: bytesOf(key) + 2 }));
  let left = room - 2 - members.reduce((n, m) => n + m.name, 0);
  if (left < members.length * leastRoom && members.some((m) => m.size > leastRoom || left < 0))
    return cutTable(members, pointer, room, leftOut);
  const shares = new Map<string, number>();
  for (const [i, { key, size }] of [...members].sort((a, b) => a.size - b.size).entries()) {
    const share = Math.max(0, Math.min(size, Math.floor(left / (members.length - i))));
    shares.set(key, share);
    left -= share;
  }
  const entries = members.flatMap(({ key, member }) => {
    const part = fitted(member, `${pointer}/${token(key)}`, shares.get(key) ?? 0, leftOut);
    return part === undefined ? [] : [[key, part] as const];
  });
  return entries.length === 0 ? undefined : Object.fromEntries(entries);
}

/** An object with so many members that none would have room, such as one by ids: those that fit, in their order. */
function cutTable(
  members: readonly { key: string; member: unknown; size: number; name: number }[],
  pointer: string,
  room: number,
  leftOut: LeftOut[],
): object | undefined {
  const shown: [string, unknown][] = [];
  let left = room - 2;
  for (const { key, member, size, name } of members) {
    if (size + name + 1 > left) continue;
    left -= size + name + 1;
    shown.push([key, member]);
  }
  leftOut.push({ pointer, shown: shown.length, total: members.length });
  return shown.length === 0 ? undefined : Object.fromEntries(shown);
}

/** What a JSON pointer leads to; undefined: nothing. */
export function atPointer(value: unknown, pointer: string): unknown {
  if (pointer === '') return value;
  if (!pointer.startsWith('/')) return undefined;
  let current = value;
  for (const part of pointer.slice(1).split('/')) {
    const key = part.replaceAll('~1', '/').replaceAll('~0', '~');
    if (typeof current !== 'object' || current === null || !Object.hasOwn(current, key)) return undefined;
    current = (current as Record<string, unknown>)[key];
  }
  return current;
}
