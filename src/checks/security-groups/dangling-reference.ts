import type { SecurityCheck } from '../check.ts';
import { fromOverview } from '../from-overview.ts';
import { groupsOf } from '../subjects.ts';

/** Rules that name a group which is gone. */
export const danglingReference: SecurityCheck = {
  code: 'SG_DANGLING_REFERENCE',
  area: 'security-groups',
  severity: 'low',
  title: {
    ko: '삭제된 보안 그룹을 참조하는 규칙이 없습니다',
    en: 'No rule refers to a group that is gone',
  },
  why: {
    ko: '아무것도 허용하지 않는 규칙입니다. 열려 있다고 믿은 통신이 막혀 있을 수 있습니다.',
    en: 'The rule admits nothing: something thought to be open may be blocked.',
  },
  remedy: {
    says: {
      ko: '어떤 통신을 위한 규칙이었는지 확인하고 지우거나 올바른 그룹으로 바꿉니다.',
      en: 'Find out what the rule was for; delete it or name the right group.',
    },
    cli: ({ region }) => `aws ec2 describe-stale-security-groups --vpc-id VPC_ID --region ${region}`,
    cloudFormation: 'SourceSecurityGroupId: !Ref EXISTING_GROUP',
    terraform: 'security_groups = [aws_security_group.existing.id]',
  },
  minutes: 20,
  frameworks: { ismsp: ['2.10.2'] },
  references: ['https://docs.aws.amazon.com/vpc/latest/peering/vpc-peering-security-groups.html'],
  where: 'region',
  reads: ['ec2.SecurityGroups'],

  examine: fromOverview('SG_DANGLING_REFERENCE', groupsOf),
};
