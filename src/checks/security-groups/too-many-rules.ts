import { type SecurityCheck, setting } from '../check.ts';
import { rawGroupsOf } from '../subjects.ts';
import { rulesOf } from './rules.ts';

/** AWS's default quota is 60 in each direction. */
const most = 50;

/** Groups with more rules than anybody reviews. */
export const tooManyRules: SecurityCheck = {
  code: 'SG_TOO_MANY_RULES',
  area: 'security-groups',
  severity: 'low',
  title: {
    ko: '보안 그룹의 규칙 수가 검토할 만합니다',
    en: 'No security group has more rules than can be reviewed',
  },
  why: {
    ko: '규칙이 많으면 무엇이 왜 열려 있는지 아무도 설명하지 못하고, 기본 할당량(방향마다 60개)에도 가까워집니다.',
    en: 'Nobody can say any more what is open and why, and the default quota of 60 a direction is near.',
  },
  remedy: {
    says: {
      ko: 'CIDR 목록을 관리형 접두사 목록으로 묶고, 용도별로 그룹을 나눕니다.',
      en: 'Put CIDRs into a managed prefix list, and split the group by purpose.',
    },
    cli: ({ id, region }) =>
      `aws ec2 describe-security-group-rules --filters Name=group-id,Values=${id} --region ${region}`,
    cloudFormation: 'SourcePrefixListId: PREFIX_LIST_ID',
    terraform: 'prefix_list_ids = ["PREFIX_LIST_ID"]',
  },
  minutes: 120,
  frameworks: { ismsp: ['2.10.2'] },
  references: ['https://docs.aws.amazon.com/vpc/latest/userguide/amazon-vpc-limits.html'],
  where: 'region',
  reads: ['ec2.SecurityGroups'],

  examine: (place) =>
    rawGroupsOf(place).map((group) => {
      const id = group.GroupId ?? '';
      const name = group.GroupName ?? id;
      const [inbound, outbound] = [rulesOf(group, 'ingress').length, rulesOf(group, 'egress').length];
      if (Math.max(inbound, outbound) <= most) return { id, name };
      return {
        id,
        name,
        wrong: [
          {
            reach: 'nobody' as const,
            title: {
              ko: `보안 그룹 ${name}에 규칙이 ${inbound + outbound}개 있습니다`,
              en: `security group ${name} has ${inbound + outbound} rules`,
            },
            evidence: [
              setting('ec2:DescribeSecurityGroups', id, 'inbound rules', inbound),
              setting('ec2:DescribeSecurityGroups', id, 'outbound rules', outbound),
            ],
          },
        ],
      };
    }),
};
