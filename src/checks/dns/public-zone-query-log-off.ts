import { type SecurityCheck, setting } from '../check.ts';
import { publicZonesOf } from '../subjects.ts';

/** Public zones whose queries are not logged. */
export const publicZoneQueryLogOff: SecurityCheck = {
  code: 'ROUTE53_NO_QUERY_LOG',
  area: 'dns',
  severity: 'low',
  title: {
    ko: '공개 호스팅 영역의 질의가 기록됩니다',
    en: 'Public zones log their queries',
  },
  why: {
    ko: '도메인에 대한 정찰이나 이상 질의를 볼 수 없습니다.',
    en: 'Nobody sees who asks for what in the domain.',
  },
  remedy: {
    says: {
      ko: 'us-east-1의 로그 그룹으로 질의 로그를 켭니다.',
      en: 'Switch query logging on, to a log group in us-east-1.',
    },
    cli: ({ id }) =>
      `aws route53 create-query-logging-config --hosted-zone-id ${id} --cloud-watch-logs-log-group-arn LOG_GROUP_ARN`,
    cloudFormation: `QueryLoggingConfig:
  CloudWatchLogsLogGroupArn: LOG_GROUP_ARN`,
    terraform: `resource "aws_route53_query_log" "zone" {
  zone_id                  = "ZONE_ID"
  cloudwatch_log_group_arn = "LOG_GROUP_ARN"
}`,
  },
  minutes: 20,
  frameworks: { fsbp: ['Route53.2'], ismsp: ['2.9.4'] },
  references: ['https://docs.aws.amazon.com/securityhub/latest/userguide/route53-controls.html#route53-2'],
  where: 'global',
  reads: ['route53.HostedZones', 'route53.QueryLoggingConfigs'],

  examine: (place) => {
    const logged = new Set((place.scope.route53?.QueryLoggingConfigs ?? []).map((c) => c.HostedZoneId));
    return publicZonesOf(place).map(({ id, name = id }) =>
      logged.has(id)
        ? { id, name }
        : {
            id,
            name,
            wrong: [
              {
                reach: 'nobody' as const,
                title: {
                  ko: `공개 호스팅 영역 ${name}의 질의 로그가 꺼져 있습니다`,
                  en: `public hosted zone ${name} logs no queries`,
                },
                evidence: [setting('route53:ListQueryLoggingConfigs', id, 'query logging', 'off')],
              },
            ],
          },
    );
  },
};
