import type { Network, RouteTable, Subnet } from '../../../network/model.ts';
import { nameOf, type Snapshot } from '../../../snapshot/snapshot.ts';
import { defaultRoute, exitFacts } from '../exits.ts';
import type { SubnetFacts, SubnetKind } from '../overview.ts';
import type { Way } from '../way.ts';
import { byPlace, everywhere } from './scopes.ts';

/** AWS keeps the first four addresses of a subnet and the last: https://docs.aws.amazon.com/vpc/latest/userguide/subnet-sizing.html */
const kept = 5;

export function subnetFacts(
  snapshot: Snapshot,
  network: Network,
  exits: ReadonlyMap<string, readonly Way[]>,
): SubnetFacts[] | null {
  const subnets = everywhere(
    snapshot,
    (s) => s.ec2?.Subnets,
    (s) => s.SubnetId,
    (s) => s.OwnerId,
  );
  if (subnets === undefined) return null;
  return subnets
    .map(({ item, account, region }): SubnetFacts => {
      const model = network.subnets.get(item.SubnetId!)!;
      const name = nameOf(item);
      const cidr = item.CidrBlock ?? item.Ipv6CidrBlockAssociationSet?.[0]?.Ipv6CidrBlock ?? '';
      const available = item.AvailableIpAddressCount ?? null;
      return {
        account,
        region,
        id: item.SubnetId!,
        ...(name === undefined ? {} : { name }),
        vpc: item.VpcId ?? '',
        cidr,
        zone: item.AvailabilityZone ?? '',
        kind: kindOf(model),
        defaultRoute: (defaultRoute(model.table) ?? defaultRoute(model.table, 6))?.target.id ?? null,
        exit: exitFacts(model, exits.get(model.id)),
        routeTable: model.table?.id ?? null,
        mainTable: model.table === undefined ? null : !isAssociated(model.table, model.id),
        networkAcl: model.acl?.id ?? null,
        interfaces: network.isRead('ec2', 'NetworkInterfaces', model.vpc) ? model.interfaces.length : null,
        available,
        usedPercent: usedPercent(item.CidrBlock, available),
        publicOnLaunch: item.MapPublicIpOnLaunch ?? false,
      };
    })
    .sort(byPlace((s) => `${s.vpc} ${s.name ?? ''} ${s.id}`));
}

const isAssociated = (table: RouteTable, subnet: string): boolean =>
  table.raw.Associations?.some((a) => a.SubnetId === subnet) ?? false;

/** Percent of the addresses that AWS leaves to the customer that are taken, to a tenth. */
function usedPercent(cidr: string | undefined, available: number | null): number | null {
  if (cidr === undefined || available === null) return null;
  const usable = 2 ** (32 - Number(cidr.split('/')[1])) - kept;
  return usable <= 0 ? null : Math.round(((usable - available) / usable) * 1000) / 10;
}

export function kindOf({ table }: Subnet): SubnetKind {
  if (table === undefined) return 'unknown';
  const route = defaultRoute(table) ?? defaultRoute(table, 6);
  if (route === undefined) {
    if (table.unreadPrefixLists().length > 0) return 'unknown';
    return table.routes().some((r) => r.target.kind !== 'local' && !r.blackhole) ? 'private-internal' : 'isolated';
  }
  switch (route.target.kind) {
    case 'internet-gateway':
      return 'public';
    case 'egress-only-internet-gateway':
      return 'egress-only';
    case 'endpoint':
    case 'interface':
      return 'inspected';
    case 'nat-gateway':
      return 'private-nat';
    case 'transit-gateway':
    case 'vpn-gateway':
    case 'peering':
      return 'private-transit';
    case 'local':
      return 'isolated';
    case 'unsupported':
      return 'unknown';
  }
}
