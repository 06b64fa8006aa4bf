import type { SecurityCheck } from '../check.ts';
import { fromOverview } from '../from-overview.ts';
import { firewallsOf } from '../subjects.ts';

/** Policies that pass what no rule decides. */
export const noDefaultDrop: SecurityCheck = {
  code: 'NFW_NO_DEFAULT_DROP',
  area: 'firewall',
  severity: 'medium',
  title: {
    ko: '방화벽이 규칙에 없는 트래픽을 기본으로 버립니다',
    en: 'Firewalls drop by default what no rule allows',
  },
  why: {
    ko: '허용 목록을 만들어도 목록에 없는 통신이 그대로 지나갑니다.',
    en: 'Whatever the allow list leaves out still passes.',
  },
  remedy: {
    says: {
      ko: '정책의 상태 저장 기본 동작을 drop_established(또는 drop_strict)로 바꿉니다. 먼저 alert로 며칠 지켜봅니다.',
      en: 'Set the policy’s stateful default to drop_established (or drop_strict); watch with alert for some days first.',
    },
    cli: ({ id, region }) => `aws network-firewall describe-firewall --firewall-arn ${id} --region ${region}`,
    cloudFormation: `FirewallPolicy:
  StatefulEngineOptions:
    RuleOrder: STRICT_ORDER
  StatefulDefaultActions:
    - aws:drop_established
    - aws:alert_established`,
    terraform: 'stateful_default_actions = ["aws:drop_established", "aws:alert_established"]',
  },
  minutes: 120,
  frameworks: { ismsp: ['2.6.1', '2.10.1'] },
  references: [
    'https://docs.aws.amazon.com/network-firewall/latest/developerguide/suricata-rule-evaluation-order.html',
  ],
  where: 'region',
  reads: ['networkfirewall.Firewalls', 'networkfirewall.FirewallPolicies', 'networkfirewall.RuleGroups'],

  examine: fromOverview('NFW_NO_DEFAULT_DROP', firewallsOf),
};
