import { isTransitAnswered } from '../answered.ts';
import type { SecurityCheck } from '../check.ts';
import { modelReads, transitReads } from '../exposure/reads.ts';
import { fromOverview } from '../from-overview.ts';
import { transitGatewaysOf } from '../subjects.ts';

/** VPCs that reach each other without a firewall between. */
export const eastWestUninspected: SecurityCheck = {
  code: 'TGW_EAST_WEST_UNINSPECTED',
  area: 'firewall',
  severity: 'medium',
  title: {
    ko: 'VPC 사이 트래픽이 방화벽을 거칩니다',
    en: 'Traffic between VPCs passes a firewall',
  },
  why: {
    ko: '한 VPC가 뚫리면 다른 VPC까지 검사 없이 옮겨 갑니다.',
    en: 'Whoever gets into one VPC goes on to the others uninspected.',
  },
  remedy: {
    says: {
      ko: 'Transit Gateway 라우팅 테이블을 나누어 VPC 사이 트래픽을 검사 VPC로 보냅니다.',
      en: 'Split the transit gateway’s tables so that VPC-to-VPC traffic goes through an inspection VPC.',
    },
    cli: ({ region }) =>
      `aws ec2 search-transit-gateway-routes --transit-gateway-route-table-id TABLE_ID --filters Name=state,Values=active --region ${region}`,
    cloudFormation: `Type: AWS::EC2::TransitGatewayRoute
Properties:
  DestinationCidrBlock: 0.0.0.0/0
  TransitGatewayAttachmentId: INSPECTION_ATTACHMENT`,
    terraform: `resource "aws_ec2_transit_gateway_route" "inspect" {
  destination_cidr_block        = "0.0.0.0/0"
  transit_gateway_attachment_id = "INSPECTION_ATTACHMENT"
}`,
  },
  minutes: 480,
  frameworks: { ismsp: ['2.6.1'] },
  references: [
    'https://docs.aws.amazon.com/prescriptive-guidance/latest/inline-traffic-inspection-third-party-appliances/welcome.html',
  ],
  where: 'region',
  reads: [
    'networkfirewall.Firewalls',
    'ec2.RouteTables',
    'ec2.Subnets',
    'ec2.Vpcs',
    'ec2.VpcEndpoints',
    'ec2.NetworkInterfaces',
    ...transitReads,
  ],
  optionalReads: modelReads,

  examine: fromOverview('TGW_EAST_WEST_UNINSPECTED', transitGatewaysOf, ({ scope }) => isTransitAnswered(scope)),
};
