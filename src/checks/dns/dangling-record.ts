import { josa } from '../../messages/josa.ts';
import { type SecurityCheck, setting } from '../check.ts';
import { rawPublicZonesOf, zoneIdOf } from '../subjects.ts';
import { deadTarget } from './targets.ts';

/** Public records that lead to a resource which is gone: whoever makes it again has the name. */
export const danglingRecord: SecurityCheck = {
  code: 'DNS_DANGLING_RECORD',
  area: 'dns',
  severity: 'high',
  title: {
    ko: '공개 DNS 레코드가 없는 자원을 가리키지 않습니다',
    en: 'No public record leads to a resource that is gone',
  },
  why: {
    ko: '같은 이름의 버킷, 배포, 주소를 남이 만들면 우리 도메인으로 피싱과 쿠키 탈취가 가능합니다(서브도메인 탈취).',
    en: 'Whoever makes a bucket, distribution or address of that name serves pages under our domain: subdomain takeover.',
  },
  remedy: {
    says: {
      ko: '레코드를 지우거나 살아 있는 자원으로 바꿉니다. 다른 계정의 자원이면 그 계정도 함께 감사합니다.',
      en: 'Delete the record or point it at something alive; if another account owns it, audit that account too.',
    },
    cli: ({ id }) => `aws route53 list-resource-record-sets --hosted-zone-id ${id}`,
  },
  minutes: 15,
  frameworks: { ismsp: ['2.10.2'] },
  references: ['https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/protection-from-dangling-dns.html'],
  where: 'global',
  reads: ['route53.HostedZones', 'route53.ResourceRecordSets'],
  optionalReads: [
    'elbv2.LoadBalancers',
    'cloudfront.Distributions',
    's3.Buckets',
    'ec2.Addresses',
    'ec2.NetworkInterfaces',
  ],

  examine: (place) =>
    rawPublicZonesOf(place).map((zone) => {
      const id = zoneIdOf(zone);
      const name = (zone.Name ?? '').replace(/\.$/, '');
      const records = place.scope.route53?.ResourceRecordSets?.[id];
      if (records === undefined) return { id, name, unread: true as const };
      let unread: boolean = false;
      const dead = records.flatMap((record) =>
        [record.AliasTarget?.DNSName, ...(record.ResourceRecords ?? []).map((r) => r.Value)].flatMap((to) => {
          const target = to === undefined ? undefined : deadTarget(place.audited.snapshot, record.Type ?? '', to);
          if (target === 'unread') unread = true;
          return target === undefined || target === 'unread' ? [] : [{ record, target }];
        }),
      );
      if (dead.length === 0) return { id, name, ...(unread ? { unread: true as const } : {}) };
      return {
        id,
        name,
        wrong: dead.map(({ record, target }) => {
          const host = (record.Name ?? '').replace(/\.$/, '');
          return {
            key: `${record.Name} ${record.Type} ${target.to}`,
            severity: target.takeover ? ('high' as const) : ('medium' as const),
            reach: 'internet' as const,
            title: {
              ko: `DNS 레코드 ${josa(host, '이/가')} 이 계정에 없는 ${target.what} ${josa(target.to, '을/를')} 가리킵니다`,
              en: `DNS record ${host} leads to ${target.to}, ${target.whatEn} that these accounts do not have`,
            },
            evidence: [
              setting('route53:ListResourceRecordSets', id, `${host} ${record.Type}`, target.to),
              { says: target.because, from: target.from, id: target.to },
            ],
          };
        }),
      };
    }),
};
