import { finding } from '../../../findings/finding.ts';
import { vpnDown as text } from '../../../messages/findings/hybrid.ts';
import type { Check } from '../check.ts';
import { called } from '../facts/scopes.ts';
import { about, fixByHand } from '../fix.ts';

/** Tunnels that are down: all of a connection's, or one of two. */
export const vpnTunnelsDown: Check = {
  codes: ['VPN_ALL_TUNNELS_DOWN', 'VPN_TUNNEL_DOWN'],
  find: ({ overview }) => {
    const directConnect = (overview.hybrid.virtualInterfaces ?? []).some(
      (v) => v.state === 'available' && (v.bgp.length === 0 || v.bgp.includes('up')),
    );
    return (overview.hybrid.vpnConnections ?? []).flatMap((vpn) => {
      const tunnels = vpn.state === 'available' ? (vpn.tunnels ?? []) : [];
      const down = tunnels.filter((t) => t.status !== 'UP');
      if (down.length === 0) return [];
      const all = down.length === tunnels.length;
      return [
        finding({
          ...about(vpn),
          code: all ? 'VPN_ALL_TUNNELS_DOWN' : 'VPN_TUNNEL_DOWN',
          severity: all ? 'critical' : 'high',
          priority: all ? 'P0' : 'P1',
          cause: true,
          affected: vpn.gateway === '' ? [] : [vpn.gateway],
          title: text.title(called(vpn), down.length, tunnels.length),
          impact: text.impact(all, directConnect),
          evidence: tunnels.map((t) => ({
            says: text.tunnel(t.address, t.status),
            from: 'ec2:DescribeVpnConnections',
            id: vpn.id,
            rule: t.address,
          })),
          fixes: [
            fixByHand(
              text.fix(),
              `aws ec2 describe-vpn-connections --vpn-connection-ids ${vpn.id} --query 'VpnConnections[].VgwTelemetry' --region ${vpn.region}`,
            ),
          ],
          references: ['https://docs.aws.amazon.com/vpn/latest/s2svpn/VPNTunnels.html'],
        }),
      ];
    });
  },
};
