import type { SecurityCheck } from '../check.ts';
import { fromOverview } from '../from-overview.ts';
import { customGroupsOf } from '../subjects.ts';

/** Groups of one VPC with the same rules. */
export const duplicate: SecurityCheck = {
  code: 'SG_DUPLICATE',
  area: 'security-groups',
  severity: 'info',
  title: {
    ko: '규칙이 같은 보안 그룹이 겹치지 않습니다',
    en: 'No two groups of a VPC have the same rules',
  },
  why: {
    ko: '용도가 다르다면 어느 한쪽이 필요 이상으로 열려 있다는 신호이고, 같다면 하나만 고치는 실수가 생깁니다.',
    en: 'If they serve two purposes, one is probably too wide; if one, somebody will mend only one of them.',
  },
  remedy: {
    says: {
      ko: '용도가 같으면 하나로 합치고, 다르면 각각 필요한 규칙만 남깁니다.',
      en: 'Merge them if they serve one purpose; else keep in each only what it needs.',
    },
    cli: ({ id, region }) =>
      `aws ec2 describe-security-group-rules --filters Name=group-id,Values=${id} --region ${region}`,
  },
  minutes: 20,
  frameworks: {},
  references: ['https://docs.aws.amazon.com/vpc/latest/userguide/vpc-security-groups.html'],
  where: 'region',
  reads: ['ec2.SecurityGroups'],
  optionalReads: ['ec2.Vpcs', 'ec2.Subnets', 'ec2.NetworkInterfaces'],

  examine: fromOverview('SG_DUPLICATE', customGroupsOf),
};
