import { noDefaultDrop as noDefaultDropText } from '../../messages/findings/firewalls.ts';
import { type SecurityCheck, setting } from '../check.ts';

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
  reads: ['networkfirewall.Firewalls', 'networkfirewall.FirewallPolicies'],

  examine: ({ scope }) =>
    (scope.networkfirewall?.Firewalls ?? []).map(({ Firewall: firewall }) => {
      const id = firewall.FirewallArn ?? '';
      const name = firewall.FirewallName ?? id;
      const policy = scope.networkfirewall?.FirewallPolicies?.[firewall.FirewallPolicyArn ?? ''];
      if (policy === undefined) return { id, name, unread: true as const };
      const { StatefulEngineOptions: engine, StatefulDefaultActions: actions = [] } = policy.FirewallPolicy;
      // In action order there are no defaults at all.
      const strict = engine?.RuleOrder === 'STRICT_ORDER';
      if (strict && actions.some((a) => a.startsWith('aws:drop_'))) return { id, name };
      const from = 'networkfirewall:DescribeFirewallPolicy';
      const about = firewall.FirewallPolicyArn ?? id;
      return {
        id,
        name,
        wrong: [
          {
            title: noDefaultDropText.title(name),
            evidence: [
              setting(from, about, 'RuleOrder', engine?.RuleOrder ?? 'DEFAULT_ACTION_ORDER'),
              setting(from, about, 'StatefulDefaultActions', actions.length === 0 ? '-' : actions.join(', ')),
            ],
          },
        ],
      };
    }),
};
