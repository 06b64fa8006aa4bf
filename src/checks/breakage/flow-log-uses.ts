import type { FlowLog } from '@aws-sdk/client-ec2';
import { fieldsOf, parseRecords, type Unreadable, unreadable, variable } from '../../diagnose/flow-logs.ts';
import type { Call, Finding } from '../../findings/finding.ts';
import { type Address, parseAddress } from '../../network/cidr.ts';
import { type Header, packet, protocolName, protocolNumbers } from '../../network/header.ts';
import * as intervals from '../../network/intervals.ts';
import type { Interface, Network } from '../../network/model.ts';
import { admittedByAcl } from '../../network/network-acls.ts';
import { ephemeral } from '../../network/port-set.ts';
import { admittedBy } from '../../network/security-groups.ts';
import type { LogQuery } from '../../snapshot/log-queries.ts';
import { type Saved, type Scope, type Snapshot, scopeOf } from '../../snapshot/snapshot.ts';
import { type Closing, closingsOf } from './closings.ts';

/** Connections between two addresses that flow logs have seen, and that a fix would stop. */
export interface SeenFlow {
  from: string;
  to: string;
  protocol: string;
  port: number;
  /** As many as source ports were seen. */
  connections: number;
}

/** What flow logs say of the use of what a fix closes. */
export type FlowLogUse =
  /** Not read; there are none; they were not asked, or did not answer. */
  | { state: 'not-read' | 'none' | 'not-asked' }
  /** What keeps them from telling. */
  | ({ state: 'unusable'; log: string } & Unreadable)
  /** `complete`: every interface behind the fix is logged, and every answer came. The busiest first. */
  | { state: 'asked'; from: string; to: string; complete: boolean; flows: SeenFlow[] };

const needed = ['srcaddr', 'dstaddr', 'srcport', 'dstport', 'protocol'];
/** A scan is billed by the GB: the last day is looked at. */
const windowMs = 86_400_000;
/** Rows that Logs Insights answers with at most. */
const mostRows = 10_000;
/** Of a query's 10,000 characters. */
const longestFilter = 8_000;

/**
 * The log queries that tell whether somebody uses what fixes would close: one a log group, about all of them.
 *
 * @param fixes findings whose first fix is tried
 */
export function breakageLogQueries(snapshot: Snapshot, network: Network, fixes: readonly Finding[]): LogQuery[] {
  return plansOf(snapshot, network, fixes).map(({ account, region, group, query }) => ({
    account,
    region,
    logGroup: group,
    query,
    ...windowOf(snapshot),
  }));
}

function windowOf({ takenAt }: Snapshot): { from: string; to: string } {
  const end = Math.floor(Date.parse(takenAt) / 1000) * 1000;
  const iso = (ms: number): string => new Date(ms).toISOString();
  return { from: iso(end - windowMs), to: iso(end - 1000) };
}

interface Plan {
  account: string;
  region: string;
  group: string;
  query: string;
}

const callsOf = (finding: Finding): readonly Call[] => finding.fixes[0]?.calls ?? [];

function plansOf(snapshot: Snapshot, network: Network, fixes: readonly Finding[]): Plan[] {
  const asked = new Map<string, { scope: Scope; log: Saved<FlowLog>; closings: Closing[] }>();
  for (const fix of fixes) {
    const scope = scopeOf(snapshot, fix.account, fix.region);
    for (const closing of callsOf(fix).flatMap((c) => closingsOf(network, c) ?? [])) {
      if (scope === undefined || closing.protocols.length === 0) continue;
      for (const log of readableLogs(scope, closing.interfaces)) {
        const key = [scope.account, scope.region, log.LogGroupName].join(' ');
        const known = asked.get(key) ?? { scope, log, closings: [] };
        known.closings.push(closing);
        asked.set(key, known);
      }
    }
  }
  return [...asked.values()].map(({ scope, log, closings }) => {
    const fields = fieldsOf(log);
    const v = variable;
    const ids = [...new Set(closings.flatMap((c) => c.interfaces.map((i) => i.id)))].sort();
    const streams = `filter @logStream like /^(${ids.join('|')})-/`;
    const ranges = [...new Set(closings.flatMap((c) => c.ports.map(([a, b]) => `${a} ${b}`)))].sort();
    const ports = ranges.map((range) => {
      const [a, b] = range.split(' ');
      return a === b ? `${v('dstport')} = ${a}` : `(${v('dstport')} >= ${a} and ${v('dstport')} <= ${b})`;
    });
    return {
      account: scope.account,
      region: scope.region,
      group: log.LogGroupName!,
      query: [
        ...(streams.length > longestFilter ? [parseRecords(fields)] : [streams, `| ${parseRecords(fields)}`]),
        ...(fields.includes('action') ? [`| filter ${v('action')} = "ACCEPT"`] : []),
        `| filter ${ports.join(' or ')}`,
        // Of the two directions of a connection the one to the lower port is the question.
        `| filter ${v('srcport')} - ${v('dstport')} > 0`,
        `| stats count_distinct(${v('srcport')}) as connections by @logStream, ${['srcaddr', 'dstaddr', 'dstport', 'protocol'].map(v).join(', ')}`,
        '| sort connections desc',
        `| limit ${mostRows}`,
      ].join('\n'),
    };
  });
}

/** Flow logs that record an interface: by its own, its subnet's or its VPC's. */
const recordsOne = (log: Saved<FlowLog>, item: Interface): boolean =>
  [item.id, item.subnet.id, item.vpc.id].includes(log.ResourceId ?? '');

const readableLogs = (scope: Scope, interfaces: readonly Interface[]): Saved<FlowLog>[] => {
  const all = scope.ec2?.FlowLogs ?? [];
  return all.filter((log) => interfaces.some((i) => recordsOne(log, i)) && unreadable(log, all, needed) === undefined);
};

