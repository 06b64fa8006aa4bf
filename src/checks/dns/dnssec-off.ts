import { josa } from '../../messages/josa.ts';
import { type SecurityCheck, setting } from '../check.ts';
import { publicZonesOf } from '../subjects.ts';

/** Public zones that are not signed. */
export const dnssecOff: SecurityCheck = {
  code: 'ROUTE53_DNSSEC_OFF',
  area: 'dns',
  severity: 'low',
  title: {
    ko: '공개 호스팅 영역이 DNSSEC으로 서명되어 있습니다',
    en: 'Public zones are signed by DNSSEC',
  },
  why: {
    ko: '캐시 오염으로 사용자를 다른 서버로 보내도 알아챌 수 없습니다.',
    en: 'Nobody can tell when a poisoned cache sends users elsewhere.',
  },
  remedy: {
    says: {
      ko: 'KSK를 만들고 서명을 켠 뒤 등록 기관에 DS 레코드를 등록합니다. 순서를 지키지 않으면 도메인이 해석되지 않습니다.',
      en: 'Make a KSK, switch signing on, then register the DS record; out of order the domain stops resolving.',
    },
    cli: ({ id }) => `aws route53 enable-hosted-zone-dnssec --hosted-zone-id ${id}`,
    cloudFormation: `Type: AWS::Route53::DNSSEC
Properties:
  HostedZoneId: ZONE_ID`,
    terraform: `resource "aws_route53_hosted_zone_dnssec" "zone" {
  hosted_zone_id = "ZONE_ID"
}`,
  },
  minutes: 120,
  frameworks: { ismsp: ['2.7.1'] },
  references: ['https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/dns-configuring-dnssec.html'],
  where: 'global',
  reads: ['route53.HostedZones', 'route53.DNSSEC'],

  examine: (place) =>
    publicZonesOf(place).map(({ id, name = id }) => {
      const signing = place.scope.route53?.DNSSEC?.[id]?.Status?.ServeSignature;
      if (signing === undefined) return { id, name, unread: true as const };
      if (signing === 'SIGNING') return { id, name };
      return {
        id,
        name,
        wrong: [
          {
            title: {
              ko: `공개 호스팅 영역 ${josa(name, '이/가')} DNSSEC으로 서명되지 않았습니다`,
              en: `public hosted zone ${name} is not signed`,
            },
            evidence: [setting('route53:GetDNSSEC', id, 'ServeSignature', signing)],
          },
        ],
      };
    }),
};
