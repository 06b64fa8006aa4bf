import { purposeBecause, purposeSays } from '../../../messages/findings/purpose.ts';
import type { Network, Vpc } from '../../../network/model.ts';
import type { Snapshot } from '../../../snapshot/snapshot.ts';
import { natGatewaysOn } from '../exits.ts';
import type { PurposeFacts, PurposeKind } from '../overview.ts';
import type { Way } from '../way.ts';
import { hasHosts } from './hosts.ts';
import { grouped } from './scopes.ts';

/** What a VPC's purpose is judged from. */
export interface PurposeSigns {
  isDefault: boolean;
  instances: number | null;
  firewalls: number;
  natGateways: number;
  publicBalancers: number;
  internalBalancers: number;
  /** Of the public balancers, those that a CloudFront distribution has as its origin. */
  behindCloudFront: number;
  /** Other VPCs whose way to the internet leads through this one. */
  serves: number;
  /** Instances with a public address. */
  publicInstances: number;
  internetGateway: boolean;
  transitGateway: boolean;
  peered: boolean;
  vpnGateway: boolean;
}

/** Judges VPCs of a network one by one; what holds for all of them is looked up once. */
export function purposeOf(
  snapshot: Snapshot,
  network: Network,
  exits: ReadonlyMap<string, readonly Way[]>,
): (vpc: Vpc, isDefault: boolean) => PurposeFacts {
  const firewalls = grouped([...network.firewalls.values()], (f) => f.vpc?.id);
  const natGateways = grouped([...network.natGateways.values()], (n) => n.vpc?.id);
  const balancers = grouped([...network.balancers.values()], (b) => b.vpc?.id);
  const served = servedVpcs(network, exits);
  const origins = new Set(
    snapshot.scopes.flatMap((s) =>
      (s.cloudfront?.Distributions ?? []).flatMap((d) =>
        (d.Origins?.Items ?? []).flatMap((o) => o.DomainName?.toLowerCase() ?? []),
      ),
    ),
  );
  return (vpc, isDefault) => {
    const interfaces = vpc.subnets.flatMap((s) => s.interfaces);
    const own = balancers.get(vpc.id) ?? [];
    const open = own.filter((b) => b.scheme === 'internet-facing');
    const instances = new Set(interfaces.flatMap((i) => (i.kind === 'instance' ? (i.instance?.id ?? i.id) : [])));
    const signs: PurposeSigns = {
      isDefault,
      instances: network.isRead('ec2', 'Reservations', vpc) ? instances.size : null,
      firewalls: firewalls.get(vpc.id)?.length ?? 0,
      natGateways: (natGateways.get(vpc.id) ?? []).filter((n) => n.state === 'available').length,
      publicBalancers: open.length,
      internalBalancers: own.length - open.length,
      behindCloudFront: open.filter((b) => origins.has(b.dnsName?.toLowerCase() ?? '')).length,
      serves: served.get(vpc.id)?.size ?? 0,
      publicInstances: interfaces.filter((i) => i.kind === 'instance' && i.publicOf.size > 0).length,
      internetGateway: vpc.internetGateway !== undefined,
      transitGateway: vpc.attachments.length > 0,
      peered: vpc.peerings.some((p) => p.state === 'active'),
      vpnGateway: vpc.vpnGateway !== undefined,
    };
    const read = network.isRead('ec2', 'NetworkInterfaces', vpc);
    const kind = judge(signs, read, interfaces.length === 0);
    return { kind, says: purposeSays(kind, signs), because: purposeBecause(kind, signs) };
  };
}

function judge(signs: PurposeSigns, read: boolean, bare: boolean): PurposeKind {
  if (bare) return read ? 'empty' : 'unknown';
  if (signs.serves > 0 && signs.publicBalancers > 0) return 'egress-and-ingress';
  if (signs.serves > 0) return 'egress';
  if (signs.firewalls > 0 && !signs.internetGateway) return 'inspection';
  if (signs.publicBalancers > 0 || (signs.publicInstances > 0 && signs.internetGateway)) return 'public-services';
  const connected = signs.internetGateway || signs.transitGateway || signs.peered || signs.vpnGateway;
  return connected ? 'workloads' : 'isolated';
}

/** VPCs that others with workloads go out through: by a NAT or internet gateway that is theirs. */
function servedVpcs(network: Network, exits: ReadonlyMap<string, readonly Way[]>): Map<string, Set<string>> {
  const served = new Map<string, Set<string>>();
  for (const subnet of network.subnets.values()) {
    if (!hasHosts(subnet)) continue;
    const ways = exits.get(subnet.id) ?? [];
    const passed = [
      ...natGatewaysOn(ways).map((id) => network.natGateways.get(id)?.vpc?.id),
      ...ways.map((w) => (w.end.kind === 'internet' ? w.end.vpc.id : undefined)),
    ];
    for (const id of passed) {
      if (id === undefined || id === subnet.vpc.id) continue;
      const set = served.get(id) ?? new Set();
      served.set(id, set.add(subnet.vpc.id));
    }
  }
  return served;
}
