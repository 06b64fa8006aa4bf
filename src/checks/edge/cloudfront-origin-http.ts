import type { SecurityCheck } from '../check.ts';
import { fromOverview } from '../from-overview.ts';
import { distributionsOf } from '../subjects.ts';

/** Origins that CloudFront talks to without TLS. */
export const cloudfrontOriginHttp: SecurityCheck = {
  code: 'CLOUDFRONT_ORIGIN_HTTP',
  area: 'edge',
  severity: 'medium',
  title: {
    ko: 'CloudFront가 오리진과 HTTPS로 통신합니다',
    en: 'CloudFront talks to its origins by HTTPS',
  },
  why: {
    ko: '사용자는 HTTPS로 접속해도 CloudFront와 오리진 사이는 평문으로 인터넷을 지납니다.',
    en: 'Users see HTTPS while the leg to the origin crosses the internet in the clear.',
  },
  remedy: {
    says: {
      ko: '오리진에 인증서를 두고 오리진 프로토콜 정책을 https-only로 바꾸거나 VPC 오리진을 씁니다.',
      en: 'Give the origin a certificate and set https-only, or use a VPC origin.',
    },
    cli: ({ id }) => `aws cloudfront get-distribution-config --id ${id}`,
    cloudFormation: `CustomOriginConfig:
  OriginProtocolPolicy: https-only
  OriginSSLProtocols: [TLSv1.2]`,
    terraform: `origin_protocol_policy = "https-only"
origin_ssl_protocols   = ["TLSv1.2"]`,
  },
  minutes: 60,
  frameworks: { fsbp: ['CloudFront.9'], ismsp: ['2.7.1'] },
  references: ['https://docs.aws.amazon.com/securityhub/latest/userguide/cloudfront-controls.html#cloudfront-9'],
  where: 'global',
  reads: ['cloudfront.Distributions'],

  examine: fromOverview('CLOUDFRONT_ORIGIN_HTTP', distributionsOf),
};
