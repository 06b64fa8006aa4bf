import { setting } from '../check.ts';
import { webAclCheck } from './web-acls.ts';

/** Web ACLs without a rate limit. In regions, and in `global` those of CloudFront. */
export const [wafNoRateLimit, wafNoRateLimitCloudFront] = webAclCheck({
  code: 'WAF_NO_RATE_LIMIT',
  severity: 'low',
  title: {
    ko: '웹 ACL에 속도 제한이 있습니다',
    en: 'Web ACLs have a rate limit',
  },
  why: {
    ko: '한 주소가 보내는 요청의 수를 막지 못해 무차별 로그인과 작은 DDoS에 약합니다.',
    en: 'Nothing limits what one address sends: password stuffing and small floods get through.',
  },
  says: {
    ko: '속도 기반 규칙을 추가합니다. 평소 최대치의 두세 배에서 시작해 count로 지켜봅니다.',
    en: 'Add a rate-based rule; start at two or three times the usual peak, in count mode.',
  },
  cloudFormation: `Statement:
  RateBasedStatement: { Limit: 2000, AggregateKeyType: IP }`,
  terraform: `statement {
  rate_based_statement {
    limit              = 2000
    aggregate_key_type = "IP"
  }
}`,
  frameworks: { ismsp: ['2.10.1'] },
  reads: ['wafv2.WebACLs'],
  judge: (acl) =>
    (acl.Rules ?? []).some((r) => r.Statement?.RateBasedStatement !== undefined)
      ? undefined
      : // What a rule group of one's own holds is not read.
        (acl.Rules ?? []).some((r) => r.Statement?.RuleGroupReferenceStatement !== undefined)
        ? 'unread'
        : {
            title: {
              ko: `웹 ACL ${acl.Name}에 속도 제한 규칙이 없습니다`,
              en: `web ACL ${acl.Name} has no rate limit`,
            },
            evidence: [setting('wafv2:GetWebACL', acl.ARN ?? '', 'rate-based rules', 0)],
          },
});
