import type { ServiceDetail } from '@aws-sdk/client-ec2';
import type { Saved } from '../../snapshot/snapshot.ts';
import { labId } from './ids.ts';
import { availabilityZones } from './zones.ts';

/**
 * The AWS services of a region that a VPC can have an endpoint to, by the end of their name, with their private DNS
 * name (`REGION` stands for the region). AWS has about 300; these are the ones that networks mostly use.
 * https://docs.aws.amazon.com/vpc/latest/privatelink/aws-services-privatelink-support.html
 */
const interfaceServices: Record<string, string> = {
  'application-autoscaling': 'application-autoscaling.REGION.amazonaws.com',
  autoscaling: 'autoscaling.REGION.amazonaws.com',
  cloudformation: 'cloudformation.REGION.amazonaws.com',
  cloudtrail: 'cloudtrail.REGION.amazonaws.com',
  codebuild: 'codebuild.REGION.amazonaws.com',
  ec2: 'ec2.REGION.amazonaws.com',
  ec2messages: 'ec2messages.REGION.amazonaws.com',
  'ecr.api': 'api.ecr.REGION.amazonaws.com',
  'ecr.dkr': '*.dkr.ecr.REGION.amazonaws.com',
  ecs: 'ecs.REGION.amazonaws.com',
  'ecs-agent': 'ecs-a.REGION.amazonaws.com',
  'ecs-telemetry': 'ecs-t.REGION.amazonaws.com',
  eks: 'eks.REGION.amazonaws.com',
  elasticfilesystem: 'elasticfilesystem.REGION.amazonaws.com',
  elasticloadbalancing: 'elasticloadbalancing.REGION.amazonaws.com',
  events: 'events.REGION.amazonaws.com',
  'execute-api': '*.execute-api.REGION.amazonaws.com',
  'guardduty-data': 'guardduty-data.REGION.amazonaws.com',
  'kinesis-firehose': 'firehose.REGION.amazonaws.com',
  'kinesis-streams': 'kinesis.REGION.amazonaws.com',
  kms: 'kms.REGION.amazonaws.com',
  lambda: 'lambda.REGION.amazonaws.com',
  logs: 'logs.REGION.amazonaws.com',
  monitoring: 'monitoring.REGION.amazonaws.com',
  rds: 'rds.REGION.amazonaws.com',
  s3: '*.s3.REGION.amazonaws.com',
  secretsmanager: 'secretsmanager.REGION.amazonaws.com',
  sns: 'sns.REGION.amazonaws.com',
  sqs: 'sqs.REGION.amazonaws.com',
  ssm: 'ssm.REGION.amazonaws.com',
  ssmmessages: 'ssmmessages.REGION.amazonaws.com',
  states: 'states.REGION.amazonaws.com',
  sts: 'sts.REGION.amazonaws.com',
  xray: 'xray.REGION.amazonaws.com',
};

const gatewayServices = ['dynamodb', 's3'];

/** What DescribeVpcEndpointServices answers of AWS's own services, by name. S3 is there twice, as in AWS. */
export function endpointServices(region: string): Saved<ServiceDetail>[] {
  const zones = availabilityZones(region).map((z) => z.ZoneName ?? '');
  const detail = (
    service: string,
    type: 'Interface' | 'Gateway',
    more: Saved<ServiceDetail>,
  ): Saved<ServiceDetail> => ({
    ServiceName: `com.amazonaws.${region}.${service}`,
    ServiceId: labId('vpce-svc', `${region}/${service}/${type}`),
    ServiceType: [{ ServiceType: type }],
    ServiceRegion: region,
    AvailabilityZones: zones,
    Owner: 'amazon',
    BaseEndpointDnsNames: [`${service}.${region}.${type === 'Gateway' ? '' : 'vpce.'}amazonaws.com`],
    VpcEndpointPolicySupported: true,
    AcceptanceRequired: false,
    ManagesVpcEndpoints: false,
    Tags: [],
    ...more,
  });
  const services = [
    ...gatewayServices.map((service) => detail(service, 'Gateway', {})),
    ...Object.entries(interfaceServices).map(([service, dns]) => {
      const name = dns.replace('REGION', region);
      return detail(service, 'Interface', {
        PrivateDnsName: name,
        PrivateDnsNames: [{ PrivateDnsName: name }],
        PrivateDnsNameVerificationState: 'verified',
        SupportedIpAddressTypes: ['ipv4'],
      });
    }),
  ];
  return services.sort((a, b) => compare(a.ServiceName, b.ServiceName) || compare(a.ServiceId, b.ServiceId));
}

const compare = (a = '', b = ''): number => (a < b ? -1 : a > b ? 1 : 0);
