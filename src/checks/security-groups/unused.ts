import type { SecurityCheck } from '../check.ts';
import { fromOverview } from '../from-overview.ts';
import { customGroupsOf } from '../subjects.ts';

/** Groups attached to nothing. */
export const unused: SecurityCheck = {
  code: 'SG_UNUSED',
  area: 'security-groups',
  severity: 'low',
  title: {
    ko: '쓰지 않는 보안 그룹이 없습니다',
    en: 'No security group is left over',
  },
  why: {
    ko: '열려 있는 줄 모르고 다시 쓰는 사고로 이어지고, 심사 때마다 설명해야 합니다.',
    en: 'Sooner or later somebody attaches one without knowing what it opens, and every audit asks about it.',
  },
  remedy: {
    says: {
      ko: '시작 템플릿과 IaC 코드에서 참조하지 않는지 확인하고 삭제합니다.',
      en: 'Check that no launch template or IaC code names it, then delete it.',
    },
    cli: ({ id, region }) => `aws ec2 delete-security-group --group-id ${id} --region ${region}`,
  },
  minutes: 10,
  frameworks: { ismsp: ['2.10.2'] },
  references: ['https://docs.aws.amazon.com/vpc/latest/userguide/deleting-security-groups.html'],
  where: 'region',
  reads: ['ec2.SecurityGroups', 'ec2.NetworkInterfaces', 'ec2.Vpcs', 'ec2.Subnets'],

  examine: fromOverview('SG_UNUSED', customGroupsOf),
};
