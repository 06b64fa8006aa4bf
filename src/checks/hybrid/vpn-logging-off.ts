import { plural } from '../../messages/plural.ts';
import { nameOf } from '../../snapshot/snapshot.ts';
import { type SecurityCheck, setting } from '../check.ts';

/** VPN tunnels without logs. */
export const vpnLoggingOff: SecurityCheck = {
  code: 'VPN_LOGGING_OFF',
  area: 'hybrid',
  severity: 'low',
  title: {
    ko: 'VPN 터널 로그가 켜져 있습니다',
    en: 'VPN tunnels keep logs',
  },
  why: {
    ko: '터널이 끊기거나 협상에 실패해도 원인을 남기지 않습니다.',
    en: 'When a tunnel drops or does not come up, nothing says why.',
  },
  remedy: {
    says: {
      ko: '터널마다 CloudWatch Logs로 로그를 보냅니다. 변경하는 동안 그 터널이 잠시 끊깁니다.',
      en: 'Send each tunnel’s logs to CloudWatch Logs; the tunnel drops for a moment while it changes.',
    },
    cli: ({ id, region }) =>
      `aws ec2 modify-vpn-tunnel-options --vpn-connection-id ${id} --vpn-tunnel-outside-ip-address TUNNEL_IP --tunnel-options 'LogOptions={CloudWatchLogOptions={LogEnabled=true,LogGroupArn=LOG_GROUP_ARN}}' --region ${region}`,
    cloudFormation: `VpnTunnelOptionsSpecifications:
  - LogOptions:
      CloudwatchLogOptions: { LogEnabled: true, LogGroupArn: LOG_GROUP_ARN }`,
    terraform: `tunnel1_log_options {
  cloudwatch_log_options {
    log_enabled   = true
    log_group_arn = "LOG_GROUP_ARN"
  }
}`,
  },
  minutes: 20,
  frameworks: { fsbp: ['EC2.171'], ismsp: ['2.9.4'] },
  references: ['https://docs.aws.amazon.com/vpn/latest/s2svpn/monitoring-logs.html'],
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
        const silent = tunnels.filter((t) => t.LogOptions?.CloudWatchLogOptions?.LogEnabled !== true);
        if (silent.length === 0) return { id, name };
        return {
          id,
          name,
          wrong: [
            {
              reach: 'nobody' as const,
              title: {
                ko: `VPN ${name}의 터널 ${silent.length}개에 로그가 없습니다`,
                en: `${plural(silent.length, 'tunnel')} of VPN ${name} ${silent.length === 1 ? 'keeps' : 'keep'} no logs`,
              },
              evidence: silent.map((t) =>
                setting('ec2:DescribeVpnConnections', id, `tunnel ${t.OutsideIpAddress ?? ''} LogEnabled`, false),
              ),
            },
          ],
        };
      }),
};
