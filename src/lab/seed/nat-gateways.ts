import type { Address, NatGateway } from '@aws-sdk/client-ec2';
import type { Saved } from '../../snapshot/snapshot.ts';
import { labAccount, labId, labRegion } from './ids.ts';
import { type Interface, networkInterface } from './interfaces.ts';
import { type SubnetSpec, subnetSpec } from './subnets.ts';
import { named } from './vpcs.ts';

export interface NatSpec {
  name: string;
  subnet: SubnetSpec;
  privateIp: string;
  publicIp: string;
}

/** The public addresses are invented (RFC 5737); the workshop does not tell them. */
const natSpecs: NatSpec[] = [
  {
    name: 'DMZVPC-NATGW-A',
    subnet: subnetSpec('DMZVPC-NATGW-Subnet-A'),
    privateIp: '10.11.31.10',
    publicIp: '203.0.113.11',
  },
  {
    name: 'DMZVPC-NATGW-B',
    subnet: subnetSpec('DMZVPC-NATGW-Subnet-B'),
    privateIp: '10.11.32.10',
    publicIp: '203.0.113.12',
  },
  {
    name: 'mgmtvpc-NATGW',
    subnet: subnetSpec('mgmtvpc-Public-Subnet-A'),
    privateIp: '10.254.11.10',
    publicIp: '203.0.113.21',
  },
];

const allocation = (name: string): string => labId('eipalloc', name);

export const natInterfaceOf = (nat: NatSpec): Interface =>
  networkInterface({
    name: nat.name,
    subnet: nat.subnet,
    address: nat.privateIp,
    groups: [],
    description: `Interface for NAT Gateway ${labId('nat', nat.name)}`,
    // What EC2 answers; the SDK's enum says natGateway.
    type: 'nat_gateway' as 'natGateway',
    requester: 'amazon-aws',
    sourceDestCheck: false,
    publicIp: { address: nat.publicIp, owner: labAccount, allocation: allocation(nat.name) },
  });

export const natGatewayOf = (nat: NatSpec, createdAt: string): Saved<NatGateway> => ({
  NatGatewayId: labId('nat', nat.name),
  VpcId: labId('vpc', nat.subnet.vpc),
  SubnetId: labId('subnet', nat.subnet.name),
  ConnectivityType: 'public',
  State: 'available',
  CreateTime: createdAt,
  NatGatewayAddresses: [
    {
      AllocationId: allocation(nat.name),
      AssociationId: allocation(nat.name).replace('eipalloc-', 'eipassoc-'),
      IsPrimary: true,
      NetworkInterfaceId: labId('eni', nat.name),
      PrivateIp: nat.privateIp,
      PublicIp: nat.publicIp,
      Status: 'succeeded',
    },
  ],
  Tags: named(nat.name),
});

/** The Elastic IP of a NAT gateway. */
export const natAddressOf = (nat: NatSpec): Saved<Address> => ({
  AllocationId: allocation(nat.name),
  AssociationId: allocation(nat.name).replace('eipalloc-', 'eipassoc-'),
  Domain: 'vpc',
  NetworkBorderGroup: labRegion,
  NetworkInterfaceId: labId('eni', nat.name),
  NetworkInterfaceOwnerId: labAccount,
  PrivateIpAddress: nat.privateIp,
  PublicIp: nat.publicIp,
  PublicIpv4Pool: 'amazon',
  Tags: named(`${nat.name}-EIP`),
});

/** An Elastic IP that nothing uses. */
export const unusedAddressOf = (name: string, publicIp: string): Saved<Address> => ({
  AllocationId: allocation(name),
  Domain: 'vpc',
  NetworkBorderGroup: labRegion,
  PublicIp: publicIp,
  PublicIpv4Pool: 'amazon',
  Tags: [],
});

export const natInterfaces = (): Interface[] => natSpecs.map(natInterfaceOf);

export const natGateways = (createdAt: string): Saved<NatGateway>[] =>
  natSpecs.map((nat) => natGatewayOf(nat, createdAt));

/** One Elastic IP a NAT gateway, and two that nothing uses. */
export const addresses = (): Saved<Address>[] => [
  ...natSpecs.map(natAddressOf),
  unusedAddressOf('unused-1', '203.0.113.31'),
  unusedAddressOf('unused-2', '203.0.113.32'),
];
