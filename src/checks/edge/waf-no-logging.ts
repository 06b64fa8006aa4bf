import { josa } from '../../messages/josa.ts';
import { setting } from '../check.ts';
import { webAclCheck } from './web-acls.ts';

/** Web ACLs without logs. In regions, and in `global` those of CloudFront. */
export const [wafNoLogging, wafNoLoggingCloudFront] = webAclCheck({
  code: 'WAF_NO_LOGGING',
  severity: 'low',
  title: {
    ko: '웹 ACL이 로그를 남깁니다',
    en: 'Web ACLs keep logs',
  },
  why: {
    ko: '무엇을 왜 막았는지, 무엇을 놓쳤는지 알 수 없습니다.',
    en: 'What it blocked, and what it should have, is lost.',
  },
  says: {
    ko: 'CloudWatch Logs, S3, Firehose 가운데 한 곳으로 로그를 보냅니다(이름은 aws-waf-logs-로 시작).',
    en: 'Send logs to CloudWatch Logs, S3 or Firehose; its name begins with aws-waf-logs-.',
  },
  cloudFormation: `Type: AWS::WAFv2::LoggingConfiguration
Properties:
  ResourceArn: WEB_ACL_ARN
  LogDestinationConfigs: [LOG_GROUP_ARN]`,
  terraform: `resource "aws_wafv2_web_acl_logging_configuration" "this" {
  resource_arn            = "WEB_ACL_ARN"
  log_destination_configs = ["LOG_GROUP_ARN"]
}`,
  frameworks: { ismsp: ['2.9.4'] },
  reads: ['wafv2.WebACLs', 'wafv2.LoggingConfigurations'],
  judge: (acl, { scope }) =>
    (scope.wafv2?.LoggingConfigurations ?? []).some((l) => l.ResourceArn === acl.ARN)
      ? undefined
      : {
          reach: 'nobody' as const,
          title: {
            ko: `웹 ACL ${josa(acl.Name ?? '', '이/가')} 로그를 남기지 않습니다`,
            en: `web ACL ${acl.Name} keeps no logs`,
          },
          evidence: [setting('wafv2:ListLoggingConfigurations', acl.ARN ?? '', 'logging', 'off')],
        },
});
