import { changes } from '../../changes/index.ts';
import { asItIs, undoOf } from '../../changes/undo.ts';
import { AwsError } from '../../changes/world.ts';
import type { Call } from '../../findings/finding.ts';
import { recording } from '../behaviour/history.ts';
import { settle } from '../behaviour/settle.ts';
import { labAccountOf, labRegionOf } from '../from-snapshot.ts';
import type { Caller, LabCall } from '../handler.ts';
import { services } from '../protocol/service.ts';
import type { BrokenFault, FaultUndo, LabState } from '../state.ts';
import { record } from '../trail.ts';
import { worldOf } from '../world.ts';
import type { Fault, Step } from './fault.ts';

/** Why a fault cannot be made or mended. */
export class FaultRefused extends Error {
  readonly reason: 'broken-already' | 'not-broken' | 'not-here';

  constructor(reason: FaultRefused['reason'], message: string) {
    super(message);
    this.reason = reason;
  }
}

/** So long before it is made, a fault has happened: by the time that somebody looks, health checks have seen it. */
const agoMs = 10 * 60_000;

/**
 * Makes a fault, as if it had happened ten minutes ago, but after whatever else was changed last. All of its steps are
 * made or none; CloudTrail shows its calls.
 *
 * @throws FaultRefused when it is there already, or this lab lacks what it breaks
 */
export function breakFault(state: LabState, fault: Fault, now: Date): BrokenFault {
  if (state.faults?.some((f) => f.id === fault.id)) throw new FaultRefused('broken-already', fault.id);
  settle(state, now);
  const last = Date.parse(state.history?.changes.at(-1)?.at ?? state.createdAt);
  const start = Math.min(
    now.getTime(),
    Math.max(now.getTime() - agoMs, state.history === undefined ? 0 : last + 1_000),
  );
  const at = new Date(start);
  const undo: FaultUndo[] = [];
  try {
    for (const step of fault.steps) undo.unshift(...make(state, step, at));
  } catch (error) {
    for (const step of undo) unmake(state, step, at);
    if (error instanceof AwsError) throw new FaultRefused('not-here', error.message);
    throw error;
  }
  const broken: BrokenFault = { id: fault.id, at: at.toISOString(), undo };
  state.faults = [...(state.faults ?? []), broken];
  settle(state, now);
  return broken;
}

/**
 * Mends a fault: its steps undone, the last first.
 *
 * @throws FaultRefused when it is not there
 */
export function healFault(state: LabState, id: string, now: Date): void {
  const broken = state.faults?.find((f) => f.id === id);
  if (broken === undefined) throw new FaultRefused('not-broken', id);
  settle(state, now);
  for (const step of broken.undo) unmake(state, step, now);
  state.faults = state.faults?.filter((f) => f !== broken) ?? [];
  settle(state, now);
}

/** Makes a step and answers what undoes it. */
function make(state: LabState, step: Step, at: Date): FaultUndo[] {
  if ('call' in step)
    return undoing(state, typeof step.call === 'function' ? step.call(state.snapshot) : step.call, step.undo, at);
  return recording(state, at, (): FaultUndo[] => {
    if ('host' in step) {
      const before = state.hosts[step.host];
      if (before === undefined) throw new AwsError('InvalidInstanceID.NotFound', `no host ${step.host}`);
      state.hosts[step.host] = step.change(structuredClone(before));
      return [{ host: step.host, to: before }];
    }
    if ('link' in step) {
      const wasUp = !state.linksDown.includes(step.link);
      setLink(state, step.link, step.up);
      return [{ link: step.link, up: wasUp }];
    }
    const before = state.load[step.load];
    state.load[step.load] = step.value;
    return [{ load: step.load, to: before ?? null }];
  });
}

function unmake(state: LabState, step: FaultUndo, at: Date): void {
  if ('call' in step) {
    // What a person has mended already needs no mending: AWS's refusal of the rest is no failure of ours.
    try {
      callAs(state, step.call, at);
    } catch (error) {
      if (!(error instanceof AwsError)) throw error;
    }
    return;
  }
  recording(state, at, () => {
    if ('host' in step) state.hosts[step.host] = step.to;
    else if ('link' in step) setLink(state, step.link, step.up);
    else if (step.to === null) delete state.load[step.load];
    else state.load[step.load] = step.to;
  });
}

function setLink(state: LabState, id: string, up: boolean): void {
  state.linksDown = state.linksDown.filter((down) => down !== id);
  if (!up) state.linksDown.push(id);
}

/** Makes a call and answers what undoes it. */
function undoing(state: LabState, call: Call, undo: Call | undefined, at: Date): FaultUndo[] {
  const known = callAs(state, call, at) ?? (undo === undefined ? undefined : [undo]);
  if (known === undefined)
    throw new Error(`nothing undoes ${call.service}:${call.operation}: the fault must say what does`);
  return known.map((one) => ({ call: one }));
}

/** Makes an AWS call as a colleague who is not asked for a reason, and answers the calls that undo it, if such are known. */
function callAs(state: LabState, call: Call, at: Date): Call[] | undefined {
  const change = changes[call.service]?.[call.operation];
  const definition = services.find((s) => s.key === call.service);
  if (change === undefined || definition === undefined)
    throw new Error(`${call.service}:${call.operation} is no change`);
  const account = labAccountOf(state);
  const caller: Caller = {
    account,
    arn: `arn:aws:iam::${account}:user/night-shift`,
    userId: 'AIDANIGHTSHIFT',
    accessKeyId: 'AKIANIGHTSHIFT',
  };
  const world: LabCall = { ...worldOf(state, { account, region: labRegionOf(state), now: at }), state, caller };
  const before = asItIs(world);
  const output = recording(state, at, () => change(world, call.input as never));
  const request = { sourceIp: '203.0.113.77', headers: { 'user-agent': 'aws-cli/2.31.0' } };
  record(world, definition, call.operation, request, call.input, { output: output ?? {} });
  return undoOf(before, call, output);
}
