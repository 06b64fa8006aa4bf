import { access, constants, mkdir } from 'node:fs/promises';
import type { RootContent } from 'mdast';
import { type Connection, connect } from '../aws/connection.ts';
import { connectionError } from '../aws/errors.ts';
import { type Probe, probe, type Tried } from '../aws/probe.ts';
import { proxyFor } from '../aws/proxy.ts';
import { exit, UserError } from '../errors/user-error.ts';
import { dataDir, expandHome } from '../home.ts';
import { says, sections, verdict } from '../messages/doctor.ts';
import { lostWithout } from '../messages/gaps.ts';
import type { Text } from '../messages/text.ts';
import { renderJson } from '../report/document.ts';
import { writeReports } from '../report/files.ts';
import { renderHtml } from '../report/html.ts';
import { localize } from '../report/localize.ts';
import { renderMarkdown } from '../report/markdown.ts';
import { heading, paragraph, root } from '../report/nodes.ts';
import { renderTerminal } from '../report/terminal.ts';
import { savedSnapshots } from '../snapshot/folder.ts';
import type { CommonOptions } from './common.ts';
import { screen, wantsColor } from './screen.ts';
import { connectionOptions, parseSource } from './source.ts';

type State = 'ok' | 'warn' | 'fail' | 'info';

interface Check {
  state: State;
  says: Text;
}

/** What was found of one account. */
interface Account {
  probe: Probe;
  connection: Connection;
  credentials: Check[];
  reach: Check[];
}

/** How far the clock may be off before AWS refuses signatures, and before that is worth saying. */
const skewLimits = { warnMs: 60_000, failMs: 300_000 };

/**
 * Checks credentials, connection, each permission and the surroundings. Exit 0 when something can be read, gaps or no
 * gaps; 1 when nothing can.
 */
export async function runDoctor(options: CommonOptions, signal: AbortSignal): Promise<void> {
  const now = new Date();
  const accounts: Account[] = [];
  let broken: Check | undefined;
  const source = parseSource(options.source);
  const surroundings = await checkSurroundings();
  if (source.kind !== 'snapshot') {
    try {
      const connections = await connect(await connectionOptions(options, source));
      for (const connection of connections) accounts.push(await checkAccount(connection, now, signal));
      for (const connection of connections) connection.close();
    } catch (error) {
      if (!(error instanceof UserError) || error.exitCode === exit.usage) throw error;
      broken = { state: 'fail', says: error.text };
    }
  }
  const tried = accounts.flatMap((a) => a.probe.tried);
  const readable = source.kind === 'snapshot' || tried.some((t) => t.outcome === 'answered');
  const refused = tried.filter((t) => t.outcome === 'failed').length;
  const conclusion = !readable ? verdict.broken : refused > 0 ? verdict.withGaps(refused) : verdict.well;
  if (options.format === 'json') {
    process.stdout.write(json(options, now, { accounts, broken, surroundings, readable, refused }));
  } else {
    await print(options, accounts, broken, surroundings, conclusion);
  }
  if (!readable) process.exitCode = exit.failed;
}

async function checkAccount(connection: Connection, now: Date, signal: AbortSignal): Promise<Account> {
  const found = await probe(connection, { signal, now });
  return {
    probe: found,
    connection,
    credentials: credentialChecks(connection, found, now),
    reach: reachChecks(connection, found),
  };
}

