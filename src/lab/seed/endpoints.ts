import type { VpcEndpoint } from '@aws-sdk/client-ec2';
import type { Saved } from '../../snapshot/snapshot.ts';
import { labAccount, labHex, labId, labRegion } from './ids.ts';
import { groupId } from './security-groups.ts';
import { subnetId } from './subnets.ts';
import { named, type VpcName } from './vpcs.ts';

const anyPolicy = JSON.stringify({ Statement: [{ Action: '*', Effect: 'Allow', Principal: '*', Resource: '*' }] });

const privateSubnets: Partial<Record<VpcName, [a: string, b: string]>> = {
  DMZVPC: ['DMZVPC-Private-Subnet-A', 'DMZVPC-Private-Subnet-B'],
  VPC01: ['VPC01-PrivateSubnetA', 'VPC01-PrivateSubnetB'],
  VPC02: ['VPC02-PrivateSubnetA', 'VPC02-PrivateSubnetB'],
  mgmtvpc: ['mgmtvpc-Private-Subnet-A', 'mgmtvpc-Private-Subnet-B'],
};

function interfaceEndpoint(vpc: VpcName, service: string, group: string, createdAt: string): Saved<VpcEndpoint> {
  const id = labId('vpce', `${vpc}-${service}`);
  const subnets = privateSubnets[vpc]!;
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
    SubnetIds: subnets.map(subnetId),
    Groups: [{ GroupId: groupId(vpc, group), GroupName: group }],
    NetworkInterfaceIds: ['A', 'B'].map((z) => labId('eni', `${vpc}-${service}-${z}`)),
    DnsEntries: [{ DnsName: dns }, { DnsName: `${service}.${labRegion}.amazonaws.com` }],
    CreationTimestamp: createdAt,
    Tags: named(`${vpc}-${service}`),
  };
}

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
  ...(['DMZVPC', 'VPC01', 'VPC02'] as const).flatMap((vpc) =>
    ['ssm', 'ssmmessages'].map((service) => interfaceEndpoint(vpc, service, 'SSMSG', createdAt)),
  ),
  ...['ssm', 'ssmmessages', 'ec2messages'].map((service) =>
    interfaceEndpoint('mgmtvpc', service, 'SSMEndpointSG', createdAt),
  ),
  ...['FWIN-DMZVPC', 'FWOUT-DMZVPC'].flatMap((firewall) =>
    (['A', 'B'] as const).map((zone) => firewallEndpoint(firewall, zone, createdAt)),
  ),
];
