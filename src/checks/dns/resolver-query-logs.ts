import { type SecurityCheck, setting } from '../check.ts';
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
  optionalReads: ['ec2.Subnets', 'ec2.NetworkInterfaces'],

  examine: (place) => {
    const working = ['ACTIVE', 'CREATING'];
    const logged = new Set(
      (place.scope.route53resolver?.ResolverQueryLogConfigAssociations ?? [])
        .filter((a) => a.Status === undefined || working.includes(a.Status))
        .map((a) => a.ResourceId),
    );
    return vpcsInUse(place).map(({ id, name = id }) => {
      if (logged.has(id)) return { id, name };
      return {
        id,
        name,
        wrong: [
          {
            reach: 'nobody' as const,
            title: { ko: `${name}의 DNS 질의가 기록되지 않습니다`, en: `the DNS queries of ${name} are not logged` },
            evidence: [setting('route53resolver:ListResolverQueryLogConfigAssociations', id, 'associations', 0)],
          },
        ],
      };
    });
  },
};
