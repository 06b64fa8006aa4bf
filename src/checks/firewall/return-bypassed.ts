import type { SecurityCheck } from '../check.ts';
import { modelReads } from '../exposure/reads.ts';
import { fromOverview } from '../from-overview.ts';
import { firewallsOf } from '../subjects.ts';

/** Answers that go around the firewall. */
export const returnBypassed: SecurityCheck = {
  code: 'FIREWALL_RETURN_BYPASSED',
  area: 'firewall',
  severity: 'medium',
  title: {
    ko: '응답이 방화벽을 우회하지 않습니다',
    en: 'No answers go around the firewall',
  },
  why: {
    ko: '나간 연결의 응답을 검사하지 못하고, 상태가 어긋나 연결이 끊길 수 있습니다.',
    en: 'Answers go uninspected, and the firewall may drop flows it saw only half of.',
  },
  remedy: {
    says: {
      ko: 'NAT 게이트웨이 서브넷의 라우팅 테이블에 방화벽 엔드포인트로 돌아가는 경로를 추가합니다.',
      en: 'Add the way back through the endpoint to the NAT gateway subnet’s table.',
    },
    cli: ({ region }) =>
      `aws ec2 create-route --route-table-id ROUTE_TABLE_ID --destination-cidr-block CIDR --vpc-endpoint-id ENDPOINT_ID --region ${region}`,
    cloudFormation: `Type: AWS::EC2::Route
Properties:
  VpcEndpointId: ENDPOINT_ID`,
    terraform: 'vpc_endpoint_id = "ENDPOINT_ID"',
  },
  minutes: 60,
  frameworks: { ismsp: ['2.10.1'] },
  references: ['https://docs.aws.amazon.com/network-firewall/latest/developerguide/asymmetric-routing.html'],
  where: 'region',
  reads: [
    'networkfirewall.Firewalls',
    'ec2.RouteTables',
    'ec2.Subnets',
    'ec2.Vpcs',
    'ec2.InternetGateways',
    'ec2.NetworkInterfaces',
    'ec2.VpcEndpoints',
    'ec2.NatGateways',
  ],
  optionalReads: modelReads,

  examine: fromOverview('FIREWALL_RETURN_BYPASSED', firewallsOf),
};
