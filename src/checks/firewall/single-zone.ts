import type { SecurityCheck } from '../check.ts';
import { fromOverview } from '../from-overview.ts';
import { firewallsOf } from '../subjects.ts';

/** Firewalls with an endpoint in one zone that others use. */
export const singleZone: SecurityCheck = {
  code: 'NFW_SINGLE_ZONE',
  area: 'firewall',
  severity: 'medium',
  title: {
    ko: '방화벽이 여러 가용 영역에 있습니다',
    en: 'Firewalls have endpoints in more than one zone',
  },
  why: {
    ko: '그 영역에 장애가 나면 다른 영역의 트래픽까지 끊깁니다.',
    en: 'When that zone fails, the others lose their traffic too.',
  },
  remedy: {
    says: {
      ko: '쓰는 영역마다 방화벽 서브넷을 추가하고, 라우팅을 같은 영역의 엔드포인트로 바꿉니다.',
      en: 'Add a firewall subnet in each zone in use and route to the endpoint of the same zone.',
    },
    cli: ({ id, region }) =>
      `aws network-firewall associate-subnets --firewall-arn ${id} --subnet-mappings SubnetId=SUBNET_ID --region ${region}`,
    cloudFormation: `SubnetMappings:
  - SubnetId: SUBNET_A
  - SubnetId: SUBNET_B`,
    terraform: 'subnet_mapping { subnet_id = "SUBNET_B" }',
  },
  minutes: 120,
  frameworks: { fsbp: ['NetworkFirewall.1'], ismsp: ['2.9.2'] },
  references: [
    'https://docs.aws.amazon.com/securityhub/latest/userguide/networkfirewall-controls.html#networkfirewall-1',
  ],
  where: 'region',
  reads: ['networkfirewall.Firewalls', 'ec2.Subnets', 'ec2.RouteTables', 'ec2.Vpcs'],

  examine: fromOverview('NFW_SINGLE_ZONE', firewallsOf),
};
