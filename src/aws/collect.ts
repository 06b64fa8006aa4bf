import { UserError } from '../errors/user-error.ts';
import * as text from '../messages/collect.ts';
import { unknownRegion } from '../messages/credentials.ts';
import type { ReadOperation } from '../messages/gaps.ts';
import type { EventQuery } from '../snapshot/events.ts';
import type { LogQuery } from '../snapshot/log-queries.ts';
import type { MetricQuery } from '../snapshot/metrics.ts';
import type { Needs } from '../snapshot/reads.ts';
import type { Account, Gap, Scope, ServiceName, Snapshot } from '../snapshot/snapshot.ts';
import { callerIdentity, type Identity } from './collect/sts.ts';
import type { Connection } from './connection.ts';
import { connectionError, gapOf } from './errors.ts';
import { type Limit, limit } from './limit.ts';
import type { Where } from './read.ts';
import { listenFreely, type Reader, readService, untilStopped } from './read-service.ts';
import { absentServices, globalRegionOf, isKnownRegion, nearRegions, partitionOf } from './regions.ts';
import { retries } from './retry.ts';
import { compare } from './saved.ts';
import { loadCollector, services } from './services.ts';

export interface CollectOptions {
  connections: readonly Connection[];
  needs: Needs;
  /** The snapshot's clock. */
  now: Date;
  /** Ctrl-C. */
  signal?: AbortSignal;
  /** After this long, what is not yet read becomes a gap. */
  deadlineMs?: number;
  /** Metric series to read once the resources are known. */
  metrics?: (snapshot: Snapshot) => MetricQuery[];
  /** CloudTrail's events to read after that: what they are about, only a first look at the snapshot knows. */
  events?: (snapshot: Snapshot) => EventQuery[];
  /** Logs Insights queries to run after the metrics, which tell the minutes to look at. */
  logs?: (snapshot: Snapshot) => LogQuery[];
  onProgress?: (progress: Progress) => void;
}

/** How far one service in one account and region is. */
export interface Progress {
  /** Which of the connections; the account's number is not known at first. */
  connection: number;
  /** Empty until it is known. */
  account: string;
  region: string;
  service: ServiceName;
  /** Reads: finished, failed among them, and in all. */
  done: number;
  failed: number;
  total: number;
}

/** Calls under way at once, over all accounts, regions and services. */
const callsAtOnce = 96;

export const defaultDeadlineMs = 120_000;

/**
 * Reads what is needed from every account and region, side by side, into a snapshot. A read that fails becomes a gap,
 * and its key stays absent; what hangs on it is not tried.
 *
 * @throws UserError when nothing at all could be read, with the one reason; the signal's reason when it fires
 */
export async function collect(options: CollectOptions): Promise<Snapshot> {
  const { connections, now } = options;
  const deadlineMs = options.deadlineMs ?? defaultDeadlineMs;
  const deadline = AbortSignal.timeout(deadlineMs);
  const stop = AbortSignal.any([deadline, ...(options.signal === undefined ? [] : [options.signal])]);
  listenFreely(stop);
  const wanted = await wantedReads(options.needs);
  const calls = limit(callsAtOnce);
  const results = await Promise.all(
    connections.map((connection, index) =>
      collectAccount(connection, { index, wanted, now, stop, calls, onProgress: options.onProgress }),
    ),
  );
  options.signal?.throwIfAborted();
  const read = results.filter((result) => result.read > 0);
  if (read.length === 0) throw nothingRead(results, deadline.aborted ? deadlineMs : undefined);
  const snapshot = assemble(results, { now, source: connections[0]!.source });
  const queries = options.metrics?.(snapshot) ?? [];
  const byAccount = new Map(read.map((result) => [accountOf(result), result.connection]));
  if (queries.length > 0) {
    const { readMetrics } = await import('./metrics.ts');
    await readMetrics(snapshot, byAccount, queries, stop);
    options.signal?.throwIfAborted();
  }
  const lookups = options.events?.(snapshot) ?? [];
  if (lookups.length > 0) {
    const { readEvents } = await import('./events.ts');
    await readEvents(snapshot, byAccount, lookups, stop);
    options.signal?.throwIfAborted();
  }
  const questions = options.logs?.(snapshot) ?? [];
  if (questions.length > 0) {
    const { readLogQueries } = await import('./log-queries.ts');
    await readLogQueries(snapshot, byAccount, questions, stop);
    options.signal?.throwIfAborted();
  }
  return inOrder(snapshot);
}

