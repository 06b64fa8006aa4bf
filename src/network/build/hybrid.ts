import type { VirtualInterface as DxVirtualInterface } from '@aws-sdk/client-direct-connect';
import type { Saved, Snapshot } from '../../snapshot/snapshot.ts';
import { nameOf } from '../../snapshot/snapshot.ts';
import { parseCidr } from '../cidr.ts';
import type { DirectConnectGateway, VirtualInterface, Vpc, VpnConnection, VpnGateway } from '../model.ts';
import { byParent, seenOnce } from './seen.ts';

export interface Hybrid {
  vpnGateways: Map<string, VpnGateway>;
  vpnConnections: Map<string, VpnConnection>;
  directConnectGateways: Map<string, DirectConnectGateway>;
}

/** Site-to-Site VPN and Direct Connect: what leads on-premises. */
export function buildHybrid(snapshot: Snapshot, vpcs: Map<string, Vpc>): Hybrid {
  const vpnConnections = buildVpnConnections(snapshot);
  const virtualInterfaces = seenOnce(
    snapshot,
    (s) => s.directconnect?.virtualInterfaces,
    (v) => v.virtualInterfaceId,
    (v) => v.ownerAccount,
  );
  const read = snapshot.scopes.some((s) => s.directconnect?.virtualInterfaces !== undefined);
  const interfacesOf = (test: (v: Saved<DxVirtualInterface>) => boolean): VirtualInterface[] | undefined =>
    read
      ? [...virtualInterfaces.values()]
          .map((v) => v.raw)
          .filter((v) => test(v) && v.virtualInterfaceState !== 'deleted')
          .map((v) => ({ id: v.virtualInterfaceId ?? '', name: v.virtualInterfaceName, up: isUp(v) }))
      : undefined;

  const vpnGateways = new Map<string, VpnGateway>();
  const seen = seenOnce(
    snapshot,
    (s) => s.ec2?.VpnGateways,
    (g) => g.VpnGatewayId,
  );
  for (const [id, { raw }] of seen) {
    if (raw.State === 'deleted') continue;
    const attachment = raw.VpcAttachments?.find((a) => a.State === 'attached');
    const vpc = vpcs.get(attachment?.VpcId ?? '');
    const gateway: VpnGateway = {
      id,
      name: nameOf(raw),
      vpc,
      attached: attachment !== undefined,
      virtualInterfaces: interfacesOf((v) => v.virtualGatewayId === id),
      connections: [...vpnConnections.values()].filter((c) => c.vpnGateway === id),
    };
    vpnGateways.set(id, gateway);
    if (vpc !== undefined) vpc.vpnGateway = gateway;
  }
  return {
    vpnGateways,
    vpnConnections,
    directConnectGateways: buildDirectConnectGateways(snapshot, (id) =>
      interfacesOf((v) => v.directConnectGatewayId === id),
    ),
  };
}

function buildVpnConnections(snapshot: Snapshot): Map<string, VpnConnection> {
  const connections = new Map<string, VpnConnection>();
  const seen = seenOnce(
    snapshot,
    (s) => s.ec2?.VpnConnections,
    (c) => c.VpnConnectionId,
  );
  for (const [id, { raw, scope }] of seen) {
    if (raw.State === 'deleted') continue;
    const telemetry = raw.VgwTelemetry;
    connections.set(id, {
      id,
      name: nameOf(raw),
      account: scope.account,
      region: scope.region,
      state: raw.State ?? 'available',
      transitGateway: raw.TransitGatewayId,
      vpnGateway: raw.VpnGatewayId,
      static: raw.Options?.StaticRoutesOnly ?? false,
      routes: (raw.Routes ?? [])
        .filter((r) => r.State !== 'deleted')
        .flatMap((r) => parseCidr(r.DestinationCidrBlock ?? '') ?? []),
      tunnelsUp: telemetry?.filter((t) => t.Status === 'UP').length,
      tunnels: telemetry?.length ?? 0,
    });
  }
  return connections;
}

const isUp = (v: Saved<DxVirtualInterface>): boolean =>
  v.virtualInterfaceState === 'available' &&
  (v.bgpPeers === undefined || v.bgpPeers.length === 0 || v.bgpPeers.some((p) => p.bgpStatus === 'up'));

function buildDirectConnectGateways(
  snapshot: Snapshot,
  interfacesOf: (id: string) => VirtualInterface[] | undefined,
): Map<string, DirectConnectGateway> {
  const associationsOf = byParent(snapshot, (s) => s.directconnect?.directConnectGatewayAssociations);
  const seen = seenOnce(
    snapshot,
    (s) => s.directconnect?.directConnectGateways,
    (g) => g.directConnectGatewayId,
    (g) => g.ownerAccount,
  );
  return new Map(
    [...seen].map(([id, { raw, scope }]): [string, DirectConnectGateway] => [
      id,
      {
        id,
        name: raw.directConnectGatewayName,
        account: raw.ownerAccount ?? scope.account,
        associations: (associationsOf.get(id) ?? []).map((a) => ({
          id: a.associationId,
          gateway: a.associatedGateway?.id ?? a.virtualGatewayId ?? '',
          state: a.associationState ?? 'associated',
          allowed: (a.allowedPrefixesToDirectConnectGateway ?? []).flatMap((p) => parseCidr(p.cidr ?? '') ?? []),
        })),
        virtualInterfaces: interfacesOf(id),
      },
    ]),
  );
}
