import { type SecurityCheck, setting } from '../check.ts';
import { distributionsOf } from '../subjects.ts';
import { readAtHome } from './home.ts';

/** Distributions without access logs, of either kind. */
export const cloudfrontNoLogging: SecurityCheck = {
  code: 'CLOUDFRONT_NO_LOGGING',
  area: 'edge',
  severity: 'low',
  title: {
    ko: 'CloudFront 배포가 접속 로그를 남깁니다',
    en: 'Distributions keep access logs',
  },
  why: {
    ko: '누가 무엇을 요청했는지 남지 않아 공격과 오류를 되짚을 수 없습니다.',
    en: 'What was asked and by whom is lost.',
  },
  remedy: {
    says: {
      ko: '표준 로그(v2)를 CloudWatch Logs나 S3로 보냅니다.',
      en: 'Send standard logs (v2) to CloudWatch Logs or S3.',
    },
    cli: ({ id, account }) =>
      `aws logs put-delivery-source --name NAME --resource-arn arn:aws:cloudfront::${account}:distribution/${id} --log-type ACCESS_LOGS --region us-east-1`,
    cloudFormation: `Logging:
  Bucket: BUCKET.s3.amazonaws.com`,
    terraform: `logging_config {
  bucket = "BUCKET.s3.amazonaws.com"
}`,
  },
  minutes: 20,
  frameworks: { cis: ['4.10'], fsbp: ['CloudFront.5'], ismsp: ['2.9.4'] },
  references: ['https://docs.aws.amazon.com/securityhub/latest/userguide/cloudfront-controls.html#cloudfront-5'],
  where: 'global',
  reads: ['cloudfront.Distributions', 'cloudfront.DistributionConfigs'],
  optionalReads: ['logs.deliverySources'],

  examine: (place) => {
    // Standard logging v2 is set up in CloudWatch Logs; when that was not read, only the older kind is known.
    const sources = place.scope.logs?.deliverySources ?? readAtHome(place, (s) => s.logs?.deliverySources);
    const delivered = sources?.flatMap((s) => s.resourceArns ?? []);
    return distributionsOf(place).map(({ id, name = id }) => {
      const config = place.scope.cloudfront?.DistributionConfigs?.[id];
      if (config === undefined) return { id, name, unread: true as const };
      if (config.Logging?.Enabled === true || delivered?.some((arn) => arn.endsWith(`distribution/${id}`)))
        return { id, name };
      if (delivered === undefined) return { id, name, unread: true as const };
      return {
        id,
        name,
        wrong: [
          {
            reach: 'nobody' as const,
            title: {
              ko: `CloudFront 배포 ${name}에 접속 로그가 없습니다`,
              en: `distribution ${name} keeps no access logs`,
            },
            evidence: [
              setting('cloudfront:GetDistributionConfig', id, 'Logging.Enabled', false),
              setting('logs:DescribeDeliverySources', id, 'delivery sources', 0),
            ],
          },
        ],
      };
    });
  },
};
