import { type SecurityCheck, setting } from '../check.ts';
import { publicApplicationBalancersOf } from '../subjects.ts';

/** Public application balancers without a web ACL. */
export const noWaf: SecurityCheck = {
  code: 'LB_NO_WAF',
  area: 'balancers',
  severity: 'medium',
  title: {
    ko: '인터넷용 ALB에 WAF가 연결되어 있습니다',
    en: 'Public application balancers have a web ACL',
  },
  why: {
    ko: 'SQL 삽입, 봇, 무차별 로그인 같은 7계층 공격을 거르지 못합니다.',
    en: 'SQL injection, bots and password stuffing get to the application.',
  },
  remedy: {
    says: {
      ko: 'AWS 관리형 규칙과 속도 제한이 있는 웹 ACL을 연결합니다. 며칠은 count 모드로 지켜봅니다.',
      en: 'Attach a web ACL with AWS managed rules and a rate limit; watch in count mode for some days.',
    },
    cli: ({ id, region }) =>
      `aws wafv2 associate-web-acl --web-acl-arn WEB_ACL_ARN --resource-arn ${id} --region ${region}`,
    cloudFormation: `Type: AWS::WAFv2::WebACLAssociation
Properties:
  ResourceArn: LOAD_BALANCER_ARN
  WebACLArn: WEB_ACL_ARN`,
    terraform: `resource "aws_wafv2_web_acl_association" "alb" {
  resource_arn = "LOAD_BALANCER_ARN"
  web_acl_arn  = "WEB_ACL_ARN"
}`,
  },
  minutes: 60,
  frameworks: { ismsp: ['2.6.1', '2.10.1'] },
  references: ['https://docs.aws.amazon.com/securityhub/latest/userguide/elb-controls.html#elb-16'],
  where: 'region',
  reads: ['elbv2.LoadBalancers', 'wafv2.WebACLs', 'wafv2.ResourceArns'],

  examine: (place) => {
    const { WebACLs: acls = [], ResourceArns: arns = {} } = place.scope.wafv2 ?? {};
    const guarded = new Set(Object.values(arns).flat());
    const known = acls.every((acl) => arns[acl.ARN ?? ''] !== undefined);
    return publicApplicationBalancersOf(place).map(({ id, name = id }) => {
      if (guarded.has(id)) return { id, name };
      if (!known) return { id, name, unread: true as const };
      return {
        id,
        name,
        wrong: [
          {
            reach: 'internet' as const,
            title: {
              ko: `인터넷용 로드 밸런서 ${name}에 웹 ACL이 없습니다`,
              en: `internet-facing balancer ${name} has no web ACL`,
            },
            evidence: [setting('wafv2:ListResourcesForWebACL', id, 'WebACL', '-')],
          },
        ],
      };
    });
  },
};
