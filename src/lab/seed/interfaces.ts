import { createHash } from 'node:crypto';
import type { NetworkInterface } from '@aws-sdk/client-ec2';
import type { Saved } from '../../snapshot/snapshot.ts';
import { labAccount, labHex, labId, labRegion } from './ids.ts';
import { groupId } from './security-groups.ts';
import { type SubnetSpec, subnetSpec } from './subnets.ts';
import { named, type VpcName } from './vpcs.ts';
import { zoneId } from './zones.ts';

export type Interface = Saved<NetworkInterface>;

export interface InterfaceSpec {
  /** Names the interface's id; not a tag. */
  name: string;
  subnet: SubnetSpec;
  address: string;
  /** Group names in the subnet's VPC. */
  groups: string[];
  description: string;
  type?: NetworkInterface['InterfaceType'];
  /** Whose service made it; absent: the account itself. */
  requester?: string;
  sourceDestCheck?: boolean;
  publicIp?: { address: string; owner: string; allocation?: string };
  instance?: { id: string; attachedAt: string };
  tag?: string;
}

const mac = (name: string): string => {
  const hex = createHash('sha256').update(`mac/${name}`).digest('hex');
  return `02:${[0, 2, 4, 6, 8].map((i) => hex.slice(i, i + 2)).join(':')}`;
};

export const privateDnsName = (address: string): string =>
  `ip-${address.replaceAll('.', '-')}.${labRegion}.compute.internal`;
export const publicDnsName = (address: string): string =>
  `ec2-${address.replaceAll('.', '-')}.${labRegion}.compute.amazonaws.com`;

export function networkInterface(spec: InterfaceSpec): Interface {
  const { subnet } = spec;
  const id = labId('eni', spec.name);
  const association =
    spec.publicIp === undefined
      ? undefined
      : {
          IpOwnerId: spec.publicIp.owner,
          PublicDnsName: publicDnsName(spec.publicIp.address),
          PublicIp: spec.publicIp.address,
          ...(spec.publicIp.allocation === undefined
            ? {}
            : {
                AllocationId: spec.publicIp.allocation,
                AssociationId: spec.publicIp.allocation.replace('eipalloc-', 'eipassoc-'),
              }),
        };
  const attached = {
    AttachmentId: labId('eni-attach', spec.name),
    DeleteOnTermination: spec.instance !== undefined,
    Status: 'attached' as const,
  };
  return {
    NetworkInterfaceId: id,
    AvailabilityZone: `${labRegion}${subnet.zone}`,
    AvailabilityZoneId: zoneId(`${labRegion}${subnet.zone}`),
    Description: spec.description,
    Groups: spec.groups.map((name) => ({ GroupId: groupId(subnet.vpc, name), GroupName: name })),
    InterfaceType: spec.type ?? 'interface',
    Ipv6Addresses: [],
    MacAddress: mac(spec.name),
    OwnerId: labAccount,
    PrivateDnsName: privateDnsName(spec.address),
    PrivateIpAddress: spec.address,
    PrivateIpAddresses: [
      {
        Primary: true,
        PrivateDnsName: privateDnsName(spec.address),
        PrivateIpAddress: spec.address,
        ...(association ? { Association: association } : {}),
      },
    ],
    RequesterManaged: spec.requester !== undefined,
    ...(spec.requester === undefined ? {} : { RequesterId: spec.requester }),
    SourceDestCheck: spec.sourceDestCheck ?? true,
    Status: 'in-use',
    SubnetId: labId('subnet', subnet.name),
    VpcId: labId('vpc', subnet.vpc),
    ...(association ? { Association: association } : {}),
    Attachment:
      spec.instance === undefined
        ? { ...attached, InstanceOwnerId: spec.requester ?? 'amazon-aws', DeviceIndex: 1 }
        : {
            ...attached,
            AttachTime: spec.instance.attachedAt,
            DeviceIndex: 0,
            NetworkCardIndex: 0,
            InstanceId: spec.instance.id,
            InstanceOwnerId: labAccount,
          },
    TagSet: spec.tag === undefined ? [] : named(spec.tag),
  };
}

/** A transit gateway attachment's interface in one of its subnets. `vpc` is the VPC's name, and the attachment's. */
export const attachmentInterface = (vpc: string, subnet: SubnetSpec, address: string): Interface =>
  networkInterface({
    name: `TGW-${vpc}-${subnet.zone.toUpperCase()}`,
    subnet,
    address,
    groups: [],
    description: `Network Interface for Transit Gateway Attachment ${labId('tgw-attach', vpc)}`,
    type: 'transit_gateway',
    requester: 'amazon-aws',
    sourceDestCheck: false,
  });

