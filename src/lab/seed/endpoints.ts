import type { VpcEndpoint } from '@aws-sdk/client-ec2';
import type { Saved } from '../../snapshot/snapshot.ts';
import { labAccount, labHex, labId, labRegion } from './ids.ts';
import { type Interface, networkInterface } from './interfaces.ts';
import { groupId } from './security-groups.ts';
import { type SubnetSpec, subnetId, subnetSpec } from './subnets.ts';
import { named } from './vpcs.ts';

const anyPolicy = JSON.stringify({ Statement: [{ Action: '*', Effect: 'Allow', Principal: '*', Resource: '*' }] });

export interface InterfaceEndpointSpec {
  /** The VPC's name. */
  vpc: string;
  /** The end of the service's name: `ssm`. */
  service: string;
  /** The name of the endpoint's group in the VPC. */
  group: string;
  subnets: SubnetSpec[];
}

export function interfaceEndpointOf(spec: InterfaceEndpointSpec, createdAt: string): Saved<VpcEndpoint> {
  const { vpc, service, group, subnets } = spec;
  const id = labId('vpce', `${vpc}-${service}`);
  const dns = `${id}-${labHex(id).slice(0, 8)}.${service}.${labRegion}.vpce.amazonaws.com`;
  return {
    VpcEndpointId: id,
    VpcEndpointType: 'Interface',
    VpcId: labId('vpc', vpc),
    OwnerId: labAccount,
    ServiceName: `com.amazonaws.${labRegion}.${service}`,
    // EC2 answers in lower case, unlike the SDK's enum.
    State: 'available' as 'Available',
    IpAddressType: 'ipv4',
    DnsOptions: { DnsRecordIpType: 'ipv4' },
    PolicyDocument: anyPolicy,
    PrivateDnsEnabled: true,
    RequesterManaged: false,
    RouteTableIds: [],
    SubnetIds: subnets.map((s) => labId('subnet', s.name)),
    Groups: [{ GroupId: groupId(vpc, group), GroupName: group }],
    NetworkInterfaceIds: subnets.map((s) => labId('eni', `${vpc}-${service}-${s.zone.toUpperCase()}`)),
    DnsEntries: [{ DnsName: dns }, { DnsName: `${service}.${labRegion}.amazonaws.com` }],
    CreationTimestamp: createdAt,
    Tags: named(`${vpc}-${service}`),
  };
}

/** The interface of an interface endpoint in one of its subnets. */
export const endpointInterfaceOf = (spec: InterfaceEndpointSpec, subnet: SubnetSpec, address: string): Interface =>
  networkInterface({
    name: `${spec.vpc}-${spec.service}-${subnet.zone.toUpperCase()}`,
    subnet,
    address,
    groups: [spec.group],
    description: `VPC Endpoint Interface ${labId('vpce', `${spec.vpc}-${spec.service}`)}`,
    type: 'vpc_endpoint',
    requester: 'amazon-vpce',
  });

/** A gateway endpoint; its routes are in the tables. */
export const gatewayEndpointOf = (
  vpc: string,
  service: 's3' | 'dynamodb',
  tables: string[],
  createdAt: string,
): Saved<VpcEndpoint> => ({
  VpcEndpointId: labId('vpce', `${vpc}-${service}`),
  VpcEndpointType: 'Gateway',
  VpcId: labId('vpc', vpc),
  OwnerId: labAccount,
  ServiceName: `com.amazonaws.${labRegion}.${service}`,
  State: 'available' as 'Available',
  PolicyDocument: anyPolicy,
  PrivateDnsEnabled: false,
  RequesterManaged: false,
  RouteTableIds: tables.map((name) => labId('rtb', name)),
  SubnetIds: [],
  Groups: [],
  NetworkInterfaceIds: [],
  DnsEntries: [],
  CreationTimestamp: createdAt,
  Tags: named(`${vpc}-${service}`),
});

/** The workshop's SSM endpoints. */
const interfaceEndpoints: InterfaceEndpointSpec[] = [
  ...(['DMZVPC', 'VPC01', 'VPC02'] as const).flatMap((vpc) =>
    ['ssm', 'ssmmessages'].map((service) => ({
      vpc,
      service,
      group: 'SSMSG',
      subnets: ['A', 'B'].map((Z) =>
        subnetSpec(vpc === 'DMZVPC' ? `DMZVPC-Private-Subnet-${Z}` : `${vpc}-PrivateSubnet${Z}`),
      ),
    })),
  ),
  ...['ssm', 'ssmmessages', 'ec2messages'].map((service) => ({
    vpc: 'mgmtvpc',
    service,
    group: 'SSMEndpointSG',
    subnets: ['A', 'B'].map((Z) => subnetSpec(`mgmtvpc-Private-Subnet-${Z}`)),
  })),
];

/** Each service has an address of its own in each subnet: the first at .11. */
export const endpointInterfaces = (): Interface[] =>
  interfaceEndpoints.flatMap((spec) => {
    const place = ['ssm', 'ssmmessages', 'ec2messages'].indexOf(spec.service);
    return spec.subnets.map((subnet) =>
      endpointInterfaceOf(spec, subnet, subnet.cidr.replace(/\d+\/\d+$/, String(11 + place))),
    );
  });

/** A Network Firewall's endpoint is a VPC endpoint of type GatewayLoadBalancer that AWS manages. */
function firewallEndpoint(firewall: string, zone: 'A' | 'B', createdAt: string): Saved<VpcEndpoint> {
  const name = `${firewall}-${zone}`;
  return {
    VpcEndpointId: labId('vpce', name),
    VpcEndpointType: 'GatewayLoadBalancer',
    VpcId: labId('vpc', 'DMZVPC'),
    OwnerId: labAccount,
    ServiceName: `com.amazonaws.vpce.${labRegion}.${labId('vpce-svc', firewall)}`,
    // EC2 answers in lower case, unlike the SDK's enum.
    State: 'available' as 'Available',
    PrivateDnsEnabled: false,
    RequesterManaged: true,
    RouteTableIds: [],
    SubnetIds: [subnetId(`DMZVPC-${firewall.split('-')[0]}-Subnet-${zone}`)],
    Groups: [],
    NetworkInterfaceIds: [labId('eni', name)],
    DnsEntries: [],
    CreationTimestamp: createdAt,
    Tags: [
      { Key: 'AWSNetworkFirewallManaged', Value: 'true' },
      { Key: 'Firewall', Value: `arn:aws:network-firewall:${labRegion}:${labAccount}:firewall/${firewall}` },
      ...named(`${firewall} (${labRegion}${zone.toLowerCase()})`),
    ],
  };
}

export const vpcEndpoints = (createdAt: string): Saved<VpcEndpoint>[] => [
  ...interfaceEndpoints.map((spec) => interfaceEndpointOf(spec, createdAt)),
  ...['FWIN-DMZVPC', 'FWOUT-DMZVPC'].flatMap((firewall) =>
    (['A', 'B'] as const).map((zone) => firewallEndpoint(firewall, zone, createdAt)),
  ),
];
