import type { SecurityCheck } from '../check.ts';
import { fromOverview } from '../from-overview.ts';
import { distributionsOf } from '../subjects.ts';

/** Distributions that serve plain HTTP to users. */
export const cloudfrontViewerHttp: SecurityCheck = {
  code: 'CLOUDFRONT_VIEWER_HTTP',
  area: 'edge',
  severity: 'medium',
  title: {
    ko: 'CloudFront가 사용자에게 HTTPS만 제공합니다',
    en: 'CloudFront serves its users HTTPS only',
  },
  why: {
    ko: '사용자와 CloudFront 사이가 암호화되지 않아 내용이 새거나 바뀔 수 있습니다.',
    en: 'Between user and CloudFront the traffic can be read and changed.',
  },
  remedy: {
    says: {
      ko: '뷰어 프로토콜 정책을 redirect-to-https로 바꿉니다.',
      en: 'Set the viewer protocol policy to redirect-to-https.',
    },
    cli: ({ id }) => `aws cloudfront get-distribution-config --id ${id}`,
    cloudFormation: `DefaultCacheBehavior:
  ViewerProtocolPolicy: redirect-to-https`,
    terraform: 'viewer_protocol_policy = "redirect-to-https"',
  },
  minutes: 15,
  frameworks: { fsbp: ['CloudFront.3'], ismsp: ['2.7.1'] },
  references: ['https://docs.aws.amazon.com/securityhub/latest/userguide/cloudfront-controls.html#cloudfront-3'],
  where: 'global',
  reads: ['cloudfront.Distributions'],

  examine: fromOverview('CLOUDFRONT_VIEWER_HTTP', distributionsOf),
};
