import { plural } from '../../messages/plural.ts';
import type { SecurityCheck } from '../check.ts';
import { rawGroupsOf } from '../subjects.ts';
import { covers, type Rule, rulesOf, textOf } from './rules.ts';

/** Each rule with one that covers it; of two that are alike neither is wider. */
function shadowed(rules: readonly Rule[]): { rule: Rule; by: Rule }[] {
  return rules.flatMap((rule) => {
    const by = rules.find((other) => other !== rule && covers(other, rule) && !covers(rule, other));
    return by === undefined ? [] : [{ rule, by }];
  });
}

/** Rules that a wider rule of the same group makes pointless. */
export const ruleShadowed: SecurityCheck = {
  code: 'SG_RULE_SHADOWED',
  area: 'security-groups',
  severity: 'low',
  title: {
    ko: '넓은 규칙에 가려진 규칙이 없습니다',
    en: 'No rule is made pointless by a wider one',
  },
  why: {
    ko: '좁은 규칙을 보고 안심하지만 실제로는 넓은 규칙이 적용됩니다.',
    en: 'The narrow rule reassures its reader while the wide one decides.',
  },
  remedy: {
    says: {
      ko: '넓은 규칙이 필요 없으면 그것을, 필요하면 가려진 규칙을 지웁니다.',
      en: 'Revoke the wide rule if it is not needed, else the pointless one.',
    },
    cli: ({ id, region }) =>
      `aws ec2 describe-security-group-rules --filters Name=group-id,Values=${id} --region ${region}`,
  },
  minutes: 15,
  frameworks: { ismsp: ['2.10.2'] },
  references: ['https://docs.aws.amazon.com/vpc/latest/userguide/security-group-rules.html'],
  where: 'region',
  reads: ['ec2.SecurityGroups'],

  examine: (place) =>
    rawGroupsOf(place).map((group) => {
      const id = group.GroupId ?? '';
      const name = group.GroupName ?? id;
      const dead = (['ingress', 'egress'] as const).flatMap((d) => shadowed(rulesOf(group, d)));
      if (dead.length === 0) return { id, name };
      return {
        id,
        name,
        wrong: [
          {
            reach: 'nobody' as const,
            title: {
              ko: `보안 그룹 ${name}의 규칙 ${dead.length}개가 더 넓은 규칙에 가려져 있습니다`,
              en: `${plural(dead.length, 'rule')} of security group ${name} ${dead.length === 1 ? 'is' : 'are'} covered by wider ones`,
            },
            evidence: dead.map(({ rule, by }) => {
              const [narrow, wide] = [textOf(rule), textOf(by)];
              return {
                says: { ko: `${narrow.ko} ⊂ ${wide.ko}`, en: `${narrow.en} ⊂ ${wide.en}` },
                from: 'ec2:DescribeSecurityGroups',
                id,
                rule: rule.peer,
              };
            }),
          },
        ],
      };
    }),
};
