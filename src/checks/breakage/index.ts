import { applyCalls } from '../../changes/what-if.ts';
import { somewhere } from '../../diagnose/overview/exits.ts';
import type { Finding } from '../../findings/finding.ts';
import * as text from '../../messages/breakage.ts';
import type { Text } from '../../messages/text.ts';
import { internetAddresses } from '../../network/address-set.ts';
import { buildNetwork } from '../../network/build/network.ts';
import { passes } from '../../network/can-reach.ts';
import { familyOf, formatAddress } from '../../network/cidr.ts';
import { closedBy, opensPort } from '../../network/closed.ts';
import { difference } from '../../network/difference.ts';
import type { Exposed } from '../../network/exposure.ts';
import { packet, protocolNumbers } from '../../network/header.ts';
import type { Interface, Network } from '../../network/model.ts';
import { ephemeral } from '../../network/port-set.ts';
import type { Snapshot } from '../../snapshot/snapshot.ts';
import { opensPort as isOpen } from '../exposure/openings.ts';
import { type Closing, closingsOf, isLookedAt } from './closings.ts';
import { type FlowLogUse, isAdmitted, seenFlows, stillAdmitted, summed } from './flow-log-uses.ts';

/** What a fix would stop, tried on a copy of the network. */
export interface Breakage {
  /** The finding whose fix it is. */
  finding: string;
  /** Health checks of balancers that would fail: group and target. */
  healthChecks: { targetGroup: string; target: string }[];
  /** Connections that work now and would not. Names of VPCs, or `internet`. */
  flows: Flow[];
  /** Besides, connections fail whose source port happens to be one that is closed. */
  rarely: boolean;
  /** Every kind of host was tried; false: there are more than can be asked about. */
  complete: boolean;
  /** What flow logs have seen of what would stop. */
  flowLogs: FlowLogUse;
  says: Text;
}

interface Flow {
  from: string;
  to: string;
  protocol: 'tcp' | 'udp';
  port: number;
}

/** Connections asked about for all fixes together: some 0.3 ms each. */
const mostProbes = 1_000;
/** Ports to ask about where a rule is for many. */
const usual = [22, 80, 443, 3389];

/** Calls that change the way of packets, or their addresses. */
const diverts = /Route|ModifyNetworkInterfaceAttribute|ModifySubnetAttribute|TransitGateway/;
/** All of a larger network is not compared: nothing is claimed of it. */
const mostCompared = 500;

/** Whether what a fix would stop can be told at all. */
export const isTriable = (network: Network, { fixes: [fix] }: Finding): boolean =>
  fix !== undefined &&
  fix.calls.length > 0 &&
  (fix.calls.every(isLookedAt) ||
    (network.interfaces.size <= mostCompared && fix.calls.every((c) => diverts.test(c.operation))));

/** Ways to ask about: between two interfaces, or one and the internet. */
interface Way {
  source: Interface | 'internet';
  target: Interface | 'internet';
  protocol: 'tcp' | 'udp';
  port: number;
}

/** A network and what was computed of it already. */
interface Known {
  snapshot: Snapshot;
  network: Network;
  exposed(): readonly Exposed[];
}

/**
 * What the first fixes of some findings would stop, each by itself. A fix that the copy refuses is left out, and so is one
 * that changes what is not looked at: a balancer's setting, a route of a large network.
 */
export function breakagesOf(known: Known, findings: readonly Finding[]): Breakage[] {
  const hosts = byTurns(oneOfEachKind([...known.network.interfaces.values()].filter((i) => i.instance !== undefined)));
  let left = mostProbes;
  return findings.flatMap((finding, i) => {
    const most = Math.floor(left / (findings.length - i));
    const tried = breakageOf(known, findings, finding, hosts, most);
    left -= tried?.probes ?? 0;
    return tried === undefined ? [] : [tried.breakage];
  });
}

