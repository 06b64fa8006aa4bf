import type { Scope, ServiceName } from '../snapshot/snapshot.ts';
import { AwsError, type World } from './world.ts';

/*
 * How a change reads and writes a world. Nothing below a service's part is ever written in place: an element is copied
 * before it is changed, and the list that holds it too. So a what-if shares all it does not touch with the snapshot it
 * came from, and a change that fails is undone by putting the parts back (`atomic.ts`).
 */

type Part<S extends ServiceName> = NonNullable<Scope[S]>;

/** The keys of a service's part that hold lists: `Vpcs`, `RouteTables` … */
export type ListKey<S extends ServiceName> = {
  [K in keyof Part<S>]-?: NonNullable<Part<S>[K]> extends readonly unknown[] ? K : never;
}[keyof Part<S>] &
  string;

/** The keys that hold answers by their parent's id: `VpcAttributes`, `TransitGatewayRoutes` … */
export type ByParentKey<S extends ServiceName> = {
  [K in keyof Part<S>]-?: NonNullable<Part<S>[K]> extends readonly unknown[]
    ? never
    : string extends keyof NonNullable<Part<S>[K]>
      ? K
      : never;
}[keyof Part<S>] &
  string;

export type Item<S extends ServiceName, K extends ListKey<S>> =
  NonNullable<Part<S>[K]> extends readonly (infer E)[] ? E : never;

export type OfParent<S extends ServiceName, K extends ByParentKey<S>> =
  NonNullable<Part<S>[K]> extends Record<string, infer V> ? V : never;

const globalServices: ReadonlySet<ServiceName> = new Set(['route53', 'cloudfront', 'shield', 'iam']);

/** The scope that keeps a service's part: the region's, or the account's for a service without regions. */
export const scopeFor = (world: World, service: ServiceName): Scope =>
  globalServices.has(service) ? world.global : world.here;

/** What a change says when the snapshot that it works on was never given what it needs. */
export const notInSnapshot = (service: string, key: string): AwsError =>
  new AwsError('NotInSnapshot', `The snapshot has no ${service}.${key}: it was not read.`);

function keep(world: World, service: ServiceName, key: string, value: unknown): void {
  const scope = scopeFor(world, service) as unknown as Record<string, Record<string, unknown> | undefined>;
  scope[service] ??= {};
  scope[service][key] = value;
}

function held(world: World, service: ServiceName, key: string): unknown {
  return (scopeFor(world, service)[service] as Record<string, unknown> | undefined)?.[key];
}

/** A list, or undefined when the snapshot lacks it. For what a change keeps in step but can do without. */
export function known<S extends ServiceName, K extends ListKey<S>>(
  world: World,
  service: S,
  key: K,
): readonly Item<S, K>[] | undefined {
  const list = held(world, service, key) as Item<S, K>[] | undefined;
  return list ?? (world.partial ? undefined : []);
}

/** A list that the change cannot do without; throws `NotInSnapshot` when the snapshot lacks it. */
export function all<S extends ServiceName, K extends ListKey<S>>(
  world: World,
  service: S,
  key: K,
): readonly Item<S, K>[] {
  const list = known(world, service, key);
  if (list === undefined) throw notInSnapshot(service, key);
  return list;
}

/** Puts a list in the place of the one that is there. Does nothing when the snapshot lacks the list. */
export function replaceAll<S extends ServiceName, K extends ListKey<S>>(
  world: World,
  service: S,
  key: K,
  list: readonly Item<S, K>[],
): void {
  if (known(world, service, key) !== undefined) keep(world, service, key, list);
}

/** Adds to the end of a list. Does nothing when the snapshot lacks the list: one element would pass for all. */
export function add<S extends ServiceName, K extends ListKey<S>>(
  world: World,
  service: S,
  key: K,
  ...items: Item<S, K>[]
): void {
  const list = known(world, service, key);
  if (list !== undefined && items.length > 0) keep(world, service, key, [...list, ...items]);
}

/** Takes the matching elements out of a list and answers them. */
export function remove<S extends ServiceName, K extends ListKey<S>>(
  world: World,
  service: S,
  key: K,
  test: (item: Item<S, K>) => boolean,
): Item<S, K>[] {
  const list = known(world, service, key) ?? [];
  const gone: Item<S, K>[] = [];
  const left = list.filter((item) => {
    const is = test(item);
    if (is) gone.push(item);
    return !is;
  });
  if (gone.length > 0) keep(world, service, key, left);
  return gone;
}

/** Copies each matching element, lets `change` write to the copy, and puts it in the element's place. Answers the copies. */
export function edit<S extends ServiceName, K extends ListKey<S>>(
  world: World,
  service: S,
  key: K,
  test: (item: Item<S, K>) => boolean,
  change: (copy: Item<S, K>) => void,
): Item<S, K>[] {
  const list = known(world, service, key) ?? [];
  const copies: Item<S, K>[] = [];
  const edited = list.map((item) => {
    if (!test(item)) return item;
    const copy = structuredClone(item);
    change(copy);
    copies.push(copy);
    return copy;
  });
  if (copies.length > 0) keep(world, service, key, edited);
  return copies;
}

/** What is kept under a parent's id, or undefined when it was not read. */
export function ofParent<S extends ServiceName, K extends ByParentKey<S>>(
  world: World,
  service: S,
  key: K,
  parent: string,
): Readonly<OfParent<S, K>> | undefined {
  const record = held(world, service, key) as Record<string, OfParent<S, K>> | undefined;
  return record !== undefined && Object.hasOwn(record, parent) ? record[parent] : undefined;
}

/** Whether answers by parent were read at all (or the world is a whole one). */
export const isKept = <S extends ServiceName>(world: World, service: S, key: ByParentKey<S>): boolean =>
  !world.partial || held(world, service, key) !== undefined;

/** Keeps a value under a parent's id; undefined takes the parent out. Does nothing when the snapshot lacks the key. */
export function setOfParent<S extends ServiceName, K extends ByParentKey<S>>(
  world: World,
  service: S,
  key: K,
  parent: string,
  value: OfParent<S, K> | undefined,
): void {
  if (!isKept(world, service, key)) return;
  if (value === undefined && ofParent(world, service, key, parent) === undefined) return;
  const record = { ...((held(world, service, key) as Record<string, unknown> | undefined) ?? {}) };
  if (value === undefined) delete record[parent];
  else record[parent] = value;
  keep(world, service, key, record);
}

/** Puts a value in the place of a part's single one, such as `VpcBlockPublicAccessOptions`. */
export function setOne<S extends ServiceName, K extends keyof Part<S> & string>(
  world: World,
  service: S,
  key: K,
  value: Part<S>[K],
): void {
  keep(world, service, key, value);
}
