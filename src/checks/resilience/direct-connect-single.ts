import type { SecurityCheck } from '../check.ts';
import { fromOverview } from '../from-overview.ts';
import { directConnectsOf } from '../subjects.ts';

/** Direct Connect by one location alone. */
export const directConnectSingle: SecurityCheck = {
  code: 'DX_SINGLE_LOCATION',
  area: 'resilience',
  severity: 'medium',
  title: {
    ko: 'Direct Connect가 두 곳 이상에 있습니다',
    en: 'Direct Connect has two locations',
  },
  why: {
    ko: '그 위치나 회선 하나의 장애로 전용선이 모두 끊깁니다.',
    en: 'A fault of that one location takes all of Direct Connect down.',
  },
  remedy: {
    says: {
      ko: '다른 Direct Connect 위치에 두 번째 연결을 두거나 VPN 백업을 확인합니다.',
      en: 'Order a second connection at another location, or make sure of the VPN backup.',
    },
    cli: ({ region }) => `aws directconnect describe-connections --region ${region}`,
    terraform: `resource "aws_dx_connection" "second" {
  location  = "OTHER_LOCATION"
  bandwidth = "1Gbps"
}`,
  },
  minutes: 480,
  frameworks: { ismsp: ['2.9.2', '2.12.1'] },
  references: ['https://aws.amazon.com/directconnect/resiliency-recommendation/'],
  where: 'region',
  reads: ['directconnect.connections', 'ec2.VpnConnections'],

  examine: fromOverview('DX_SINGLE_LOCATION', directConnectsOf),
};
