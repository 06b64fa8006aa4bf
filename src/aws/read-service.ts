import { setMaxListeners } from 'node:events';
import type { ReadOperation } from '../messages/gaps.ts';
import type { Gap, Saved, ServiceName } from '../snapshot/snapshot.ts';
import type { Connection } from './connection.ts';
import { gapOf } from './errors.ts';
import { type Limit, limit } from './limit.ts';
import type { Ask, Client, Collector, Sendable } from './read.ts';
import { partitionOf } from './regions.ts';
import { retries } from './retry.ts';
import { compare, saved } from './saved.ts';

/** A service's declarations, their types forgotten: all services are read alike. */
export type Reader = Collector<Record<string, unknown>>;

/** Where and how a service is read. */
export interface Circumstances {
  /** As the snapshot names it; `global` for services without regions. */
  region: string;
  /** The region whose endpoint is asked. */
  asked: string;
  now: Date;
  /** Ctrl-C or the deadline. */
  stop: AbortSignal;
  /** The limit over everything. */
  calls: Limit;
  /** One page and one parent of each: enough to see whether a call is allowed. */
  sample?: boolean;
  onGap(gap: Omit<Gap, 'account'>, error?: unknown): void;
  /** What became of an operation: it answered, it failed, or there was nothing to ask it for. */
  onOutcome?(operation: ReadOperation, outcome: Outcome): void;
  /** After each key, with the counts so far. */
  onRead?(counts: { service: ServiceName; done: number; failed: number; total: number }): void;
}

export type Outcome = { kind: 'answered' } | { kind: 'failed'; error: unknown } | { kind: 'not-tried' };

/**
 * Reads keys of a service in one place; each starts as soon as what it comes after is there. A key that could not be
 * read is absent from the answer and has its gap; what comes after it is not tried.
 */
export async function readService(
  connection: Connection,
  reader: Reader,
  keys: readonly string[],
  circumstances: Circumstances,
): Promise<Record<string, unknown>> {
  const own = limit(reader.parallel);
  const strategy = retries(() => own.slower());
  const client = reader.client(connection.config(circumstances.asked, strategy));
  const data: Record<string, unknown> = {};
  const counts = { service: reader.service, done: 0, failed: 0, total: keys.length };
  circumstances.onRead?.(counts);

  const started = new Map<string, Promise<void>>();
  const read = (key: string): Promise<void> => {
    const before = started.get(key);
    if (before !== undefined) return before;
    const now = readKey(key);
    started.set(key, now);
    return now;
  };
  const readKey = async (key: string): Promise<void> => {
    const { after = [], operations, run } = reader.reads[key]!;
    const parents = after.filter((parent) => keys.includes(parent));
    await Promise.all(parents.map(read));
    if (parents.some((parent) => data[parent] === undefined)) {
      for (const operation of operations) circumstances.onOutcome?.(operation, { kind: 'not-tried' });
    } else {
      const { ask, note, told } = asking(client, own, circumstances);
      try {
        data[key] = await run(ask, data);
      } catch (error) {
        if (error !== alreadyNoted) note(operations[0], error);
      }
      // What asked for each parent has told of itself; the rest of the read came before it.
      if (!told.has(operations[0])) circumstances.onOutcome?.(operations[0], { kind: 'answered' });
    }
    counts.done++;
    if (data[key] === undefined) counts.failed++;
    circumstances.onRead?.({ ...counts });
  };
  await Promise.all(keys.map(read));
  // Keys in the order of their declarations, whichever answer came first.
  return Object.fromEntries(
    Object.keys(reader.reads).flatMap((key) => (data[key] === undefined ? [] : [[key, data[key]]])),
  );
}

/** Thrown by a read whose failure is on the list of gaps. */
const alreadyNoted = Symbol('already noted');

/** What a read asks with. */
function asking(client: Client, own: Limit, circumstances: Circumstances) {
  const { region, asked, stop, calls, sample = false, onGap, onOutcome } = circumstances;
  const told = new Set<ReadOperation>();
  const tell = (operation: ReadOperation, outcome: Outcome): void => {
    told.add(operation);
    onOutcome?.(operation, outcome);
  };
  const note = (operation: ReadOperation, error: unknown, of?: string[]): void => {
    onGap({ ...gapOf(operation, region, error, stop), ...(of === undefined ? {} : { of }) }, error);
    tell(operation, { kind: 'failed', error });
  };
  const send = async <Output>(command: Sendable<Output>): Promise<Output> =>
    await own.run(
      () =>
        calls.run(
          () => untilStopped(client.send(command as never, { abortSignal: stop }) as Promise<Output>, stop),
          stop,
        ),
      stop,
    );
  const ask: Ask = {
    region: asked,
    global: region === 'global',
    partition: partitionOf(asked),
    now: circumstances.now,
    send: async (command) => saved(await send(command)),
    pages: (command, items, next) => pagesOf(send, command, items, next, sample),
    each: async (operation, parents, run) => {
      const all = parents.filter((id) => id !== undefined);
      const ids = sample ? all.slice(0, 1) : all;
      const failures: { id: string; error: unknown }[] = [];
      const values = await Promise.all(
        ids.map(async (id) => {
          try {
            return [id, await run(id)] as const;
          } catch (error) {
            failures.push({ id, error });
            return undefined;
          }
        }),
      );
      const answered = values.filter((value) => value !== undefined);
      if (failures.length > 0) {
        const partly = answered.length > 0;
        const of = failures.flatMap(({ id }) => id.split('\n')).sort(compare);
        note(operation, failures[0]!.error, partly ? of : undefined);
        if (!partly) throw alreadyNoted;
      } else {
        tell(operation, { kind: ids.length === 0 ? 'not-tried' : 'answered' });
      }
      return Object.fromEntries(answered);
    },
    partial: (operation, code, of) => {
      const [service, name] = operation.split(':') as [string, string];
      onGap({ region, service, operation: name, code, of });
    },
  };
  return { ask, note, told };
}

/** The pages of a list. A service that answers a token a second time would be asked for ever. */
async function pagesOf<Output, Item>(
  send: (command: Sendable<Output>) => Promise<Output>,
  command: (token: string | undefined) => Sendable<Output>,
  items: (output: Output) => Item[] | undefined,
  next: (output: Output) => string | undefined = (output) => (output as { NextToken?: string }).NextToken,
  firstOnly: boolean,
): Promise<Saved<Item>[]> {
  const all: Saved<Item>[] = [];
  const seen = new Set<string>();
  let token: string | undefined;
  do {
    const output = await send(command(token));
    for (const item of items(output) ?? []) all.push(saved(item));
    token = next(output) || undefined;
    if (token !== undefined && seen.has(token)) {
      throw Object.assign(new Error('the service answers the same page token again'), { name: 'RepeatedPageToken' });
    }
    if (token !== undefined) seen.add(token);
  } while (token !== undefined && !firstOnly);
  return all;
}

/** A promise that ends when the signal fires, even if the work under it does not listen. */
export function untilStopped<T>(work: Promise<T>, stop: AbortSignal): Promise<T> {
  return new Promise((resolve, reject) => {
    const stopped = (): void => reject(stop.reason);
    if (stop.aborted) return stopped();
    stop.addEventListener('abort', stopped, { once: true });
    work.then(resolve, reject).finally(() => stop.removeEventListener('abort', stopped));
  });
}

/** Node warns of a leak when many calls listen to one signal, which here they are meant to. */
export function listenFreely(signal: AbortSignal): void {
  setMaxListeners(0, signal);
}