/** An Application Load Balancer's node in one of its subnets. A public address of it is AWS's own. */
export const balancerInterface = (
  name: string,
  subnet: SubnetSpec,
  address: string,
  group: string,
  publicIp?: string,
): Interface =>
  networkInterface({
    name: `${name}-${subnet.zone.toUpperCase()}`,
    subnet,
    address,
    groups: [group],
    description: `ELB app/${name}/${labHex(name)}`,
    requester: 'amazon-elb',
    ...(publicIp === undefined ? {} : { publicIp: { address: publicIp, owner: 'amazon-elb' } }),
  });

/** Addresses of load balancers' nodes, which are AWS's own (RFC 5737 addresses here). */
const balancerAddresses: Record<string, [a: string, b: string]> = {
  'DMZVPC-alb1': ['198.51.100.11', '198.51.100.12'],
  'mgmtvpc-alb': ['198.51.100.21', '198.51.100.22'],
};

/** What AWS's services put into the subnets: balancers, transit gateway attachments, firewall and resolver endpoints. */
export function managedInterfaces(): Interface[] {
  const zones = ['A', 'B'] as const;
  const balancer = (name: string, subnets: string[], address: (zone: 0 | 1) => string): Interface[] =>
    subnets.map((subnet, i) =>
      balancerInterface(name, subnetSpec(subnet), address(i as 0 | 1), 'ALBSecurityGroup', balancerAddresses[name]![i]),
    );
  const attachment = (vpc: VpcName, subnets: string[], prefix: string): Interface[] =>
    subnets.map((subnet, i) => attachmentInterface(vpc, subnetSpec(subnet), `${prefix}.25${i + 1}.10`));
  const firewall = (name: string, third: (i: number) => string): Interface[] =>
    zones.map((Z, i) =>
      networkInterface({
        name: `${name}-${Z}`,
        subnet: subnetSpec(`DMZVPC-${name.split('-')[0]}-Subnet-${Z}`),
        address: `10.11.${third(i)}.10`,
        groups: [],
        description: `VPC Endpoint Interface ${labId('vpce', `${name}-${Z}`)}`,
        type: 'gateway_load_balancer_endpoint',
        requester: 'amazon-vpce',
        sourceDestCheck: false,
      }),
    );
  const resolver = (direction: 'outbound' | 'inbound', last: number): Interface[] =>
    zones.map((Z, i) =>
      networkInterface({
        name: `DMZVPC-resolver-${direction}-${Z}`,
        subnet: subnetSpec(`DMZVPC-Private-Subnet-${Z}`),
        address: `10.11.2${i === 0 ? 0 : 4}.${last}`,
        groups: [direction === 'outbound' ? 'ResolverOutboundSG' : 'ResolverInboundSG'],
        description: `Route 53 Resolver: ${labId(direction === 'outbound' ? 'rslvr-out' : 'rslvr-in', 'DMZVPC')}:${labId('rni', `DMZVPC-resolver-${direction}-${Z}`)}`,
        requester: 'amazon-aws',
      }),
    );
  return [
    ...balancer('DMZVPC-alb1', ['DMZVPC-Public-Subnet-A', 'DMZVPC-Public-Subnet-B'], (i) => `10.11.1${i + 1}.50`),
    ...balancer('mgmtvpc-alb', ['mgmtvpc-Public-Subnet-A', 'mgmtvpc-Public-Subnet-B'], (i) => `10.254.1${i + 1}.50`),
    ...attachment('DMZVPC', ['DMZVPC-TGW-Subnet-A', 'DMZVPC-TGW-Subnet-B'], '10.11'),
    ...attachment('VPC01', ['VPC01-TGWSubnetA', 'VPC01-TGWSubnetB'], '10.1'),
    ...attachment('VPC02', ['VPC02-TGWSubnetA', 'VPC02-TGWSubnetB'], '10.2'),
    ...firewall('FWIN-DMZVPC', (i) => String(1 + i)),
    ...firewall('FWOUT-DMZVPC', (i) => String(41 + i)),
    ...resolver('outbound', 31),
    ...resolver('inbound', 41),
  ];
}
