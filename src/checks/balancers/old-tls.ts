import { josa } from '../../messages/josa.ts';
import { type SecurityCheck, setting } from '../check.ts';
import { rawBalancersOf } from '../subjects.ts';

/**
 * Policies that still take TLS 1.0 or 1.1, by AWS's naming: without `TLS-1-2`, `TLS13-1-2` or `TLS13-1-3` in it.
 * https://docs.aws.amazon.com/elasticloadbalancing/latest/application/describe-ssl-policies.html
 */
const takesOld = (policy: string): boolean => !/TLS-1-2|TLS13-1-2|TLS13-1-3|FS-1-2/.test(policy);

/** Listeners that take TLS below 1.2. */
export const oldTls: SecurityCheck = {
  code: 'LB_OLD_TLS',
  area: 'balancers',
  severity: 'medium',
  title: {
    ko: '로드 밸런서가 TLS 1.2 이상만 받습니다',
    en: 'Balancers take TLS 1.2 and above only',
  },
  why: {
    ko: 'TLS 1.1 이하는 알려진 공격이 있어 표준에서 폐기되었습니다(RFC 8996).',
    en: 'TLS below 1.2 has known attacks and is deprecated (RFC 8996).',
  },
  remedy: {
    says: {
      ko: '리스너의 보안 정책을 ELBSecurityPolicy-TLS13-1-2-2021-06 이상으로 바꿉니다. 오래된 클라이언트가 있는지 액세스 로그로 먼저 확인합니다.',
      en: 'Set the policy to ELBSecurityPolicy-TLS13-1-2-2021-06 or newer; look for old clients in the access logs first.',
    },
    cli: ({ region }) =>
      `aws elbv2 modify-listener --listener-arn LISTENER_ARN --ssl-policy ELBSecurityPolicy-TLS13-1-2-2021-06 --region ${region}`,
    cloudFormation: 'SslPolicy: ELBSecurityPolicy-TLS13-1-2-2021-06',
    terraform: 'ssl_policy = "ELBSecurityPolicy-TLS13-1-2-2021-06"',
  },
  minutes: 15,
  frameworks: { fsbp: ['ELB.17'], ismsp: ['2.7.1'] },
  references: [
    'https://docs.aws.amazon.com/elasticloadbalancing/latest/application/describe-ssl-policies.html',
    'https://www.rfc-editor.org/rfc/rfc8996',
  ],
  where: 'region',
  reads: ['elbv2.LoadBalancers', 'elbv2.Listeners'],

  examine: (place) =>
    rawBalancersOf(place)
      .filter((b) => b.Type !== 'gateway')
      .flatMap((balancer) => {
        const id = balancer.LoadBalancerArn ?? '';
        const name = balancer.LoadBalancerName ?? id;
        const listeners = place.scope.elbv2?.Listeners?.[id];
        if (listeners === undefined) return [{ id, name, unread: true as const }];
        const secure = listeners.filter(
          (l) => ['HTTPS', 'TLS'].includes(l.Protocol ?? '') && l.SslPolicy !== undefined,
        );
        if (secure.length === 0) return [];
        const old = secure.filter((l) => takesOld(l.SslPolicy!));
        if (old.length === 0) return [{ id, name }];
        return [
          {
            id,
            name,
            wrong: [
              {
                title: {
                  ko: `로드 밸런서 ${josa(name, '이/가')} TLS 1.2 미만을 받습니다`,
                  en: `balancer ${name} takes TLS below 1.2`,
                },
                affected: old.flatMap((l) => l.ListenerArn ?? []),
                evidence: old.map((l) =>
                  setting('elbv2:DescribeListeners', l.ListenerArn ?? id, 'SslPolicy', l.SslPolicy!),
                ),
                calls: old.map((l) => ({
                  service: 'elbv2',
                  operation: 'ModifyListener',
                  input: { ListenerArn: l.ListenerArn, SslPolicy: 'ELBSecurityPolicy-TLS13-1-2-2021-06' },
                })),
              },
            ],
          },
        ];
      }),
};
