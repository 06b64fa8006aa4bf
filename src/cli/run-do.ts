import { createInterface } from 'node:readline/promises';
import { setTimeout as sleep } from 'node:timers/promises';
import { hasDryRun, makeCall } from '../aws/actions/make-call.ts';
import { gapCode, oneLine } from '../aws/errors.ts';
import { lbNeeds } from '../diagnose/loadbalancer/needs.ts';
import { analyzeNeeds } from '../diagnose/overview/needs.ts';
import { UserError } from '../errors/user-error.ts';
import { awsCommand } from '../findings/aws-command.ts';
import type { Call } from '../findings/finding.ts';
import * as text from '../messages/do.ts';
import type { Text } from '../messages/text.ts';
import { networkNeeds } from '../network/needs.ts';
import { type AuditRecord, appendAudit, auditRecords, newRecordId, undoOfRecord } from '../operate/audit.ts';
import { type Effect, effectOf, isDestructive, undoFor } from '../operate/effect.ts';
import { type Plan, planOf } from '../operate/plan.ts';
import { forms, parseRequest, type Request } from '../operate/request.ts';
import { document, renderJson } from '../report/document.ts';
import { renderHtml } from '../report/html.ts';
import { renderMarkdown } from '../report/markdown.ts';
import { codeBlock, heading, list, paragraph, root, strong } from '../report/nodes.ts';
import { renderTerminal } from '../report/terminal.ts';
import type { Needs } from '../snapshot/reads.ts';
import type { Snapshot } from '../snapshot/snapshot.ts';
import type { DoOptions } from './do.ts';
import { screen } from './screen.ts';
import { connectionOptions, openSnapshot, parseSource } from './source.ts';

/** How long AWS may take to show a new state: an instance that stops takes a minute or two. */
const patienceSeconds = 300;

interface Preview {
  snapshot: Snapshot;
  plan: Plan;
  effect: Effect;
  undo: Call[] | null;
}

type Result = 'already' | 'preview' | 'done' | 'accepted';

/**
 * Makes one change: reads it, shows what it would do, asks, makes the calls, waits until AWS shows the new state, and
 * leaves an audit record.
 *
 * @throws UserError for words that are no change (2); a name that is unknown or ambiguous, a declined change, a call
 *   that AWS refused (1)
 */
export async function runDo(words: string[], options: DoOptions, signal: AbortSignal): Promise<void> {
  const asked = parseRequest(words);
  if (asked === undefined) throw new UserError(text.notUnderstood(forms), 2);
  const source = parseSource(options.source);
  if (source.kind === 'snapshot') throw new UserError(text.onlyLive, 2);
  // A call goes to one account: with several, which one would be a guess.
  if (options.roleArn.length > 1) throw new UserError(text.oneAccount, 2);
  const sentence = words.join(' ');
  const undone = asked.action === 'undo' ? recordNamed(asked.record) : undefined;
  const look = async (quiet = false): Promise<Preview> =>
    previewOf(
      await openSnapshot({ ...options, quiet: quiet || options.quiet }, needsOf(asked), { signal }),
      asked,
      undone,
    );
  let preview = await look();
  if (preview.plan.done) return await answer(options, sentence, preview, 'already', null, []);
  if (options.dryRun) {
    const tried = await dryRuns(options, preview.plan, signal);
    return await answer(options, sentence, preview, 'preview', null, tried);
  }
  for (;;) {
    await approve(options, sentence, preview, signal);
    const now = await look(true);
    if (now.plan.done) return await answer(options, sentence, now, 'already', null, []);
    const same = fingerprint(now.plan) === fingerprint(preview.plan);
    preview = now;
    if (same) break;
    if (options.yes) throw new UserError(text.changedMeanwhileStops);
    process.stderr.write(`${text.changedMeanwhile[options.lang]}\n`);
  }
  const record = await execute(options, sentence, preview, undone, signal);
  // A reboot has no state of its own to be seen, and an undo is any calls: AWS's answer is all there is.
  const visible = asked.action !== 'reboot-instance' && asked.action !== 'undo';
  const verified = visible ? await seen(look, asked, options, signal) : { before: '' };
  appendAudit({
    kind: 'outcome',
    id: record,
    at: new Date().toISOString(),
    result: verified === undefined ? 'unverified' : visible ? 'done' : 'accepted',
    after: verified?.before ?? '',
  });
  if (verified === undefined) throw new UserError(text.unverified(patienceSeconds));
  await answer(options, sentence, preview, visible ? 'done' : 'accepted', record, []);
}

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

