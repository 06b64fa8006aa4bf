import type { HealthCheck, ResourceRecordSet } from '@aws-sdk/client-route-53';
import type { Route53Data } from '../../../snapshot/data/services.ts';
import type { Saved } from '../../../snapshot/snapshot.ts';
import { uuidOf } from '../../uuid.ts';
import { balancerDns, balancerZoneId } from '../elbv2.ts';
import { labHex, labId, labRegion } from '../ids.ts';
import { instanceSpecs } from '../instances.ts';
import { distributionDomain } from './cloudfront.ts';

type RecordSet = Saved<ResourceRecordSet>;

const zoneId = (name: string): string => `Z0${labHex(`zone/${name}`).toUpperCase()}`;
export const privateZoneId = zoneId('lab.internal');
export const publicZoneId = zoneId('lab.example');

/** The zone of every CloudFront distribution, for aliases: https://docs.aws.amazon.com/general/latest/gr/cf_region.html */
const cloudFrontZoneId = 'Z2FDTNDATAQYW2';

export const primaryHealthCheckId = uuidOf('health-check/api-primary');
export const secondaryHealthCheckId = uuidOf('health-check/api-secondary');

/** The standby of `api`, at the on-premises site's public address (invented, RFC 5737). */
export const standbyAddress = '192.0.2.20';

/** Every private zone has these name servers, whatever its name. */
const privateNameServers = [
  'ns-1536.awsdns-00.co.uk.',
  'ns-0.awsdns-00.com.',
  'ns-1024.awsdns-00.org.',
  'ns-512.awsdns-00.net.',
];
const publicNameServers = [
  'ns-1871.awsdns-41.co.uk.',
  'ns-373.awsdns-46.com.',
  'ns-1212.awsdns-23.org.',
  'ns-845.awsdns-41.net.',
];

/** The two record sets that a zone gets when it is made. */
const apex = (zone: string, nameServers: string[]): RecordSet[] => [
  { Name: zone, Type: 'NS', TTL: 172800, ResourceRecords: nameServers.map((Value) => ({ Value })) },
  {
    Name: zone,
    Type: 'SOA',
    TTL: 900,
    ResourceRecords: [{ Value: `${nameServers[0]} awsdns-hostmaster.amazon.com. 1 7200 900 1209600 86400` }],
  },
];

const aliasToDmzBalancer = {
  HostedZoneId: balancerZoneId,
  DNSName: `dualstack.${balancerDns['DMZVPC-alb1']!.toLowerCase()}.`,
};

/** The load balancer's targets, in the order of their addresses. */
const webHosts = ['10.11.20.101', '10.11.20.102', '10.11.24.101', '10.11.24.102'];

/** `10.11.20.101` is `web1`; `10.1.24.103` is `vpc01-b3`; `10.11.20.103` is `dmzvpc-a3`. */
function hostLabel(vpc: string, address: string): string {
  const web = webHosts.indexOf(address);
  if (web >= 0) return `web${web + 1}`;
  const [, , third, last] = address.split('.').map(Number);
  return `${vpc.toLowerCase()}-${third === 20 ? 'a' : 'b'}${last! - 100}`;
}

const privateRecords = (): RecordSet[] => [
  ...apex('lab.internal.', privateNameServers),
  { Name: 'app.lab.internal.', Type: 'CNAME', TTL: 60, ResourceRecords: [{ Value: 'web.lab.internal' }] },
  { Name: 'web.lab.internal.', Type: 'A', AliasTarget: { ...aliasToDmzBalancer, EvaluateTargetHealth: true } },
  ...instanceSpecs
    .filter((spec) => spec.subnet.vpc !== 'mgmtvpc')
    .map(
      (spec): RecordSet => ({
        Name: `${hostLabel(spec.subnet.vpc, spec.address)}.lab.internal.`,
        Type: 'A',
        TTL: 300,
        ResourceRecords: [{ Value: spec.address }],
      }),
    ),
];

const publicRecords = (): RecordSet[] => [
  ...apex('lab.example.', publicNameServers),
  {
    Name: 'api.lab.example.',
    Type: 'A',
    SetIdentifier: 'primary',
    Failover: 'PRIMARY',
    AliasTarget: { ...aliasToDmzBalancer, EvaluateTargetHealth: true },
    HealthCheckId: primaryHealthCheckId,
  },
  {
    Name: 'api.lab.example.',
    Type: 'A',
    SetIdentifier: 'secondary',
    Failover: 'SECONDARY',
    TTL: 60,
    ResourceRecords: [{ Value: standbyAddress }],
    HealthCheckId: secondaryHealthCheckId,
  },
  {
    Name: 'www.lab.example.',
    Type: 'A',
    AliasTarget: { HostedZoneId: cloudFrontZoneId, DNSName: `${distributionDomain}.`, EvaluateTargetHealth: false },
  },
];

const healthChecks = (): Saved<HealthCheck>[] => [
  {
    Id: primaryHealthCheckId,
    CallerReference: 'api-primary',
    HealthCheckConfig: {
      Type: 'HTTP',
      FullyQualifiedDomainName: balancerDns['DMZVPC-alb1'],
      Port: 80,
      ResourcePath: '/ec2meta-webpage/index.php',
      RequestInterval: 30,
      FailureThreshold: 3,
      MeasureLatency: false,
      Inverted: false,
      Disabled: false,
      EnableSNI: false,
    },
    HealthCheckVersion: 1,
  },
  {
    Id: secondaryHealthCheckId,
    CallerReference: 'api-secondary',
    HealthCheckConfig: {
      IPAddress: standbyAddress,
      Type: 'HTTP',
      Port: 80,
      ResourcePath: '/',
      RequestInterval: 30,
      FailureThreshold: 3,
      MeasureLatency: false,
      Inverted: false,
      Disabled: false,
      EnableSNI: false,
    },
    HealthCheckVersion: 1,
  },
];

/** lab.md, part 2: the private zone of the three VPCs, the public zone with its failover pair. */
export function seedRoute53(): Route53Data {
  const records = { [privateZoneId]: privateRecords(), [publicZoneId]: publicRecords() };
  return {
    HostedZones: [
      {
        Id: `/hostedzone/${privateZoneId}`,
        Name: 'lab.internal.',
        CallerReference: 'lab.internal',
        Config: { Comment: '', PrivateZone: true },
        ResourceRecordSetCount: records[privateZoneId]!.length,
      },
      {
        Id: `/hostedzone/${publicZoneId}`,
        Name: 'lab.example.',
        CallerReference: 'lab.example',
        Config: { Comment: '', PrivateZone: false },
        ResourceRecordSetCount: records[publicZoneId]!.length,
      },
    ],
    HostedZoneVPCs: {
      [privateZoneId]: (['DMZVPC', 'VPC01', 'VPC02'] as const).map((vpc) => ({
        VPCRegion: labRegion,
        VPCId: labId('vpc', vpc),
      })),
    },
    ResourceRecordSets: records,
    HealthChecks: healthChecks(),
    QueryLoggingConfigs: [],
  };
}
