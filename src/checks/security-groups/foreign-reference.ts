import { josa } from '../../messages/josa.ts';
import type { SecurityCheck } from '../check.ts';
import { rawGroupsOf } from '../subjects.ts';
import { rulesOf, textOf } from './rules.ts';

/** Rules for groups of accounts that were not read. */
export const foreignReference: SecurityCheck = {
  code: 'SG_FOREIGN_REFERENCE',
  area: 'security-groups',
  severity: 'low',
  title: {
    ko: '다른 계정의 보안 그룹을 허용하는 규칙을 파악하고 있습니다',
    en: 'Rules for groups of other accounts are known',
  },
  why: {
    ko: '그 그룹에 누가 무엇을 붙이는지는 그 계정이 정합니다. 우리가 모르는 사이에 접속 가능한 대상이 늘어납니다.',
    en: 'What is put into that group is the other account’s decision: who may connect can grow without us.',
  },
  remedy: {
    says: {
      ko: '상대 계정과 용도를 확인합니다. 우리 계정이면 --role-arn으로 함께 감사합니다.',
      en: 'Check with the other account; if it is yours, audit it too with --role-arn.',
    },
    cli: ({ id, region }) => `aws ec2 describe-security-group-references --group-id ${id} --region ${region}`,
    cloudFormation: 'SourceSecurityGroupOwnerId: ACCOUNT_ID',
    terraform: 'source_security_group_id = "ACCOUNT_ID/sg-…"',
  },
  minutes: 20,
  frameworks: { ismsp: ['2.6.1'] },
  references: ['https://docs.aws.amazon.com/vpc/latest/peering/vpc-peering-security-groups.html'],
  where: 'region',
  reads: ['ec2.SecurityGroups'],

  examine: (place) => {
    const ours = new Set(place.audited.snapshot.accounts.map((a) => a.id));
    return rawGroupsOf(place).map((group) => {
      const id = group.GroupId ?? '';
      const name = group.GroupName ?? id;
      const foreign = rulesOf(group, 'ingress').filter((r) => r.owner !== undefined && !ours.has(r.owner));
      // Balancers of AWS's own (amazon-elb) are nobody's account.
      const others = foreign.filter((r) => /^\d{12}$/.test(r.owner!));
      if (others.length === 0) return { id, name };
      return {
        id,
        name,
        wrong: [
          {
            title: {
              ko: `보안 그룹 ${josa(name, '이/가')} 다른 계정(${[...new Set(others.map((r) => r.owner))].join(', ')})의 그룹을 허용합니다`,
              en: `security group ${name} admits groups of another account (${[...new Set(others.map((r) => r.owner))].join(', ')})`,
            },
            evidence: others.map((r) => ({ says: textOf(r), from: 'ec2:DescribeSecurityGroups', id, rule: r.peer })),
          },
        ],
      };
    });
  },
};
