import type { SecurityCheck } from '../check.ts';
import { fromOverview } from '../from-overview.ts';
import { flowLogsOf } from '../subjects.ts';

/** Flow logs that deliver nothing. */
export const flowLogsFailing: SecurityCheck = {
  code: 'FLOW_LOG_NOT_DELIVERED',
  area: 'vpc',
  severity: 'medium',
  title: {
    ko: '흐름 로그가 빠짐없이 전달됩니다',
    en: 'Flow logs are delivered',
  },
  why: {
    ko: '켜져 있는 것처럼 보이지만 기록이 남지 않습니다.',
    en: 'They look switched on, and leave no record.',
  },
  remedy: {
    says: {
      ko: '전달 역할의 권한과 대상(로그 그룹, 버킷 정책)을 확인합니다.',
      en: 'Check the delivery role and the destination’s policy.',
    },
    cli: ({ id, region }) => `aws ec2 describe-flow-logs --flow-log-ids ${id} --region ${region}`,
    cloudFormation: 'DeliverLogsPermissionArn: ROLE_ARN',
    terraform: 'iam_role_arn = "ROLE_ARN"',
  },
  minutes: 30,
  frameworks: { ismsp: ['2.9.4'] },
  references: ['https://docs.aws.amazon.com/vpc/latest/userguide/flow-logs-troubleshooting.html'],
  where: 'region',
  reads: ['ec2.FlowLogs'],
  optionalReads: ['ec2.Vpcs'],

  examine: fromOverview('FLOW_LOG_NOT_DELIVERED', flowLogsOf),
};
