import type { CertificateDetail } from '@aws-sdk/client-acm';
import { josa } from '../../messages/josa.ts';
import { plural } from '../../messages/plural.ts';
import type { Saved } from '../../snapshot/snapshot.ts';
import { type Examined, type Place, type SecurityCheck, setting } from '../check.ts';
import { readAtHome } from '../edge/home.ts';

const soonDays = 30;

function examined({ audited }: Place, certificates: readonly Saved<CertificateDetail>[]): Examined[] {
  const now = Date.parse(audited.snapshot.takenAt);
  return certificates
    .filter((c) => (c.InUseBy ?? []).length > 0 && c.NotAfter !== undefined)
    .map((certificate) => {
      const id = certificate.CertificateArn ?? '';
      const name = certificate.DomainName ?? id;
      const days = Math.floor((Date.parse(certificate.NotAfter!) - now) / 86_400_000);
      if (days > soonDays) return { id, name };
      return {
        id,
        name,
        wrong: [
          {
            severity: days <= 7 ? ('critical' as const) : ('high' as const),
            affected: [...(certificate.InUseBy ?? [])].sort(),
            title:
              days < 0
                ? {
                    ko: `쓰고 있는 인증서 ${josa(name, '이/가')} 만료되었습니다`,
                    en: `certificate ${name}, in use, has expired`,
                  }
                : {
                    ko: `쓰고 있는 인증서 ${josa(name, '이/가')} ${days}일 뒤 만료됩니다`,
                    en: `certificate ${name}, in use, ends in ${plural(days, 'day')}`,
                  },
            evidence: [
              setting('acm:DescribeCertificate', id, 'NotAfter', certificate.NotAfter!),
              setting('acm:DescribeCertificate', id, 'RenewalEligibility', certificate.RenewalEligibility ?? '-'),
            ],
          },
        ],
      };
    });
}

/** Certificates in use that end within 30 days. */
export const certificateExpiring: SecurityCheck = {
  code: 'ACM_CERTIFICATE_EXPIRING',
  area: 'balancers',
  severity: 'high',
  title: {
    ko: '쓰고 있는 인증서의 만료가 30일 넘게 남았습니다',
    en: 'No certificate in use ends within 30 days',
  },
  why: {
    ko: '만료되면 사용자에게 보안 경고가 뜨고 API 연결이 끊깁니다.',
    en: 'Once it has ended, browsers warn and APIs refuse to connect.',
  },
  remedy: {
    says: {
      ko: 'ACM이 발급했다면 DNS 검증 레코드를 확인하고, 가져온 인증서라면 새 인증서를 같은 ARN에 가져옵니다.',
      en: 'If ACM issued it, check its validation record; if it was imported, import the new one over the same ARN.',
    },
    cli: ({ id, region }) =>
      `aws acm describe-certificate --certificate-arn ${id} --region ${id.split(':')[3] ?? region}`,
    cloudFormation: `Type: AWS::CertificateManager::Certificate
Properties:
  ValidationMethod: DNS`,
    terraform: `resource "aws_acm_certificate" "this" {
  validation_method = "DNS"
}`,
  },
  minutes: 60,
  frameworks: { cis: ['2.17'], fsbp: ['ACM.1'], ismsp: ['2.7.1'] },
  references: ['https://docs.aws.amazon.com/securityhub/latest/userguide/acm-controls.html#acm-1'],
  where: 'region',
  reads: ['acm.Certificates'],

  examine: (place) => examined(place, place.scope.acm?.Certificates ?? []),
};

/** The same of CloudFront's. They are in `global`, unless their region was read itself: then they are told there. */
export const certificateExpiringCloudFront: SecurityCheck = {
  ...certificateExpiring,
  where: 'global',
  reads: [],
  optionalReads: ['acm.Certificates'],
  examine: (place) => {
    const certificates = place.scope.acm?.Certificates;
    if (certificates !== undefined) return examined(place, certificates);
    return readAtHome(place, (s) => s.acm?.Certificates) === undefined ? [{ id: place.account, unread: true }] : [];
  },
};
