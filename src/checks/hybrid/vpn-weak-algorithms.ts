import type { TunnelOption } from '@aws-sdk/client-ec2';
import { plural } from '../../messages/plural.ts';
import { nameOf, type Saved } from '../../snapshot/snapshot.ts';
import { type SecurityCheck, setting } from '../check.ts';

/** What a tunnel may agree on that it should not. An option that is not set allows all that AWS has, weak ones too. */
function weakOf(tunnel: Saved<TunnelOption>): string[] {
  const allowed = (set: { Value?: string | number }[] | undefined, all: string): string[] =>
    set === undefined || set.length === 0 ? [all] : set.map((v) => String(v.Value));
  const weak = (values: string[], pattern: RegExp): string[] => values.filter((v) => pattern.test(v));
  return [
    ...weak(allowed(tunnel.IkeVersions, 'ikev1'), /^ikev1$/).map(() => 'IKEv1'),
    ...weak(allowed(tunnel.Phase1IntegrityAlgorithms, 'SHA1'), /^SHA1$/).map(() => 'phase 1 SHA1'),
    ...weak(allowed(tunnel.Phase2IntegrityAlgorithms, 'SHA1'), /^SHA1$/).map(() => 'phase 2 SHA1'),
    ...weak(allowed(tunnel.Phase1DHGroupNumbers, '2'), /^2$/).map(() => 'phase 1 DH 2'),
    ...weak(allowed(tunnel.Phase2DHGroupNumbers, '2'), /^[25]$/).map((g) => `phase 2 DH ${g}`),
  ];
}

/** VPN tunnels that may agree on weak algorithms. */
export const vpnWeakAlgorithms: SecurityCheck = {
  code: 'VPN_WEAK_ALGORITHMS',
  area: 'hybrid',
  severity: 'medium',
  title: {
    ko: 'VPN 터널이 약한 알고리즘을 허용하지 않습니다',
    en: 'No VPN tunnel may agree on weak algorithms',
  },
  why: {
    ko: 'IKEv1, SHA-1, DH 그룹 2는 더 이상 안전하지 않습니다(NIST SP 800-77 r1). 기본값은 이들을 모두 허용합니다.',
    en: 'IKEv1, SHA-1 and DH group 2 are no longer safe (NIST SP 800-77 r1), and AWS’s defaults allow them all.',
  },
  remedy: {
    says: {
      ko: '터널 옵션에서 IKEv2, AES-256, SHA2, DH 14 이상만 허용합니다. 고객 게이트웨이 설정을 먼저 맞춥니다. 변경하는 동안 그 터널이 끊깁니다.',
      en: 'Allow only IKEv2, AES-256, SHA-2 and DH 14 or above; set the customer gateway first. The tunnel drops while it changes.',
    },
    cli: ({ id, region }) =>
      `aws ec2 modify-vpn-tunnel-options --vpn-connection-id ${id} --vpn-tunnel-outside-ip-address TUNNEL_IP --tunnel-options 'IKEVersions=[{Value=ikev2}],Phase1EncryptionAlgorithms=[{Value=AES256}],Phase1IntegrityAlgorithms=[{Value=SHA2-256}],Phase1DHGroupNumbers=[{Value=14}]' --region ${region}`,
    cloudFormation: `VpnTunnelOptionsSpecifications:
  - IKEVersions: [{ Value: ikev2 }]
    Phase1DHGroupNumbers: [{ Value: 14 }]
    Phase1IntegrityAlgorithms: [{ Value: SHA2-256 }]`,
    terraform: `tunnel1_ike_versions                 = ["ikev2"]
tunnel1_phase1_dh_group_numbers      = [14]
tunnel1_phase1_integrity_algorithms  = ["SHA2-256"]`,
  },
  minutes: 120,
  frameworks: { ismsp: ['2.7.1'] },
  references: [
    'https://docs.aws.amazon.com/vpn/latest/s2svpn/VPNTunnels.html',
    'https://csrc.nist.gov/pubs/sp/800/77/r1/final',
  ],
  where: 'region',
  reads: ['ec2.VpnConnections'],

  examine: ({ scope }) =>
    (scope.ec2?.VpnConnections ?? [])
      .filter((v) => v.State !== 'deleted')
      .map((vpn) => {
        const id = vpn.VpnConnectionId ?? '';
        const name = nameOf(vpn) ?? id;
        const tunnels = vpn.Options?.TunnelOptions ?? [];
        if (tunnels.length === 0) return { id, name, unread: true as const };
        const weak = tunnels.flatMap((t) => {
          const found = weakOf(t);
          return found.length === 0 ? [] : [{ address: t.OutsideIpAddress ?? '', found }];
        });
        if (weak.length === 0) return { id, name };
        return {
          id,
          name,
          wrong: [
            {
              title: {
                ko: `VPN ${name}의 터널 ${weak.length}개가 약한 알고리즘을 허용합니다`,
                en: `${plural(weak.length, 'tunnel')} of VPN ${name} may agree on weak algorithms`,
              },
              evidence: weak.map(({ address, found }) =>
                setting('ec2:DescribeVpnConnections', id, `tunnel ${address}`, found.join(', ')),
              ),
            },
          ],
        };
      }),
};
