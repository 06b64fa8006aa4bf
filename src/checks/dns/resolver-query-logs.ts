import type { SecurityCheck } from '../check.ts';
import { fromOverview } from '../from-overview.ts';
import { vpcsInUse } from '../subjects.ts';

/** VPCs whose DNS queries are not logged. */
export const resolverQueryLogs: SecurityCheck = {
  code: 'RESOLVER_QUERY_LOG_MISSING_VPC',
  area: 'dns',
  severity: 'low',
  title: {
    ko: '모든 VPC의 DNS 질의가 기록됩니다',
    en: 'Every VPC’s DNS queries are logged',
  },
  why: {
    ko: '악성 도메인 질의와 DNS 터널링을 되짚을 수 없습니다.',
    en: 'Queries for malicious names and DNS tunnels leave no trace.',
  },
  remedy: {
    says: {
      ko: 'Resolver 질의 로그 설정을 VPC에 연결합니다.',
      en: 'Associate a Resolver query log configuration with the VPC.',
    },
    cli: ({ id, region }) =>
      `aws route53resolver associate-resolver-query-log-config --resolver-query-log-config-id CONFIG_ID --resource-id ${id} --region ${region}`,
    cloudFormation: `Type: AWS::Route53Resolver::ResolverQueryLoggingConfigAssociation
Properties:
  ResolverQueryLogConfigId: CONFIG_ID
  ResourceId: VPC_ID`,
    terraform: `resource "aws_route53_resolver_query_log_config_association" "vpc" {
  resolver_query_log_config_id = "CONFIG_ID"
  resource_id                  = "VPC_ID"
}`,
  },
  minutes: 20,
  frameworks: { ismsp: ['2.9.4', '2.11.3'] },
  references: ['https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/resolver-query-logs.html'],
  where: 'region',
  reads: ['ec2.Vpcs', 'route53resolver.ResolverQueryLogConfigAssociations'],

  examine: fromOverview('RESOLVER_QUERY_LOG_MISSING_VPC', vpcsInUse),
};
