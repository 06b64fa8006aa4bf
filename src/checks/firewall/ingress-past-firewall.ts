import type { SecurityCheck } from '../check.ts';
import { modelReads, reachabilityReads } from '../exposure/reads.ts';
import { fromOverview } from '../from-overview.ts';
import { subnetsOf } from '../subjects.ts';

/** Public addresses that the internet reaches around the firewall. */
export const ingressPastFirewall: SecurityCheck = {
  code: 'IGW_INGRESS_PAST_FIREWALL',
  area: 'firewall',
  severity: 'high',
  title: {
    ko: '인터넷에서 들어오는 트래픽이 방화벽을 거칩니다',
    en: 'What comes in from the internet passes the firewall',
  },
  why: {
    ko: '방화벽이 있는 VPC인데 이 서브넷으로 오는 트래픽은 검사 없이 들어옵니다.',
    en: 'The VPC has a firewall, and what comes in to this subnet is not inspected.',
  },
  remedy: {
    says: {
      ko: '인터넷 게이트웨이의 엣지 라우팅 테이블에 이 서브넷의 경로를 추가하거나 퍼블릭 주소를 뗍니다.',
      en: 'Add the subnet to the internet gateway’s edge table, or take the public addresses away.',
    },
    cli: ({ region }) =>
      `aws ec2 create-route --route-table-id EDGE_TABLE_ID --destination-cidr-block SUBNET_CIDR --vpc-endpoint-id ENDPOINT_ID --region ${region}`,
    cloudFormation: `Type: AWS::EC2::GatewayRouteTableAssociation
Properties:
  GatewayId: IGW_ID
  RouteTableId: EDGE_TABLE_ID`,
    terraform: `resource "aws_route_table_association" "edge" {
  gateway_id     = "IGW_ID"
  route_table_id = "EDGE_TABLE_ID"
}`,
  },
  minutes: 60,
  frameworks: { ismsp: ['2.6.1', '2.10.1'] },
  references: ['https://docs.aws.amazon.com/vpc/latest/userguide/gateway-route-tables.html'],
  where: 'region',
  reads: [...reachabilityReads, 'networkfirewall.Firewalls'],
  optionalReads: modelReads,

  examine: fromOverview('IGW_INGRESS_PAST_FIREWALL', subnetsOf),
};
