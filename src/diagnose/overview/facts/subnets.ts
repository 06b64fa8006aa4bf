import { parseAddress } from '../../../network/cidr.ts';
import type { Network, RouteTable, Subnet } from '../../../network/model.ts';
import type { TableRoute } from '../../../network/routes.ts';
import { nameOf, type Snapshot } from '../../../snapshot/snapshot.ts';
import type { RouteTableFacts, SubnetFacts, SubnetKind } from '../overview.ts';
import { byPlace, compare, everywhere } from './scopes.ts';

/** An address that only a default route covers. RFC 5737 keeps it from ever being anybody's. */
const somewhere = { 4: parseAddress('192.0.2.1')!, 6: parseAddress('2001:db8::1')! };

/** The route that a subnet's table takes to the internet; undefined: none, or tables not read. */
export function defaultRoute(table: RouteTable | undefined, family: 4 | 6 = 4): TableRoute | undefined {
  return table?.lookup().lookup(somewhere[family]);
}

export function kindOf(table: RouteTable | undefined): SubnetKind {
  if (table === undefined) return 'unknown';
  const route = defaultRoute(table) ?? defaultRoute(table, 6);
  if (route === undefined || route.blackhole) return 'isolated';
  switch (route.target.kind) {
    case 'internet-gateway':
    case 'egress-only-internet-gateway':
      return 'public';
    case 'endpoint':
    case 'interface':
      return 'inspected';
    case 'nat-gateway':
      return 'private-nat';
    case 'transit-gateway':
    case 'vpn-gateway':
    case 'peering':
      return 'private-transit';
    default:
      return 'isolated';
  }
}

/** AWS keeps the first four addresses of a subnet and the last. */
const kept = 5;

export function subnetFacts(snapshot: Snapshot, network: Network): SubnetFacts[] {
  const interfacesRead = snapshot.scopes.some((s) => s.ec2?.NetworkInterfaces !== undefined);
  return (
    everywhere(
      snapshot,
      (s) => s.ec2?.Subnets,
      (s) => s.SubnetId,
      (s) => s.OwnerId,
    ) ?? []
  )
    .map(({ item, account, region }): SubnetFacts => {
      const model: Subnet | undefined = network.subnets.get(item.SubnetId!);
      const cidr = item.CidrBlock ?? item.Ipv6CidrBlockAssociationSet?.[0]?.Ipv6CidrBlock ?? '';
      const usable = item.CidrBlock === undefined ? undefined : 2 ** (32 - Number(item.CidrBlock.split('/')[1])) - kept;
      const available = item.AvailableIpAddressCount ?? null;
      return {
        account,
        region,
        id: item.SubnetId!,
        name: nameOf(item),
        vpc: item.VpcId ?? '',
        cidr,
        zone: item.AvailabilityZone ?? '',
        kind: kindOf(model?.table),
        defaultRoute: defaultRoute(model?.table)?.target.id ?? null,
        routeTable: model?.table?.id ?? null,
        interfaces: interfacesRead ? (model?.interfaces.length ?? 0) : null,
        available,
        usedPercent:
          usable === undefined || available === null || usable <= 0
            ? null
            : Math.round(((usable - available) / usable) * 1000) / 10,
        publicOnLaunch: item.MapPublicIpOnLaunch ?? false,
      };
    })
    .sort(byPlace((s) => `${s.vpc} ${s.name ?? ''} ${s.id}`));
}

export function routeTableFacts(snapshot: Snapshot): RouteTableFacts[] {
  return (
    everywhere(
      snapshot,
      (s) => s.ec2?.RouteTables,
      (t) => t.RouteTableId,
      (t) => t.OwnerId,
    ) ?? []
  )
    .map(
      ({ item, account, region }): RouteTableFacts => ({
        account,
        region,
        id: item.RouteTableId!,
        name: nameOf(item),
        vpc: item.VpcId ?? '',
        main: item.Associations?.some((a) => a.Main) ?? false,
        subnets: (item.Associations ?? []).flatMap((a) => a.SubnetId ?? []).sort(compare),
        gateways: (item.Associations ?? []).flatMap((a) => a.GatewayId ?? []).sort(compare),
        routes: (item.Routes ?? [])
          .map((r) => ({
            destination: r.DestinationCidrBlock ?? r.DestinationIpv6CidrBlock ?? r.DestinationPrefixListId ?? '',
            target:
              r.GatewayId ??
              r.NatGatewayId ??
              r.TransitGatewayId ??
              r.VpcPeeringConnectionId ??
              r.NetworkInterfaceId ??
              r.InstanceId ??
              r.EgressOnlyInternetGatewayId ??
              r.CarrierGatewayId ??
              r.LocalGatewayId ??
              r.CoreNetworkArn ??
              '',
            state: r.State ?? '',
            origin: r.Origin ?? '',
          }))
          .sort((a, b) => compare(a.destination, b.destination) || compare(a.target, b.target)),
      }),
    )
    .sort(byPlace((t) => `${t.vpc} ${t.name ?? ''} ${t.id}`));
}
