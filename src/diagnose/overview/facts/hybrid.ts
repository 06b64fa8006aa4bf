import { nameOf, type Snapshot } from '../../../snapshot/snapshot.ts';
import type { HybridFacts } from '../overview.ts';
import { compare, everywhere } from './scopes.ts';

const named = (name: string | undefined): { name?: string } => (name === undefined || name === '' ? {} : { name });

export function hybridFacts(snapshot: Snapshot): HybridFacts {
  const connections = everywhere(
    snapshot,
    (s) => s.directconnect?.connections,
    (c) => c.connectionId,
  );
  const interfaces = everywhere(
    snapshot,
    (s) => s.directconnect?.virtualInterfaces,
    (v) => v.virtualInterfaceId,
  );
  const gateways = everywhere(
    snapshot,
    (s) => s.directconnect?.directConnectGateways,
    (g) => g.directConnectGatewayId,
  );
  const vpns = everywhere(
    snapshot,
    (s) => s.ec2?.VpnConnections,
    (v) => v.VpnConnectionId,
  );
  const associations = snapshot.scopes.map((s) => s.directconnect?.directConnectGatewayAssociations ?? {});
  return {
    connections:
      connections
        ?.filter(({ item }) => item.connectionState !== 'deleted')
        .map(({ item }) => ({
          id: item.connectionId ?? '',
          ...named(item.connectionName),
          bandwidth: item.bandwidth ?? '',
          state: item.connectionState ?? '',
          location: item.location ?? '',
        }))
        .sort((a, b) => compare(a.id, b.id)) ?? null,
    virtualInterfaces:
      interfaces
        ?.filter(({ item }) => item.virtualInterfaceState !== 'deleted')
        .map(({ item }) => ({
          id: item.virtualInterfaceId ?? '',
          ...named(item.virtualInterfaceName),
          type: item.virtualInterfaceType ?? '',
          state: item.virtualInterfaceState ?? '',
          bgp: (item.bgpPeers ?? []).flatMap((p) => p.bgpStatus ?? []),
          asn: item.asn ?? null,
        }))
        .sort((a, b) => compare(a.id, b.id)) ?? null,
    directConnectGateways:
      gateways
        ?.map(({ item }) => ({
          id: item.directConnectGatewayId ?? '',
          ...named(item.directConnectGatewayName),
          asn: item.amazonSideAsn ?? null,
          associations: associations
            .flatMap((all) => all[item.directConnectGatewayId ?? ''] ?? [])
            .map((a) => ({
              gateway: a.associatedGateway?.id ?? '',
              state: a.associationState ?? '',
              allowedPrefixes: (a.allowedPrefixesToDirectConnectGateway ?? [])
                .flatMap((p) => p.cidr ?? [])
                .sort(compare),
            })),
        }))
        .sort((a, b) => compare(a.id, b.id)) ?? null,
    vpnConnections:
      vpns
        ?.filter(({ item }) => item.State !== 'deleted')
        .map(({ item }) => ({
          id: item.VpnConnectionId ?? '',
          ...named(nameOf(item)),
          state: item.State ?? '',
          gateway: item.TransitGatewayId ?? item.VpnGatewayId ?? '',
          tunnels: (item.VgwTelemetry ?? [])
            .map((t) => ({
              address: t.OutsideIpAddress ?? '',
              status: t.Status ?? '',
              routes: t.AcceptedRouteCount ?? null,
            }))
            .sort((a, b) => compare(a.address, b.address)),
        }))
        .sort((a, b) => compare(a.id, b.id)) ?? null,
  };
}
