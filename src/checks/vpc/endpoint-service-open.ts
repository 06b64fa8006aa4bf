import { josa } from '../../messages/josa.ts';
import { nameOf } from '../../snapshot/snapshot.ts';
import { type SecurityCheck, setting } from '../check.ts';

/** Endpoint services that anybody may connect to. */
export const endpointServiceOpen: SecurityCheck = {
  code: 'ENDPOINT_SERVICE_OPEN',
  area: 'vpc',
  severity: 'high',
  title: {
    ko: '엔드포인트 서비스가 정해진 계정에만 열려 있습니다',
    en: 'Endpoint services are open to chosen accounts',
  },
  why: {
    ko: '모든 AWS 계정이 우리 서비스에 연결을 요청하거나, 요청이 자동으로 수락됩니다.',
    en: 'Any AWS account may ask to connect, or is let in unasked.',
  },
  remedy: {
    says: {
      ko: '허용 보안 주체를 계정 ARN으로 좁히고 수락을 필수로 합니다.',
      en: 'Narrow the principals to account ARNs, and require acceptance.',
    },
    cli: ({ id, region }) =>
      `aws ec2 modify-vpc-endpoint-service-configuration --service-id ${id} --acceptance-required --region ${region}`,
    cloudFormation: 'AcceptanceRequired: true',
    terraform: 'acceptance_required = true',
  },
  minutes: 15,
  frameworks: { cis: ['2.21'], ismsp: ['2.5.6', '2.6.1'] },
  references: ['https://docs.aws.amazon.com/vpc/latest/privatelink/configure-endpoint-service.html'],
  where: 'region',
  reads: ['ec2.ServiceConfigurations', 'ec2.VpcEndpointServicePermissions'],

  examine: ({ scope }) =>
    (scope.ec2?.ServiceConfigurations ?? []).map((service) => {
      const id = service.ServiceId ?? '';
      const name = nameOf(service) ?? service.ServiceName ?? id;
      const principals = scope.ec2?.VpcEndpointServicePermissions?.[id];
      if (principals === undefined) return { id, name, unread: true as const };
      const anybody = principals.some((p) => p.Principal === '*');
      if (!anybody) return { id, name };
      const unasked = service.AcceptanceRequired === false;
      return {
        id,
        name,
        wrong: [
          {
            severity: unasked ? ('high' as const) : ('medium' as const),
            title: {
              ko: `엔드포인트 서비스 ${josa(name, '이/가')} 모든 AWS 계정에 열려 있습니다`,
              en: `endpoint service ${name} is open to every AWS account`,
            },
            evidence: [
              setting('ec2:DescribeVpcEndpointServicePermissions', id, 'Principal', '*'),
              setting(
                'ec2:DescribeVpcEndpointServiceConfigurations',
                id,
                'AcceptanceRequired',
                service.AcceptanceRequired ?? true,
              ),
            ],
          },
        ],
      };
    }),
};
