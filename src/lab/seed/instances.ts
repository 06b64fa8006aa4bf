import type { Instance, InstanceStatus, Reservation } from '@aws-sdk/client-ec2';
import type { Saved } from '../../snapshot/snapshot.ts';
import type { Host } from '../state.ts';
import { labAccount, labId, labRegion } from './ids.ts';
import { type Interface, networkInterface, privateDnsName, publicDnsName } from './interfaces.ts';
import { type SubnetSpec, subnetSpec } from './subnets.ts';
import { named } from './vpcs.ts';
import { zoneId } from './zones.ts';

export interface InstanceSpec {
  name: string;
  subnet: SubnetSpec;
  address: string;
  type: NonNullable<Instance['InstanceType']>;
  architecture: 'x86_64' | 'arm64';
  group: string;
  /** Given by the subnet at launch, not an Elastic IP. */
  publicIp?: string;
  host: Host;
}

const sshd = { 'tcp/22': { kind: 'tcp' as const } };
/** httpd with the workshop's page; every other path is 404. */
const httpd = {
  'tcp/80': { kind: 'http' as const, status: { '/ec2meta-webpage/index.php': 200, '/': 403, '*': 404 } },
};

const workloads = (['DMZVPC', 'VPC01', 'VPC02'] as const).flatMap((vpc): InstanceSpec[] => {
  const prefix = { DMZVPC: '10.11', VPC01: '10.1', VPC02: '10.2' }[vpc];
  return (['A', 'B'] as const).flatMap((Z) =>
    [101, 102, 103, 104].map((last) => {
      const address = `${prefix}.2${Z === 'A' ? 0 : 4}.${last}`;
      return {
        name: `${vpc}-Private-${Z}-${address}`,
        subnet: subnetSpec(vpc === 'DMZVPC' ? `DMZVPC-Private-Subnet-${Z}` : `${vpc}-PrivateSubnet${Z}`),
        address,
        type: 't3.small',
        architecture: 'x86_64',
        group: 'PrivateEC2SG',
        // Of the private subnets only DMZVPC's b gives public addresses and has an internet gateway in its VPC.
        ...(vpc === 'DMZVPC' && Z === 'B' ? { publicIp: `198.51.100.${last}` } : {}),
        // In VPC01 and VPC02 httpd was never installed: they started before the transit gateway did.
        host: { services: vpc === 'DMZVPC' ? { ...sshd, ...httpd } : { ...sshd } },
      };
    }),
  );
});

export const instanceSpecs: InstanceSpec[] = [
  ...workloads,
  {
    name: 'mgmt-host',
    subnet: subnetSpec('mgmtvpc-Private-Subnet-A'),
    address: '10.254.21.101',
    type: 'm7g.xlarge',
    architecture: 'arm64',
    group: 'HostSecurityGroup',
    host: { services: { ...sshd, 'tcp/8888': { kind: 'http', status: { '/': 302, '*': 404 } } } },
  },
];

export const instanceId = (name: string): string => labId('i', name);

/** The primary interface of an instance. */
export const instanceInterfaceOf = (spec: InstanceSpec, launchedAt: string): Interface =>
  networkInterface({
    name: spec.name,
    subnet: spec.subnet,
    address: spec.address,
    groups: [spec.group],
    description: '',
    instance: { id: instanceId(spec.name), attachedAt: launchedAt },
    ...(spec.publicIp === undefined ? {} : { publicIp: { address: spec.publicIp, owner: 'amazon' } }),
  });

export const instanceInterfaces = (launchedAt: string): Interface[] =>
  instanceSpecs.map((spec) => instanceInterfaceOf(spec, launchedAt));

/** One reservation an instance. */
export const reservationOf = (spec: InstanceSpec, eni: Interface, launchedAt: string): Saved<Reservation> => ({
  ReservationId: labId('r', spec.name),
  OwnerId: labAccount,
  Groups: [],
  Instances: [instance(spec, eni, launchedAt)],
});

export function reservations(interfaces: readonly Interface[], launchedAt: string): Saved<Reservation>[] {
  const byInstance = new Map(interfaces.map((eni) => [eni.Attachment?.InstanceId, eni]));
  return instanceSpecs.map((spec) => reservationOf(spec, byInstance.get(instanceId(spec.name))!, launchedAt));
}

