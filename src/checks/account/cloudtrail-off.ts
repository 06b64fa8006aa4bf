import type { CloudTrailData } from '../../snapshot/data/services.ts';
import { type SecurityCheck, setting } from '../check.ts';

type Selectors = NonNullable<CloudTrailData['TrailEventSelectors']>[string];

/**
 * Whether a trail records changes: management events, those that write among them. One that takes data events alone does
 * not: https://docs.aws.amazon.com/awscloudtrail/latest/userguide/logging-management-events-with-cloudtrail.html
 */
function recordsChanges(selectors: Selectors): boolean {
  const { EventSelectors: basic = [], AdvancedEventSelectors: advanced = [] } = selectors;
  // A trail whose selectors nobody has set takes all management events.
  if (basic.length + advanced.length === 0) return true;
  const isManagement = advanced.filter((a) =>
    (a.FieldSelectors ?? []).some((f) => f.Field === 'eventCategory' && (f.Equals ?? []).includes('Management')),
  );
  return (
    basic.some((s) => s.IncludeManagementEvents !== false && s.ReadWriteType !== 'ReadOnly') ||
    isManagement.some(
      (a) => !(a.FieldSelectors ?? []).some((f) => f.Field === 'readOnly' && (f.Equals ?? []).includes('true')),
    )
  );
}

/** Regions whose changes no trail records. */
export const cloudtrailOff: SecurityCheck = {
  code: 'CLOUDTRAIL_OFF',
  area: 'account',
  severity: 'high',
  title: {
    ko: '모든 리전의 변경이 CloudTrail에 남습니다',
    en: 'A trail records every region’s changes',
  },
  why: {
    ko: '누가 언제 무엇을 바꿨는지 90일 뒤에는 알 수 없고, 지워지지 않는 사본도 없습니다.',
    en: 'After 90 days nobody can tell who changed what, and no copy is safe from deletion.',
  },
  remedy: {
    says: {
      ko: '관리 이벤트(읽기·쓰기)를 남기는 멀티 리전 추적을 만들고 로깅을 시작합니다.',
      en: 'Make a multi-region trail of management events, read and write, and start logging.',
    },
    cli: ({ region }) =>
      `aws cloudtrail create-trail --name NAME --s3-bucket-name BUCKET --is-multi-region-trail --enable-log-file-validation --region ${region}`,
    cloudFormation: `Type: AWS::CloudTrail::Trail
Properties:
  IsLogging: true
  IsMultiRegionTrail: true
  EnableLogFileValidation: true
  S3BucketName: BUCKET`,
    terraform: `resource "aws_cloudtrail" "all" {
  is_multi_region_trail         = true
  enable_log_file_validation    = true
  include_global_service_events = true
  s3_bucket_name                = "BUCKET"
}`,
  },
  minutes: 60,
  frameworks: { cis: ['4.1'], fsbp: ['CloudTrail.1'], ismsp: ['2.9.4', '2.11.3'] },
  references: ['https://docs.aws.amazon.com/securityhub/latest/userguide/cloudtrail-controls.html#cloudtrail-1'],
  where: 'region',
  reads: ['cloudtrail.Trails', 'cloudtrail.TrailStatuses'],
  optionalReads: ['cloudtrail.TrailEventSelectors'],

  examine: ({ scope, account, region }) => {
    const trails = scope.cloudtrail?.Trails ?? [];
    const logging = trails.filter((t) => scope.cloudtrail?.TrailStatuses?.[t.TrailARN ?? '']?.IsLogging === true);
    const selectors = scope.cloudtrail?.TrailEventSelectors;
    const here = logging.filter((t) => t.IsMultiRegionTrail === true || t.HomeRegion === region);
    const recording = here.filter((t) => {
      const own = selectors?.[t.TrailARN ?? ''];
      return own !== undefined && recordsChanges(own);
    });
    if (recording.length > 0) return [{ id: account, name: region }];
    // A trail of the organization may refuse its status and its selectors to a member.
    if (
      trails.some((t) => scope.cloudtrail?.TrailStatuses?.[t.TrailARN ?? ''] === undefined) ||
      here.some((t) => selectors?.[t.TrailARN ?? ''] === undefined)
    )
      return [{ id: account, name: region, unread: true as const }];
    return [
      {
        id: account,
        name: region,
        wrong: [
          {
            reach: 'inside' as const,
            title: {
              ko: `${region}의 변경을 기록하는 CloudTrail 추적이 없습니다`,
              en: `no trail records changes in ${region}`,
            },
            evidence: [
              setting('cloudtrail:DescribeTrails', account, 'trails', trails.length),
              setting('cloudtrail:GetTrailStatus', account, 'logging', logging.length),
              ...(logging.length === 0
                ? []
                : [setting('cloudtrail:GetEventSelectors', account, 'management write events', recording.length)]),
            ],
          },
        ],
      },
    ];
  },
};
