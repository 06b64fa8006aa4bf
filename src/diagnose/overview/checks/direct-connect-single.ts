import { finding } from '../../../findings/finding.ts';
import { singleConnection as text } from '../../../messages/findings/hybrid.ts';
import type { Check } from '../check.ts';
import { grouped } from '../facts/scopes.ts';
import { about } from '../fix.ts';

/** All Direct Connect of an account in one location. With a VPN behind it that is the seed's minimum, and only noted. */
export const directConnectSingle: Check = {
  codes: ['DX_SINGLE_LOCATION'],
  find: ({ overview }) => {
    const { connections, vpnConnections } = overview.hybrid;
    const working = (connections ?? []).filter((c) => ['available', 'down'].includes(c.state));
    return [...grouped(working, (c) => c.account).values()].flatMap((own) => {
      if (new Set(own.map((c) => c.location)).size > 1) return [];
      // Not having read the VPN connections is no proof that there are none.
      if (vpnConnections === null) return [];
      const backup = vpnConnections.some((v) => v.account === own[0]!.account && v.state === 'available');
      return [
        finding({
          ...about(own[0]!),
          code: 'DX_SINGLE_LOCATION',
          severity: backup ? 'info' : 'high',
          priority: backup ? 'P3' : 'P2',
          affected: own.slice(1).map((c) => c.id),
          title: text.title(own.length, backup),
          impact: text.impact(backup),
          evidence: own.map((c) => ({
            says: text.connection(c.bandwidth, c.location),
            from: 'directconnect:DescribeConnections',
            id: c.id,
          })),
          references: ['https://docs.aws.amazon.com/directconnect/latest/UserGuide/resiliency_toolkit.html'],
        }),
      ];
    });
  },
};