function previewOf(snapshot: Snapshot, asked: Request, undone: AuditRecord | undefined): Preview {
  // What was not read is not absent: an effect told without it could be false.
  const unread = [...new Set(snapshot.gaps.map((g) => `${g.service}:${g.operation}`))].sort();
  if (unread.length > 0) throw new UserError(text.cannotPreview(unread));
  const plan =
    undone === undefined ? planOf(snapshot, asked as Exclude<Request, { action: 'undo' }>) : undoPlan(snapshot, undone);
  const undos = plan.calls.map((call) => undoFor(snapshot, plan, call));
  const undo = undos.includes(null) ? null : undos.reverse().flatMap((calls) => calls ?? []);
  return { snapshot, plan, effect: effectOf(snapshot, plan), undo };
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

/** @throws UserError when it is not approved */
async function approve(options: DoOptions, sentence: string, preview: Preview, signal: AbortSignal): Promise<void> {
  const dangerous = preview.plan.calls.filter(isDestructive).map((c) => c.operation);
  const shown = renderTerminal(screenOf(options, sentence, preview), screen(options));
  if (!options.quiet || !options.yes) process.stderr.write(shown);
  if (options.yes) {
    if (dangerous.length > 0 && !options.allowDestructive) throw new UserError(text.needsDestructive(dangerous));
    return;
  }
  if (!process.stdin.isTTY) throw new UserError(text.needsYes);
  const terminal = createInterface({ input: process.stdin, output: process.stderr });
  try {
    const reply = await terminal.question(text.ask[options.lang], { signal });
    if (!/^(y|yes|예|네)$/i.test(reply.trim())) throw new UserError(text.declined);
  } finally {
    terminal.close();
  }
}

async function withConnection<T>(
  options: DoOptions,
  work: (connection: Parameters<typeof makeCall>[0]) => Promise<T>,
): Promise<T> {
  const { connect } = await import('../aws/connection.ts');
  const connections = await connect(await connectionOptions(options, parseSource(options.source)));
  try {
    return await work(connections[0]!);
  } finally {
    for (const connection of connections) connection.close();
  }
}

const dryRuns = async (options: DoOptions, { calls, region }: Plan, signal: AbortSignal) =>
  await withConnection(options, async (connection) => {
    const tried: { operation: string; code: string }[] = [];
    for (const call of calls.filter(hasDryRun)) {
      const code = await makeCall(connection, region, call, { dryRun: true, signal }).then(() => '-', gapCode);
      tried.push({ operation: call.operation, code });
    }
    return tried;
  });

/** Makes the calls in order and writes what came of each; answers the record's id. */
async function execute(
  options: DoOptions,
  sentence: string,
  { snapshot, plan, undo }: Preview,
  undone: AuditRecord | undefined,
  signal: AbortSignal,
): Promise<string> {
  const id = newRecordId();
  const who = snapshot.accounts.find((a) => a.id === plan.account)?.callerArn ?? 'unknown';
  const { account, region, calls, before } = plan;
  appendAudit({
    kind: 'intent',
    id,
    at: new Date().toISOString(),
    who,
    account,
    region,
    source: snapshot.source,
    asked: sentence,
    calls,
    before,
    undo,
    ...(undone === undefined ? {} : { undoes: undone.intent.id }),
  });
  await withConnection(options, async (connection) => {
    for (const [index, call] of calls.entries()) {
      const step = { kind: 'call', id, index } as const;
      try {
        const output = await makeCall(connection, region, call, { signal });
        appendAudit({
          ...step,
          at: new Date().toISOString(),
          error: null,
          undo: undoFor(snapshot, plan, call, output),
        });
      } catch (error) {
        const code = gapCode(error);
        const message = oneLine(error instanceof Error ? error.message : String(error));
        const at = new Date().toISOString();
        appendAudit({ ...step, at, error: { code, message }, undo: null });
        appendAudit({ kind: 'outcome', id, at, result: 'failed', after: '' });
        const names = calls.map((c) => c.operation);
        if (/AccessDenied|UnauthorizedOperation|NotAuthorized/.test(code) && index === 0)
          throw new UserError(text.denied(call.operation, code, actionOf(call)));
        throw new UserError(text.failedAt(call.operation, code, message, names.slice(0, index), names.slice(index)));
      }
    }
  });
  return id;
}

const actionOf = ({ service, operation }: Call): string =>
  `${service === 'elbv2' ? 'elasticloadbalancing' : service === 'networkfirewall' ? 'network-firewall' : service}:${operation}`;

/** Waits until a fresh look at AWS says that it is so. Undefined: not in time. */
async function seen(
  look: (quiet: boolean) => Promise<Preview>,
  asked: Request,
  options: DoOptions,
  signal: AbortSignal,
): Promise<{ before: string } | undefined> {
  const until = Date.now() + patienceSeconds * 1000;
  for (;;) {
    try {
      const { plan, effect } = await look(true);
      const healthy =
        !options.wait || asked.action === 'stop-instance' || effect.targets.every((t) => t.state === 'healthy');
      if (plan.done && healthy) return plan;
    } catch (error) {
      // The finding whose fix was applied is gone: what it named can no longer be planned.
      if (asked.action === 'apply-fix' && error instanceof UserError) return { before: '-' };
      throw error;
    }
    if (Date.now() > until) return undefined;
    await sleep(2000, undefined, { signal });
  }
}

async function answer(
  options: DoOptions,
  sentence: string,
  preview: Preview,
  result: Result,
  record: string | null,
  dryRun: { operation: string; code: string }[],
): Promise<void> {
  const { plan, effect, undo, snapshot } = preview;
  if (options.format === 'json') {
    const data = {
      asked: sentence,
      account: plan.account,
      region: plan.region,
      before: plan.before,
      calls: plan.calls,
      commands: plan.calls.map((c) => awsCommand(c, plan.region)),
      destructive: plan.calls.some(isDestructive),
      effect,
      undo,
      dryRun,
    };
    process.stdout.write(
      renderJson(document(snapshot, { kind: 'do', summary: { result, record }, data }, options.lang)),
    );
    return;
  }
  const say = (t: Text): string => t[options.lang];
  const report = root(
    ...(result === 'preview' ? screenOf(options, sentence, preview).children : []),
    ...(dryRun.length === 0 ? [] : [list(dryRun.map((d) => say(text.dryRunSays(d.operation, d.code))))]),
    paragraph(strong(say(text.result[result])), record === null ? '' : ` (${say(text.label.record)}: ${record})`),
  );
  if (options.format === 'md') process.stdout.write(renderMarkdown(report));
  else if (options.format === 'html')
    process.stdout.write(await renderHtml(report, { title: sentence, lang: options.lang }));
  else process.stdout.write(renderTerminal(report, screen(options)));
}

function screenOf({ lang }: DoOptions, sentence: string, { snapshot, plan, effect, undo }: Preview) {
  const say = (t: Text): string => t[lang];
  const who = snapshot.accounts.find((a) => a.id === plan.account)?.callerArn ?? '-';
  const { label } = text;
  return root(
    heading(2, sentence),
    paragraph(strong(`${say(label.where)}: `), `${plan.account} ${plan.region} (${who})`),
    paragraph(strong(`${say(label.before)}: `), plan.before),
    paragraph(strong(say(label.calls))),
    codeBlock('sh', plan.calls.map((c) => awsCommand(c, plan.region)).join('\n')),
    paragraph(strong(say(label.effect))),
    list([
      ...effect.targets.map((t) => say(text.isTarget(t.target, t.group, t.state))),
      ...effect.routes.map((r) => say(text.isHop(r.table, r.destination))),
      ...effect.addressesLost.map((a) => say(text.loses(a))),
      ...effect.refused.map((r) => say(text.refusedOnCopy(r.operation, r.code, r.message))),
      ...(effect.reach === null ? [] : [say(effect.reach)]),
      say(text.costs(effect.monthlyUsd, effect.formula)),
    ]),
    paragraph(strong(say(label.undo))),
    undo === null || undo.length === 0
      ? paragraph(say(plan.calls.some((c) => /^(Create|Allocate)/.test(c.operation)) ? text.undoLater : text.noUndo))
      : codeBlock('sh', undo.map((c) => awsCommand(c, plan.region)).join('\n')),
  );
}
