import type { FlowLog } from '@aws-sdk/client-ec2';
import type { QueryResult } from '../../snapshot/data/services.ts';
import type { LogQuery } from '../../snapshot/log-queries.ts';
import { type Saved, type Snapshot, scopeOf } from '../../snapshot/snapshot.ts';
import { fieldsOf, parseRecords, type Unreadable, unreadable, variable } from '../flow-logs.ts';
import { compare } from '../overview/facts/scopes.ts';
import { seriesOfNat, type Window, windowEnds } from './metrics.ts';

/** Whether flow logs can tell who talks through a gateway. */
export type LogCoverage =
  | { state: 'not-read' | 'none' }
  /** There are some, and they cannot tell; `why` says what keeps them from it. */
  | ({ state: 'unusable'; log: string } & Unreadable)
  | { state: 'usable'; log: string; group: string; since: string };

type Log = Saved<FlowLog>;

/** The fields without which nothing is told. */
const needed = ['srcaddr', 'dstaddr', 'bytes'];

interface Gateway {
  account: string;
  region: string;
  id: string;
  vpc: string;
  subnet: string;
}

/** The interfaces of a gateway, by its description: one an address. */
export const interfacesOfNat = (
  snapshot: Snapshot,
  { account, region, id }: Pick<Gateway, 'account' | 'region' | 'id'>,
) =>
  (scopeOf(snapshot, account, region)?.ec2?.NatGateways?.find((n) => n.NatGatewayId === id)?.NatGatewayAddresses ?? [])
    .flatMap((a) =>
      a.NetworkInterfaceId === undefined ? [] : [{ id: a.NetworkInterfaceId, address: a.PrivateIp ?? '' }],
    )
    .sort((a, b) => compare(a.id, b.id));

/** Flow logs that record a gateway's interfaces, by their own, their subnet's or their VPC's; undefined: not read. */
function logsOf(snapshot: Snapshot, gateway: Gateway): Log[] | undefined {
  const places = new Set([
    gateway.vpc,
    ...(gateway.subnet === '' ? [] : [gateway.subnet]),
    ...interfacesOfNat(snapshot, gateway).map((i) => i.id),
  ]);
  return scopeOf(snapshot, gateway.account, gateway.region)
    ?.ec2?.FlowLogs?.filter((f) => places.has(f.ResourceId ?? ''))
    .sort((a, b) => compare(a.FlowLogId ?? '', b.FlowLogId ?? ''));
}

/** What the flow logs of a gateway can tell. Of several the first that can. */
export function coverageOf(snapshot: Snapshot, gateway: Gateway): LogCoverage {
  const found = usableLog(snapshot, gateway);
  if (found.log === undefined) return found.coverage;
  const { FlowLogId = '', LogGroupName = '', CreationTime } = found.log;
  return { state: 'usable', log: FlowLogId, group: LogGroupName, since: CreationTime ?? '' };
}

function usableLog(snapshot: Snapshot, gateway: Gateway): { log: Log } | { log: undefined; coverage: LogCoverage } {
  const logs = logsOf(snapshot, gateway);
  if (logs === undefined) return { log: undefined, coverage: { state: 'not-read' } };
  if (logs.length === 0) return { log: undefined, coverage: { state: 'none' } };
  const all = scopeOf(snapshot, gateway.account, gateway.region)?.ec2?.FlowLogs ?? [];
  const reasons = logs.map((log) => ({ log, reason: unreadable(log, all, needed) }));
  const usable = reasons.find((r) => r.reason === undefined);
  if (usable !== undefined) return { log: usable.log };
  const { log, reason } = reasons[0]!;
  return { log: undefined, coverage: { state: 'unusable', log: log.FlowLogId ?? '', ...reason! } };
}

const day = 86_400;
/** A scan is billed by the GB: of a longer window the last day is looked at. */
const longestSeconds = day;
/** A capture window, as long as it may be. */
const captureSeconds = 600;

export type Question = 'talkers' | 'ports';

/** One question to one log group, about all gateways that it records: a group is scanned once, not once a gateway. */
interface Plan {
  question: Question;
  account: string;
  region: string;
  group: string;
  query: string;
  gateways: string[];
}

