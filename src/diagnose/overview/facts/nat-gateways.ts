import { formatAddress } from '../../../network/cidr.ts';
import type { Network, Subnet } from '../../../network/model.ts';
import type { MetricSeries } from '../../../snapshot/data/services.ts';
import { nameOf, type Snapshot, scopeOf } from '../../../snapshot/snapshot.ts';
import type { NatGatewayFacts } from '../overview.ts';
import { byPlace, compare, everywhere } from './scopes.ts';
import { defaultRoute } from './subnets.ts';

/**
 * The NAT gateway that a subnet's way to the internet leads to: straight, or through a firewall's endpoint and that
 * endpoint's subnet (rule R15). Undefined: its way out does not lead to one in its VPC.
 */
export function natGatewayOf(network: Network, subnet: Subnet): string | undefined {
  let at: Subnet | undefined = subnet;
  for (const seen = new Set<string>(); at !== undefined && !seen.has(at.id); ) {
    seen.add(at.id);
    const route = defaultRoute(at.table);
    if (route?.target.kind === 'nat-gateway') return route.target.id;
    at = route?.target.kind === 'endpoint' ? network.endpoints.get(route.target.id)?.subnet : undefined;
  }
  return undefined;
}

export function natGatewayFacts(snapshot: Snapshot, network: Network): NatGatewayFacts[] {
  const users = new Map<string, Subnet[]>();
  for (const subnet of network.subnets.values()) {
    const nat = natGatewayOf(network, subnet);
    // A firewall's or gateway's own subnet is on the way, not a user.
    if (
      nat === undefined ||
      subnet.interfaces.every(
        (i) => i.kind !== 'instance' && i.kind !== 'lambda' && i.kind !== 'load-balancer' && i.kind !== 'other',
      )
    )
      continue;
    users.set(nat, [...(users.get(nat) ?? []), subnet]);
  }
  return (
    everywhere(
      snapshot,
      (s) => s.ec2?.NatGateways,
      (n) => n.NatGatewayId,
    ) ?? []
  )
    .filter(({ item }) => item.State !== 'deleted')
    .map(({ item, account, region }): NatGatewayFacts => {
      const id = item.NatGatewayId!;
      const model = network.natGateways.get(id);
      const zone = model?.subnet?.zoneName ?? '';
      const usedBy = (users.get(id) ?? [])
        .map((s) => ({ subnet: s.id, zone: s.zoneName }))
        .sort((a, b) => compare(a.subnet, b.subnet));
      return {
        account,
        region,
        id,
        name: nameOf(item),
        vpc: item.VpcId ?? '',
        subnet: item.SubnetId ?? '',
        zone,
        state: item.State ?? '',
        connectivity: item.ConnectivityType ?? 'public',
        publicIps: (model?.addresses ?? []).flatMap((a) => (a.public === undefined ? [] : [formatAddress(a.public)])),
        usedBy,
        crossZone: model?.regional ? [] : usedBy.filter((u) => u.zone !== zone).map((u) => u.subnet),
        last24h: metricsOf(scopeOf(snapshot, account, region)?.cloudwatch?.MetricSeries, id),
      };
    })
    .sort(byPlace((n) => `${n.vpc} ${n.name ?? ''} ${n.id}`));
}

function metricsOf(series: MetricSeries[] | undefined, id: string): NatGatewayFacts['last24h'] {
  const own = series?.filter(
    (s) => s.namespace === 'AWS/NATGateway' && s.dimensions.some((d) => d.Name === 'NatGatewayId' && d.Value === id),
  );
  if (own === undefined || own.length === 0) return null;
  const values = (metric: string): number[] => own.filter((s) => s.metric === metric).flatMap((s) => s.values);
  const sum = (all: number[]): number | null => (all.length === 0 ? null : all.reduce((a, b) => a + b, 0));
  const connections = values('ActiveConnectionCount');
  return {
    downloadBytes: sum(values('BytesInFromDestination')),
    uploadBytes: sum(values('BytesOutToDestination')),
    peakConnections: connections.length === 0 ? null : Math.max(...connections),
  };
}
