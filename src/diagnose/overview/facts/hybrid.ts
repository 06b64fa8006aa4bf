import { formatCidr } from '../../../network/cidr.ts';
import type { Network } from '../../../network/model.ts';
import { nameOf, type Snapshot } from '../../../snapshot/snapshot.ts';
import type { HybridFacts } from '../overview.ts';
import { byPlace, compare, everywhere } from './scopes.ts';

const named = (name: string | undefined): { name?: string } => (name === undefined || name === '' ? {} : { name });
const byName = byPlace<{ account: string; region: string; id: string; name?: string }>(
  (r) => `${r.name ?? ''} ${r.id}`,
);

export function hybridFacts(snapshot: Snapshot, network: Network): HybridFacts {
  return {
    connections:
      everywhere(
        snapshot,
        (s) => s.directconnect?.connections,
        (c) => c.connectionId,
        (c) => c.ownerAccount,
      )
        ?.filter(({ item }) => !['deleted', 'rejected'].includes(item.connectionState ?? ''))
        .map(({ item, account, region }) => ({
          account,
          region,
          id: item.connectionId ?? '',
          ...named(item.connectionName),
          bandwidth: item.bandwidth ?? '',
          state: item.connectionState ?? '',
          location: item.location ?? '',
        }))
        .sort(byName) ?? null,
    virtualInterfaces:
      everywhere(
        snapshot,
        (s) => s.directconnect?.virtualInterfaces,
        (v) => v.virtualInterfaceId,
        (v) => v.ownerAccount,
      )
        ?.filter(({ item }) => !['deleted', 'rejected'].includes(item.virtualInterfaceState ?? ''))
        .map(({ item, account, region }) => ({
          account,
          region,
          id: item.virtualInterfaceId ?? '',
          ...named(item.virtualInterfaceName),
          type: item.virtualInterfaceType ?? '',
          state: item.virtualInterfaceState ?? '',
          connection: item.connectionId ?? '',
          gateway: item.directConnectGatewayId || item.virtualGatewayId || '',
          bgp: (item.bgpPeers ?? []).flatMap((p) => p.bgpStatus ?? []),
          asn: item.asn ?? null,
        }))
        .sort(byName) ?? null,
    directConnectGateways: directConnectGateways(snapshot),
    vpnConnections: vpnConnections(snapshot),
    onPremises: onPremises(network),
  };
}

function directConnectGateways(snapshot: Snapshot): HybridFacts['directConnectGateways'] {
  const associations = snapshot.scopes.map((s) => s.directconnect?.directConnectGatewayAssociations ?? {});
  return (
    everywhere(
      snapshot,
      (s) => s.directconnect?.directConnectGateways,
      (g) => g.directConnectGatewayId,
      (g) => g.ownerAccount,
    )
      ?.map(({ item }) => {
        const id = item.directConnectGatewayId ?? '';
        const own = associations.find((all) => all[id] !== undefined)?.[id];
        return {
          id,
          ...named(item.directConnectGatewayName),
          asn: item.amazonSideAsn ?? null,
          associations:
            own
              ?.map((a) => ({
                gateway: a.associatedGateway?.id ?? a.virtualGatewayId ?? '',
                state: a.associationState ?? '',
                allowedPrefixes: (a.allowedPrefixesToDirectConnectGateway ?? [])
                  .flatMap((p) => p.cidr ?? [])
                  .sort(compare),
              }))
              .sort((a, b) => compare(a.gateway, b.gateway)) ?? null,
        };
      })
      .sort((a, b) => compare(a.id, b.id)) ?? null
  );
}

function vpnConnections(snapshot: Snapshot): HybridFacts['vpnConnections'] {
  const asns = new Map(
    snapshot.scopes.flatMap((s) =>
      (s.ec2?.CustomerGateways ?? []).map((g) => [g.CustomerGatewayId, g.BgpAsn] as const),
    ),
  );
  return (
    everywhere(
      snapshot,
      (s) => s.ec2?.VpnConnections,
      (v) => v.VpnConnectionId,
    )
      ?.filter(({ item }) => item.State !== 'deleted')
      .map(({ item, account, region }) => ({
        account,
        region,
        id: item.VpnConnectionId ?? '',
        ...named(nameOf(item)),
        state: item.State ?? '',
        gateway: item.TransitGatewayId ?? item.VpnGatewayId ?? '',
        customerGateway: item.CustomerGatewayId ?? '',
        customerAsn: asns.get(item.CustomerGatewayId) ?? null,
        static: item.Options?.StaticRoutesOnly ?? null,
        tunnels:
          item.VgwTelemetry?.map((t) => ({
            address: t.OutsideIpAddress ?? '',
            status: t.Status ?? '',
            routes: t.AcceptedRouteCount ?? null,
          })).sort((a, b) => compare(a.address, b.address)) ?? null,
      }))
      .sort(byName) ?? null
  );
}

/** Attachment types that lead to on-premises. */
const links = ['vpn', 'direct-connect-gateway', 'connect', 'vpn-private', 'vpn-concentrator'];

/**
 * Blocks on-premises as the tables know them: routes of transit gateways to VPN and Direct Connect attachments, what a
 * virtual private gateway propagates, static routes of VPN connections. A default route names no place.
 */
function onPremises(network: Network): HybridFacts['onPremises'] {
  const read = network.isRead('ec2', 'TransitGatewayRoutes') || network.isRead('ec2', 'VpnGateways');
  if (!read) return null;
  const found = new Map<string, Set<string>>();
  const add = (cidr: string, via: string): void => {
    const set = found.get(cidr) ?? new Set();
    found.set(cidr, set.add(via));
  };
  for (const gateway of network.transitGateways.values())
    for (const table of gateway.tables)
      for (const route of table.routes ?? [])
        for (const id of route.attachments)
          if (
            route.destination.length > 0 &&
            !route.blackhole &&
            links.includes(gateway.attachments.get(id)?.type ?? '')
          )
            add(formatCidr(route.destination), id);
  for (const table of network.routeTables.values())
    for (const route of table.routes())
      if (route.target.kind === 'vpn-gateway' && route.destination.length > 0 && !route.blackhole)
        add(formatCidr(route.destination), route.target.id);
  return [...found]
    .map(([cidr, via]) => ({ cidr, via: [...via].sort(compare) }))
    .sort((a, b) => compare(a.cidr, b.cidr));
}
