import type { SecurityCheck } from '../check.ts';
import { fromOverview } from '../from-overview.ts';
import { distributionsOf } from '../subjects.ts';

/** Distributions that still take TLS below 1.2. */
export const cloudfrontOldTls: SecurityCheck = {
  code: 'CLOUDFRONT_OLD_TLS',
  area: 'edge',
  severity: 'medium',
  title: {
    ko: 'CloudFront가 TLS 1.2 이상만 받습니다',
    en: 'CloudFront takes TLS 1.2 and above only',
  },
  why: {
    ko: 'TLS 1.1 이하는 알려진 공격이 있어 표준에서 폐기되었습니다(RFC 8996).',
    en: 'TLS below 1.2 has known attacks and is deprecated (RFC 8996).',
  },
  remedy: {
    says: {
      ko: '보안 정책을 TLSv1.2_2021 이상으로 바꿉니다.',
      en: 'Set the security policy to TLSv1.2_2021 or newer.',
    },
    cli: ({ id }) => `aws cloudfront get-distribution-config --id ${id}`,
    cloudFormation: `ViewerCertificate:
  MinimumProtocolVersion: TLSv1.2_2021`,
    terraform: 'minimum_protocol_version = "TLSv1.2_2021"',
  },
  minutes: 15,
  frameworks: { fsbp: ['CloudFront.15'], ismsp: ['2.7.1'] },
  references: ['https://www.rfc-editor.org/rfc/rfc8996'],
  where: 'global',
  reads: ['cloudfront.Distributions'],

  examine: fromOverview('CLOUDFRONT_OLD_TLS', distributionsOf),
};
