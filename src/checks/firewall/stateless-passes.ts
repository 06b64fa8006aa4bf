import { josa } from '../../messages/josa.ts';
import { type SecurityCheck, setting } from '../check.ts';

/** Policies whose stateless default lets packets through unseen. */
export const statelessPasses: SecurityCheck = {
  code: 'NFW_STATELESS_PASSES',
  area: 'firewall',
  severity: 'high',
  title: {
    ko: '상태 비저장 기본 동작이 검사를 건너뛰지 않습니다',
    en: 'The stateless default does not bypass inspection',
  },
  why: {
    ko: '상태 저장 규칙에 닿기 전에 모두 통과시키므로 방화벽이 아무것도 검사하지 않습니다.',
    en: 'Packets pass before any stateful rule sees them: nothing is inspected.',
  },
  remedy: {
    says: {
      ko: '전체 패킷과 조각 패킷의 기본 동작을 aws:forward_to_sfe(또는 aws:drop)로 바꿉니다.',
      en: 'Set the default for whole packets and for fragments to aws:forward_to_sfe (or aws:drop).',
    },
    cli: ({ id, region }) =>
      `aws network-firewall describe-firewall-policy --firewall-policy-arn ${id} --region ${region}`,
    cloudFormation: `StatelessDefaultActions: [aws:forward_to_sfe]
StatelessFragmentDefaultActions: [aws:forward_to_sfe]`,
    terraform: `stateless_default_actions          = ["aws:forward_to_sfe"]
stateless_fragment_default_actions = ["aws:forward_to_sfe"]`,
  },
  minutes: 20,
  frameworks: { fsbp: ['NetworkFirewall.4', 'NetworkFirewall.5'], ismsp: ['2.10.1'] },
  references: [
    'https://docs.aws.amazon.com/securityhub/latest/userguide/networkfirewall-controls.html#networkfirewall-4',
  ],
  where: 'region',
  reads: ['networkfirewall.Firewalls', 'networkfirewall.FirewallPolicies'],

  examine: ({ scope }) => {
    const used = new Set((scope.networkfirewall?.Firewalls ?? []).map((f) => f.Firewall.FirewallPolicyArn));
    return Object.entries(scope.networkfirewall?.FirewallPolicies ?? {})
      .filter(([arn]) => used.has(arn))
      .map(([id, { FirewallPolicy: policy, FirewallPolicyResponse: response }]) => {
        const name = response.FirewallPolicyName ?? id;
        const passing = (['StatelessDefaultActions', 'StatelessFragmentDefaultActions'] as const).filter((key) =>
          (policy[key] ?? []).includes('aws:pass'),
        );
        if (passing.length === 0) return { id, name };
        return {
          id,
          name,
          wrong: [
            {
              title: {
                ko: `방화벽 정책 ${josa(name, '이/가')} 패킷을 검사 없이 통과시킵니다`,
                en: `firewall policy ${name} passes packets without inspection`,
              },
              evidence: passing.map((key) =>
                setting('networkfirewall:DescribeFirewallPolicy', id, key, (policy[key] ?? []).join(', ')),
              ),
            },
          ],
        };
      });
  },
};
