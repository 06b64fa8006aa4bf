import * as text from '../../messages/analyze.ts';
import type { Topology, TopologyEdge, TopologyNodeSpec } from '../topology/topology.ts';
import { called, type Reader } from './reader.ts';

/** More VPCs than this do not fit a picture: then only those with something in them, most first. */
const mostVpcs = 24;

/** The network as a picture: VPCs with their ways in and out, what joins them, and what is outside. */
export function networkTopology(reader: Reader): Topology {
  const { overview, say } = reader;
  const all = overview.vpcs ?? [];
  const vpcs =
    all.length <= mostVpcs
      ? all
      : [...all].sort((a, b) => (b.interfaces ?? 0) - (a.interfaces ?? 0)).slice(0, mostVpcs);
  const shown = new Set(vpcs.map((v) => v.id));
  const alarms = new Set(reader.findings.filter((f) => f.cause).flatMap((f) => [f.resource, ...f.affected]));
  const nodes = new Map<string, TopologyNodeSpec>();
  const edges: TopologyEdge[] = [];
  const internet = (): string => {
    nodes.set('internet', { id: 'internet', label: say(text.internet), kind: 'internet' });
    return 'internet';
  };

  const groups = vpcs.map((vpc) => {
    const inside: TopologyNodeSpec[] = [];
    const igw = (overview.gateways.internetGateways ?? []).find((g) => g.vpc === vpc.id);
    const firewalls = (overview.firewalls ?? []).filter((f) => f.vpc === vpc.id);
    const nats = (overview.natGateways ?? []).filter((n) => n.vpc === vpc.id && n.state === 'available');
    const balancers = (overview.loadBalancers ?? []).filter((b) => b.vpc === vpc.id).slice(0, 4);
    const subnets = (overview.subnets ?? []).filter((s) => s.vpc === vpc.id && (s.interfaces ?? 0) > 0);
    const workloads = vpc.instances ?? 0;
    if (igw !== undefined) {
      inside.push({ id: igw.id, label: igw.name ?? 'IGW', kind: 'gateway' });
      edges.push({ from: internet(), to: igw.id });
    }
    for (const f of firewalls)
      inside.push({ id: f.arn, label: f.name, detail: `Network Firewall ×${f.endpoints.length}`, kind: 'firewall' });
    if (nats.length > 0) {
      const id = `${vpc.id}/nat`;
      inside.push({
        id,
        label: nats.length === 1 ? (nats[0]!.name ?? 'NAT') : `NAT ×${nats.length}`,
        detail: nats.map((n) => n.zone.slice(-1)).join(', '),
        kind: 'nat',
      });
      if (igw !== undefined) edges.push({ from: igw.id, to: id });
    }
    for (const b of balancers) {
      const bad = (b.targetGroups ?? []).some((g) =>
        (g.targets ?? []).some((t) => t.state === 'unhealthy' || t.state === 'unused'),
      );
      inside.push({
        id: b.arn,
        label: b.name,
        detail: (b.targetGroups ?? []).map((g) => say(text.available(g.healthy, g.total))).join(', '),
        kind: 'balancer',
        ...(bad || alarms.has(b.arn) ? { alarm: true } : {}),
      });
    }
    const work = `${vpc.id}/work`;
    if (workloads > 0 || (inside.length === 0 && subnets.length > 0)) {
      inside.push({
        id: work,
        label: say(text.workloads(workloads)),
        detail: say(text.zonesCount(vpc.zones.length)),
        kind: 'instances',
      });
    }
    const has = inside.some((n) => n.id === work);
    // Which firewall guards the way in, and which the way out, is told by the routes: the edge table and the subnets' tables.
    const guards = new Set(edgeTargets(reader, igw?.edgeTable ?? null));
    const inbound = firewalls.filter((f) => f.endpoints.some((e) => guards.has(e.id)));
    const outbound = firewalls.filter((f) => !inbound.includes(f));
    for (const f of inbound) if (igw !== undefined) edges.push({ from: igw.id, to: f.arn });
    for (const b of balancers) {
      const from = inbound[0]?.arn ?? igw?.id;
      if (from !== undefined && b.scheme === 'internet-facing') edges.push({ from, to: b.arn });
      if (has) edges.push({ from: b.arn, to: work });
    }
    for (const f of outbound) {
      if (nats.length > 0) edges.push({ from: `${vpc.id}/nat`, to: f.arn });
      if (has) edges.push({ from: f.arn, to: work });
    }
    if (outbound.length === 0 && nats.length > 0 && has) edges.push({ from: `${vpc.id}/nat`, to: work });
    if (igw !== undefined && nats.length === 0 && balancers.length === 0 && firewalls.length === 0 && has)
      edges.push({ from: igw.id, to: work });
    return { id: vpc.id, label: vpc.name ?? vpc.id, detail: vpc.cidrs[0] ?? '', nodes: inside };
  });

  const attach = (id: string): string => {
    const group = groups.find((g) => g.id === id);
    return group?.nodes.find((n) => n.kind === 'instances')?.id ?? group?.nodes.at(-1)?.id ?? id;
  };
  for (const tgw of overview.transitGateways ?? []) {
    nodes.set(tgw.id, {
      id: tgw.id,
      label: tgw.name ?? 'Transit Gateway',
      detail: tgw.name === undefined ? tgw.id : 'Transit Gateway',
      kind: 'transit-gateway',
    });
    for (const a of tgw.attachments) {
      const broken = a.state !== 'available';
      if (a.type === 'vpc') {
        if (shown.has(a.resource)) edges.push({ from: attach(a.resource), to: tgw.id, ...(broken ? { broken } : {}) });
      } else {
        const kind = 'hybrid' as const;
        const label = a.type === 'vpn' ? 'VPN' : a.type === 'direct-connect-gateway' ? 'Direct Connect' : a.type;
        nodes.set(a.resource, {
          id: a.resource,
          label,
          detail: called(reader, a.resource) === a.resource ? (a.name ?? '') : called(reader, a.resource),
          kind,
          ...(alarms.has(a.resource) ? { alarm: true } : {}),
        });
        edges.push({ from: tgw.id, to: a.resource, ...(alarms.has(a.resource) ? { broken: true } : {}) });
        if (a.type === 'vpn' || a.type === 'direct-connect-gateway') {
          nodes.set('on-premises', { id: 'on-premises', label: say(text.onPremises), kind: 'hybrid' });
          edges.push({ from: a.resource, to: 'on-premises', ...(alarms.has(a.resource) ? { broken: true } : {}) });
        }
      }
    }
  }
  for (const p of overview.peerings ?? []) {
    if (shown.has(p.vpcs[0]) && shown.has(p.vpcs[1])) {
      edges.push({
        from: attach(p.vpcs[0]),
        to: attach(p.vpcs[1]),
        label: p.name ?? p.id,
        ...(p.state === 'active' ? {} : { broken: true }),
      });
    }
  }
  for (const d of (overview.distributions ?? []).slice(0, 8)) {
    const to = (overview.loadBalancers ?? []).find((b) =>
      d.origins.some((o) => o.domain.toLowerCase() === b.dnsName.toLowerCase()),
    );
    nodes.set(d.id, { id: d.id, label: 'CloudFront', detail: d.aliases[0] ?? d.domain, kind: 'edge-service' });
    edges.push({ from: internet(), to: d.id });
    if (to !== undefined && shown.has(to.vpc)) edges.push({ from: d.id, to: to.arn });
  }
  return { title: say(text.sections.topology), groups, nodes: [...nodes.values()], edges };
}

/** What the routes of a gateway's edge table point at. */
function edgeTargets(reader: Reader, table: string | null): string[] {
  return (reader.overview.routeTables ?? []).find((t) => t.id === table)?.routes.map((r) => r.target) ?? [];
}