function instance(spec: InstanceSpec, eni: Interface, launchedAt: string): Saved<Instance> {
  const { subnet } = spec;
  const arm = spec.architecture === 'arm64';
  return {
    InstanceId: instanceId(spec.name),
    AmiLaunchIndex: 0,
    // An invented image id: AMIs come and go.
    ImageId: labId('ami', arm ? 'al2-arm64' : 'al2-x86_64'),
    InstanceType: spec.type,
    Architecture: spec.architecture,
    LaunchTime: launchedAt,
    State: { Code: 16, Name: 'running' },
    StateTransitionReason: '',
    Placement: {
      AvailabilityZone: `${labRegion}${subnet.zone}`,
      AvailabilityZoneId: zoneId(`${labRegion}${subnet.zone}`),
      GroupName: '',
      Tenancy: 'default',
    },
    PrivateDnsName: privateDnsName(spec.address),
    PrivateIpAddress: spec.address,
    PublicDnsName: spec.publicIp === undefined ? '' : publicDnsName(spec.publicIp),
    ...(spec.publicIp === undefined ? {} : { PublicIpAddress: spec.publicIp }),
    SubnetId: eni.SubnetId,
    VpcId: eni.VpcId,
    SecurityGroups: eni.Groups ?? [],
    SourceDestCheck: true,
    EnaSupport: true,
    EbsOptimized: arm,
    Hypervisor: 'xen',
    VirtualizationType: 'hvm',
    RootDeviceName: '/dev/xvda',
    RootDeviceType: 'ebs',
    BlockDeviceMappings: [
      {
        DeviceName: '/dev/xvda',
        Ebs: {
          AttachTime: launchedAt,
          DeleteOnTermination: true,
          Status: 'attached',
          VolumeId: labId('vol', spec.name),
        },
      },
    ],
    Monitoring: { State: 'disabled' },
    MetadataOptions: {
      State: 'applied',
      HttpTokens: 'optional',
      HttpPutResponseHopLimit: 1,
      HttpEndpoint: 'enabled',
      HttpProtocolIpv6: 'disabled',
      InstanceMetadataTags: 'disabled',
    },
    NetworkInterfaces: [
      {
        NetworkInterfaceId: eni.NetworkInterfaceId,
        ...(eni.Association ? { Association: eni.Association } : {}),
        Attachment: {
          AttachmentId: eni.Attachment?.AttachmentId,
          AttachTime: launchedAt,
          DeleteOnTermination: true,
          DeviceIndex: 0,
          NetworkCardIndex: 0,
          Status: 'attached',
        },
        Description: '',
        Groups: eni.Groups ?? [],
        InterfaceType: 'interface',
        Ipv6Addresses: [],
        MacAddress: eni.MacAddress,
        OwnerId: labAccount,
        PrivateDnsName: eni.PrivateDnsName,
        PrivateIpAddress: spec.address,
        PrivateIpAddresses: eni.PrivateIpAddresses,
        SourceDestCheck: true,
        Status: 'in-use',
        SubnetId: eni.SubnetId,
        VpcId: eni.VpcId,
      },
    ],
    Tags: named(spec.name),
  };
}

/** Both status checks of a running instance, passed. */
export const passedStatusOf = (spec: InstanceSpec): Saved<InstanceStatus> => ({
  InstanceId: instanceId(spec.name),
  AvailabilityZone: `${labRegion}${spec.subnet.zone}`,
  AvailabilityZoneId: zoneId(`${labRegion}${spec.subnet.zone}`),
  InstanceState: { Code: 16, Name: 'running' },
  InstanceStatus: { Status: 'ok', Details: [{ Name: 'reachability', Status: 'passed' }] },
  SystemStatus: { Status: 'ok', Details: [{ Name: 'reachability', Status: 'passed' }] },
});

export const instanceStatuses = (): Saved<InstanceStatus>[] => instanceSpecs.map(passedStatusOf);

/** What every host listens on, by instance id; the two DNS servers on-premises by address. */
export const hosts = (): Record<string, Host> => ({
  ...Object.fromEntries(instanceSpecs.map((spec) => [instanceId(spec.name), structuredClone(spec.host)])),
  ...Object.fromEntries(
    ['192.168.10.53', '192.168.20.53'].map((ip) => [
      ip,
      { services: { 'udp/53': { kind: 'udp' as const }, 'tcp/53': { kind: 'tcp' as const } } },
    ]),
  ),
});
