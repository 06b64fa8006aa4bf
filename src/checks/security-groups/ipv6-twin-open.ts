import { josa } from '../../messages/josa.ts';
import { ec2, type SecurityCheck } from '../check.ts';
import { rawGroupsOf } from '../subjects.ts';
import { coversPorts, permissionOf, rulesOf, textOf } from './rules.ts';

/** Ports that are narrowed for IPv4 and open to all of IPv6. */
export const ipv6TwinOpen: SecurityCheck = {
  code: 'SG_IPV6_TWIN_OPEN',
  area: 'security-groups',
  severity: 'high',
  title: {
    ko: 'IPv4에서 좁힌 포트를 IPv6에서도 좁혔습니다',
    en: 'What is narrowed for IPv4 is narrowed for IPv6',
  },
  why: {
    ko: 'IPv4만 막고 ::/0을 남겨 두면 IPv6로 그대로 들어옵니다.',
    en: 'Closing IPv4 and leaving ::/0 leaves the door open by IPv6.',
  },
  remedy: {
    says: {
      ko: '::/0 규칙을 IPv4와 같은 범위의 IPv6 대역으로 바꾸거나 지웁니다.',
      en: 'Narrow the ::/0 rule to the IPv6 ranges of the same networks, or revoke it.',
    },
    cli: ({ id, region }) =>
      `aws ec2 describe-security-group-rules --filters Name=group-id,Values=${id} --region ${region}`,
    cloudFormation: 'CidrIpv6: 2001:db8:1::/48',
    terraform: 'ipv6_cidr_blocks = ["2001:db8:1::/48"]',
  },
  minutes: 20,
  frameworks: { cis: ['6.4'], fsbp: ['EC2.18'], ismsp: ['2.6.1'] },
  references: ['https://docs.aws.amazon.com/vpc/latest/userguide/vpc-migrate-ipv6.html'],
  where: 'region',
  reads: ['ec2.SecurityGroups'],

  examine: (place) =>
    rawGroupsOf(place).map((group) => {
      const rules = rulesOf(group, 'ingress');
      const id = group.GroupId ?? '';
      const name = group.GroupName ?? id;
      const twins = rules.filter(
        (six) =>
          six.peer === '::/0' &&
          rules.some((four) => four.kind === 'ipv4' && four.peer !== '0.0.0.0/0' && coversPorts(six, four)) &&
          !rules.some((four) => four.peer === '0.0.0.0/0' && coversPorts(four, six)),
      );
      if (twins.length === 0) return { id, name };
      return {
        id,
        name,
        wrong: [
          {
            title: {
              ko: `보안 그룹 ${josa(name, '이/가')} IPv4는 좁히고 IPv6는 전 세계에 열어 두었습니다`,
              en: `security group ${name} is narrow for IPv4 and open to the world for IPv6`,
            },
            evidence: rules
              .filter((r) => twins.includes(r) || (r.kind === 'ipv4' && twins.some((six) => coversPorts(six, r))))
              .map((r) => ({ says: textOf(r), from: 'ec2:DescribeSecurityGroups', id, rule: r.peer })),
            calls: [ec2('RevokeSecurityGroupIngress', { GroupId: id, IpPermissions: twins.map(permissionOf) })],
          },
        ],
      };
    }),
};
