import type { SecurityCheck } from '../check.ts';
import { modelReads } from '../exposure/reads.ts';
import { fromOverview } from '../from-overview.ts';
import { interfaceEndpointsOf } from '../subjects.ts';

/** Interface endpoints in one zone. */
export const endpointSingleZone: SecurityCheck = {
  code: 'ENDPOINT_SINGLE_ZONE',
  area: 'resilience',
  severity: 'low',
  title: {
    ko: '인터페이스 엔드포인트가 여러 가용 영역에 있습니다',
    en: 'Interface endpoints are in more than one zone',
  },
  why: {
    ko: '그 영역에 장애가 나면 서비스 전체에 접속하지 못합니다.',
    en: 'When its zone fails, nobody reaches the service.',
  },
  remedy: {
    says: {
      ko: '다른 영역의 서브넷을 엔드포인트에 추가합니다.',
      en: 'Add a subnet of another zone to the endpoint.',
    },
    cli: ({ id, region }) =>
      `aws ec2 modify-vpc-endpoint --vpc-endpoint-id ${id} --add-subnet-ids SUBNET_ID --region ${region}`,
    cloudFormation: `SubnetIds:
  - SUBNET_A
  - SUBNET_B`,
    terraform: 'subnet_ids = ["SUBNET_A", "SUBNET_B"]',
  },
  minutes: 15,
  frameworks: { ismsp: ['2.9.2'] },
  references: ['https://docs.aws.amazon.com/vpc/latest/privatelink/create-interface-endpoint.html'],
  where: 'region',
  reads: ['ec2.VpcEndpoints', 'ec2.Subnets', 'ec2.Vpcs', 'ec2.NetworkInterfaces'],
  optionalReads: modelReads,

  examine: fromOverview('ENDPOINT_SINGLE_ZONE', interfaceEndpointsOf),
};