function breakageOf(
  { snapshot, network, exposed }: Known,
  findings: readonly Finding[],
  finding: Finding,
  hosts: readonly Interface[],
  most: number,
): { breakage: Breakage; probes: number } | undefined {
  const calls = finding.fixes[0]?.calls ?? [];
  if (calls.length === 0) return undefined;
  const found = calls.map((call) => closingsOf(network, call));
  if (found.includes(undefined)) {
    const breakage = diverted(snapshot, network, finding);
    return breakage === undefined ? undefined : { breakage, probes: 0 };
  }
  const closings = found.flatMap((c) => c ?? []);
  // In front of nothing it stops nothing, and thousands of leftover groups need not be deleted to say so.
  if (closings.every((c) => c.interfaces.length === 0)) return { breakage: stopsNothing(finding), probes: 0 };
  const { snapshot: copy, errors } = applyCalls(snapshot, calls, finding);
  if (errors.length > 0) return undefined;
  const works = worksIn(network, exposed);
  const { asked, complete } = firstOf(closings, hosts, most);
  // Only what works now can stop: the copy's model is built when something does.
  const working = asked.filter((w) => works(w) === 'all');
  const inward = closings.filter((c) => c.direction === 'ingress').flatMap((c) => c.interfaces);
  const healthy = checksOf(network, new Set(inward.map((t) => t.id))).filter((c) => works(c.way) === 'all');
  const { use, seen } = seenFlows(snapshot, network, finding, findings);
  const flows = new Map<string, Flow>();
  let lost: Breakage['healthChecks'] = [];
  let stopped: typeof seen = [];
  let rarely = false;
  if (healthy.length + working.length + seen.length > 0) {
    const ends = [...working, ...healthy.map((c) => c.way)].flatMap((w) => [w.source, w.target]);
    const kept = [...ends, ...seen.map((s) => s.item)].flatMap((e) => (e === 'internet' ? [] : [e.id]));
    const after = buildNetwork(withHosts(copy, new Set(kept)));
    const worksAfter = worksIn(after);
    const still = (way: Way): boolean => {
      const how = worksAfter(way);
      if (how === 'some') rarely = true;
      return how !== 'none';
    };
    const failing = healthy.filter((c) => !still(c.way)).map(({ group, target }) => ({ targetGroup: group, target }));
    lost = [...new Map(failing.map((h) => [`${h.targetGroup} ${h.target}`, h])).values()];
    for (const way of working) {
      const flow = { from: nameOfEnd(way.source), to: nameOfEnd(way.target), protocol: way.protocol, port: way.port };
      const key = Object.values(flow).join(' ');
      if (!flows.has(key) && !still(way)) flows.set(key, flow);
    }
    stopped = seen.filter((s) => !stillAdmitted(after, s));
  }
  const flowLogs = use.state === 'asked' ? { ...use, flows: summed(stopped) } : use;
  const outcome = { healthChecks: lost, flows: [...flows.values()], rarely, complete };
  const says = text.breaks(outcome, flowLogs);
  return { breakage: { finding: finding.id, ...outcome, flowLogs, says }, probes: asked.length };
}

/** What stops when packets take another way: all of the network before and after, segment by segment. */
function diverted(snapshot: Snapshot, network: Network, finding: Finding): Breakage | undefined {
  const calls = finding.fixes[0]?.calls ?? [];
  if (!isTriable(network, finding)) return undefined;
  const { snapshot: copy, errors } = applyCalls(snapshot, calls, finding);
  if (errors.length > 0) return undefined;
  const { reach, exposure } = difference(network, buildNetwork(copy));
  if (reach === null) return undefined;
  const nameOfSegment = (id: string): string => {
    const [vpc = id] = id.split(' ');
    return network.vpcs.get(vpc)?.name ?? vpc;
  };
  const flows = new Map<string, Flow>();
  const add = (from: string, to: string, lost: readonly { protocol: string; ports: string }[]): void => {
    for (const opening of lost) {
      const protocol = opening.protocol === 'udp' ? 'udp' : 'tcp';
      const single = /^\d+$/.test(opening.ports) ? [Number(opening.ports)] : usual.filter((p) => opensPort(opening, p));
      if (!['all', 'tcp', 'udp'].includes(opening.protocol)) continue;
      for (const port of single) flows.set(`${from} ${to} ${protocol} ${port}`, { from, to, protocol, port });
    }
  };
  for (const cell of reach) add(nameOfSegment(cell.from), nameOfSegment(cell.to), closedBy(cell));
  for (const change of exposure) {
    const vpc = network.interfaces.get(change.interface)?.vpc;
    add('internet', vpc?.name ?? vpc?.id ?? change.interface, closedBy(change));
  }
  const outcome = { healthChecks: [], flows: [...flows.values()], rarely: false, complete: true };
  return { finding: finding.id, ...outcome, flowLogs: { state: 'not-asked' }, says: text.breaks(outcome, undefined) };
}

function stopsNothing(finding: Finding): Breakage {
  const outcome = { healthChecks: [], flows: [], rarely: false, complete: true };
  return { finding: finding.id, ...outcome, flowLogs: { state: 'not-asked' }, says: text.breaks(outcome, undefined) };
}

/** The first ways to ask about, so many at most. */
function firstOf(closings: readonly Closing[], hosts: readonly Interface[], most: number) {
  const asked: Way[] = [];
  for (const closing of closings)
    for (const way of waysOf(closing, hosts)) {
      if (asked.length === most) return { asked, complete: false };
      asked.push(way);
    }
  return { asked, complete: true };
}

/** What to ask about a closing: from and to one host of each kind, and the internet. */
function* waysOf({ interfaces, direction, protocols, ports }: Closing, hosts: readonly Interface[]): Generator<Way> {
  const own = oneOfEachKind(interfaces);
  const wanted = [
    ...new Set(
      ports.flatMap(([from, to]) => [
        ...(to - from < 1024 ? [from] : []),
        ...usual.filter((p) => from <= p && p <= to),
      ]),
    ),
  ].sort((a, b) => a - b);
  // Of a rule for everything TCP says enough.
  const [protocol] = protocols;
  if (protocol === undefined) return;
  for (const host of ['internet', ...hosts] as const)
    for (const item of own) {
      if (host === item) continue;
      const [source, target] = direction === 'ingress' ? [host, item] : [item, host];
      for (const port of wanted) yield { source, target, protocol, port };
    }
}

