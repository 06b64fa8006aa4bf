import type { SecurityCheck } from '../check.ts';
import { fromOverview } from '../from-overview.ts';
import { vpnConnectionsOf } from '../subjects.ts';

/** VPN connections with one tunnel down. */
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
    cloudFormation: '# The customer gateway’s configuration',
    terraform: '# The customer gateway’s configuration',
  },
  minutes: 60,
  frameworks: { fsbp: ['EC2.20'], ismsp: ['2.9.2'] },
  references: ['https://docs.aws.amazon.com/securityhub/latest/userguide/ec2-controls.html#ec2-20'],
  where: 'region',
  reads: ['ec2.VpnConnections'],

  examine: fromOverview('VPN_TUNNEL_DOWN', vpnConnectionsOf),
};
