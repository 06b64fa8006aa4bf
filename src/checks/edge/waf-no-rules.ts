import { setting } from '../check.ts';
import { webAclCheck } from './web-acls.ts';

/** Web ACLs without rules. In regions, and in `global` those of CloudFront. */
export const [wafNoRules, wafNoRulesCloudFront] = webAclCheck({
  code: 'WAF_NO_RULES',
  severity: 'medium',
  title: {
    ko: '웹 ACL에 규칙이 있습니다',
    en: 'Web ACLs have rules',
  },
  why: {
    ko: '연결되어 있지만 모든 요청을 기본 동작대로 보냅니다.',
    en: 'It is attached, and sends every request on.',
  },
  says: {
    ko: 'AWS 관리형 규칙 그룹을 추가합니다.',
    en: 'Add AWS managed rule groups.',
  },
  cloudFormation: `Rules:
  - Name: common
    Priority: 1
    Statement:
      ManagedRuleGroupStatement: { VendorName: AWS, Name: AWSManagedRulesCommonRuleSet }`,
  terraform: `statement {
  managed_rule_group_statement {
    vendor_name = "AWS"
    name        = "AWSManagedRulesCommonRuleSet"
  }
}`,
  frameworks: { fsbp: ['WAF.10'], ismsp: ['2.10.1'] },
  reads: ['wafv2.WebACLs'],
  judge: (acl) =>
    (acl.Rules ?? []).length +
      (acl.PreProcessFirewallManagerRuleGroups ?? []).length +
      (acl.PostProcessFirewallManagerRuleGroups ?? []).length >
    0
      ? undefined
      : {
          title: { ko: `웹 ACL ${acl.Name}에 규칙이 없습니다`, en: `web ACL ${acl.Name} has no rules` },
          evidence: [setting('wafv2:GetWebACL', acl.ARN ?? '', 'Rules', 0)],
        },
});
