import { passes } from '../../network/can-reach.ts';
import type { Interface, Vpc } from '../../network/model.ts';
import type { Audited } from '../check.ts';

export interface AdminWay {
  /** VPC that it starts in. */
  from: string;
  source: string;
  target: string;
  /** Interface id of the target. */
  to: string;
  port: number;
}

const adminPorts = [22, 3389];
/** Enough source VPCs to show; whoever mends the group mends it for all. */
const shown = 5;
/** Questions asked in all: some 0.1 ms each, more where they have far to go. */
const mostProbes = 5_000;

/**
 * By VPC, the ways in from other VPCs on ports for operators. Only VPCs between which routes lead are asked about, and of
 * hosts that are alike (one subnet, same groups) one. A VPC that was not asked about since the questions were used up is
 * left out of what is known: `unasked` has it.
 */
export function adminWaysInto(audited: Audited): { ways: Map<string, AdminWay[]>; unasked: Set<string> } {
  const { network, overview } = audited;
  const connected = new Map<string, Set<string>>();
  // Stations that reach the same are told together: they reach one another, too.
  for (const { members, reaches } of overview.connectivity ?? [])
    for (const from of members)
      for (const to of [...members, ...reaches])
        if (from !== to) connected.set(to, (connected.get(to) ?? new Set()).add(from));
  const ways = new Map<string, AdminWay[]>();
  const unasked = new Set<string>();
  const hosts = new Map([...network.vpcs.values()].map((vpc) => [vpc.id, kindsOf(vpc)]));
  let probes = 0;
  for (const vpc of network.vpcs.values()) {
    const targets = (hosts.get(vpc.id) ?? []).flatMap((item) =>
      adminPorts.filter((port) => admitsFromOutside(item, port)).map((port) => ({ item, port })),
    );
    if (targets.length === 0) continue;
    const found: AdminWay[] = [];
    const sources = [...(connected.get(vpc.id) ?? [])].sort();
    for (const from of sources) {
      if (found.length >= shown) break;
      let way: AdminWay | undefined;
      for (const source of hosts.get(from) ?? [])
        for (const { item, port } of targets) {
          if (way !== undefined || probes >= mostProbes) break;
          probes++;
          if (passes(network, { from: source.id, to: item.id, protocol: 'tcp', port }) === 'all')
            way = {
              from: overview.names[from] ?? from,
              source: nameOf(source),
              target: nameOf(item),
              to: item.id,
              port,
            };
        }
      if (way !== undefined) found.push(way);
    }
    if (found.length > 0) ways.set(vpc.id, found);
    else if (probes >= mostProbes && sources.length > 0) unasked.add(vpc.id);
  }
  return { ways, unasked };
}

const nameOf = (item: Interface): string => item.instance?.name ?? item.name ?? item.id;

/** One running host of each kind in a VPC. */
function kindsOf(vpc: Vpc): Interface[] {
  const found = new Map<string, Interface>();
  for (const subnet of vpc.subnets)
    for (const item of subnet.interfaces) {
      if (item.instance === undefined || (item.instance.state ?? 'running') !== 'running') continue;
      const key = `${subnet.id} ${item.groups.key}`;
      if (!found.has(key)) found.set(key, item);
    }
  return [...found.values()];
}

/** Whether some rule lets the port in from an address or group outside of the host's own groups. */
const admitsFromOutside = (item: Interface, port: number): boolean =>
  item.groups
    .rules('ingress')
    .some(
      (r) =>
        (r.protocol === -1 || r.protocol === 6) &&
        r.ports.some((_, i) => i % 2 === 0 && r.ports[i]! <= port && port <= r.ports[i + 1]!) &&
        !(r.reference !== undefined && item.groups.groups.includes(r.reference)),
    );
