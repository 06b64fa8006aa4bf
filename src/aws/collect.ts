import { UserError } from '../errors/user-error.ts';
import * as text from '../messages/collect.ts';
import { unknownRegion } from '../messages/credentials.ts';
import {
  type Account,
  type Gap,
  openScope,
  type Scope,
  type ServiceName,
  type Snapshot,
} from '../snapshot/snapshot.ts';
import type { MetricQuery } from './collect/cloudwatch.ts';
import { type ClientConfig, type Connection, partitionOf } from './connection.ts';
import { connectionError } from './errors.ts';
import type { Needs, OnRead, Reading } from './read.ts';
import { allReads } from './reads.ts';

export interface CollectOptions {
  needs: Needs;
  /** Metric series to read once the rest is there, chosen from what was found. */
  metrics?: (snapshot: Snapshot) => { account: string; region: string; queries: MetricQuery[] }[];
  signal: AbortSignal;
  /** Milliseconds after which what is still missing becomes gaps. */
  deadlineMs?: number;
  onRead?: OnRead;
  /** The snapshot's `takenAt`. */
  now: Date;
}

type Collector = (reading: Reading, config: ClientConfig) => Promise<void>;

/** A service's collector, loaded with its SDK client only when a read of it is needed. */
const regional: { service: ServiceName; load: () => Promise<Collector> }[] = [
  { service: 'ec2', load: async () => (await import('./collect/ec2.ts')).collectEc2 },
  { service: 'elbv2', load: async () => (await import('./collect/elbv2.ts')).collectElbv2 },
  { service: 'route53resolver', load: async () => (await import('./collect/route53resolver.ts')).collectResolver },
  { service: 'directconnect', load: async () => (await import('./collect/directconnect.ts')).collectDirectConnect },
  {
    service: 'networkfirewall',
    load: async () => (await import('./collect/networkfirewall.ts')).collectNetworkFirewall,
  },
  { service: 'guardduty', load: async () => (await import('./collect/guardduty.ts')).collectGuardDuty },
  { service: 'cloudwatch', load: async () => (await import('./collect/cloudwatch.ts')).collectAlarms },
  { service: 'logs', load: async () => (await import('./collect/logs.ts')).collectLogs },
  {
    service: 'wafv2',
    load: async () => {
      const { collectWafv2 } = await import('./collect/wafv2.ts');
      return (reading, config) => collectWafv2(reading, config, 'REGIONAL');
    },
  },
];

const global: { service: ServiceName; load: () => Promise<Collector> }[] = [
  { service: 'route53', load: async () => (await import('./collect/route53.ts')).collectRoute53 },
  { service: 'cloudfront', load: async () => (await import('./collect/cloudfront.ts')).collectCloudFront },
  {
    service: 'directconnect',
    load: async () => (await import('./collect/directconnect.ts')).collectDirectConnectGateways,
  },
  { service: 'shield', load: async () => (await import('./collect/shield.ts')).collectShield },
  { service: 'iam', load: async () => (await import('./collect/iam.ts')).collectIam },
  {
    service: 'wafv2',
    load: async () => {
      const { collectWafv2 } = await import('./collect/wafv2.ts');
      return (reading, config) => collectWafv2(reading, config, 'CLOUDFRONT');
    },
  },
];

/** Accounts × regions read at once. Within one, EC2's own request limits (a bucket an account and region) set the pace. */
const placesAtOnce = 12;

/**
 * Reads accounts and regions into a snapshot. A read that fails is a gap in it; only when nothing at all can be read is
 * that an error.
 *
 * @throws UserError when nothing could be read (credentials, connection), or a region does not exist
 */
export async function collect(connections: Connection[], options: CollectOptions): Promise<Snapshot> {
  const signal =
    options.deadlineMs === undefined
      ? options.signal
      : AbortSignal.any([options.signal, AbortSignal.timeout(options.deadlineMs)]);
  const snapshot: Snapshot = {
    schemaVersion: 1,
    takenAt: options.now.toISOString(),
    source: connections[0]?.source ?? 'aws',
    accounts: [],
    regions: [],
    scopes: [],
    gaps: [],
  };
  const wanted = options.needs;
  const wants = (name: string): boolean => wanted === 'all' || wanted.has(name as never);
  const count: Reading['count'] = { tried: 0, answered: 0 };
  const regions = new Set<string>();

  await Promise.all(
    connections.map(async (connection) => {
      const asked = await regionsOf(connection, signal);
      const homeRegion = asked[0]!;
      const gaps: Gap[] = [];
      const scopes: Scope[] = [];
      // Who the caller is, and whether the regions exist, is found out while the rest is being read.
      const identity = identify(connection, homeRegion, signal);
      const existing = existingRegions(connection, homeRegion, signal);
      const readings = [...asked, 'global'].map((region): [string, Reading] => {
        const scope: Scope = { account: '', region };
        scopes.push(scope);
        return [region, { scope, signal, gaps, wants, onRead: options.onRead ?? (() => {}), count }];
      });
      const work = inPool(placesAtOnce, readings, async ([region, reading]) => {
        const isGlobal = region === 'global';
        const config = connection.config(isGlobal ? partitionOf(homeRegion).globalRegion : region);
        await Promise.all(
          (isGlobal ? global : regional)
            .filter(({ service }) => allReads.some((r) => r.service === service && wants(r.name)))
            .map(async ({ load }) => (await load())(reading, config)),
        );
      });
      const known = await existing;
      const missing = known === undefined ? undefined : asked.find((r) => !known.includes(r));
      if (missing !== undefined) {
        await work.catch(() => {});
        throw new UserError(unknownRegion(missing, near(missing, known!)));
      }
      const account = await identity;
      await work;
      for (const scope of scopes) {
        scope.account = account.id;
        // A global scope with nothing asked of it is left out.
        if (Object.keys(scope).length > 2 || scope.region !== 'global') snapshot.scopes.push(scope);
      }
      const alias = scopes.find((s) => s.region === 'global')?.iam?.AccountAliases?.[0];
      snapshot.accounts.push({ ...account, ...(alias === undefined ? {} : { alias }) });
      snapshot.gaps.push(...gaps.map((gap) => ({ ...gap, account: account.id })));
      for (const region of asked) regions.add(region);
    }),
  );

  if (count.tried > 0 && count.answered === 0 && !options.signal.aborted) {
    const context = { profile: connections[0]?.profile, endpoint: connections[0]?.endpoint };
    const code = snapshot.gaps[0]?.code ?? 'unknown';
    throw (
      connectionError(count.firstError, context) ?? new UserError(text.nothingReadable(code, snapshot.gaps[0]?.message))
    );
  }
  snapshot.regions = [...regions].sort();
  await readMetrics(snapshot, connections, options, signal, wants, count);
  return inOrder(snapshot);
}

