import { what } from '../../../messages/cost-items.ts';
import { hoursPerMonth } from '../../../pricing/estimate.ts';
import { nameOf, type Snapshot } from '../../../snapshot/snapshot.ts';
import type { Metric } from '../measured.ts';
import type { Use } from '../use.ts';
import { unread } from './read.ts';

/** What passed a connection's tunnels, in and out: https://docs.aws.amazon.com/vpn/latest/s2svpn/monitoring-cloudwatch-vpn.html */
export const tunnelBytes = (id: string): Metric[] =>
  ['TunnelDataIn', 'TunnelDataOut'].map((metric) => ({ namespace: 'AWS/VPN', metric, dimensions: { VpnId: id } }));

/**
 * Site-to-Site VPN connections by the hour, whatever state their tunnels are in; the attachment to a transit gateway is
 * billed beside it. https://aws.amazon.com/vpn/pricing/
 */
export const vpnUses = (snapshot: Snapshot): Use[] => [
  ...unread(snapshot, 'regions', (s) => s.ec2?.VpnConnections, {
    service: 'vpn',
    what: what.vpnHours,
    operation: 'ec2:DescribeVpnConnections',
  }),
  ...snapshot.scopes.flatMap(({ account, region, ec2 }) =>
    (ec2?.VpnConnections ?? [])
      .filter((v) => v.VpnConnectionId !== undefined && v.State === 'available')
      .map((v): Use => {
        const name = nameOf(v);
        return {
          service: 'vpn',
          account,
          region,
          product: 'vpn-connection-hour',
          what: what.vpnHours,
          id: v.VpnConnectionId!,
          ...(name === undefined ? {} : { name }),
          quantity: hoursPerMonth,
        };
      }),
  ),
];