interface Wanted {
  reader: Reader;
  /** With the keys that the wanted ones are read after. */
  keys: ReadonlySet<string>;
  /** Those that are needed by their own name. */
  named: ReadonlySet<string>;
}

/** The declarations of what is needed, by service; only those services' clients are loaded. */
async function wantedReads(needs: Needs): Promise<Wanted[]> {
  const named = new Map<ServiceName, Set<string> | 'usual'>();
  for (const need of needs === 'all' ? services : needs) {
    const [service, key] = need.split('.') as [ServiceName, string | undefined];
    const before = named.get(service);
    if (key === undefined) named.set(service, before instanceof Set ? new Set([...before, '*']) : 'usual');
    else if (before === 'usual') named.set(service, new Set(['*', key]));
    else named.set(service, (before ?? new Set<string>()).add(key));
  }
  return await Promise.all(
    [...named].map(async ([service, want]) => {
      const reader = await loadCollector(service);
      const usual = Object.keys(reader.reads).filter((key) => reader.reads[key]!.onRequest === undefined);
      const asked = want === 'usual' ? usual : [...want].flatMap((key) => (key === '*' ? usual : [key]));
      const keys = new Set<string>();
      const add = (key: string): void => {
        if (keys.has(key) || reader.reads[key] === undefined) return;
        keys.add(key);
        for (const parent of reader.reads[key].after ?? []) add(parent);
      };
      for (const key of asked) add(key);
      return { reader, keys, named: new Set(want === 'usual' ? [] : want) };
    }),
  );
}

interface Circumstances {
  /** Which connection this is. */
  index: number;
  wanted: Wanted[];
  now: Date;
  stop: AbortSignal;
  calls: Limit;
  onProgress: CollectOptions['onProgress'];
}

/** What came of one account. Gaps and scopes get the account's number when everything is in. */
interface AccountResult {
  connection: Connection;
  identity: Identity | undefined;
  regions: string[];
  scopes: Omit<Scope, 'account'>[];
  gaps: Omit<Gap, 'account'>[];
  /** Keys read. */
  read: number;
  errors: unknown[];
}

