import { isPolicyAnswered } from '../answered.ts';
import type { SecurityCheck } from '../check.ts';
import { fromOverview } from '../from-overview.ts';
import { firewallsOf } from '../subjects.ts';

/** Rules that an earlier one always decides for. */
export const ruleShadowed: SecurityCheck = {
  code: 'NFW_RULE_SHADOWED',
  area: 'firewall',
  severity: 'medium',
  title: {
    ko: '방화벽 규칙이 앞선 규칙에 가려지지 않습니다',
    en: 'No firewall rule is shadowed by an earlier one',
  },
  why: {
    ko: '막고 있다고 믿는 규칙이 한 번도 실행되지 않습니다.',
    en: 'A rule that is believed to block never runs.',
  },
  remedy: {
    says: {
      ko: '규칙의 순서를 바꾸거나 앞선 규칙을 좁힙니다.',
      en: 'Put the rule first, or narrow the earlier one.',
    },
    cli: ({ id, region }) => `aws network-firewall describe-firewall --firewall-arn ${id} --region ${region}`,
    cloudFormation: `StatefulRuleGroupReferences:
  - Priority: 1
    ResourceArn: SPECIFIC_RULES
  - Priority: 2
    ResourceArn: WIDE_RULES`,
    terraform: `stateful_rule_group_reference {
  priority     = 1
  resource_arn = "SPECIFIC_RULES"
}`,
  },
  minutes: 60,
  frameworks: { ismsp: ['2.10.1'] },
  references: [
    'https://docs.aws.amazon.com/network-firewall/latest/developerguide/suricata-rule-evaluation-order.html',
  ],
  where: 'region',
  reads: ['networkfirewall.Firewalls', 'networkfirewall.FirewallPolicies', 'networkfirewall.RuleGroups'],

  examine: fromOverview('NFW_RULE_SHADOWED', firewallsOf, ({ scope }, id) => isPolicyAnswered(scope, id)),
};
