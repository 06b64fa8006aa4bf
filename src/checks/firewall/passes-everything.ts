import { isPolicyAnswered } from '../answered.ts';
import type { SecurityCheck } from '../check.ts';
import { fromOverview } from '../from-overview.ts';
import { firewallsOf } from '../subjects.ts';

/** Firewalls whose rules drop nothing. */
export const passesEverything: SecurityCheck = {
  code: 'NFW_PASSES_EVERYTHING',
  area: 'firewall',
  severity: 'high',
  title: {
    ko: '방화벽이 실제로 트래픽을 거릅니다',
    en: 'Firewalls do filter',
  },
  why: {
    ko: '비용을 내고 트래픽을 우회시키지만 막는 것이 없습니다. 뒤의 차단 규칙도 실행되지 않습니다.',
    en: 'Traffic takes a paid detour through rules that stop nothing; whatever comes after them never runs.',
  },
  remedy: {
    says: {
      ko: '모두 통과시키는 규칙을 지우거나 뒤로 옮기고, 허용 목록과 기본 차단을 적용합니다.',
      en: 'Delete the pass-all rule or move it last; then allow by list and drop by default.',
    },
    cli: ({ id, region }) => `aws network-firewall describe-firewall --firewall-arn ${id} --region ${region}`,
    cloudFormation: `RulesSource:
  StatefulRules:
    - Action: PASS   # only what is meant to pass`,
    terraform: 'rules_string = "pass tls $HOME_NET any -> any 443 (tls.sni; content:\\"example.com\\"; sid:1;)"',
  },
  minutes: 240,
  frameworks: { ismsp: ['2.6.1', '2.10.1'] },
  references: [
    'https://docs.aws.amazon.com/network-firewall/latest/developerguide/suricata-rule-evaluation-order.html',
  ],
  where: 'region',
  reads: ['networkfirewall.Firewalls', 'networkfirewall.FirewallPolicies', 'networkfirewall.RuleGroups'],

  examine: fromOverview('NFW_PASSES_EVERYTHING', firewallsOf, ({ scope }, id) => isPolicyAnswered(scope, id)),
};
