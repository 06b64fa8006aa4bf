import { changes } from '../../src/changes/index.ts';
import { applyTransition } from '../../src/changes/settle.ts';
import { AwsError, type Transition, type World } from '../../src/changes/world.ts';
import { labAccount, labId, labRegion } from '../../src/lab/seed/ids.ts';
import { seedState } from '../../src/lab/seed/index.ts';
import type { MetricSeries } from '../../src/snapshot/data/services.ts';
import { openScope, type Snapshot } from '../../src/snapshot/snapshot.ts';

export const now = new Date('2026-11-23T08:43:30.000Z');

export interface TestWorld extends World {
  /** What AWS will do, in the order it was said. */
  due: Transition[];
  put: MetricSeries[];
}

/** A world on a snapshot of which nothing may be written in place: a change that does throws a TypeError. */
export function worldOn(snapshot: Snapshot, account = labAccount, region = labRegion): TestWorld {
  const draft: Snapshot = { ...snapshot, scopes: snapshot.scopes.map((scope) => ({ ...scope })) };
  const here = openScope(draft, account, region);
  const global = openScope(draft, account, 'global');
  for (const scope of draft.scopes) for (const part of Object.values(scope)) deepFreeze(part);
  const due: Transition[] = [];
  const put: MetricSeries[] = [];
  let sequence = 0;
  return {
    account,
    region,
    now,
    snapshot: draft,
    here,
    global,
    newId: (prefix) => labId(prefix, `new/${sequence++}`),
    later: (transition) => due.push(transition),
    putMetrics: (series) => put.push(...series),
    due,
    put,
  };
}

/** Nothing writes to it: `worldOn` sees to that. */
const seed = seedState(now).snapshot;

/** A world on the lab's network. */
export const labWorld = (): TestWorld => worldOn(seed);

function deepFreeze(value: unknown): void {
  if (typeof value !== 'object' || value === null || Object.isFrozen(value)) return;
  Object.freeze(value);
  for (const member of Object.values(value)) deepFreeze(member);
}

/** Makes a change and freezes what came of it. */
// biome-ignore lint/suspicious/noExplicitAny: outputs are as various as AWS's operations
export function call(world: TestWorld, service: string, operation: string, input: object): any {
  const change = changes[service]?.[operation];
  if (change === undefined) throw new Error(`no such change: ${service}:${operation}`);
  const output = change(world, input as never);
  for (const scope of world.snapshot.scopes) for (const part of Object.values(scope)) deepFreeze(part);
  return output;
}

/** The code of the error that a change answers with; the world must be as it was, and nothing due. */
export function refusal(world: TestWorld, service: string, operation: string, input: object): string {
  const before = structuredClone(world.snapshot);
  const due = world.due.length;
  try {
    call(world, service, operation, input);
  } catch (error) {
    if (!(error instanceof AwsError)) throw error;
    if (JSON.stringify(world.snapshot) !== JSON.stringify(before) || world.due.length !== due) {
      throw new Error(`${operation} failed with ${error.code} and changed the world`);
    }
    return error.code;
  }
  throw new Error(`${operation} was not refused`);
}

/** Lets everything that is due happen. */
export function settle(world: TestWorld): void {
  while (world.due.length > 0) applyTransition(world, world.due.shift()!);
}

// biome-ignore lint/suspicious/noExplicitAny: tests read whatever member they need
type Loose = any;

/** An element of a list of EC2's part, by its id in any member. */
export const ec2 = (world: World, key: string, id: string): Loose =>
  ((world.here.ec2 as Loose)[key] as Loose[]).find((item) => Object.values(item).includes(id));

export const instance = (world: World, id: string): Loose =>
  world.here.ec2!.Reservations!.flatMap((r) => r.Instances ?? []).find((i) => i.InstanceId === id);