function credentialChecks(connection: Connection, { identity, expires, error, region }: Probe, now: Date): Check[] {
  const checks: Check[] = [];
  if (identity !== undefined) checks.push({ state: 'ok', says: says.caller(identity.account, identity.arn) });
  else {
    const { profile, roleArn, endpoint } = connection;
    const why = connectionError(error, {
      ...(profile === undefined ? {} : { profile }),
      ...(roleArn === undefined ? {} : { roleArn }),
      ...(endpoint === undefined ? {} : { endpoint }),
    });
    const message = error instanceof Error ? error.message : String(error);
    checks.push({ state: 'fail', says: why?.text ?? { ko: message, en: message } });
  }
  if (connection.profile !== undefined) checks.push({ state: 'info', says: says.profile(connection.profile) });
  if (connection.roleArn !== undefined) checks.push({ state: 'info', says: says.role(connection.roleArn) });
  if (identity !== undefined) {
    const minutes = expires === undefined ? undefined : Math.floor((expires.getTime() - now.getTime()) / 60_000);
    if (minutes === undefined) checks.push({ state: 'info', says: says.noExpiry });
    else checks.push({ state: minutes < 15 ? 'warn' : 'ok', says: says.expires(minutes) });
  }
  checks.push({ state: 'info', says: says.region(region) });
  return checks;
}

function reachChecks(connection: Connection, { identity, region }: Probe): Check[] {
  const checks: Check[] = [];
  if (identity?.clocks === undefined)
    checks.push({ state: 'info', says: identity ? says.clockUnknown : says.notAsked });
  else {
    const skewMs = Math.abs(identity.clocks.aws - identity.clocks.here);
    const seconds = Math.round(skewMs / 1000);
    if (skewMs < skewLimits.warnMs) checks.push({ state: 'ok', says: says.clockGood(seconds) });
    else checks.push({ state: skewMs < skewLimits.failMs ? 'warn' : 'fail', says: says.clockOff(seconds) });
  }
  checks.push({
    state: 'info',
    says: connection.endpoint === undefined ? says.ownEndpoint : says.endpoint(connection.endpoint),
  });
  for (const [name, url] of Object.entries(process.env).sort()) {
    if (name.startsWith('AWS_ENDPOINT_URL_') && url)
      checks.push({ state: 'info', says: says.serviceEndpoint(name, url) });
  }
  if (connection.source === 'lab') return checks;
  const target = new URL(connection.endpoint ?? `https://ec2.${region}.amazonaws.com`);
  const proxy = proxyFor(
    {
      protocol: target.protocol,
      hostname: target.hostname,
      ...(target.port === '' ? {} : { port: Number(target.port) }),
    },
    process.env,
  );
  checks.push({
    state: 'info',
    says: proxy === undefined ? says.noProxy : says.proxy(`${proxy.protocol}//${proxy.host}`),
  });
  if (process.env.AWS_CA_BUNDLE) checks.push({ state: 'info', says: says.caBundle(process.env.AWS_CA_BUNDLE) });
  return checks;
}

function permissionChecks(tried: Tried[]): Check[] {
  if (tried.length === 0) return [{ state: 'info', says: says.notAsked }];
  const count = (outcome: Tried['outcome']): number => tried.filter((t) => t.outcome === outcome).length;
  const [answered, failed] = [count('answered'), count('failed')];
  const checks: Check[] = [
    answered === 0
      ? { state: 'fail', says: says.noneAllowed }
      : failed === 0
        ? { state: 'ok', says: says.allAllowed(answered) }
        : { state: 'warn', says: says.someAllowed(answered, failed) },
  ];
  for (const t of tried) {
    if (t.outcome !== 'failed') continue;
    checks.push({ state: 'fail', says: says.denied(t.action, t.code ?? '', lostWithout(t.operation)) });
  }
  if (tried.some((t) => t.outcome === 'failed' && /Denied|Unauthorized/.test(t.code ?? ''))) {
    checks.push({ state: 'info', says: says.policy });
  }
  if (count('not-tried') > 0) checks.push({ state: 'info', says: says.notTried(count('not-tried')) });
  return checks;
}

async function checkSurroundings(): Promise<Check[]> {
  const { runningLab } = await import('../lab/running.ts');
  const [running, dir, snapshots] = await Promise.all([runningLab(), checkDataDir(), savedSnapshots()]);
  const version = process.versions.node;
  const [major = 0, minor = 0] = version.split('.').map(Number);
  const modern = major > 20 || (major === 20 && minor >= 19);
  return [
    modern ? { state: 'ok', says: says.node(version) } : { state: 'fail', says: says.nodeOld(version) },
    {
      state: 'info',
      says: process.stdout.isTTY ? says.terminal(process.stdout.columns, wantsColor()) : says.noTerminal,
    },
    dir,
    { state: 'info', says: says.snapshots(snapshots.length) },
    { state: 'info', says: running === undefined ? says.labStopped : says.labRunning(running.endpoint) },
  ];
}

