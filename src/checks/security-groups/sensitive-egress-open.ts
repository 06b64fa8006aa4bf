import { josa } from '../../messages/josa.ts';
import type { SecurityCheck } from '../check.ts';
import { dataHostsOf } from '../exposure/data-hosts.ts';
import { modelReads } from '../exposure/reads.ts';
import { rawGroupsOf } from '../subjects.ts';
import { rulesOf, textOf } from './rules.ts';

/** Hosts that hold data and may send it anywhere. */
export const sensitiveEgressOpen: SecurityCheck = {
  code: 'SG_EGRESS_OPEN_SENSITIVE',
  area: 'security-groups',
  severity: 'medium',
  title: {
    ko: '데이터를 가진 계층은 나가는 트래픽도 제한합니다',
    en: 'What holds data may not send it anywhere',
  },
  why: {
    ko: '침해된 뒤 데이터를 빼내는 길이 그대로 열려 있습니다.',
    en: 'Once somebody is in, nothing keeps the data from leaving.',
  },
  remedy: {
    says: {
      ko: '필요한 목적지와 포트만 허용하는 아웃바운드 규칙으로 바꿉니다.',
      en: 'Replace the rule by ones for the destinations and ports in use.',
    },
    cli: ({ id, region }) =>
      `aws ec2 revoke-security-group-egress --group-id ${id} --protocol -1 --cidr 0.0.0.0/0 --region ${region}`,
    cloudFormation: `SecurityGroupEgress:
  - IpProtocol: tcp
    FromPort: 443
    ToPort: 443
    CidrIp: 10.0.0.0/8`,
    terraform: `egress {
  protocol    = "tcp"
  from_port   = 443
  to_port     = 443
  cidr_blocks = ["10.0.0.0/8"]
}`,
  },
  minutes: 60,
  frameworks: { ismsp: ['2.6.1', '2.6.4'] },
  references: ['https://docs.aws.amazon.com/vpc/latest/userguide/security-group-rules.html'],
  where: 'region',
  reads: ['ec2.SecurityGroups', 'ec2.NetworkInterfaces', 'ec2.Subnets', 'ec2.Vpcs'],
  optionalReads: modelReads,

  examine: (place) => {
    const hosts = dataHostsOf(place.audited);
    const groups = new Set(hosts.flatMap((h) => h.interface.groups.groups.map((g) => g.id)));
    return rawGroupsOf(place)
      .filter((g) => groups.has(g.GroupId ?? ''))
      .map((group) => {
        const id = group.GroupId ?? '';
        const name = group.GroupName ?? id;
        const open = rulesOf(group, 'egress').filter(
          (r) => r.protocol === '-1' && (r.peer === '0.0.0.0/0' || r.peer === '::/0'),
        );
        if (open.length === 0) return { id, name };
        const own = hosts.filter((h) => h.interface.groups.groups.some((g) => g.id === id));
        return {
          id,
          name,
          wrong: [
            {
              affected: own.map((h) => h.interface.id).sort(),
              title: {
                ko: `데이터 계층의 보안 그룹 ${josa(name, '이/가')} 모든 목적지로 나가는 것을 허용합니다`,
                en: `security group ${name} of a data tier lets everything out to anywhere`,
              },
              evidence: [
                ...open.map((r) => ({ says: textOf(r), from: 'ec2:DescribeSecurityGroups', id, rule: r.peer })),
                ...own
                  .slice(0, 3)
                  .map((h) => ({ says: h.says, from: 'ec2:DescribeNetworkInterfaces', id: h.interface.id })),
              ],
            },
          ],
        };
      });
  },
};
