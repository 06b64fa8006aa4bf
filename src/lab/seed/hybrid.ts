import type { CustomerGateway, VpnConnection } from '@aws-sdk/client-ec2';
import type { Saved } from '../../snapshot/snapshot.ts';
import { labId } from './ids.ts';
import { transitGatewayId } from './routes.ts';
import { named } from './vpcs.ts';

/** EC2's part of the way to the site (lab.md, part 2): the VPN that stands behind Direct Connect. */

export const onPremises = '192.168.0.0/16';
export const vpnConnectionId = labId('vpn', 'LAB-VPN');

/** Invented: outside addresses are RFC 5737's. */
const tunnels = [
  { outside: '203.0.113.101', inside: '169.254.10.0/30' },
  { outside: '203.0.113.102', inside: '169.254.11.0/30' },
];

/** Outside addresses of the VPN connection's tunnels. */
export const vpnTunnels = tunnels.map((t) => t.outside);

export const customerGateways = (): Saved<CustomerGateway>[] => [
  {
    CustomerGatewayId: labId('cgw', 'LAB-CGW'),
    BgpAsn: '65010',
    IpAddress: '192.0.2.10',
    State: 'available',
    Type: 'ipsec.1',
    Tags: named('LAB-CGW'),
  },
];

export const vpnConnections = (since: string): Saved<VpnConnection>[] => [
  {
    VpnConnectionId: vpnConnectionId,
    TransitGatewayId: transitGatewayId,
    CustomerGatewayId: labId('cgw', 'LAB-CGW'),
    Category: 'VPN',
    State: 'available',
    Type: 'ipsec.1',
    GatewayAssociationState: 'associated',
    Routes: [],
    Options: {
      EnableAcceleration: false,
      StaticRoutesOnly: false,
      LocalIpv4NetworkCidr: '0.0.0.0/0',
      RemoteIpv4NetworkCidr: '0.0.0.0/0',
      TunnelInsideIpVersion: 'ipv4',
      OutsideIpAddressType: 'PublicIpv4',
      // Without the pre-shared keys that EC2 answers too: nothing here reads them.
      TunnelOptions: tunnels.map((t) => ({ OutsideIpAddress: t.outside, TunnelInsideCidr: t.inside })),
    },
    VgwTelemetry: tunnels.map((t) => ({
      OutsideIpAddress: t.outside,
      Status: 'UP',
      StatusMessage: '1 BGP ROUTES',
      AcceptedRouteCount: 1,
      LastStatusChange: since,
    })),
    Tags: named('LAB-VPN'),
  },
];
