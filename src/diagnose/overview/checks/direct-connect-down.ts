import { type Finding, finding } from '../../../findings/finding.ts';
import { directConnectDown as text } from '../../../messages/findings/hybrid.ts';
import type { Check, Inspected } from '../check.ts';
import { called } from '../facts/scopes.ts';
import { about, fixByHand } from '../fix.ts';

const references = ['https://docs.aws.amazon.com/directconnect/latest/UserGuide/Troubleshooting.html'];

/** A connection that is down, or a virtual interface without BGP on one that is up: a dead line is said once. */
export const directConnectDown: Check = {
  codes: ['DX_DOWN'],
  find(inspected) {
    const { connections, virtualInterfaces } = inspected.overview.hybrid;
    const down = new Set((connections ?? []).filter((c) => c.state === 'down').map((c) => c.id));
    const backup = workingVpn(inspected);
    const command = (region: string): string => `aws directconnect describe-virtual-interfaces --region ${region}`;
    return [
      ...(connections ?? [])
        .filter((c) => down.has(c.id))
        .map((c): Finding => {
          const affected = (virtualInterfaces ?? []).filter((v) => v.connection === c.id).map((v) => v.id);
          return finding({
            ...about(c),
            code: 'DX_DOWN',
            severity: 'critical',
            priority: 'P0',
            cause: true,
            affected,
            title: text.title(called(c)),
            impact: text.impact(backup),
            evidence: [
              { says: text.state('connectionState', c.state), from: 'directconnect:DescribeConnections', id: c.id },
            ],
            fixes: [fixByHand(text.fix(), command(c.region))],
            references,
          });
        }),
      ...(virtualInterfaces ?? [])
        .filter((v) => !down.has(v.connection))
        .filter((v) => v.state === 'down' || (v.bgp.length > 0 && v.bgp.every((b) => b === 'down')))
        .map((v) =>
          finding({
            ...about(v),
            code: 'DX_DOWN',
            severity: 'critical',
            priority: 'P0',
            cause: true,
            affected: v.gateway === '' ? [] : [v.gateway],
            title: text.bgpTitle(called(v)),
            impact: text.impact(backup),
            evidence: [
              {
                says: text.state('virtualInterfaceState', v.state),
                from: 'directconnect:DescribeVirtualInterfaces',
                id: v.id,
              },
              {
                says: text.state('bgpStatus', v.bgp.join(', ') || '-'),
                from: 'directconnect:DescribeVirtualInterfaces',
                id: v.id,
                rule: 'bgpPeers',
              },
            ],
            fixes: [fixByHand(text.fix(), command(v.region))],
            references,
          }),
        ),
    ];
  },
};

/** A VPN connection with a tunnel that is up. */
function workingVpn({ overview }: Inspected): string | undefined {
  const vpn = (overview.hybrid.vpnConnections ?? []).find((v) => v.tunnels?.some((t) => t.status === 'UP'));
  return vpn && called(vpn);
}
