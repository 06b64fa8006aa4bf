import { josa } from '../../messages/josa.ts';
import { type SecurityCheck, setting } from '../check.ts';

/** Trails whose files could be changed unseen. */
export const cloudtrailNoValidation: SecurityCheck = {
  code: 'CLOUDTRAIL_NO_VALIDATION',
  area: 'account',
  severity: 'low',
  title: {
    ko: 'CloudTrail 로그 파일의 무결성을 검증합니다',
    en: 'Trails validate their log files',
  },
  why: {
    ko: '로그를 고치거나 지워도 알아챌 방법이 없습니다.',
    en: 'Nobody notices when log files are changed or deleted.',
  },
  remedy: {
    says: {
      ko: '로그 파일 검증을 켭니다.',
      en: 'Switch log file validation on.',
    },
    cli: ({ id, region }) => `aws cloudtrail update-trail --name ${id} --enable-log-file-validation --region ${region}`,
    cloudFormation: 'EnableLogFileValidation: true',
    terraform: 'enable_log_file_validation = true',
  },
  minutes: 5,
  frameworks: { cis: ['4.2'], fsbp: ['CloudTrail.4'], ismsp: ['2.9.4'] },
  references: ['https://docs.aws.amazon.com/securityhub/latest/userguide/cloudtrail-controls.html#cloudtrail-4'],
  where: 'region',
  reads: ['cloudtrail.Trails'],

  examine: ({ scope, region }) =>
    (scope.cloudtrail?.Trails ?? [])
      // A multi-region trail shows in every region: told where it lives.
      .filter((t) => t.HomeRegion === undefined || t.HomeRegion === region)
      .map((trail) => {
        const id = trail.TrailARN ?? '';
        const name = trail.Name ?? id;
        if (trail.LogFileValidationEnabled === true) return { id, name };
        return {
          id,
          name,
          wrong: [
            {
              reach: 'nobody' as const,
              title: {
                ko: `CloudTrail 추적 ${josa(name, '이/가')} 로그 파일을 검증하지 않습니다`,
                en: `trail ${name} does not validate its log files`,
              },
              evidence: [setting('cloudtrail:DescribeTrails', id, 'LogFileValidationEnabled', false)],
            },
          ],
        };
      }),
};
