import type { FlowLog } from '@aws-sdk/client-ec2';
import type { Saved } from '../../snapshot/snapshot.ts';
import { type Place, type SecurityCheck, setting } from '../check.ts';
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

  examine: (place) =>
    fromOverview(
      'VPC_NO_FLOW_LOGS',
      vpcsInUse,
    )(place).map((e) => {
      const logs = acceptedOnly(place, e.id);
      if (e.findings !== undefined || e.unread === true || logs === undefined) return e;
      const name = e.name ?? e.id;
      return {
        ...e,
        wrong: [
          {
            severity: 'medium' as const,
            title: {
              ko: `${name}의 흐름 로그가 거부된 트래픽을 남기지 않습니다`,
              en: `the flow logs of ${name} leave rejected traffic out`,
            },
            evidence: logs.map((l) =>
              setting('ec2:DescribeFlowLogs', l.FlowLogId ?? e.id, 'TrafficType', l.TrafficType ?? '-'),
            ),
          },
        ],
      };
    }),
};

/**
 * The logs of a VPC that has only such of accepted traffic; undefined: rejected traffic is logged, too, or nothing is. CIS
 * and Security Hub's EC2.6 ask for what was rejected.
 */
function acceptedOnly({ scope }: Place, vpc: string): Saved<FlowLog>[] | undefined {
  const subnets = (scope.ec2?.Subnets ?? []).filter((s) => s.VpcId === vpc).map((s) => s.SubnetId ?? '');
  const logs = (scope.ec2?.FlowLogs ?? []).filter((l) => [vpc, ...subnets].includes(l.ResourceId ?? ''));
  const accepted = logs.filter((l) => l.TrafficType === 'ACCEPT');
  const others = new Set(logs.filter((l) => l.TrafficType !== 'ACCEPT').map((l) => l.ResourceId));
  const covered = others.has(vpc) || (subnets.length > 0 && subnets.every((s) => others.has(s)));
  return covered || accepted.length === 0 ? undefined : accepted;
}
