import { setTimeout as sleep } from 'node:timers/promises';
import type { Waiting } from '../capabilities/answer.ts';
import { UserError } from '../errors/user-error.ts';
import type { Call } from '../findings/finding.ts';
import * as text from '../messages/do.ts';
import type { Text } from '../messages/text.ts';
import { networkNeeds } from '../network/needs.ts';
import type { Needs } from '../snapshot/reads.ts';
import type { Snapshot } from '../snapshot/snapshot.ts';
import { type AuditRecord, appendAudit, auditRecords, hasEffect, newRecordId } from './audit.ts';
import { dependents } from './effect/dependents.ts';
import { destructiveOf, type Effect, effectOf, undoFor } from './effect/index.ts';
import { findingMetrics, findingNeeds } from './findings.ts';
import { actionOf } from './iam.ts';
import { inForce } from './in-force.ts';
import { type Plan, planOf } from './plan/index.ts';
import { undoPlan } from './plan/undo.ts';
import type { Request } from './request.ts';

/*
 * One change, from what is asked to what AWS shows afterwards: previewed on a copy, approved by somebody, made, seen and
 * recorded. Nothing here reads a keyboard or prints: a face shows the preview and asks.
 */

/** What AWS answered to one call. */
export type CallAnswer = { output: object } | { error: { code: string; message: string } };

export type MakeCall = (region: string, call: Call, options?: { dryRun?: boolean }) => Promise<CallAnswer>;

/** The account that a change is made in, as somebody else reaches it. */
export interface Site {
  /** A fresh look. */
  look(needs: Needs, waiting?: Waiting): Promise<Snapshot>;
  /** Lends the way of making calls for as long as the work takes. */
  calling<T>(work: (make: MakeCall) => Promise<T>): Promise<T>;
  signal: AbortSignal;
}

/** What would be done, what that brings about and what would undo it. Nothing has been changed. */
export interface Preview {
  asked: Request;
  /** As the person put it; the audit log keeps it. */
  sentence: string;
  snapshot: Snapshot;
  plan: Plan;
  /** Computed when it is first read. */
  readonly effect: Effect;
  /** For each call, in order; null: no calls bring it back, or only once ids are known that the call makes. */
  undo: (Call[] | null)[];
  /** Reads of the network that failed, as `service:Operation`: the effect is told without them. */
  unread: string[];
  /** The operations among the calls that can cut somebody off; all of them when that cannot be told. */
  readonly destructive: string[];
  /** The record that is undone. */
  undoes?: AuditRecord;
}

/** `accepted`: AWS took the calls, and there is no state to see them by. */
export type Result = 'already' | 'done' | 'accepted';

export interface Change {
  preview: Preview;
  result: Result;
  /** The audit record; null: nothing was done. */
  record: string | null;
  /** What it is now; null: nothing was done, or there is no one state to tell. */
  after: Text | null;
}

/** EC2's own check of a permission: `DryRunOperation` when the call would have been allowed. */
export interface DryRun {
  operation: string;
  code: string;
}

/**
 * Who is asked before anything is changed.
 *
 * @param preview what they say yes to
 * @param again   AWS has changed since they were asked before; this is what it would be now
 */
export type Approve = (preview: Preview, again: boolean) => Promise<boolean>;

/**
 * What a change would do, on a fresh look at the account.
 *
 * @throws UserError for a name that is unknown or ambiguous, or a change that is not possible (1)
 */
export async function previewChange(asked: Request, sentence: string, site: Site): Promise<Preview> {
  if (asked.action !== 'undo') return previewOf(await lookFor(asked, site), asked, sentence, undefined);
  const undoes = recordNamed(asked.record);
  // What was last stays what was last, also when it is looked at again.
  const pinned: Request = { action: 'undo', record: undoes.intent.id };
  return previewOf(await lookFor(pinned, site), pinned, sentence, undoes);
}

/** Asks AWS whether the calls would be allowed, where AWS has a way to ask. */
export async function dryRuns({ plan }: Preview, site: Site): Promise<DryRun[]> {
  const asked = plan.calls.filter(hasDryRun);
  if (asked.length === 0) return [];
  return await site.calling(async (make) => {
    const tried: DryRun[] = [];
    for (const call of asked) {
      const answer = await make(plan.region, call, { dryRun: true });
      tried.push({ operation: call.operation, code: 'error' in answer ? answer.error.code : '-' });
    }
    return tried;
  });
}

/** EC2 alone has DryRun. https://docs.aws.amazon.com/AWSEC2/latest/APIReference/CommonParameters.html */
const hasDryRun = (call: Call): boolean => call.service === 'ec2';

/** How an approved change is made. */
export interface Applying {
  approve: Approve;
  /** Also wait until the targets that the change is about are healthy and its alarms are clear. */
  wait?: boolean;
  /** How long AWS may take to show the new state, seconds. */
  patience?: number;
  /** Told what is waited for, each time that it differs. */
  onWaiting?(what: Text): void;
}

