import { type SecurityCheck, setting } from '../check.ts';
import { rawBalancersOf } from '../subjects.ts';

/** HTTP listeners beside HTTPS that do not redirect. */
export const noRedirect: SecurityCheck = {
  code: 'LB_NO_REDIRECT',
  area: 'balancers',
  severity: 'medium',
  title: {
    ko: 'HTTP 리스너가 HTTPS로 리디렉션합니다',
    en: 'HTTP listeners redirect to HTTPS',
  },
  why: {
    ko: 'HTTPS가 있어도 HTTP로 접속한 사용자는 평문으로 통신합니다.',
    en: 'HTTPS is there, and whoever comes by HTTP goes on in the clear.',
  },
  remedy: {
    says: {
      ko: 'HTTP 리스너의 기본 동작을 HTTPS 443으로 301 리디렉션으로 바꿉니다.',
      en: 'Make the HTTP listener’s default action a 301 to HTTPS 443.',
    },
    cli: ({ region }) =>
      `aws elbv2 modify-listener --listener-arn LISTENER_ARN --default-actions 'Type=redirect,RedirectConfig={Protocol=HTTPS,Port=443,StatusCode=HTTP_301}' --region ${region}`,
    cloudFormation: `DefaultActions:
  - Type: redirect
    RedirectConfig: { Protocol: HTTPS, Port: "443", StatusCode: HTTP_301 }`,
    terraform: `default_action {
  type = "redirect"
  redirect {
    protocol    = "HTTPS"
    port        = "443"
    status_code = "HTTP_301"
  }
}`,
  },
  minutes: 15,
  frameworks: { fsbp: ['ELB.1'], ismsp: ['2.7.1'] },
  references: ['https://docs.aws.amazon.com/securityhub/latest/userguide/elb-controls.html#elb-1'],
  where: 'region',
  reads: ['elbv2.LoadBalancers', 'elbv2.Listeners'],

  examine: (place) =>
    rawBalancersOf(place)
      .filter((b) => b.Type === 'application')
      .flatMap((balancer) => {
        const id = balancer.LoadBalancerArn ?? '';
        const name = balancer.LoadBalancerName ?? id;
        const listeners = place.scope.elbv2?.Listeners?.[id];
        if (listeners === undefined) return [{ id, name, unread: true as const }];
        // Without HTTPS there is nowhere to redirect to: that is LB_NO_HTTPS.
        const https = listeners.find((l) => l.Protocol === 'HTTPS');
        if (https === undefined) return [];
        const plain = listeners.filter(
          // A redirect keeps the protocol unless it names another one.
          (l) =>
            l.Protocol === 'HTTP' &&
            !(l.DefaultActions ?? []).some((a) => a.Type === 'redirect' && a.RedirectConfig?.Protocol === 'HTTPS'),
        );
        if (plain.length === 0) return [{ id, name }];
        return [
          {
            id,
            name,
            wrong: [
              {
                title: {
                  ko: `로드 밸런서 ${name}의 HTTP 리스너가 HTTPS로 리디렉션하지 않습니다`,
                  en: `the HTTP listener of balancer ${name} does not redirect to HTTPS`,
                },
                affected: plain.flatMap((l) => l.ListenerArn ?? []),
                evidence: plain.map((l) =>
                  setting(
                    'elbv2:DescribeListeners',
                    l.ListenerArn ?? id,
                    `HTTP ${l.Port}`,
                    l.DefaultActions?.[0]?.Type ?? '-',
                  ),
                ),
                calls: plain.map((l) => ({
                  service: 'elbv2',
                  operation: 'ModifyListener',
                  input: {
                    ListenerArn: l.ListenerArn,
                    DefaultActions: [
                      {
                        Type: 'redirect',
                        RedirectConfig: { Protocol: 'HTTPS', Port: String(https.Port ?? 443), StatusCode: 'HTTP_301' },
                      },
                    ],
                  },
                })),
              },
            ],
          },
        ];
      }),
};