/** A flow that flow logs have seen at an interface. */
export interface Seen {
  item: Interface;
  closing: Closing;
  flow: SeenFlow;
  header: Header;
}

/**
 * What flow logs answered about what a fix closes: the flows on its ports that the network admits now. Whether the fix
 * stops them is asked of a copy (`stillAdmitted`).
 */
export function seenFlows(
  snapshot: Snapshot,
  network: Network,
  fix: Finding,
  all: readonly Finding[],
): { use: FlowLogUse; seen: Seen[] } {
  const scope = scopeOf(snapshot, fix.account, fix.region);
  const closings = callsOf(fix)
    .flatMap((c) => closingsOf(network, c) ?? [])
    .filter((c) => c.protocols.length > 0);
  const interfaces = [...new Set(closings.flatMap((c) => c.interfaces))];
  const logs = scope?.ec2?.FlowLogs;
  if (scope === undefined || logs === undefined) return { use: { state: 'not-read' }, seen: [] };
  const own = logs.filter((log) => interfaces.some((i) => recordsOne(log, i)));
  if (own.length === 0) return { use: { state: 'none' }, seen: [] };
  const readable = readableLogs(scope, interfaces);
  if (readable.length === 0) {
    const [log] = own;
    return { use: { state: 'unusable', log: log!.FlowLogId ?? '', ...unreadable(log!, logs, needed)! }, seen: [] };
  }
  const groups = new Set(readable.map((l) => l.LogGroupName));
  const plans = plansOf(snapshot, network, all).filter(
    (p) => p.account === fix.account && p.region === fix.region && groups.has(p.group),
  );
  const answers = plans.flatMap(
    (p) => scope.logs?.QueryResults?.find((r) => r.logGroupName === p.group && r.queryString === p.query) ?? [],
  );
  if (answers.length === 0) return { use: { state: 'not-asked' }, seen: [] };
  const byId = new Map(interfaces.map((i) => [i.id, i]));
  const seen = answers.flatMap(({ results }) =>
    results.flatMap((row) => {
      const cells = Object.fromEntries(row.map((c) => [c.field ?? '', c.value ?? '']));
      const item = byId.get((cells['@logStream'] ?? '').replace(/-(all|accept|reject)$/, ''));
      return item === undefined ? [] : closings.flatMap((closing) => seenAt(network, item, closing, cells));
    }),
  );
  const complete =
    answers.length === plans.length &&
    answers.every((a) => a.results.length < mostRows) &&
    interfaces.every((i) => readable.some((log) => recordsOne(log, i)));
  const { from, to } = answers[0]!;
  // A log that is younger than the window knows nothing of its beginning.
  const since = [from, ...readable.flatMap((l) => l.CreationTime ?? [])].sort().at(-1)!;
  return { use: { state: 'asked', from: since < to ? since : to, to, complete, flows: [] }, seen };
}

function seenAt(network: Network, item: Interface, closing: Closing, cells: Record<string, string>): Seen[] {
  if (!closing.interfaces.includes(item)) return [];
  const [from, to] = [cells[variable('srcaddr')] ?? '', cells[variable('dstaddr')] ?? ''];
  const [src, dst] = [parseAddress(from), parseAddress(to)];
  const [port, number] = [Number(cells[variable('dstport')]), Number(cells[variable('protocol')])];
  if (src === undefined || dst === undefined || !closing.protocols.some((p) => protocolNumbers[p] === number))
    return [];
  if (!closing.ports.some(([a, b]) => a <= port && port <= b)) return [];
  if (!item.addresses.includes(closing.direction === 'ingress' ? dst : src)) return [];
  const header = packet(number, src, ephemeral.any, dst, port);
  const flow = { from, to, protocol: protocolName(number), port, connections: Number(cells.connections) || 1 };
  const seen: Seen = { item, closing, flow, header };
  return stillAdmitted(network, seen) ? [seen] : [];
}

/** Whether the groups and the network ACL of the interface where a flow was seen admit it in a network. */
export const stillAdmitted = (network: Network, { item, closing, header }: Seen): boolean =>
  isAdmitted(network, item.id, closing.direction, header);

/** Whether an interface's groups and network ACL admit some of a set of packets in one direction. */
export function isAdmitted(network: Network, id: string, direction: Closing['direction'], header: Header): boolean {
  const now = network.interfaces.get(id);
  if (now === undefined) return false;
  const admitted = admittedBy(now.groups, direction, header, [...network.vpcs.keys()]);
  const { acl } = now.subnet;
  return admitted.some(({ header: part }) => {
    const [peer] = direction === 'ingress' ? part.src : part.dst;
    // Within a subnet no network ACL is asked.
    const inside = now.subnet.cidrs.some((c) => c.family === part.family && has(c, peer!));
    return acl === undefined || inside || admittedByAcl(acl.compiled(), direction, part).length > 0;
  });
}

const has = ({ lo, hi }: { lo: Address; hi: Address }, address: Address): boolean =>
  intervals.has<Address>([lo, hi], address);

/** Flows by what they join, the busiest first. */
export function summed(seen: readonly Seen[]): SeenFlow[] {
  const flows = new Map<string, SeenFlow>();
  for (const { flow } of seen) {
    const key = `${flow.from} ${flow.to} ${flow.protocol} ${flow.port}`;
    const known = flows.get(key);
    // Both ends of a flow may be logged: the same connections twice.
    flows.set(key, known === undefined || flow.connections > known.connections ? flow : known);
  }
  const key = (f: SeenFlow): string => `${f.from} ${f.to} ${f.protocol} ${f.port}`;
  return [...flows.values()].sort((a, b) => b.connections - a.connections || (key(a) < key(b) ? -1 : 1));
}
