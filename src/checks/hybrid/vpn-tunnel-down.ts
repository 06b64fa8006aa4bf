import { plural } from '../../messages/plural.ts';
import { nameOf } from '../../snapshot/snapshot.ts';
import { type SecurityCheck, setting } from '../check.ts';

/** VPN connections with a tunnel down, or all of them. */
export const vpnTunnelDown: SecurityCheck = {
  code: 'VPN_TUNNEL_DOWN',
  area: 'hybrid',
  severity: 'medium',
  title: {
    ko: 'VPN 연결의 두 터널이 모두 살아 있습니다',
    en: 'Both tunnels of every VPN connection are up',
  },
  why: {
    ko: '터널 하나로 버티는 상태입니다. AWS가 그 터널을 정비하면 연결이 끊깁니다.',
    en: 'One tunnel is left; AWS’s next maintenance of it cuts the connection.',
  },
  remedy: {
    says: {
      ko: '고객 게이트웨이의 IKE·BGP 설정과 상태를 확인합니다.',
      en: 'Check IKE and BGP on the customer gateway.',
    },
    cli: ({ id, region }) =>
      `aws ec2 describe-vpn-connections --vpn-connection-ids ${id} --query "VpnConnections[].VgwTelemetry" --region ${region}`,
  },
  minutes: 60,
  frameworks: { fsbp: ['EC2.20'], ismsp: ['2.9.2'] },
  references: ['https://docs.aws.amazon.com/securityhub/latest/userguide/ec2-controls.html#ec2-20'],
  where: 'region',
  reads: ['ec2.VpnConnections'],

  examine: ({ scope }) =>
    (scope.ec2?.VpnConnections ?? [])
      .filter((v) => v.State === 'available')
      .map((vpn) => {
        const id = vpn.VpnConnectionId ?? '';
        const name = nameOf(vpn) ?? id;
        const tunnels = vpn.VgwTelemetry ?? [];
        // AWS tells of both tunnels of every connection: none is no answer.
        if (tunnels.length === 0) return { id, name, unread: true as const };
        const down = tunnels.filter((t) => t.Status !== 'UP');
        if (down.length === 0) return { id, name };
        const all = down.length === tunnels.length;
        return {
          id,
          name,
          wrong: [
            {
              severity: all ? ('high' as const) : ('medium' as const),
              title: {
                ko: all ? `VPN ${name}의 터널이 모두 끊겼습니다` : `VPN ${name}의 터널 ${down.length}개가 끊겼습니다`,
                en: all
                  ? `every tunnel of VPN ${name} is down`
                  : `${plural(down.length, 'tunnel')} of VPN ${name} ${down.length === 1 ? 'is' : 'are'} down`,
              },
              evidence: tunnels.map((t) =>
                setting('ec2:DescribeVpnConnections', id, `tunnel ${t.OutsideIpAddress ?? ''}`, t.Status ?? '-'),
              ),
            },
          ],
        };
      }),
};
