import type { SecurityCheck } from '../check.ts';
import { fromOverview } from '../from-overview.ts';
import { loggingBalancersOf } from '../subjects.ts';
import { attributeOf } from './attributes.ts';

/** Balancers without access logs. */
export const noAccessLogs: SecurityCheck = {
  code: 'LB_NO_ACCESS_LOGS',
  area: 'balancers',
  severity: 'low',
  title: {
    ko: '로드 밸런서의 액세스 로그가 켜져 있습니다',
    en: 'Balancers keep access logs',
  },
  why: {
    ko: '공격이나 오류가 있었을 때 요청 단위의 기록이 없습니다.',
    en: 'After an attack or an outage there is no record of the requests.',
  },
  remedy: {
    says: {
      ko: '로그를 받을 S3 버킷을 정하고 액세스 로그를 켭니다.',
      en: 'Choose a bucket and switch access logs on.',
    },
    cli: ({ id, region }) =>
      `aws elbv2 modify-load-balancer-attributes --load-balancer-arn ${id} --attributes Key=access_logs.s3.enabled,Value=true Key=access_logs.s3.bucket,Value=BUCKET --region ${region}`,
    cloudFormation: `LoadBalancerAttributes:
  - Key: access_logs.s3.enabled
    Value: "true"
  - Key: access_logs.s3.bucket
    Value: BUCKET`,
    terraform: `access_logs {
  bucket  = "BUCKET"
  enabled = true
}`,
  },
  minutes: 20,
  frameworks: { cis: ['4.10'], fsbp: ['ELB.5'], ismsp: ['2.9.4'] },
  references: ['https://docs.aws.amazon.com/securityhub/latest/userguide/elb-controls.html#elb-5'],
  where: 'region',
  reads: ['elbv2.LoadBalancers', 'elbv2.LoadBalancerAttributes'],

  examine: (place) =>
    fromOverview(
      'LB_NO_ACCESS_LOGS',
      loggingBalancersOf,
    )(place).map((e) =>
      attributeOf(place, e.id, 'access_logs.s3.enabled') === undefined ? { ...e, unread: true } : e,
    ),
};
