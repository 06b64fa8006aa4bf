import type { Address, NatGateway } from '@aws-sdk/client-ec2';
import type { Saved } from '../../snapshot/snapshot.ts';
import { labAccount, labId, labRegion } from './ids.ts';
import { type Interface, networkInterface } from './interfaces.ts';
import { subnetId, subnetSpec } from './subnets.ts';
import { named } from './vpcs.ts';

interface NatSpec {
  name: string;
  subnet: string;
  privateIp: string;
  /** Invented (RFC 5737); the workshop does not tell them. */
  publicIp: string;
}

const natSpecs: NatSpec[] = [
  { name: 'DMZVPC-NATGW-A', subnet: 'DMZVPC-NATGW-Subnet-A', privateIp: '10.11.31.10', publicIp: '203.0.113.11' },
  { name: 'DMZVPC-NATGW-B', subnet: 'DMZVPC-NATGW-Subnet-B', privateIp: '10.11.32.10', publicIp: '203.0.113.12' },
  { name: 'mgmtvpc-NATGW', subnet: 'mgmtvpc-Public-Subnet-A', privateIp: '10.254.11.10', publicIp: '203.0.113.21' },
];

const allocation = (name: string): string => labId('eipalloc', name);

export const natInterfaces = (): Interface[] =>
  natSpecs.map((nat) =>
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
    }),
  );

export const natGateways = (createdAt: string): Saved<NatGateway>[] =>
  natSpecs.map((nat) => ({
    NatGatewayId: labId('nat', nat.name),
    VpcId: labId('vpc', subnetSpec(nat.subnet).vpc),
    SubnetId: subnetId(nat.subnet),
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
  }));

/** One Elastic IP a NAT gateway, and two that nothing uses. */
export const addresses = (): Saved<Address>[] => [
  ...natSpecs.map((nat) => ({
    AllocationId: allocation(nat.name),
    AssociationId: allocation(nat.name).replace('eipalloc-', 'eipassoc-'),
    Domain: 'vpc' as const,
    NetworkBorderGroup: labRegion,
    NetworkInterfaceId: labId('eni', nat.name),
    NetworkInterfaceOwnerId: labAccount,
    PrivateIpAddress: nat.privateIp,
    PublicIp: nat.publicIp,
    PublicIpv4Pool: 'amazon',
    Tags: named(`${nat.name}-EIP`),
  })),
  ...['203.0.113.31', '203.0.113.32'].map((ip, i) => ({
    AllocationId: allocation(`unused-${i + 1}`),
    Domain: 'vpc' as const,
    NetworkBorderGroup: labRegion,
    PublicIp: ip,
    PublicIpv4Pool: 'amazon',
    Tags: [],
  })),
];
