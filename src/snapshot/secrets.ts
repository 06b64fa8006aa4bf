import type { VirtualInterface } from '@aws-sdk/client-direct-connect';
import type { VpnConnection } from '@aws-sdk/client-ec2';
import type { Saved } from './snapshot.ts';

/*
 * AWS answers some keys in plain text. Nothing here needs them, and a snapshot is a file: they are left out before
 * anything else sees them.
 */

/** A VPN connection without its tunnels' pre-shared keys, which AWS answers twice. */
export function withoutPreSharedKeys(connection: Saved<VpnConnection>): Saved<VpnConnection> {
  const { CustomerGatewayConfiguration: _, Options, ...rest } = connection;
  if (Options === undefined) return rest;
  const TunnelOptions = Options.TunnelOptions?.map(({ PreSharedKey: _key, ...tunnel }) => tunnel);
  return { ...rest, Options: { ...Options, ...(TunnelOptions === undefined ? {} : { TunnelOptions }) } };
}

/** A virtual interface without its BGP keys, which AWS answers once more in the router's configuration. */
export function withoutBgpKeys(vif: Saved<VirtualInterface>): Saved<VirtualInterface> {
  const { authKey: _, customerRouterConfig: _config, bgpPeers, ...rest } = vif;
  return {
    ...rest,
    ...(bgpPeers === undefined ? {} : { bgpPeers: bgpPeers.map(({ authKey: _key, ...peer }) => peer) }),
  };
}
