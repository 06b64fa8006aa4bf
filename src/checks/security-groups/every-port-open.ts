import type { SecurityCheck } from '../check.ts';
import { modelReads } from '../exposure/reads.ts';
import { worldOpenByReach } from './by-reach.ts';

/** Every port open to any address. */
export const everyPortOpen: SecurityCheck = {
  code: 'SG_OPEN_ALL_WORLD',
  area: 'security-groups',
  severity: 'critical',
  title: {
    ko: '보안 그룹이 모든 포트를 전 세계에 열지 않습니다',
    en: 'No security group opens every port to the world',
  },
  why: {
    ko: '무엇이 떠 있든 그대로 노출됩니다. 새 서비스를 켜는 순간 공격 대상이 됩니다.',
    en: 'Whatever runs behind it is exposed, and so is whatever is started tomorrow.',
  },
  remedy: {
    says: {
      ko: '실제로 쓰는 포트와 출발지만 허용하는 규칙을 먼저 추가한 뒤 전체 허용 규칙을 지웁니다.',
      en: 'Allow the ports and sources in use first, then revoke the rule that allows all.',
    },
    cli: ({ id, region }) =>
      `aws ec2 revoke-security-group-ingress --group-id ${id} --protocol -1 --cidr 0.0.0.0/0 --region ${region}`,
    cloudFormation: `SecurityGroupIngress:
  - IpProtocol: tcp
    FromPort: 443
    ToPort: 443
    CidrIp: TRUSTED_CIDR`,
    terraform: `ingress {
  protocol    = "tcp"
  from_port   = 443
  to_port     = 443
  cidr_blocks = ["TRUSTED_CIDR"]
}`,
  },
  minutes: 30,
  frameworks: { cis: ['6.3', '6.4'], fsbp: ['EC2.18', 'EC2.19'], ismsp: ['2.6.1', '2.10.2'] },
  references: ['https://docs.aws.amazon.com/securityhub/latest/userguide/ec2-controls.html#ec2-18'],
  where: 'region',
  reads: ['ec2.SecurityGroups'],
  optionalReads: modelReads,

  examine: worldOpenByReach('SG_OPEN_ALL_WORLD'),
};