/**
 * Asks, looks again, makes the calls in order, waits until AWS shows the new state, and leaves an audit record of it
 * all. When AWS has changed between the preview and the yes, it asks again, with a new preview.
 *
 * @throws UserError when it is declined, a call is refused (saying what was done before it and what was not), or AWS
 *   does not show the new state in time
 */
export async function applyChange(first: Preview, site: Site, applying: Applying): Promise<Change> {
  let preview = first;
  for (let again = false; ; again = true) {
    if (preview.plan.done) return { preview, result: 'already', record: null, after: null };
    if (!(await applying.approve(preview, again))) throw new UserError(text.declined);
    const now = await previewChange(preview.asked, preview.sentence, site);
    if (fingerprint(now.plan) === fingerprint(preview.plan)) break;
    preview = now;
  }
  const made = await makeCalls(preview, site);
  const seen = await waitUntilSeen(preview, made.undos, site, applying).catch((error: unknown) => {
    appendAudit({ kind: 'outcome', id: made.id, at: new Date().toISOString(), result: 'unverified', after: '' });
    throw error;
  });
  const at = new Date().toISOString();
  const result = seen.missing.length > 0 ? 'unverified' : seen.result;
  appendAudit({ kind: 'outcome', id: made.id, at, result, after: seen.after });
  if (seen.missing.length > 0) throw new UserError(text.unverified(made.id, seen.seconds, seen.missing));
  return { preview, result: seen.result, record: made.id, after: seen.says };
}

const fingerprint = ({ calls, before }: Plan): string => JSON.stringify([calls, before]);

/** What tells the effect of any change. */
const effectNeeds: Exclude<Needs, 'all'> = [
  ...new Set([...(networkNeeds as Exclude<Needs, 'all'>), 'ec2.FlowLogs', 'elbv2', 'cloudwatch.MetricAlarms'] as const),
];

async function lookFor(asked: Request, site: Site): Promise<Snapshot> {
  if (asked.action !== 'apply-fix') return await site.look(effectNeeds);
  const { finding } = asked;
  return await site.look(fixNeeds(finding), { metrics: (known) => findingMetrics(finding, known) });
}

const fixNeeds = (finding: string): Needs => [
  ...new Set([...effectNeeds, ...(findingNeeds(finding) as Exclude<Needs, 'all'>)]),
];

function recordNamed(name: string): AuditRecord {
  const records = auditRecords().filter(hasEffect);
  // What an undo undid is no longer there to be undone.
  const undone = new Set(
    records.filter((r) => /^(done|accepted)$/.test(r.outcome?.result ?? '')).map((r) => r.intent.undoes),
  );
  const found =
    name.toUpperCase() === 'LAST'
      ? records.findLast((r) => !undone.has(r.intent.id) && r.intent.undoes === undefined)
      : records.find((r) => r.intent.id === name);
  if (found === undefined) {
    const others = records
      .filter((r) => !undone.has(r.intent.id) && r.intent.undoes === undefined)
      .slice(-5)
      .reverse();
    throw new UserError(
      text.noRecord(
        name,
        others.map((r) => r.intent),
      ),
    );
  }
  return found;
}

/** What a network is made of: without one of these the effect of a change is not all of it. */
const effectServices: ReadonlySet<string> = new Set(effectNeeds.map((n) => n.split('.')[0]!));

function previewOf(snapshot: Snapshot, asked: Request, sentence: string, undoes: AuditRecord | undefined): Preview {
  const gaps = snapshot.gaps.filter((g) => effectServices.has(g.service));
  const unread = [...new Set(gaps.map((g) => `${g.service}:${g.operation}`))].sort();
  const plan =
    undoes === undefined ? planOf(snapshot, asked as Exclude<Request, { action: 'undo' }>) : undoPlan(snapshot, undoes);
  const undo = plan.calls.map((call) => undoFor(snapshot, plan, call));
  let effect: Effect | undefined;
  return {
    asked,
    sentence,
    snapshot,
    plan,
    undo,
    unread,
    ...(undoes === undefined ? {} : { undoes }),
    // Two walks over the network: not for a look that only asks whether anything has changed.
    get effect() {
      effect ??= effectOf(snapshot, plan);
      return effect;
    },
    get destructive() {
      // What was not read is not absent: an effect told without it may be worse than it looks.
      return unread.length > 0 ? plan.calls.map((c) => c.operation) : destructiveOf(plan, this.effect);
    },
  };
}

