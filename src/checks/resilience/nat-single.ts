import type { SecurityCheck } from '../check.ts';
import { modelReads } from '../exposure/reads.ts';
import { fromOverview } from '../from-overview.ts';
import { natGatewaysOf } from '../subjects.ts';

/** One NAT gateway for several zones. */
export const natSingle: SecurityCheck = {
  code: 'NAT_SERVES_OTHER_ZONES',
  area: 'resilience',
  severity: 'medium',
  title: {
    ko: '가용 영역마다 NAT 게이트웨이가 있습니다',
    en: 'Each zone has a NAT gateway of its own',
  },
  why: {
    ko: '그 영역에 장애가 나면 다른 영역도 인터넷으로 나가지 못하고, 평소에는 영역 간 전송 요금이 듭니다.',
    en: 'When its zone fails the others lose the internet too; until then their traffic pays for crossing zones.',
  },
  remedy: {
    says: {
      ko: '영역마다 NAT 게이트웨이를 두고 라우팅을 같은 영역으로 바꿉니다.',
      en: 'Put a NAT gateway in each zone and route to the one of the same zone.',
    },
    cli: ({ region }) =>
      `aws ec2 create-nat-gateway --subnet-id PUBLIC_SUBNET_ID --allocation-id EIPALLOC_ID --region ${region}`,
    cloudFormation: `Type: AWS::EC2::NatGateway
Properties:
  SubnetId: PUBLIC_SUBNET_ID
  AllocationId: EIPALLOC_ID`,
    terraform: `resource "aws_nat_gateway" "zone_b" {
  subnet_id     = "PUBLIC_SUBNET_ID"
  allocation_id = "EIPALLOC_ID"
}`,
  },
  minutes: 60,
  frameworks: { ismsp: ['2.9.2'] },
  references: ['https://docs.aws.amazon.com/vpc/latest/userguide/nat-gateway-basics.html'],
  where: 'region',
  reads: ['ec2.NatGateways', 'ec2.Subnets', 'ec2.RouteTables', 'ec2.Vpcs', 'ec2.NetworkInterfaces'],
  optionalReads: modelReads,

  examine: fromOverview('NAT_SERVES_OTHER_ZONES', natGatewaysOf),
};
