import type { BGPPeer, Connection, VirtualInterface } from '@aws-sdk/client-direct-connect';
import type { VpnConnection } from '@aws-sdk/client-ec2';
import type { Saved, Scope, Snapshot } from '../../snapshot/snapshot.ts';
import type { LabState } from '../state.ts';

/** What a cut link looks like in AWS's APIs. The state keeps links as they are when nothing is cut. */

/** The name under which a VPN tunnel can be cut: `vpn-…/203.0.113.5`. */
export const tunnelLink = (vpnConnectionId: string | undefined, outsideAddress: string | undefined): string =>
  `${vpnConnectionId}/${outsideAddress}`;

/** A Direct Connect connection: `down` while it is cut. */
export const connectionNow = (state: LabState, connection: Saved<Connection>): Saved<Connection> =>
  connection.connectionState === 'available' && state.linksDown.includes(connection.connectionId ?? '')
    ? { ...connection, connectionState: 'down' }
    : connection;

/** A virtual interface: down, with its BGP peers, while it or its connection is cut. */
export function virtualInterfaceNow(state: LabState, vif: Saved<VirtualInterface>): Saved<VirtualInterface> {
  const down = [vif.virtualInterfaceId, vif.connectionId].some((id) => state.linksDown.includes(id ?? ''));
  if (!down || vif.virtualInterfaceState !== 'available') return vif;
  const bgpPeers = vif.bgpPeers?.map((peer): Saved<BGPPeer> => ({ ...peer, bgpStatus: 'down' }));
  return { ...vif, virtualInterfaceState: 'down', bgpPeers };
}

/** A VPN connection with the telemetry of its tunnels: those that are cut are DOWN and accept no routes. */
export function vpnConnectionNow(state: LabState, vpn: Saved<VpnConnection>): Saved<VpnConnection> {
  const isCut = (address: string | undefined): boolean =>
    state.linksDown.includes(tunnelLink(vpn.VpnConnectionId, address));
  if (!vpn.VgwTelemetry?.some((tunnel) => isCut(tunnel.OutsideIpAddress))) return vpn;
  return {
    ...vpn,
    VgwTelemetry: vpn.VgwTelemetry.map((tunnel) =>
      isCut(tunnel.OutsideIpAddress)
        ? { ...tunnel, Status: 'DOWN', StatusMessage: 'IPSEC IS DOWN', AcceptedRouteCount: 0 }
        : tunnel,
    ),
  };
}

/** The snapshot with its links as they are now, sharing all that no cut touches. */
export function withLinks(state: LabState): Snapshot {
  if (state.linksDown.length === 0) return state.snapshot;
  const scopes = state.snapshot.scopes.map((scope): Scope => {
    const { ec2, directconnect } = scope;
    return {
      ...scope,
      ...(ec2?.VpnConnections === undefined
        ? {}
        : { ec2: { ...ec2, VpnConnections: ec2.VpnConnections.map((vpn) => vpnConnectionNow(state, vpn)) } }),
      ...(directconnect === undefined
        ? {}
        : {
            directconnect: {
              ...directconnect,
              ...(directconnect.connections && {
                connections: directconnect.connections.map((c) => connectionNow(state, c)),
              }),
              ...(directconnect.virtualInterfaces && {
                virtualInterfaces: directconnect.virtualInterfaces.map((v) => virtualInterfaceNow(state, v)),
              }),
            },
          }),
    };
  });
  return { ...state.snapshot, scopes };
}
