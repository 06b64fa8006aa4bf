import type { SecurityCheck } from '../check.ts';
import { fromOverview } from '../from-overview.ts';
import { vpcsInUse } from '../subjects.ts';

/** VPCs with workloads in fewer than three zones. */
export const zonesFew: SecurityCheck = {
  code: 'VPC_ZONES_UNDER_THREE',
  area: 'resilience',
  severity: 'low',
  title: {
    ko: '워크로드가 가용 영역 세 곳 이상에 있습니다',
    en: 'Workloads are in three zones or more',
  },
  why: {
    ko: '영역 하나를 잃으면 용량의 절반 이상을 잃습니다.',
    en: 'Losing one zone loses half of the capacity or more.',
  },
  remedy: {
    says: {
      ko: '세 번째 영역에 서브넷을 만들고 로드 밸런서와 워크로드를 넓힙니다.',
      en: 'Make subnets in a third zone and spread balancers and workloads to it.',
    },
    cli: ({ id, region }) =>
      `aws ec2 create-subnet --vpc-id ${id} --cidr-block CIDR --availability-zone ZONE --region ${region}`,
    cloudFormation: `Type: AWS::EC2::Subnet
Properties:
  AvailabilityZone: ZONE`,
    terraform: 'availability_zone = "ZONE"',
  },
  minutes: 480,
  frameworks: { ismsp: ['2.9.2', '2.12.1'] },
  references: ['https://docs.aws.amazon.com/whitepapers/latest/aws-fault-isolation-boundaries/availability-zones.html'],
  where: 'region',
  reads: ['ec2.Vpcs', 'ec2.Subnets', 'ec2.NetworkInterfaces'],

  examine: fromOverview('VPC_ZONES_UNDER_THREE', vpcsInUse),
};
