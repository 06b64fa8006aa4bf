import type { SecurityCheck } from '../check.ts';
import { fromOverview } from '../from-overview.ts';
import { vpcsInUse } from '../subjects.ts';

/** VPCs without flow logs. */
export const flowLogsOff: SecurityCheck = {
  code: 'VPC_NO_FLOW_LOGS',
  area: 'vpc',
  severity: 'high',
  title: {
    ko: '모든 VPC에 흐름 로그가 켜져 있습니다',
    en: 'Every VPC has flow logs',
  },
  why: {
    ko: '침해가 일어나도 누가 어디와 통신했는지 되짚을 기록이 없습니다.',
    en: 'After an incident nobody can tell who talked to whom.',
  },
  remedy: {
    says: {
      ko: 'VPC 전체에 흐름 로그를 켭니다. 로그 그룹과 IAM 역할(또는 S3 버킷)이 필요합니다.',
      en: 'Switch flow logs on for the whole VPC; it takes a log group and a role, or a bucket.',
    },
    cli: ({ id, region }) =>
      `aws ec2 create-flow-logs --resource-type VPC --resource-ids ${id} --traffic-type ALL --log-destination-type cloud-watch-logs --log-group-name /vpc/flow-logs --deliver-logs-permission-arn ROLE_ARN --region ${region}`,
    cloudFormation: `Type: AWS::EC2::FlowLog
Properties:
  ResourceType: VPC
  ResourceId: VPC_ID
  TrafficType: ALL
  LogGroupName: /vpc/flow-logs
  DeliverLogsPermissionArn: ROLE_ARN`,
    terraform: `resource "aws_flow_log" "vpc" {
  vpc_id          = "VPC_ID"
  traffic_type    = "ALL"
  log_destination = "LOG_GROUP_ARN"
  iam_role_arn    = "ROLE_ARN"
}`,
  },
  minutes: 60,
  frameworks: { cis: ['4.7'], fsbp: ['EC2.6'], ismsp: ['2.9.4', '2.11.3'] },
  references: ['https://docs.aws.amazon.com/securityhub/latest/userguide/ec2-controls.html#ec2-6'],
  where: 'region',
  reads: ['ec2.Vpcs', 'ec2.FlowLogs'],
  optionalReads: ['ec2.Subnets', 'ec2.NetworkInterfaces'],

  examine: fromOverview('VPC_NO_FLOW_LOGS', vpcsInUse),
};
