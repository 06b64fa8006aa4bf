import { isAnswered } from '../answered.ts';
import type { SecurityCheck } from '../check.ts';
import { fromOverview } from '../from-overview.ts';
import { publicZonesOf } from '../subjects.ts';

/** Failover records that never fail over. */
export const failoverWithoutHealthCheck: SecurityCheck = {
  code: 'ROUTE53_FAILOVER_WITHOUT_HEALTH_CHECK',
  area: 'resilience',
  severity: 'medium',
  title: {
    ko: '장애 조치 레코드에 상태 확인이 있습니다',
    en: 'Failover records have health checks',
  },
  why: {
    ko: '상태 확인이 없으면 기본 대상이 죽어도 보조로 넘어가지 않습니다.',
    en: 'Without a health check the primary is answered for ever, dead or alive.',
  },
  remedy: {
    says: {
      ko: '기본 레코드에 상태 확인을 연결합니다.',
      en: 'Give the primary record a health check.',
    },
    cli: () =>
      'aws route53 create-health-check --caller-reference REFERENCE --health-check-config Type=HTTPS,FullyQualifiedDomainName=NAME,Port=443',
    cloudFormation: 'HealthCheckId: !Ref HEALTH_CHECK',
    terraform: 'health_check_id = aws_route53_health_check.primary.id',
  },
  minutes: 20,
  frameworks: { ismsp: ['2.9.2', '2.12.1'] },
  references: ['https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/dns-failover.html'],
  where: 'global',
  reads: ['route53.HostedZones', 'route53.ResourceRecordSets'],

  examine: fromOverview('ROUTE53_FAILOVER_WITHOUT_HEALTH_CHECK', publicZonesOf, ({ scope }, id) =>
    isAnswered(scope, 'route53.ResourceRecordSets', id),
  ),
};
