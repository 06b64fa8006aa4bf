import { isAnswered } from '../answered.ts';
import { type SecurityCheck, setting } from '../check.ts';
import { fromOverview } from '../from-overview.ts';
import { publicApplicationBalancersOf } from '../subjects.ts';

/** Public balancers that speak only HTTP. */
export const noHttps: SecurityCheck = {
  code: 'LB_NO_HTTPS',
  area: 'balancers',
  severity: 'medium',
  title: {
    ko: '인터넷용 로드 밸런서가 HTTPS를 씁니다',
    en: 'Internet-facing balancers speak HTTPS',
  },
  why: {
    ko: '로그인 정보와 쿠키가 암호화되지 않은 채 인터넷을 지납니다.',
    en: 'Passwords and cookies cross the internet unencrypted.',
  },
  remedy: {
    says: {
      ko: 'ACM 인증서로 HTTPS 리스너를 만들고 HTTP는 리디렉션합니다.',
      en: 'Make an HTTPS listener with an ACM certificate and redirect HTTP to it.',
    },
    cli: ({ id, region }) =>
      `aws elbv2 create-listener --load-balancer-arn ${id} --protocol HTTPS --port 443 --certificates CertificateArn=CERTIFICATE_ARN --ssl-policy ELBSecurityPolicy-TLS13-1-2-2021-06 --default-actions Type=forward,TargetGroupArn=TARGET_GROUP_ARN --region ${region}`,
    cloudFormation: `Type: AWS::ElasticLoadBalancingV2::Listener
Properties:
  Protocol: HTTPS
  Port: 443
  SslPolicy: ELBSecurityPolicy-TLS13-1-2-2021-06
  Certificates:
    - CertificateArn: CERTIFICATE_ARN`,
    terraform: `resource "aws_lb_listener" "https" {
  port            = 443
  protocol        = "HTTPS"
  ssl_policy      = "ELBSecurityPolicy-TLS13-1-2-2021-06"
  certificate_arn = "CERTIFICATE_ARN"
}`,
  },
  minutes: 60,
  frameworks: { fsbp: ['ELB.1', 'ELB.18'], ismsp: ['2.7.1'] },
  references: ['https://docs.aws.amazon.com/elasticloadbalancing/latest/application/create-https-listener.html'],
  where: 'region',
  reads: ['elbv2.LoadBalancers', 'elbv2.Listeners'],
  globalReads: ['cloudfront.Distributions'],

  examine: (place) =>
    fromOverview('LB_NO_HTTPS', publicApplicationBalancersOf, ({ scope }, id) =>
      isAnswered(scope, 'elbv2.Listeners', id),
    )(place).map((e) => {
      const listeners = place.scope.elbv2?.Listeners?.[e.id] ?? [];
      // The overview leaves origins of CloudFront to CLOUDFRONT_ORIGIN_HTTP: here they fail, and are not weighed twice.
      if (e.findings !== undefined || listeners.length === 0 || listeners.some((l) => l.Protocol !== 'HTTP')) return e;
      const name = e.name ?? e.id;
      return {
        ...e,
        wrong: [
          {
            severity: 'info' as const,
            title: {
              ko: `CloudFront 뒤의 로드 밸런서 ${name}에 HTTPS 리스너가 없습니다`,
              en: `balancer ${name}, behind CloudFront, has no HTTPS listener`,
            },
            impact: {
              ko: '사용자는 CloudFront와 통신하지만, CloudFront와 이 로드 밸런서 사이는 암호화되지 않습니다.',
              en: 'Users talk to CloudFront; between CloudFront and this balancer nothing is encrypted.',
            },
            evidence: listeners.map((l) =>
              setting('elbv2:DescribeListeners', l.ListenerArn ?? e.id, `listener ${l.Port}`, l.Protocol ?? '-'),
            ),
          },
        ],
      };
    }),
};
