import type { DhcpOptions, Vpc } from '@aws-sdk/client-ec2';
import type { VpcAttributes } from '../../snapshot/data/ec2.ts';
import type { Saved } from '../../snapshot/snapshot.ts';
import { labAccount, labId, labRegion } from './ids.ts';

/** The workshop's five VPCs (lab.md, part 1). */
export const vpcNames = ['Default VPC', 'VPC01', 'VPC02', 'DMZVPC', 'mgmtvpc'] as const;
export type VpcName = (typeof vpcNames)[number];

export const vpcCidr: Record<VpcName, string> = {
  'Default VPC': '172.31.0.0/16',
  VPC01: '10.1.0.0/16',
  VPC02: '10.2.0.0/16',
  DMZVPC: '10.11.0.0/16',
  mgmtvpc: '10.254.0.0/16',
};

export const dhcpOptionsId = labId('dopt', 'default');

/** A `Name` tag, as everything in the workshop has one. */
export const named = (name: string): { Key: string; Value: string }[] => [{ Key: 'Name', Value: name }];

export const ec2Arn = (kind: string, id: string): string => `arn:aws:ec2:${labRegion}:${labAccount}:${kind}/${id}`;

/** A VPC with one block and AWS's own DHCP options. */
export const vpcOf = (name: string, cidr: string, isDefault = false): Saved<Vpc> => ({
  VpcId: labId('vpc', name),
  OwnerId: labAccount,
  State: 'available',
  CidrBlock: cidr,
  CidrBlockAssociationSet: [
    {
      AssociationId: labId('vpc-cidr-assoc', name),
      CidrBlock: cidr,
      CidrBlockState: { State: 'associated' },
    },
  ],
  DhcpOptionsId: dhcpOptionsId,
  InstanceTenancy: 'default',
  IsDefault: isDefault,
  BlockPublicAccessStates: { InternetGatewayBlockMode: 'off' },
  Tags: named(name),
});

export const vpcs = (): Saved<Vpc>[] => vpcNames.map((name) => vpcOf(name, vpcCidr[name], name === 'Default VPC'));

/** DNS support and DNS hostnames are on in all five. */
export const vpcAttributes = (names: readonly string[] = vpcNames): Record<string, VpcAttributes> =>
  Object.fromEntries(
    names.map((name) => [
      labId('vpc', name),
      { EnableDnsSupport: true, EnableDnsHostnames: true, EnableNetworkAddressUsageMetrics: false },
    ]),
  );

export const dhcpOptions = (): Saved<DhcpOptions>[] => [
  {
    DhcpOptionsId: dhcpOptionsId,
    OwnerId: labAccount,
    DhcpConfigurations: [
      { Key: 'domain-name', Values: [{ Value: `${labRegion}.compute.internal` }] },
      { Key: 'domain-name-servers', Values: [{ Value: 'AmazonProvidedDNS' }] },
    ],
    Tags: [],
  },
];
