import type { ReadOperation } from '../messages/gaps.ts';
import type { Saved, ServiceName } from '../snapshot/snapshot.ts';
import type { ClientConfig } from './connection.ts';
import { sorted } from './saved.ts';

/*
 * What can be read is declared, one entry a key of the snapshot: the operation that a gap names, what must be there
 * before it, where it is asked, and how. The collector, the list of permissions and `netops doctor` all go by it.
 */

/** A key of a scope that can be read: its declaration. */
export interface Read<Data, Value> {
  /** What it calls. A gap names the first, unless the failing call says otherwise. */
  operations: readonly [ReadOperation, ...ReadOperation[]];
  where: Where;
  /** Keys of the same service whose answers this read walks through. */
  after?: readonly (keyof Data & string)[];
  /** Read only when it is asked for by name: slow, large, or one call for each of many things. */
  onRequest?: true;
  run(ask: Ask, data: Data): Promise<Value>;
}

/**
 * Regions, or the account's scope for services without regions; some services have both. `region-or-home`: CloudFront's
 * things are kept in the partition's global region; the account's scope has them unless that region is read itself.
 */
export type Where = 'region' | 'global' | 'both' | 'region-or-home';

/** The declarations of a service: every key of its data has one, or the compiler complains. */
export type Reads<Data> = { [Key in keyof Data & string]-?: Read<Data, NonNullable<Data[Key]>> };

/** A service's file: its client, and what it can read. */
export interface Collector<Data = object> {
  service: ServiceName;
  /** The service's prefix in IAM actions (`elasticloadbalancing`). */
  iamPrefix: string;
  /** Actions that are not named like their operation. */
  iamActions?: Partial<Record<ReadOperation, string>>;
  /** Calls that may be under way at once in one account and region; the service's own limits decide. */
  parallel: number;
  client(config: ClientConfig): Client;
  reads: Reads<Data>;
}

/** The part of an SDK client that a collector needs. */
export interface Client {
  send(command: never, options: { abortSignal: AbortSignal }): Promise<unknown>;
  destroy(): void;
}

/** An SDK command; only its output matters here. */
export interface Sendable<Output> {
  resolveMiddleware(
    stack: never,
    configuration: never,
    options: never,
  ): (input: never) => Promise<{ output: Output; response: unknown }>;
}

/** How a read asks AWS: under the limits, until the deadline, what fails noted. */
export interface Ask {
  /** The region asked; for services without regions, the one that their endpoint belongs to. */
  region: string;
  global: boolean;
  partition: string;
  now: Date;
  /** One call. Throws AWS's error. */
  send<Output>(command: Sendable<Output>): Promise<Saved<Output>>;
  /** Every page of a list. Throws AWS's error, and when the service answers a token for the second time. */
  pages<Output, Item>(
    command: (token: string | undefined) => Sendable<Output>,
    items: (output: Output) => Item[] | undefined,
    next?: (output: Output) => string | undefined,
  ): Promise<Saved<Item>[]>;
  /**
   * One read for each parent, side by side. What was read is kept; what failed is one gap that names the parents.
   * Throws when nothing was read.
   */
  each<Value>(
    operation: ReadOperation,
    parents: readonly (string | undefined)[],
    read: (parent: string) => Promise<Value>,
  ): Promise<Record<string, Value>>;
  /** Notes that a read answered less than there is. */
  partial(operation: ReadOperation, code: string, of: string[]): void;
}

/** A paged list, in the order of its ids. */
export function list<Output extends { NextToken?: string }, Item>(
  operation: ReadOperation,
  command: (NextToken: string | undefined) => Sendable<Output>,
  items: (output: Output) => Item[] | undefined,
  id: (item: Saved<Item>) => string | undefined,
): { operations: [ReadOperation]; where: 'region'; run(ask: Ask): Promise<Saved<Item>[]> } {
  return {
    operations: [operation],
    where: 'region',
    run: async (ask) => sorted(await ask.pages(command, items), id),
  };
}

/** A list in parts of at most `size`: for calls that take a limited number of names. */
export function chunks<T>(items: readonly T[], size: number): T[][] {
  const out: T[][] = [];
  for (let i = 0; i < items.length; i += size) out.push(items.slice(i, i + size));
  return out;
}