async function collectAccount(connection: Connection, circumstances: Circumstances): Promise<AccountResult> {
  const { index, wanted, now, stop, calls, onProgress } = circumstances;
  const result: AccountResult = {
    connection,
    identity: undefined,
    regions: [],
    scopes: [],
    gaps: [],
    read: 0,
    errors: [],
  };
  const failed = (operation: string, error: unknown, region = 'global'): void => {
    result.errors.push(error);
    result.gaps.push(gapOf(operation, region, error, stop));
  };
  try {
    await untilStopped(connection.credentials(), stop);
  } catch (error) {
    failed(connection.roleArn === undefined ? 'sts:GetCallerIdentity' : 'sts:AssumeRole', error);
    return result;
  }
  const strategy = retries(() => {});
  const identity = calls
    .run(() => untilStopped(callerIdentity(connection.config(connection.firstRegion, strategy), stop), stop), stop)
    .then((found) => {
      result.identity = found;
    })
    .catch((error) => failed('sts:GetCallerIdentity', error));

  result.regions = await regionsOf(connection, circumstances, (error) => failed('ec2:DescribeRegions', error));
  if (result.regions.length === 0) {
    await identity;
    return result;
  }
  const globalRegion = globalRegionOf(result.regions[0]!);
  const absent = connection.endpoint === undefined ? absentServices(partitionOf(result.regions[0]!)) : [];
  const homeIsRead = result.regions.includes(globalRegion);
  const places = [
    ...result.regions.map((region) => ({ region, ask: region })),
    // Direct Connect answers for its gateways in every region; an organisation may allow only the ones it works in.
    { region: 'global', ask: globalRegion },
  ];
  await Promise.all(
    places.flatMap(({ region, ask }) =>
      wanted.map(async ({ reader, keys, named }) => {
        const here = [...keys].filter((key) => isReadIn(reader.reads[key]!.where, region, homeIsRead));
        if (here.length === 0) return;
        if (absent.includes(reader.service)) {
          for (const key of here.filter((k) => named.has(k))) {
            result.gaps.push(absentGap(reader.reads[key]!.operations[0], region));
          }
          return;
        }
        const asked = reader.service === 'directconnect' && region === 'global' ? result.regions[0]! : ask;
        const data = await readService(connection, reader, here, {
          region,
          asked,
          now,
          stop,
          calls,
          onGap: (gap, error) => {
            result.gaps.push(gap);
            if (error !== undefined) result.errors.push(error);
          },
          onRead: (counts) => onProgress?.({ connection: index, account: accountIfKnown(result), region, ...counts }),
        });
        if (Object.keys(data).length === 0) return;
        const scope = result.scopes.find((s) => s.region === region) ?? addScope(result, region);
        (scope as Record<string, unknown>)[reader.service] = data;
        result.read += Object.keys(data).length;
      }),
    ),
  );
  await identity;
  return result;
}

function isReadIn(where: Where, region: string, homeIsRead: boolean): boolean {
  if (where === 'both') return true;
  if (where === 'region-or-home') return region !== 'global' || !homeIsRead;
  return (where === 'global') === (region === 'global');
}

function absentGap(operation: ReadOperation, region: string): Omit<Gap, 'account'> {
  const [service, name] = operation.split(':') as [string, string];
  return { region, service, operation: name, code: 'ServiceNotInPartition' };
}

function addScope(result: AccountResult, region: string): Omit<Scope, 'account'> {
  const scope = { region };
  result.scopes.push(scope);
  return scope;
}

/** The regions to read: as asked, or all that the account has enabled. A name that AWS does not know is an error. */
async function regionsOf(
  connection: Connection,
  { stop, calls }: Circumstances,
  failed: (error: unknown) => void,
): Promise<string[]> {
  const asked = connection.regions;
  const unknown = asked === 'all' ? [] : asked.filter((region) => !isKnownRegion(region));
  if (asked !== 'all' && unknown.length === 0) return [...asked];
  const from = asked === 'all' ? connection.firstRegion : (asked.find(isKnownRegion) ?? 'us-east-1');
  const { describeRegions } = await import('./collect/ec2.ts');
  try {
    const config = connection.config(
      from,
      retries(() => {}),
    );
    const found = await calls.run(() => untilStopped(describeRegions(config, asked !== 'all', stop), stop), stop);
    if (asked === 'all') return found.sort(compare);
    const missing = unknown.find((region) => !found.includes(region));
    if (missing !== undefined) throw new UserError(unknownRegion(missing, nearRegions(missing, found)));
    return [...asked];
  } catch (error) {
    if (error instanceof UserError) throw error;
    if (asked !== 'all') return [...asked];
    failed(error);
    return [];
  }
}

const accountOfRole = (arn: string | undefined): string | undefined => arn?.split(':')[4];

