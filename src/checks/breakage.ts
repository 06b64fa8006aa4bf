import { applyCalls } from '../changes/what-if.ts';
import type { Call, Finding } from '../findings/finding.ts';
import type { Text } from '../messages/text.ts';
import { buildNetwork } from '../network/build/network.ts';
import { canReach } from '../network/can-reach.ts';
import type { Interface, Network, Subnet } from '../network/model.ts';
import type { Snapshot } from '../snapshot/snapshot.ts';

/** What a fix would stop, tried on a copy of the network. */
export interface Breakage {
  /** The finding whose fix it is. */
  finding: string;
  /** Health checks of balancers that would fail: group and target. */
  healthChecks: { targetGroup: string; target: string }[];
  /** Connections between hosts that work now and would not. Names of VPCs. */
  flows: { from: string; to: string; port: number }[];
  /** Every kind of host was tried; false: there are more than can be asked about. */
  complete: boolean;
  says: Text;
}

/** Connections asked about for all fixes together: some 0.3 ms each. */
const mostProbes = 1_000;
/** Ports to ask about where a rule is for all of them. */
const usual = [22, 80, 443, 3389];

/** What the first fixes of some findings would stop, each by itself. A fix that the copy refuses is left out. */
export function breakagesOf(snapshot: Snapshot, network: Network, findings: readonly Finding[]): Breakage[] {
  const sources = byTurns(oneOfEachKind([...network.interfaces.values()].filter((i) => i.instance !== undefined)));
  let left = mostProbes;
  return findings.flatMap((finding, i) => {
    const most = Math.floor(left / (findings.length - i));
    const tried = breakageOf(snapshot, network, finding, sources, most);
    left -= tried?.probes ?? 0;
    return tried === undefined ? [] : [tried.breakage];
  });
}

function breakageOf(
  snapshot: Snapshot,
  network: Network,
  finding: Finding,
  sources: readonly Interface[],
  most: number,
): { breakage: Breakage; probes: number } | undefined {
  const calls = finding.fixes[0]?.calls ?? [];
  if (calls.length === 0) return undefined;
  const { snapshot: copy, errors } = applyCalls(snapshot, calls, finding);
  if (errors.length > 0) return undefined;
  const touched = calls.map((call) => touchedBy(network, call));
  // Of a route or a balancer's setting nothing is claimed.
  if (touched.includes(undefined)) return undefined;
  const targets = touched.flatMap((t) => t ?? []);
  const ports = [...new Set(calls.flatMap(portsOf))].sort((a, b) => a - b);
  if (targets.length === 0)
    return {
      breakage: { finding: finding.id, healthChecks: [], flows: [], complete: true, says: nothing(true) },
      probes: 0,
    };
  const checks = checksOf(network, new Set(targets.map((t) => t.id)));
  const kinds = oneOfEachKind(targets);
  // Only what works now can stop: the copy's model is built when something does.
  const works = (from: string, to: string, port: number): boolean =>
    canReach(network, { from, to, protocol: 'tcp', port }).reachable;
  const healthy = checks.filter((c) => works(c.node, c.target.id, c.port));
  const working: { source: Interface; target: Interface; port: number }[] = [];
  let probes = 0;
  let complete = true;
  for (const source of sources)
    for (const target of kinds)
      for (const port of ports) {
        if (source.id === target.id) continue;
        if (probes >= most) complete = false;
        else {
          probes++;
          if (works(source.id, target.id, port)) working.push({ source, target, port });
        }
      }
  const flows = new Map<string, Breakage['flows'][number]>();
  let healthChecks: Breakage['healthChecks'] = [];
  if (healthy.length + working.length > 0) {
    const asked = [...working.flatMap((w) => [w.source, w.target]), ...healthy.map((c) => c.target)];
    const after = buildNetwork(withHosts(copy, new Set(asked.map((i) => i.id))));
    const stops = (from: string, to: string, port: number): boolean =>
      !canReach(after, { from, to, protocol: 'tcp', port }).reachable;
    healthChecks = healthy
      .filter((c) => stops(c.node, c.target.id, c.port))
      .map((c) => ({ targetGroup: c.group, target: nameOf(c.target) }));
    for (const { source, target, port } of working) {
      const flow = { from: vpcOf(source), to: vpcOf(target), port };
      const key = `${flow.from} ${flow.to} ${port}`;
      if (!flows.has(key) && stops(source.id, target.id, port)) flows.set(key, flow);
    }
  }
  const found = [...flows.values()];
  const lost = [...new Map(healthChecks.map((h) => [`${h.targetGroup} ${h.target}`, h])).values()];
  return {
    breakage: {
      finding: finding.id,
      healthChecks: lost,
      flows: found,
      complete,
      says: toText(lost, found, complete),
    },
    probes,
  };
}

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