async function readMetrics(
  snapshot: Snapshot,
  connections: Connection[],
  options: CollectOptions,
  signal: AbortSignal,
  wants: Reading['wants'],
  count: Reading['count'],
): Promise<void> {
  const asked = options.metrics?.(snapshot).filter((m) => m.queries.length > 0) ?? [];
  if (asked.length === 0) return;
  const { collectMetrics } = await import('./collect/cloudwatch.ts');
  await inPool(placesAtOnce, asked, async ({ account, region, queries }) => {
    const connection = connections[snapshot.accounts.findIndex((a) => a.id === account)] ?? connections[0]!;
    const scope = openScope(snapshot, account, region);
    const reading: Reading = { scope, signal, gaps: snapshot.gaps, wants, onRead: options.onRead ?? (() => {}), count };
    const where = region === 'global' ? partitionOf(snapshot.regions[0] ?? 'us-east-1').globalRegion : region;
    await collectMetrics(reading, connection.config(where), queries);
  });
}

/** The same account read twice gives the same bytes: accounts, scopes and gaps are in order of name. */
function inOrder(snapshot: Snapshot): Snapshot {
  const by =
    <T>(key: (item: T) => string) =>
    (a: T, b: T): number => {
      const [x, y] = [key(a), key(b)];
      return x < y ? -1 : x > y ? 1 : 0;
    };
  const seen = new Set<string>();
  snapshot.accounts = snapshot.accounts.sort(by((a) => a.id)).filter((a) => !seen.has(a.id) && seen.add(a.id));
  snapshot.scopes.sort(by((s) => `${s.account} ${s.region}`));
  snapshot.gaps.sort(by((g) => `${g.account} ${g.region} ${g.service} ${g.operation}`));
  return snapshot;
}

async function identify(connection: Connection, region: string, abortSignal: AbortSignal): Promise<Account> {
  const { GetCallerIdentityCommand, STSClient } = await import('@aws-sdk/client-sts');
  const partition = partitionOf(region).partition;
  try {
    const { Account: id, Arn } = await new STSClient(connection.config(region)).send(new GetCallerIdentityCommand({}), {
      abortSignal,
    });
    return {
      id: id ?? 'unknown',
      partition: Arn?.split(':')[1] ?? partition,
      ...(Arn === undefined ? {} : { callerArn: Arn }),
    };
  } catch (error) {
    if (abortSignal.aborted) return { id: 'unknown', partition };
    const known = connectionError(error, {
      profile: connection.profile,
      endpoint: connection.endpoint,
      roleArn: connection.roleArn,
    });
    if (known !== undefined) throw known;
    return { id: 'unknown', partition };
  }
}

/** The regions to read: `all` is every region that is on in the account. */
async function regionsOf(connection: Connection, abortSignal: AbortSignal): Promise<string[]> {
  if (!connection.regions.includes('all')) return [...new Set(connection.regions)];
  const home = connection.regions.find((r) => r !== 'all') ?? process.env.AWS_REGION ?? 'us-east-1';
  const all = await existingRegions(connection, home, abortSignal, true);
  return all ?? [home];
}

/** The regions that exist, or those that are on; undefined when that could not be asked. */
async function existingRegions(
  connection: Connection,
  region: string,
  abortSignal: AbortSignal,
  onlyEnabled = false,
): Promise<string[] | undefined> {
  const { DescribeRegionsCommand, EC2Client } = await import('@aws-sdk/client-ec2');
  try {
    const { Regions } = await new EC2Client(connection.config(region)).send(
      new DescribeRegionsCommand({ AllRegions: !onlyEnabled }),
      { abortSignal },
    );
    return Regions?.flatMap((r) => r.RegionName ?? []).sort();
  } catch {
    return undefined;
  }
}

/** Regions whose name is nearly that one: the same continent and direction. */
function near(region: string, known: string[]): string[] {
  const [continent, direction] = region.split('-');
  const close = known.filter((k) => k.startsWith(`${continent}-${direction?.slice(0, 4)}`));
  return (close.length > 0 ? close : known.filter((k) => k.startsWith(`${continent}-`))).slice(0, 4);
}

/** Does `work` for every item, `size` at a time. The first failure is thrown when all have ended. */
async function inPool<T>(size: number, items: readonly T[], work: (item: T) => Promise<void>): Promise<void> {
  const queue = [...items];
  await Promise.all(
    Array.from({ length: Math.min(size, queue.length) }, async () => {
      for (let item = queue.shift(); item !== undefined; item = queue.shift()) await work(item);
    }),
  );
}