function plans(snapshot: Snapshot): Plan[] {
  const groups = new Map<string, { log: Log; account: string; region: string; gateways: Gateway[] }>();
  for (const { account, region, ec2 } of snapshot.scopes) {
    for (const n of ec2?.NatGateways ?? []) {
      if (n.NatGatewayId === undefined || ['deleted', 'failed'].includes(n.State ?? '')) continue;
      const gateway = { account, region, id: n.NatGatewayId, vpc: n.VpcId ?? '', subnet: n.SubnetId ?? '' };
      const { log } = usableLog(snapshot, gateway);
      if (log === undefined) continue;
      const key = [account, region, log.LogGroupName].join(' ');
      const group = groups.get(key) ?? { log, account, region, gateways: [] };
      group.gateways.push(gateway);
      groups.set(key, group);
    }
  }
  return [...groups.values()].flatMap(({ log, account, region, gateways }) => {
    const fields = fieldsOf(log);
    const enis = gateways.flatMap((g) => interfacesOfNat(snapshot, g).map((i) => i.id));
    if (enis.length === 0) return [];
    const head = [
      `filter @logStream like /^(${[...new Set(enis)].sort(compare).join('|')})-/`,
      `| ${parseRecords(fields)}`,
      ...(fields.includes('action') ? [`| filter ${variable('action')} = "ACCEPT"`] : []),
    ];
    const plan = (question: Question, tail: string[]): Plan => ({
      question,
      account,
      region,
      group: log.LogGroupName!,
      query: [...head, ...tail].join('\n'),
      gateways: gateways.map((g) => g.id).sort(compare),
    });
    const pairs = fields.includes('pkt-srcaddr') && fields.includes('pkt-dstaddr');
    const by = ['srcaddr', 'dstaddr', ...(pairs ? ['pkt-srcaddr', 'pkt-dstaddr'] : [])].map(variable).join(', ');
    const portFields = ['srcport', 'dstport', 'protocol'];
    return [
      plan('talkers', [
        `| stats sum(${variable('bytes')}) as bytes by @logStream, ${by}`,
        '| sort bytes desc',
        '| limit 10000',
      ]),
      ...(portFields.every((f) => fields.includes(f))
        ? [
            plan('ports', [
              `| stats count_distinct(${variable('srcport')}) as ports by @logStream, ${by}, ${variable('dstport')}, ${variable('protocol')}`,
              '| sort ports desc',
              '| limit 1000',
            ]),
          ]
        : []),
    ];
  });
}

const iso = (seconds: number): string => new Date(seconds * 1000).toISOString();

/**
 * The log queries that a diagnosis of NAT gateways wants, once their metrics are known: who talked in the window (of a
 * longer one in its last day), and where ports ran out, by destination in the ten minutes with the most errors.
 */
export function natLogQueries(snapshot: Snapshot, window: Window): LogQuery[] {
  const { start, end } = windowEnds(snapshot, window);
  const to = Math.floor(end.getTime() / 1000) - 1;
  return plans(snapshot).flatMap(({ question, account, region, group, query, gateways }): LogQuery[] => {
    const common = { account, region, logGroup: group, query };
    if (question === 'talkers') {
      // A record has the time at which its capture window began: the first of the window began before it.
      const first = Math.floor(start.getTime() / 1000 / captureSeconds) * captureSeconds;
      const from = Math.max(first, to + 1 - longestSeconds);
      return [{ ...common, from: iso(from), to: iso(to) }];
    }
    const worst = worstMinutes(snapshot, account, region, gateways);
    return worst === undefined ? [] : [{ ...common, from: iso(worst), to: iso(worst + captureSeconds - 1) }];
  });
}

/** The start, in seconds, of the ten minutes with the most port allocation errors; undefined: there were none. */
function worstMinutes(snapshot: Snapshot, account: string, region: string, gateways: readonly string[]) {
  let worst: { at: number; errors: number } | undefined;
  for (const id of gateways) {
    const series = seriesOfNat(snapshot, account, region, id).window('ErrorPortAllocation');
    series?.values.forEach((errors, i) => {
      if (errors > 0 && errors > (worst?.errors ?? 0)) worst = { at: Date.parse(series.timestamps[i]!) / 1000, errors };
    });
  }
  return worst === undefined ? undefined : Math.floor(worst.at / captureSeconds) * captureSeconds;
}

/** The answers of the questions about a gateway, with the rows of its own interfaces; of several windows the latest. */
export function answersFor(
  snapshot: Snapshot,
  { account, region, id }: Pick<Gateway, 'account' | 'region' | 'id'>,
  question: Question,
): { result: QueryResult; rows: Record<string, string>[] } | undefined {
  const plan = plans(snapshot).find(
    (p) => p.question === question && p.account === account && p.region === region && p.gateways.includes(id),
  );
  if (plan === undefined) return undefined;
  const result = scopeOf(snapshot, account, region)
    ?.logs?.QueryResults?.filter((r) => r.logGroupName === plan.group && r.queryString === plan.query)
    .sort((a, b) => compare(b.to, a.to))[0];
  if (result === undefined) return undefined;
  const own = interfacesOfNat(snapshot, { account, region, id }).map((i) => `${i.id}-`);
  const rows = result.results
    .map((row) => Object.fromEntries(row.map((c) => [c.field ?? '', c.value ?? ''])))
    .filter((row) => own.some((prefix) => row['@logStream']?.startsWith(prefix)));
  return { result, rows };
}
