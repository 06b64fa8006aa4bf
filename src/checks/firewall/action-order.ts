import { josa } from '../../messages/josa.ts';
import { type SecurityCheck, setting } from '../check.ts';

/** Policies in action order, where rules' own order does not count. */
export const actionOrder: SecurityCheck = {
  code: 'NFW_ACTION_ORDER',
  area: 'firewall',
  severity: 'info',
  title: {
    ko: '방화벽 정책이 엄격한 순서를 씁니다',
    en: 'Firewall policies use strict order',
  },
  why: {
    ko: '기본 순서에서는 pass가 drop보다 먼저라서, 뒤에 적은 차단이 앞선 허용을 이기지 못하고 기본 차단도 둘 수 없습니다.',
    en: 'In action order pass comes before drop whatever is written first, and there is no default drop.',
  },
  remedy: {
    says: {
      ko: 'STRICT_ORDER 정책을 새로 만들어 교체합니다. 기존 정책의 순서는 바꿀 수 없습니다.',
      en: 'Make a new policy with STRICT_ORDER and swap it in; a policy’s order cannot be changed.',
    },
    cli: ({ id, region }) =>
      `aws network-firewall describe-firewall-policy --firewall-policy-arn ${id} --region ${region}`,
    cloudFormation: `StatefulEngineOptions:
  RuleOrder: STRICT_ORDER`,
    terraform: `stateful_engine_options {
  rule_order = "STRICT_ORDER"
}`,
  },
  minutes: 120,
  frameworks: { ismsp: ['2.10.1'] },
  references: [
    'https://docs.aws.amazon.com/network-firewall/latest/developerguide/suricata-rule-evaluation-order.html',
  ],
  where: 'region',
  reads: ['networkfirewall.Firewalls', 'networkfirewall.FirewallPolicies'],

  examine: ({ scope }) => {
    const used = new Set((scope.networkfirewall?.Firewalls ?? []).map((f) => f.Firewall.FirewallPolicyArn));
    return Object.entries(scope.networkfirewall?.FirewallPolicies ?? {})
      .filter(([arn]) => used.has(arn))
      .map(([id, { FirewallPolicy: policy, FirewallPolicyResponse: response }]) => {
        const name = response.FirewallPolicyName ?? id;
        const order = policy.StatefulEngineOptions?.RuleOrder ?? 'DEFAULT_ACTION_ORDER';
        if (order === 'STRICT_ORDER') return { id, name };
        return {
          id,
          name,
          wrong: [
            {
              reach: 'nobody' as const,
              title: {
                ko: `방화벽 정책 ${josa(name, '이/가')} 규칙의 순서를 따르지 않습니다`,
                en: `firewall policy ${name} does not keep the order of its rules`,
              },
              evidence: [setting('networkfirewall:DescribeFirewallPolicy', id, 'RuleOrder', order)],
            },
          ],
        };
      });
  },
};