/**
 * Whether a way works in a network: from all source ports, some or none.
 *
 * @param exposed what the internet reaches there; left out: whether the target's groups and ACL still admit the internet
 */
const worksIn =
  (network: Network, exposed?: () => readonly Exposed[]) =>
  ({ source, target, protocol, port }: Way): 'all' | 'some' | 'none' => {
    if (source === 'internet') {
      if (target === 'internet') return 'none';
      if (exposed === undefined) return admitsInternet(network, target, protocol, port) ? 'all' : 'none';
      const reached = exposed().some(
        (e) =>
          e.through === undefined && e.interface.id === target.id && e.openings.some((o) => isOpen(o, protocol, port)),
      );
      return reached ? 'all' : 'none';
    }
    const to = target === 'internet' ? outside(source) : target.id;
    return passes(network, { from: source.id, to, protocol, port });
  };

/** An address of the internet's, of the family that an interface has. */
const outside = (item: Interface): string =>
  formatAddress(somewhere[item.addresses[0] === undefined ? 4 : familyOf(item.addresses[0])]);

const admitsInternet = (network: Network, target: Interface, protocol: 'tcp' | 'udp', port: number): boolean =>
  target.addresses.some((address) => {
    const header = packet(protocolNumbers[protocol]!, address, ephemeral.any, address, port);
    return isAdmitted(network, target.id, 'ingress', { ...header, src: internetAddresses[header.family] });
  });

const nameOfEnd = (end: Interface | 'internet'): string => (end === 'internet' ? end : (end.vpc.name ?? end.vpc.id));

/** The first of each VPC, then the second of each: where not all can be asked, every VPC is. */
function byTurns(hosts: readonly Interface[]): Interface[] {
  const turns = new Map<string, number>();
  return hosts
    .map((host) => {
      const turn = turns.get(host.vpc.id) ?? 0;
      turns.set(host.vpc.id, turn + 1);
      return { host, turn };
    })
    .sort((a, b) => a.turn - b.turn)
    .map(({ host }) => host);
}

/**
 * The snapshot without the instances that nobody asks about: they decide nothing for the others, unless a route leads to
 * one. The model of the rest costs a fraction.
 */
function withHosts(snapshot: Snapshot, asked: ReadonlySet<string>): Snapshot {
  const scopes = snapshot.scopes.map((scope) => {
    const { ec2 } = scope;
    if (ec2?.NetworkInterfaces === undefined) return scope;
    const routes = (ec2.RouteTables ?? []).flatMap((t) => t.Routes ?? []);
    const targets = new Set(routes.flatMap((r) => [r.NetworkInterfaceId ?? [], r.InstanceId ?? []].flat()));
    const instances = new Set<string>(targets);
    const NetworkInterfaces = ec2.NetworkInterfaces.filter((n) => {
      const instance = n.Attachment?.InstanceId;
      if (instance === undefined) return true;
      const kept = [n.NetworkInterfaceId ?? '', instance].some((id) => asked.has(id) || targets.has(id));
      if (kept) instances.add(instance);
      return kept;
    });
    const Reservations = ec2.Reservations?.flatMap((r) => {
      const Instances = (r.Instances ?? []).filter((i) => instances.has(i.InstanceId ?? ''));
      return Instances.length === 0 ? [] : [{ ...r, Instances }];
    });
    return { ...scope, ec2: { ...ec2, NetworkInterfaces, ...(Reservations === undefined ? {} : { Reservations }) } };
  });
  return { ...snapshot, scopes };
}

const nameOf = (item: Interface): string => item.instance?.name ?? item.name ?? item.id;

function oneOfEachKind(items: readonly Interface[]): Interface[] {
  const found = new Map<string, Interface>();
  for (const item of items) {
    const key = `${item.subnet.id} ${item.groups.key}`;
    if (!found.has(key)) found.set(key, item);
  }
  return [...found.values()];
}

/** The health checks that go to some interfaces: from each node of the balancers that use their group. */
function checksOf(network: Network, targets: ReadonlySet<string>) {
  return [...network.balancers.values()].flatMap((balancer) => {
    const groups = new Set((balancer.listeners ?? []).flatMap((l) => l.targetGroups));
    return [...groups].flatMap((arn) => {
      const group = network.targetGroups.get(arn);
      return (group?.targets ?? []).flatMap((t) => {
        const port = Number(group?.health.port) || t.port;
        if (t.interface === undefined || !targets.has(t.interface.id) || port === undefined) return [];
        const target = t.interface;
        return balancer.interfaces.map((node) => ({
          way: { source: node, target, protocol: 'tcp' as const, port },
          target: nameOf(target),
          group: group!.name,
        }));
      });
    });
  });
}
