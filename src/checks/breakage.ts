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
  says: Text;
}

/** Connections asked about for one fix, at most: some 0.2 ms each. */
const mostProbes = 1_500;
/** Ports to ask about where a rule is for all of them. */
const usual = [22, 80, 443, 3389];

/** What the calls of a finding's first fix would stop; undefined: it has none, or the copy refused them. */
export function breakageOf(snapshot: Snapshot, network: Network, finding: Finding): Breakage | undefined {
  const calls = finding.fixes[0]?.calls ?? [];
  if (calls.length === 0) return undefined;
  const { snapshot: copy, errors } = applyCalls(snapshot, calls, finding);
  if (errors.length > 0) return undefined;
  const targets = calls.flatMap((call) => touchedBy(network, call));
  const ports = [...new Set(calls.flatMap(portsOf))].sort((a, b) => a - b);
  if (targets.length === 0) return { finding: finding.id, healthChecks: [], flows: [], says: nothing };
  const after = buildNetwork(copy);
  const stops = (from: string, to: string, port: number): boolean =>
    canReach(network, { from, to, protocol: 'tcp', port }).reachable &&
    !canReach(after, { from, to, protocol: 'tcp', port }).reachable;

  const healthChecks = checksOf(network, new Set(targets.map((t) => t.id)))
    .filter((c) => stops(c.node, c.target.id, c.port))
    .map((c) => ({ targetGroup: c.group, target: nameOf(c.target) }));
  const flows = new Map<string, Breakage['flows'][number]>();
  const kinds = oneOfEachKind(targets);
  const sources = oneOfEachKind([...network.interfaces.values()].filter((i) => i.instance !== undefined));
  let probes = 0;
  for (const source of sources)
    for (const target of kinds)
      for (const port of ports) {
        const flow = { from: vpcOf(source), to: vpcOf(target), port };
        const key = `${flow.from} ${flow.to} ${port}`;
        if (source.id === target.id || flows.has(key) || probes++ >= mostProbes) continue;
        if (stops(source.id, target.id, port)) flows.set(key, flow);
      }
  const found = [...flows.values()];
  const lost = [...new Map(healthChecks.map((h) => [`${h.targetGroup} ${h.target}`, h])).values()];
  return { finding: finding.id, healthChecks: lost, flows: found, says: toText(lost, found) };
}

const nothing: Text = {
  ko: '사본에 적용해 보니 멈추는 통신이 없습니다.',
  en: 'tried on a copy: no connection stops',
};

function toText(checks: Breakage['healthChecks'], flows: Breakage['flows']): Text {
  if (checks.length + flows.length === 0) return nothing;
  const shown = flows.slice(0, 4).map((f) => `${f.from} → ${f.to} tcp ${f.port}`);
  const more = flows.length - shown.length;
  const groups = [...new Set(checks.map((c) => c.targetGroup))];
  return {
    ko: [
      ...(checks.length === 0 ? [] : [`${groups.join(', ')}의 헬스 체크가 ${checks.length}개 대상에서 멈춥니다`]),
      ...(flows.length === 0
        ? []
        : [`지금 되는 통신이 끊깁니다: ${shown.join(', ')}${more > 0 ? ` 외 ${more}건` : ''}`]),
    ].join('. '),
    en: [
      ...(checks.length === 0 ? [] : [`health checks of ${groups.join(', ')} stop for ${checks.length} targets`]),
      ...(flows.length === 0
        ? []
        : [`what works now stops: ${shown.join(', ')}${more > 0 ? ` and ${more} more` : ''}`]),
    ].join('; '),
  };
}

/** The interfaces that a call's resource stands in front of. */
function touchedBy(network: Network, { operation, input }: Call): Interface[] {
  const group = /SecurityGroup/.test(operation) ? input.GroupId : undefined;
  if (typeof group === 'string')
    return [...network.interfaces.values()].filter((i) => i.groups.groups.some((g) => g.id === group));
  const acl = /NetworkAcl/.test(operation) ? input.NetworkAclId : undefined;
  if (typeof acl === 'string')
    return [...network.subnets.values()].filter((s: Subnet) => s.acl?.id === acl).flatMap((s) => s.interfaces);
  return [];
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
