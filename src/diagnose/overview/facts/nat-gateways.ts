import { formatAddress } from '../../../network/cidr.ts';
import type { Network, Subnet } from '../../../network/model.ts';
import { monthly } from '../../../pricing/estimate.ts';
import { findSeries } from '../../../snapshot/metrics.ts';
import { nameOf, type Snapshot, scopeOf } from '../../../snapshot/snapshot.ts';
import { natGatewaysOn } from '../exits.ts';
import type { NatGatewayFacts } from '../overview.ts';
import type { Way } from '../way.ts';
import { transitSubnets } from './hosts.ts';
import { byPlace, compare, everywhere } from './scopes.ts';

export function natGatewayFacts(
  snapshot: Snapshot,
  network: Network,
  exits: ReadonlyMap<string, readonly Way[]>,
): NatGatewayFacts[] | null {
  const gateways = everywhere(
    snapshot,
    (s) => s.ec2?.NatGateways,
    (n) => n.NatGatewayId,
  )?.filter(({ item }) => item.State !== 'deleted');
  if (gateways === undefined) return null;
  const users = usersByGateway(network, exits);
  return gateways
    .map(({ item, account, region }): NatGatewayFacts => {
      const id = item.NatGatewayId!;
      const model = network.natGateways.get(id);
      const name = nameOf(item);
      const own = users.get(id) ?? [];
      const zone = model?.subnet?.zone;
      return {
        account,
        region,
        id,
        ...(name === undefined ? {} : { name }),
        vpc: item.VpcId ?? '',
        subnet: model?.regional ? '' : (item.SubnetId ?? ''),
        zone: model?.subnet?.zoneName ?? '',
        state: item.State ?? '',
        connectivity: item.ConnectivityType ?? 'public',
        publicIps: (model?.addresses ?? [])
          .flatMap((a) => (a.public === undefined ? [] : [formatAddress(a.public)]))
          .sort(compare),
        usedBy: own
          .map((s) => ({ subnet: s.id, vpc: s.vpc.id, zone: s.zoneName }))
          .sort((a, b) => compare(a.subnet, b.subnet)),
        crossZone:
          zone === undefined
            ? []
            : own
                .filter((s) => s.zone !== zone && onlyWay(exits.get(s.id), id))
                .map((s) => s.id)
                .sort(compare),
        last24h: metricsOf(snapshot, account, region, id),
        monthlyUsd: monthly(
          { product: model?.regional ? 'regional-nat-gateway' : 'nat-gateway', region },
          snapshot.prices?.table,
        ).monthlyUsd,
      };
    })
    .sort(byPlace((n) => `${n.vpc} ${n.name ?? ''} ${n.id}`));
}

/** Subnets with something in them by the NAT gateways that their packets to the internet pass. */
function usersByGateway(network: Network, exits: ReadonlyMap<string, readonly Way[]>): Map<string, Subnet[]> {
  const users = new Map<string, Subnet[]>();
  const transit = transitSubnets(network);
  for (const subnet of network.subnets.values()) {
    if (transit.has(subnet.id) || subnet.interfaces.length === 0) continue;
    for (const id of natGatewaysOn(exits.get(subnet.id))) {
      const list = users.get(id);
      if (list === undefined) users.set(id, [subnet]);
      else list.push(subnet);
    }
  }
  return users;
}

/** True when all of a subnet's ways pass this gateway: where appliance mode picks a zone, another one takes over. */
const onlyWay = (ways: readonly Way[] | undefined, gateway: string): boolean =>
  (ways ?? []).every((w) => w.hops.some((h) => h.id === gateway));

function metricsOf(snapshot: Snapshot, account: string, region: string, id: string): NatGatewayFacts['last24h'] {
  const scope = scopeOf(snapshot, account, region);
  const values = (metric: string, stat: string): number[] | undefined =>
    findSeries(scope, { namespace: 'AWS/NATGateway', metric, dimensions: { NatGatewayId: id }, stat })?.values;
  const sum = (metric: string): number | null => {
    const all = values(metric, 'Sum');
    return all === undefined || all.length === 0 ? null : all.reduce((a, b) => a + b, 0);
  };
  const peaks = values('ActiveConnectionCount', 'Maximum');
  const figures = {
    downloadBytes: sum('BytesInFromDestination'),
    uploadBytes: sum('BytesOutToDestination'),
    peakConnections: peaks === undefined || peaks.length === 0 ? null : peaks.reduce((a, b) => Math.max(a, b)),
    portAllocationErrors: sum('ErrorPortAllocation'),
    packetsDropped: sum('PacketsDropCount'),
  };
  return Object.values(figures).every((f) => f === null) ? null : figures;
}
