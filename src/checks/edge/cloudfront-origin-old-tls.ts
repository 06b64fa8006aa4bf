import { type SecurityCheck, setting } from '../check.ts';
import { distributionsOf } from '../subjects.ts';

const old = ['SSLv3', 'TLSv1', 'TLSv1.1'];

/** Distributions that may agree on less than TLS 1.2 with an origin of one's own. */
export const cloudfrontOriginOldTls: SecurityCheck = {
  code: 'CLOUDFRONT_ORIGIN_OLD_TLS',
  area: 'edge',
  severity: 'medium',
  title: {
    ko: 'CloudFront가 오리진과 TLS 1.2 이상으로만 통신합니다',
    en: 'CloudFront talks to its origins by TLS 1.2 and above only',
  },
  why: {
    ko: '오리진이 TLS 1.1 이하나 SSLv3만 제시하면 그대로 씁니다. 알려진 공격이 있어 표준에서 폐기되었습니다(RFC 8996).',
    en: 'What an origin offers below TLS 1.2 is taken: it has known attacks and is deprecated (RFC 8996).',
  },
  remedy: {
    says: {
      ko: '오리진이 TLS 1.2를 지원하는지 확인하고 오리진 SSL 프로토콜을 TLSv1.2만 남깁니다.',
      en: 'Make sure that the origin has TLS 1.2, then leave TLSv1.2 alone among the origin’s SSL protocols.',
    },
    cli: ({ id }) => `aws cloudfront get-distribution-config --id ${id}`,
    cloudFormation: `CustomOriginConfig:
  OriginSSLProtocols: [TLSv1.2]`,
    terraform: 'origin_ssl_protocols = ["TLSv1.2"]',
  },
  minutes: 15,
  frameworks: { fsbp: ['CloudFront.10'], ismsp: ['2.7.1'] },
  references: ['https://docs.aws.amazon.com/securityhub/latest/userguide/cloudfront-controls.html#cloudfront-10'],
  where: 'global',
  reads: ['cloudfront.Distributions'],

  examine: (place) => {
    const raw = new Map((place.scope.cloudfront?.Distributions ?? []).map((d) => [d.Id ?? '', d]));
    return distributionsOf(place).flatMap(({ id, name = id }) => {
      // Of HTTP alone tells CLOUDFRONT_ORIGIN_HTTP.
      const origins = (raw.get(id)?.Origins?.Items ?? []).flatMap(({ Id = '', CustomOriginConfig: custom }) =>
        custom === undefined || custom.OriginProtocolPolicy === 'http-only'
          ? []
          : [{ Id, protocols: custom.OriginSslProtocols?.Items ?? [] }],
      );
      if (origins.length === 0) return [];
      const weak = origins.filter((o) => o.protocols.some((p) => old.includes(p)));
      if (weak.length === 0) return [{ id, name }];
      return [
        {
          id,
          name,
          wrong: [
            {
              title: {
                ko: `CloudFront 배포 ${name}의 오리진 ${weak.length}개에 TLS 1.2 미만이 허용되어 있습니다`,
                en: `distribution ${name} allows TLS below 1.2 to ${weak.map((o) => o.Id).join(', ')}`,
              },
              evidence: weak.map((o) =>
                setting('cloudfront:ListDistributions', id, `${o.Id} OriginSslProtocols`, o.protocols.join(', ')),
              ),
            },
          ],
        },
      ];
    });
  },
};