/** Makes the calls in order and writes what came of each; answers the record's id and what undoes each call. */
async function makeCalls(
  { snapshot, plan, undo, sentence, undoes }: Preview,
  site: Site,
): Promise<{ id: string; undos: (Call[] | null)[] }> {
  const id = newRecordId();
  const who = snapshot.accounts.find((a) => a.id === plan.account)?.callerArn ?? 'unknown';
  const { account, region, calls, before } = plan;
  const { source } = snapshot;
  const now = (): string => new Date().toISOString();
  const intent = { id, at: now(), who, account, region, source, asked: sentence, calls, before, undo };
  const fixes = plan.fixes === undefined ? {} : { fixes: plan.fixes };
  appendAudit({ kind: 'intent', ...intent, ...fixes, ...(undoes === undefined ? {} : { undoes: undoes.intent.id }) });
  const undos: (Call[] | null)[] = [];
  await site.calling(async (make) => {
    for (const [index, call] of calls.entries()) {
      const answer = site.signal.aborted ? cancelled : await make(region, call);
      const step = { kind: 'call', id, index, at: now() } as const;
      if ('output' in answer) {
        undos.push(undoFor(snapshot, plan, call, answer.output));
        appendAudit({ ...step, error: null, undo: undos[index] ?? null });
        continue;
      }
      if (answer !== cancelled) appendAudit({ ...step, error: answer.error, undo: null });
      appendAudit({ kind: 'outcome', id, at: now(), result: 'failed', after: '' });
      throw failure(id, calls, index, answer.error);
    }
  });
  return { id, undos };
}

/** Ctrl-C between two calls: the rest is not made. */
const cancelled: CallAnswer = { error: { code: 'Cancelled', message: 'Ctrl-C' } };

function failure(
  id: string,
  calls: readonly Call[],
  index: number,
  { code, message }: { code: string; message: string },
): UserError {
  const call = calls[index]!;
  const names = calls.map((c) => c.operation);
  return /AccessDenied|UnauthorizedOperation|NotAuthorized/.test(code) && index === 0
    ? new UserError(text.denied(call.operation, code, actionOf(call)))
    : new UserError(text.failedAt(id, call.operation, code, message, names.slice(0, index), names.slice(index)));
}

/** What a look after the calls says of them. */
interface Seen {
  result: 'done' | 'accepted';
  /** For the record, and for people. */
  after: string;
  says: Text | null;
  /** What AWS does not show yet; none: all is as it was asked for. */
  missing: Text[];
  seconds: number;
}

/** How long AWS may take to show a new state, seconds: an instance that stops takes a minute or two. */
const patience = { state: 300, healthy: 900 };

async function waitUntilSeen(
  preview: Preview,
  undos: readonly (Call[] | null)[],
  site: Site,
  { wait = false, patience: seconds = wait ? patience.healthy : patience.state, onWaiting }: Applying,
): Promise<Seen> {
  const until = Date.now() + seconds * 1000;
  let told = '';
  for (;;) {
    const snapshot = await site.look(
      preview.asked.action === 'apply-fix' ? fixNeeds(preview.asked.finding) : effectNeeds,
    );
    const seen = { ...stateAfter(preview, undos, snapshot, wait), seconds };
    if (seen.missing.length === 0 || Date.now() > until) return seen;
    const waiting = seen.missing.map((m) => m.en).join();
    if (waiting !== told) for (const what of seen.missing) onWaiting?.(what);
    told = waiting;
    await sleep(Math.min(2000, seconds * 250), undefined, { signal: site.signal });
  }
}

function stateAfter(
  { asked, plan }: Preview,
  undos: readonly (Call[] | null)[],
  snapshot: Snapshot,
  wait: boolean,
): Omit<Seen, 'seconds'> {
  const seen =
    asked.action === 'apply-fix' || asked.action === 'undo' || asked.action === 'calls'
      ? callsAfter(plan, undos, snapshot)
      : planAfter(planOf(snapshot, asked), asked);
  return wait ? { ...seen, missing: [...seen.missing, ...unwell(snapshot, plan, asked)] } : seen;
}

function planAfter(plan: Plan, asked: Request): Omit<Seen, 'seconds'> {
  // A reboot has no state of its own to be seen: AWS's answer is all there is.
  const visible = asked.action !== 'reboot-instance';
  return {
    result: visible ? 'done' : 'accepted',
    after: plan.before,
    says: plan.now,
    missing: visible && !plan.done ? [plan.now] : [],
  };
}

function callsAfter(plan: Plan, undos: readonly (Call[] | null)[], snapshot: Snapshot): Omit<Seen, 'seconds'> {
  const states = plan.calls.map((call, i) => ({ call, there: inForce(snapshot, plan, call, undos[i] ?? null) }));
  const all = states.every((s) => s.there === true);
  return {
    result: all ? 'done' : 'accepted',
    after: states
      .map((s) => `${s.call.operation} ${s.there === null ? '?' : s.there ? 'seen' : 'not seen'}`)
      .join(', '),
    says: null,
    missing: states.filter((s) => s.there === false).map((s) => text.notSeen(s.call.operation)),
  };
}

/** Targets and alarms of the change that are not well yet. Whoever stops or deregisters wants no healthy target. */
function unwell(snapshot: Snapshot, plan: Plan, { action }: Request): Text[] {
  if (action === 'stop-instance' || action === 'deregister-target') return [];
  const { targets, alarms } = dependents(snapshot, plan);
  return [
    ...targets.filter((t) => t.state !== 'healthy').map((t) => text.targetIs(t.name, t.groupName, t.state, t.reason)),
    ...alarms.filter((a) => a.state !== 'OK').map((a) => text.alarmIs(a.name, a.state)),
  ];
}