async function checkDataDir(): Promise<Check> {
  const path = dataDir();
  try {
    await mkdir(path, { recursive: true });
    await access(path, constants.W_OK);
    return { state: 'ok', says: says.dataDir(path) };
  } catch (error) {
    return { state: 'warn', says: says.dataDirUnwritable(path, (error as NodeJS.ErrnoException).code ?? 'unknown') };
  }
}

const marks: Record<State, string> = { ok: '✓', warn: '!', fail: '✗', info: '·' };

async function print(
  options: CommonOptions,
  accounts: Account[],
  broken: Check | undefined,
  surroundings: Check[],
  conclusion: Text,
): Promise<void> {
  const { lang } = options;
  const section = (title: Text, checks: Check[]): RootContent[] => [
    heading(2, title[lang]),
    paragraph(
      checks.map((check, i) => [i === 0 ? undefined : { type: 'break' }, `${marks[check.state]} ${check.says[lang]}`]),
    ),
  ];
  const report = root(
    heading(1, sections.title[lang]),
    broken === undefined ? undefined : section(sections.credentials, [broken]),
    ...accounts.map(({ credentials, reach, probe: { tried } }) => [
      ...section(sections.credentials, credentials),
      ...section(sections.connection, reach),
      ...section(sections.permissions, permissionChecks(tried)),
    ]),
    section(sections.surroundings, surroundings),
    paragraph(conclusion[lang]),
  );
  const html = async (): Promise<string> => await renderHtml(report, { title: sections.title[lang], lang });
  if (options.format === 'md') process.stdout.write(renderMarkdown(report));
  else if (options.format === 'html') process.stdout.write(await html());
  else process.stdout.write(renderTerminal(report, screen(options)));
  if (options.out !== undefined) {
    await writeReports(expandHome(options.out), [
      { name: 'doctor.md', content: renderMarkdown(report) },
      { name: 'doctor.html', content: await html() },
    ]);
  }
}

function json(
  { lang, source }: CommonOptions,
  now: Date,
  found: { accounts: Account[]; broken: Check | undefined; surroundings: Check[]; readable: boolean; refused: number },
): string {
  const { accounts, broken, surroundings, readable, refused } = found;
  const perAccount = accounts.map(({ probe: { identity, expires, region, tried }, credentials, reach }) => ({
    account: identity?.account ?? null,
    callerArn: identity?.arn ?? null,
    expires: expires?.toISOString() ?? null,
    clockSkewSeconds: identity?.clocks === undefined ? null : (identity.clocks.here - identity.clocks.aws) / 1000,
    region,
    credentials,
    connection: reach,
    permissions: tried.map(({ action, operation, outcome, code, onRequest }) => ({
      action,
      operation,
      state: outcome === 'answered' ? 'ok' : outcome === 'failed' ? 'fail' : outcome,
      code: code ?? null,
      onRequest,
      lost: lostWithout(operation),
    })),
  }));
  const data = {
    accounts: perAccount.map(({ permissions: _, ...account }) => account),
    permissions: perAccount.flatMap((a) => a.permissions.map((p) => ({ account: a.account, ...p }))),
    problem: broken?.says ?? null,
    surroundings,
  };
  return renderJson({
    schemaVersion: 1,
    kind: 'doctor',
    accounts: perAccount.flatMap((a) => a.account ?? []),
    regions: [...new Set(perAccount.map((a) => a.region))],
    source: source.replace(/^snapshot:.*/, 'snapshot'),
    takenAt: now.toISOString(),
    summary: { readable, refused },
    findings: [],
    data: localize(data, lang),
    gaps: [],
  });
}
