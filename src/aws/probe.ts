import type { ReadOperation } from '../messages/gaps.ts';
import { emptySeries, windowBefore } from '../snapshot/metrics.ts';
import { callerIdentity, type Identity } from './collect/sts.ts';
import type { Connection } from './connection.ts';
import { connectionError, gapCode, oneLine } from './errors.ts';
import { limit } from './limit.ts';
import { type Permission, permissions } from './permissions.ts';
import { listenFreely, type Outcome, readService, untilStopped } from './read-service.ts';
import { absentServices, globalRegionOf, partitionOf } from './regions.ts';
import { retries } from './retry.ts';
import { loadCollector, services } from './services.ts';

/** Whether a call is allowed, tried with a real and cheap one. */
export interface Tried extends Permission {
  outcome: 'answered' | 'failed' | 'not-tried' | 'not-here';
  /** AWS's code and message when it failed. */
  code?: string;
  message?: string;
}

export interface Probe {
  identity: Identity | undefined;
  /** Of the credentials; undefined when they do not expire. */
  expires: Date | undefined;
  /** Why there is no identity. */
  error: unknown;
  region: string;
  tried: Tried[];
}

const callsAtOnce = 32;

/**
 * Tries each call that netops makes, in one region and for the services without regions: the first page of each list,
 * and what hangs on a parent for one parent. What has no parent to be asked for is not tried.
 */
export async function probe(
  connection: Connection,
  { signal, now }: { signal: AbortSignal; now: Date },
): Promise<Probe> {
  const region = connection.regions === 'all' ? connection.firstRegion : connection.regions[0]!;
  listenFreely(signal);
  const found: Probe = { identity: undefined, expires: undefined, error: undefined, region, tried: [] };
  try {
    found.expires = (await connection.credentials()).expiration;
    const config = connection.config(
      connection.firstRegion,
      retries(() => {}),
    );
    found.identity = await untilStopped(callerIdentity(config, signal), signal);
  } catch (error) {
    signal.throwIfAborted();
    found.error = error;
    // Without credentials, or with ones that AWS refuses, every call would say the same.
    if (connectionError(error, {}) !== undefined) return found;
  }
  const outcomes = await outcomesOf(connection, region, { signal, now });
  const absent = connection.endpoint === undefined ? absentServices(partitionOf(region)) : [];
  for (const permission of await permissions()) {
    const outcome = outcomes.get(permission.operation) ?? { kind: 'not-tried' };
    if (absent.includes(permission.service)) found.tried.push({ ...permission, outcome: 'not-here' });
    else if (outcome.kind !== 'failed') found.tried.push({ ...permission, outcome: outcome.kind });
    else {
      const message = outcome.error instanceof Error ? oneLine(outcome.error.message) : String(outcome.error);
      found.tried.push({ ...permission, outcome: 'failed', code: gapCode(outcome.error), message });
    }
  }
  return found;
}

async function outcomesOf(
  connection: Connection,
  region: string,
  { signal, now }: { signal: AbortSignal; now: Date },
): Promise<Map<ReadOperation, Outcome>> {
  const outcomes = new Map<ReadOperation, Outcome>();
  const onOutcome = (operation: ReadOperation, outcome: Outcome): void => {
    const before = outcomes.get(operation);
    // A failure in one place is a failure; an answer anywhere shows that the call is allowed.
    if (before === undefined || rank(outcome) > rank(before)) outcomes.set(operation, outcome);
  };
  const calls = limit(callsAtOnce);
  const common = { now, stop: signal, calls, sample: true, onGap: () => {}, onOutcome };
  await Promise.all(
    services.map(async (service) => {
      const reader = await loadCollector(service);
      const keysOf = (place: 'region' | 'global'): string[] =>
        Object.keys(reader.reads).filter((key) => [place, 'both', 'region-or-home'].includes(reader.reads[key]!.where));
      const asked = service === 'directconnect' ? region : globalRegionOf(region);
      await Promise.all([
        readService(connection, reader, keysOf('region'), { ...common, region, asked: region }),
        readService(connection, reader, keysOf('global'), { ...common, region: 'global', asked }),
      ]);
    }),
  );
  signal.throwIfAborted();
  onOutcome('cloudwatch:GetMetricData', await tryMetrics(connection, region, now, signal));
  onOutcome('pricing:GetProducts', await tryPrices(connection, region, signal));
  return outcomes;
}

const rank = (outcome: Outcome): number => ['not-tried', 'answered', 'failed'].indexOf(outcome.kind);

/** A short list of prices. Other partitions have no Pricing API in dollars. */
async function tryPrices(connection: Connection, region: string, signal: AbortSignal): Promise<Outcome> {
  if (partitionOf(region) !== 'aws') return { kind: 'not-tried' };
  const { askPriceList } = await import('./price-list.ts');
  const question = { service: 'AWSNetworkFirewall' as const, region, fields: { regionCode: region } };
  const [answer] = await askPriceList(connection, [question], signal);
  return answer?.error === undefined ? { kind: 'answered' } : { kind: 'failed', error: answer.error };
}

async function tryMetrics(connection: Connection, region: string, now: Date, signal: AbortSignal): Promise<Outcome> {
  const { fillSeries, metricClient } = await import('./collect/cloudwatch.ts');
  const window = windowBefore(now, 3600, 3600);
  const query = {
    namespace: 'AWS/NATGateway',
    metric: 'BytesOutToDestination',
    dimensions: [],
    stat: 'Sum',
    period: 3600,
  };
  const client = metricClient(
    connection.config(
      region,
      retries(() => {}),
    ),
  );
  try {
    await fillSeries(client, [emptySeries({ account: '', region, ...query, ...window })], window, signal);
    return { kind: 'answered' };
  } catch (error) {
    return { kind: 'failed', error };
  }
}