const nothing = (complete: boolean): Text => ({
  ko: complete
    ? '사본에 적용해 보니 멈추는 통신이 없습니다.'
    : `사본에 적용해 보니 멈추는 통신이 없습니다(${partly.ko}).`,
  en: complete ? 'Tried on a copy: no connection stops.' : `Tried on a copy: no connection stops (${partly.en}).`,
});

const partly: Text = { ko: 'VPC마다 일부 호스트만 확인', en: 'some hosts of each VPC were tried' };

function toText(checks: Breakage['healthChecks'], flows: Breakage['flows'], complete: boolean): Text {
  if (checks.length + flows.length === 0) return nothing(complete);
  const shown = flows.slice(0, 4).map((f) => `${f.from} → ${f.to} tcp ${f.port}`);
  const more = flows.length - shown.length;
  const groups = [...new Set(checks.map((c) => c.targetGroup))];
  const targets = checks.length === 1 ? '1 target' : `${checks.length} targets`;
  return {
    ko: [
      ...(checks.length === 0 ? [] : [`${groups.join(', ')}의 헬스 체크가 대상 ${checks.length}개에서 멈춥니다.`]),
      ...(flows.length === 0
        ? []
        : [
            `지금 되는 통신이 끊깁니다${complete ? '' : `(${partly.ko})`}: ${shown.join(', ')}${more > 0 ? ` 외 ${more}건` : ''}.`,
          ]),
    ].join(' '),
    en: [
      ...(checks.length === 0 ? [] : [`Health checks of ${groups.join(', ')} stop for ${targets}.`]),
      ...(flows.length === 0
        ? []
        : [
            `What works now stops${complete ? '' : ` (${partly.en})`}: ${shown.join(', ')}${more > 0 ? ` and ${more} more` : ''}.`,
          ]),
    ].join(' '),
  };
}

/** The interfaces that a call's resource stands in front of; undefined: what the call touches is not looked at here. */
function touchedBy(network: Network, { operation, input }: Call): Interface[] | undefined {
  const group = /SecurityGroup/.test(operation) ? input.GroupId : undefined;
  if (typeof group === 'string')
    return [...network.interfaces.values()].filter((i) => i.groups.groups.some((g) => g.id === group));
  const acl = /NetworkAcl/.test(operation) ? input.NetworkAclId : undefined;
  if (typeof acl === 'string')
    return [...network.subnets.values()].filter((s: Subnet) => s.acl?.id === acl).flatMap((s) => s.interfaces);
  return undefined;
}

interface Ported {
  FromPort?: number;
  ToPort?: number;
}

function portsOf({ input }: Call): number[] {
  const range = input.PortRange as { From?: number; To?: number } | undefined;
  const permissions = [
    ...((input.IpPermissions as Ported[] | undefined) ?? []),
    ...(range === undefined ? [] : [{ FromPort: range.From, ToPort: range.To } as Ported]),
  ];
  return permissions.flatMap(({ FromPort: from, ToPort: to = from }) => {
    if (from === undefined || to === undefined || from < 0) return usual;
    return from === to ? [from] : [from, ...usual.filter((p) => from < p && p <= to)];
  });
}

const nameOf = (item: Interface): string => item.instance?.name ?? item.name ?? item.id;
const vpcOf = (item: Interface): string => item.vpc.name ?? item.vpc.id;

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
        return balancer.interfaces.map((node) => ({ node: node.id, target: t.interface!, port, group: group!.name }));
      });
    });
  });
}
