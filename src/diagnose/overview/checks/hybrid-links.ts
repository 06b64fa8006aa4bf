import { type Finding, finding } from '../../../findings/finding.ts';
import * as text from '../../../messages/findings/hybrid.ts';
import { containsCidr, formatCidr } from '../../../network/cidr.ts';
import type { Check } from '../check.ts';

const placeOf = (items: { account: string; region: string }[]): { account: string; region: string } => ({
  account: items[0]?.account ?? '',
  region: items[0]?.region ?? '',
});

/** VPN tunnels and Direct Connect: what is down, what is single, what on-premises cannot answer. */
export const hybridLinks: Check = {
  codes: ['VPN_ALL_TUNNELS_DOWN', 'VPN_TUNNEL_DOWN', 'DX_DOWN', 'DX_SINGLE_CONNECTION', 'DX_PREFIX_NOT_ALLOWED'],
  find: ({ snapshot, overview, network }) => {
    const findings: Finding[] = [];
    for (const vpn of overview.hybrid.vpnConnections ?? []) {
      const tunnels = vpn.tunnels ?? [];
      const down = tunnels.filter((t) => t.status !== 'UP');
      if (tunnels.length === 0 || down.length === 0) continue;
      const all = down.length === tunnels.length;
      const scope = placeOf(
        snapshot.scopes.filter((s) => s.ec2?.VpnConnections?.some((v) => v.VpnConnectionId === vpn.id)),
      );
      findings.push(
        finding({
          ...scope,
          code: all ? 'VPN_ALL_TUNNELS_DOWN' : 'VPN_TUNNEL_DOWN',
          severity: all ? 'critical' : 'high',
          priority: all ? 'P0' : 'P1',
          resource: vpn.id,
          ...(vpn.name === undefined ? {} : { resourceName: vpn.name }),
          affected: [vpn.gateway],
          cause: true,
          title: text.tunnelsDown(vpn.name ?? vpn.id, down.length, tunnels.length),
          impact: text.tunnelsImpact(all),
          evidence: tunnels.map((t) => ({
            says: text.tunnelIs(t.address, t.status),
            from: 'ec2:DescribeVpnConnections',
            id: vpn.id,
            rule: t.address,
          })),
          references: ['https://docs.aws.amazon.com/vpn/latest/s2svpn/VPNTunnels.html'],
        }),
      );
    }
    const { connections, virtualInterfaces } = overview.hybrid;
    const dxPlace = placeOf(
      snapshot.scopes.filter(
        (s) => (s.directconnect?.connections?.length ?? 0) > 0 || (s.directconnect?.virtualInterfaces?.length ?? 0) > 0,
      ),
    );
    const broken = (connections ?? []).filter((c) => c.state === 'down');
    for (const c of broken)
      findings.push(
        directConnectDown(dxPlace, c.id, c.name, 'connectionState', c.state, 'directconnect:DescribeConnections'),
      );
    // A dead connection takes its virtual interfaces down with it: one cause, said once.
    if (broken.length === 0) {
      for (const v of (virtualInterfaces ?? []).filter(
        (v) => v.state === 'down' || (v.bgp.length > 0 && v.bgp.every((b) => b === 'down')),
      )) {
        findings.push(
          directConnectDown(
            dxPlace,
            v.id,
            v.name,
            'BGP',
            v.bgp.join(', ') || v.state,
            'directconnect:DescribeVirtualInterfaces',
          ),
        );
      }
    }
    if (connections?.length === 1) {
      findings.push(
        finding({
          ...dxPlace,
          code: 'DX_SINGLE_CONNECTION',
          severity: 'medium',
          priority: 'P3',
          resource: connections[0]!.id,
          ...(connections[0]!.name === undefined ? {} : { resourceName: connections[0]!.name }),
          title: text.singleConnection(1),
          impact: text.singleConnectionImpact((overview.hybrid.vpnConnections ?? []).length > 0),
          evidence: [
            {
              says: text.stateIs(connections[0]!.bandwidth, connections[0]!.state),
              from: 'directconnect:DescribeConnections',
              id: connections[0]!.id,
            },
          ],
          references: ['https://docs.aws.amazon.com/directconnect/latest/UserGuide/resiliency_toolkit.html'],
        }),
      );
    }
    for (const gateway of network.directConnectGateways.values()) {
      for (const association of gateway.associations) {
        const transit = network.transitGateways.get(association.gateway);
        if (transit === undefined) continue;
        for (const attachment of transit.attachments.values()) {
          const vpc = attachment.vpc;
          if (vpc === undefined) continue;
          for (const cidr of vpc.cidrs.filter(
            (c) => c.family === 4 && !association.allowed.some((a) => containsCidr(a, c)),
          )) {
            findings.push(
              finding({
                account: vpc.account,
                region: vpc.region,
                code: 'DX_PREFIX_NOT_ALLOWED',
                key: formatCidr(cidr),
                severity: 'medium',
                priority: 'P2',
                resource: gateway.id,
                ...(gateway.name === undefined ? {} : { resourceName: gateway.name }),
                affected: [vpc.id],
                title: text.notAdvertised(vpc.name ?? vpc.id, formatCidr(cidr)),
                impact: text.notAdvertisedImpact(),
                evidence: [
                  {
                    says: text.allowedAre(association.allowed.map(formatCidr)),
                    from: 'directconnect:DescribeDirectConnectGatewayAssociations',
                    id: gateway.id,
                  },
                ],
                references: ['https://docs.aws.amazon.com/directconnect/latest/UserGuide/allowed-to-prefixes.html'],
              }),
            );
          }
        }
      }
    }
    return findings;
  },
};

const directConnectDown = (
  place: { account: string; region: string },
  id: string,
  name: string | undefined,
  what: string,
  state: string,
  from: string,
): Finding =>
  finding({
    ...place,
    code: 'DX_DOWN',
    severity: 'critical',
    priority: 'P0',
    resource: id,
    ...(name === undefined ? {} : { resourceName: name }),
    cause: true,
    title: text.directConnectDown(name ?? id),
    impact: text.directConnectDownImpact(),
    evidence: [{ says: text.stateIs(what, state), from, id }],
    references: ['https://docs.aws.amazon.com/directconnect/latest/UserGuide/Troubleshooting.html'],
  });