function assemble(results: AccountResult[], { now, source }: { now: Date; source: string }): Snapshot {
  const accounts: Account[] = [];
  const scopes: Scope[] = [];
  const gaps: Gap[] = [];
  for (const result of results) {
    const id = accountOf(result);
    gaps.push(...result.gaps.map((gap) => ({ account: id, ...gap })));
    if (result.read === 0) continue;
    const alias = result.scopes.flatMap((s) => s.iam?.AccountAliases ?? [])[0];
    accounts.push({
      id,
      ...(result.identity === undefined ? {} : { callerArn: result.identity.arn }),
      ...(alias === undefined ? {} : { alias }),
      partition: partitionOf(result.regions[0]!),
    });
    scopes.push(...result.scopes.map((scope) => ({ account: id, ...scope })));
  }
  return {
    schemaVersion: 1,
    takenAt: now.toISOString(),
    source,
    accounts,
    regions: results.flatMap((r) => (r.read > 0 ? r.regions : [])),
    scopes,
    gaps,
  };
}

const accountIfKnown = ({ identity, connection }: AccountResult): string =>
  identity?.account ?? accountOfRole(connection.roleArn) ?? '';

/** The number of the account that was read, from whoever knows it. */
const accountOf = (result: AccountResult): string => accountIfKnown(result) || (ownerIn(result.scopes) ?? 'unknown');

/** A snapshot with everything in one order, whichever answer came first: the same account reads the same to the byte. */
function inOrder(snapshot: Snapshot): Snapshot {
  const gapKey = (gap: Gap): string => [gap.account, gap.region, gap.service, gap.operation, gap.code].join(' ');
  return {
    ...snapshot,
    accounts: snapshot.accounts.sort((a, b) => compare(a.id, b.id)),
    regions: [...new Set(snapshot.regions)].sort(compare),
    scopes: snapshot.scopes.sort((a, b) => compare(a.account, b.account) || compare(a.region, b.region)).map(tidy),
    gaps: snapshot.gaps.sort((a, b) => compare(gapKey(a), gapKey(b))),
  };
}

/** A scope with its services in one order. */
function tidy(scope: Scope): Scope {
  const { account, region } = scope;
  const parts = services.flatMap((service) => (scope[service] === undefined ? [] : [[service, scope[service]]]));
  return { account, region, ...Object.fromEntries(parts) };
}

/** The account that owns most of what was read: who called, when AWS did not say. */
function ownerIn(scopes: Omit<Scope, 'account'>[]): string | undefined {
  const counts = new Map<string, number>();
  for (const { ec2 } of scopes) {
    for (const { OwnerId } of [...(ec2?.SecurityGroups ?? []), ...(ec2?.RouteTables ?? []), ...(ec2?.Vpcs ?? [])]) {
      if (OwnerId !== undefined) counts.set(OwnerId, (counts.get(OwnerId) ?? 0) + 1);
    }
  }
  return [...counts].sort(([a, n], [b, m]) => m - n || compare(a, b))[0]?.[0];
}

/** Why nothing could be read, in one sentence. */
function nothingRead(results: AccountResult[], deadlineMs: number | undefined): Error {
  for (const { connection, errors } of results) {
    const { profile, roleArn, endpoint, regions } = connection;
    for (const error of errors) {
      // What the deadline stopped failed for no reason of its own.
      if (deadlineMs !== undefined && error instanceof DOMException) continue;
      const known = connectionError(error, {
        ...(profile === undefined ? {} : { profile }),
        ...(roleArn === undefined ? {} : { roleArn }),
        ...(endpoint === undefined ? {} : { endpoint }),
        ...(regions === 'all' ? {} : { regions }),
      });
      if (known !== undefined) return known;
    }
  }
  if (deadlineMs !== undefined) return new UserError(text.deadlinePassed(Math.round(deadlineMs / 1000)));
  const gaps = results.flatMap((r) => r.gaps);
  const codes = new Map<string, number>();
  for (const { code } of gaps) codes.set(code, (codes.get(code) ?? 0) + 1);
  const code = [...codes].sort(([a, n], [b, m]) => m - n || compare(a, b))[0]?.[0] ?? 'unknown';
  const operations = new Set(gaps.map((g) => `${g.service}:${g.operation}`)).size;
  return new UserError(text.nothingReadable(results[0]?.identity?.arn, code, operations));
}
