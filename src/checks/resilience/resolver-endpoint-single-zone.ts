import { isAnswered } from '../answered.ts';
import type { SecurityCheck } from '../check.ts';
import { fromOverview } from '../from-overview.ts';
import { resolverEndpointsOf } from '../subjects.ts';

/** Resolver endpoints in one zone. */
export const resolverEndpointSingleZone: SecurityCheck = {
  code: 'RESOLVER_ENDPOINT_SINGLE_ZONE',
  area: 'resilience',
  severity: 'medium',
  title: {
    ko: 'Resolver 엔드포인트가 여러 가용 영역에 있습니다',
    en: 'Resolver endpoints are in more than one zone',
  },
  why: {
    ko: '그 영역에 장애가 나면 온프레미스와의 이름 해석이 모두 멈춥니다.',
    en: 'When its zone fails, names of on-premises no longer resolve.',
  },
  remedy: {
    says: {
      ko: '다른 영역의 주소를 엔드포인트에 추가합니다.',
      en: 'Add an address in another zone.',
    },
    cli: ({ id, region }) =>
      `aws route53resolver associate-resolver-endpoint-ip-address --resolver-endpoint-id ${id} --ip-address SubnetId=SUBNET_ID --region ${region}`,
    cloudFormation: `IpAddresses:
  - SubnetId: SUBNET_A
  - SubnetId: SUBNET_B`,
    terraform: 'ip_address { subnet_id = "SUBNET_B" }',
  },
  minutes: 20,
  frameworks: { ismsp: ['2.9.2'] },
  references: ['https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/resolver-choose-vpc.html'],
  where: 'region',
  reads: ['route53resolver.ResolverEndpoints', 'route53resolver.IpAddresses', 'ec2.Subnets'],

  examine: fromOverview('RESOLVER_ENDPOINT_SINGLE_ZONE', resolverEndpointsOf, ({ scope }, id) =>
    isAnswered(scope, 'route53resolver.IpAddresses', id),
  ),
};
