import { setTimeout as sleep } from 'node:timers/promises';
import type { Waiting } from '../capabilities/answer.ts';
import { lbNeeds } from '../diagnose/loadbalancer/needs.ts';
import { analyzeNeeds } from '../diagnose/overview/needs.ts';
import { UserError } from '../errors/user-error.ts';
import type { Call } from '../findings/finding.ts';
import * as text from '../messages/do.ts';
import { networkNeeds } from '../network/needs.ts';
import type { Needs } from '../snapshot/reads.ts';
import type { Snapshot } from '../snapshot/snapshot.ts';
import { type AuditRecord, appendAudit, auditRecords, newRecordId, undoOfRecord } from './audit.ts';
import { type Effect, effectOf, isDestructive, undoFor } from './effect.ts';
import { type Plan, planOf } from './plan.ts';
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
  effect: Effect;
  /** In order; null: no calls bring it back, or only once ids are known that the calls make. */
  undo: Call[] | null;
  /** The operations among the calls that can cut somebody off. */
  destructive: string[];
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
 * @throws UserError for a name that is unknown or ambiguous, a change that is not possible, or a look too incomplete to
 *   tell the effect (1)
 */
export async function previewChange(asked: Request, sentence: string, site: Site): Promise<Preview> {
  const undoes = asked.action === 'undo' ? recordNamed(asked.record) : undefined;
  return previewOf(await site.look(needsOf(asked)), asked, sentence, undoes);
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

/**
 * Asks, looks again, makes the calls in order, waits until AWS shows the new state, and leaves an audit record of it
 * all. When AWS has changed between the preview and the yes, it asks again, with a new preview.
 *
 * @param wait also wait until the targets that the change is about are healthy
 * @throws UserError when it is declined, a call is refused (saying what was done before it and what was not), or AWS
 *   does not show the new state in time
 */
export async function applyChange(
  first: Preview,
  site: Site,
  { approve, wait = false }: { approve: Approve; wait?: boolean },
): Promise<Change> {
  let preview = first;
  for (let again = false; ; again = true) {
    if (preview.plan.done) return { preview, result: 'already', record: null };
    if (!(await approve(preview, again))) throw new UserError(text.declined);
    const now = await previewChange(preview.asked, preview.sentence, site);
    const same = fingerprint(now.plan) === fingerprint(preview.plan);
    preview = now;
    if (same) break;
  }
  const record = await makeCalls(preview, site);
  // A reboot has no state of its own to be seen, and an undo is any calls: AWS's answer is all there is.
  const visible = preview.asked.action !== 'reboot-instance' && preview.asked.action !== 'undo';
  const after = visible ? await seen(preview, site, wait) : '';
  const result = visible ? 'done' : 'accepted';
  const at = new Date().toISOString();
  appendAudit({
    kind: 'outcome',
    id: record,
    at,
    result: after === undefined ? 'unverified' : result,
    after: after ?? '',
  });
  if (after === undefined) throw new UserError(text.unverified(patienceSeconds));
  return { preview, result, record };
}

/** How long AWS may take to show a new state: an instance that stops takes a minute or two. */
const patienceSeconds = 300;

const fingerprint = ({ calls, before }: Plan): string => JSON.stringify([calls, before]);

const needsOf = (asked: Request): Needs =>
  asked.action === 'apply-fix' && analyzeNeeds !== 'all' && lbNeeds !== 'all'
    ? [...new Set([...analyzeNeeds, ...lbNeeds])]
    : [
        ...new Set([
          ...(networkNeeds as Exclude<Needs, 'all'>),
          'ec2.FlowLogs',
          'elbv2',
          'cloudwatch.MetricAlarms',
        ] as const),
      ];

function recordNamed(name: string): AuditRecord {
  const records = auditRecords().filter((r) => r.steps.some((s) => s.error === null));
  // What an undo undid is no longer there to be undone.
  const undone = new Set(records.map((r) => r.intent.undoes));
  const found =
    name.toUpperCase() === 'LAST'
      ? records.findLast((r) => !undone.has(r.intent.id) && r.intent.undoes === undefined)
      : records.find((r) => r.intent.id === name);
  if (found === undefined) throw new UserError(text.noRecord(name));
  return found;
}

function previewOf(snapshot: Snapshot, asked: Request, sentence: string, undoes: AuditRecord | undefined): Preview {
  // What was not read is not absent: an effect told without it could be false.
  const unread = [...new Set(snapshot.gaps.map((g) => `${g.service}:${g.operation}`))].sort();
  if (unread.length > 0) throw new UserError(text.cannotPreview(unread));
  const plan =
    undoes === undefined ? planOf(snapshot, asked as Exclude<Request, { action: 'undo' }>) : undoPlan(snapshot, undoes);
  const undos = plan.calls.map((call) => undoFor(snapshot, plan, call));
  const undo = undos.includes(null) ? null : undos.reverse().flatMap((calls) => calls ?? []);
  const effect = effectOf(snapshot, plan);
  const destructive = plan.calls.filter(isDestructive).map((c) => c.operation);
  return { asked, sentence, snapshot, plan, effect, undo, destructive, ...(undoes === undefined ? {} : { undoes }) };
}

function undoPlan(snapshot: Snapshot, record: AuditRecord): Plan {
  const { intent } = record;
  const calls = undoOfRecord(record);
  if (calls === null || calls.length === 0) throw new UserError(text.cannotUndo(intent.id));
  if (intent.source !== snapshot.source || !snapshot.accounts.some((a) => a.id === intent.account))
    throw new UserError(text.undoElsewhere(intent.id, intent.account, intent.source));
  const { account, region } = intent;
  const done = auditRecords().some((r) => r.intent.undoes === intent.id && r.outcome?.result === 'accepted');
  const resources = calls.flatMap((c) => Object.values(c.input).flat()).filter((v) => typeof v === 'string');
  return { account, region, calls, done, resources, before: intent.id };
}

/** Makes the calls in order and writes what came of each; answers the record's id. */
async function makeCalls({ snapshot, plan, undo, sentence, undoes }: Preview, site: Site): Promise<string> {
  const id = newRecordId();
  const who = snapshot.accounts.find((a) => a.id === plan.account)?.callerArn ?? 'unknown';
  const { account, region, calls, before } = plan;
  const { source } = snapshot;
  const now = (): string => new Date().toISOString();
  const intent = { id, at: now(), who, account, region, source, asked: sentence, calls, before, undo };
  appendAudit({ kind: 'intent', ...intent, ...(undoes === undefined ? {} : { undoes: undoes.intent.id }) });
  await site.calling(async (make) => {
    for (const [index, call] of calls.entries()) {
      const answer = await make(region, call);
      const step = { kind: 'call', id, index, at: now() } as const;
      if ('output' in answer) {
        appendAudit({ ...step, error: null, undo: undoFor(snapshot, plan, call, answer.output) });
        continue;
      }
      appendAudit({ ...step, error: answer.error, undo: null });
      appendAudit({ kind: 'outcome', id, at: now(), result: 'failed', after: '' });
      throw failure(calls, index, answer.error);
    }
  });
  return id;
}

function failure(
  calls: readonly Call[],
  index: number,
  { code, message }: { code: string; message: string },
): UserError {
  const call = calls[index]!;
  const names = calls.map((c) => c.operation);
  return /AccessDenied|UnauthorizedOperation|NotAuthorized/.test(code) && index === 0
    ? new UserError(text.denied(call.operation, code, actionOf(call)))
    : new UserError(text.failedAt(call.operation, code, message, names.slice(0, index), names.slice(index)));
}

const actionOf = ({ service, operation }: Call): string =>
  `${service === 'elbv2' ? 'elasticloadbalancing' : service === 'networkfirewall' ? 'network-firewall' : service}:${operation}`;

/** Waits until a fresh look at AWS says that it is so, and answers the state. Undefined: not in time. */
async function seen({ asked, sentence }: Preview, site: Site, wait: boolean): Promise<string | undefined> {
  const until = Date.now() + patienceSeconds * 1000;
  for (;;) {
    try {
      const { plan, effect } = await previewChange(asked, sentence, site);
      const healthy = !wait || asked.action === 'stop-instance' || effect.targets.every((t) => t.state === 'healthy');
      if (plan.done && healthy) return plan.before;
    } catch (error) {
      // The finding whose fix was applied is gone: what it named can no longer be planned.
      if (asked.action === 'apply-fix' && error instanceof UserError) return '-';
      throw error;
    }
    if (Date.now() > until) return undefined;
    await sleep(2000, undefined, { signal: site.signal });
  }
}
