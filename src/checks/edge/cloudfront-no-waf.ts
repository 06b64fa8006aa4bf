import type { SecurityCheck } from '../check.ts';
import { fromOverview } from '../from-overview.ts';
import { distributionsOf } from '../subjects.ts';

/** Distributions without a web ACL. */
export const cloudfrontNoWaf: SecurityCheck = {
  code: 'CLOUDFRONT_NO_WAF',
  area: 'edge',
  severity: 'medium',
  title: {
    ko: 'CloudFront 배포에 WAF가 연결되어 있습니다',
    en: 'Distributions have a web ACL',
  },
  why: {
    ko: '웹 공격과 봇을 거를 곳이 오리진뿐입니다.',
    en: 'Only the origin is left to stop web attacks and bots.',
  },
  remedy: {
    says: {
      ko: 'AWS 관리형 규칙과 속도 제한이 있는 웹 ACL을 연결합니다.',
      en: 'Attach a web ACL with AWS managed rules and a rate limit.',
    },
    cli: ({ id }) => `aws cloudfront get-distribution-config --id ${id}`,
    cloudFormation: 'WebACLId: WEB_ACL_ARN',
    terraform: 'web_acl_id = "WEB_ACL_ARN"',
  },
  minutes: 60,
  frameworks: { fsbp: ['CloudFront.6'], ismsp: ['2.6.1', '2.10.1'] },
  references: ['https://docs.aws.amazon.com/securityhub/latest/userguide/cloudfront-controls.html#cloudfront-6'],
  where: 'global',
  reads: ['cloudfront.Distributions'],

  examine: fromOverview('CLOUDFRONT_NO_WAF', distributionsOf),
};
