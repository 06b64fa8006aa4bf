import type { NetworkAcl, Subnet } from '@aws-sdk/client-ec2';
import type { Saved } from '../../snapshot/snapshot.ts';
import { labAccount, labId, labRegion } from './ids.ts';
import { ec2Arn, named, vpcNames } from './vpcs.ts';
import { zoneId } from './zones.ts';

export type Zone = 'a' | 'b' | 'c';

export interface SubnetSpec {
  /** The VPC's name. */
  vpc: string;
  /** The Name tag. */
  name: string;
  cidr: string;
  zone: Zone;
  publicOnLaunch: boolean;
  /** The route table's Name tag; without one the subnet uses its VPC's main table. */
  table?: string;
}

/** DMZVPC's subnets: their place in the name, the CIDRs in a and b, whether launch gives a public address. */
const dmz: [tier: string, a: string, b: string, publicA: boolean, publicB: boolean][] = [
  ['FWIN', '10.11.1.0/24', '10.11.2.0/24', true, true],
  ['Public', '10.11.11.0/24', '10.11.12.0/24', true, true],
  ['Private', '10.11.20.0/22', '10.11.24.0/22', false, true],
  ['NATGW', '10.11.31.0/24', '10.11.32.0/24', true, true],
  ['FWOUT', '10.11.41.0/24', '10.11.42.0/24', true, true],
  ['TGW', '10.11.251.0/24', '10.11.252.0/24', true, true],
  ['NEWTGW', '10.11.253.0/24', '10.11.254.0/24', true, true],
];

export const dmzTiers = dmz.map(([tier]) => tier);

const workload = (n: 1 | 2): SubnetSpec[] =>
  (['a', 'b'] as const).flatMap((zone) => {
    const Z = zone.toUpperCase();
    const third = {
      a: { Private: '20.0/22', TGW: '251.0/24', NEWTGW: '253.0/24' },
      b: { Private: '24.0/22', TGW: '252.0/24', NEWTGW: '254.0/24' },
    };
    return (['Private', 'TGW', 'NEWTGW'] as const).map((tier) => ({
      vpc: `VPC0${n}`,
      name: `VPC0${n}-${tier}Subnet${Z}`,
      cidr: `10.${n}.${third[zone][tier]}`,
      zone,
      publicOnLaunch: true,
      table: `VPC0${n}-${tier}-Subnet-${Z}-RT`,
    }));
  });

export const subnetSpecs: SubnetSpec[] = [
  ...(['a', 'b', 'c'] as const).map((zone, i) => ({
    vpc: 'Default VPC',
    name: `default-${zone}`,
    cidr: `172.31.${i * 16}.0/20`,
    zone,
    publicOnLaunch: true,
  })),
  ...workload(1),
  ...workload(2),
  ...dmz.flatMap(([tier, a, b, publicA, publicB]): SubnetSpec[] => [
    {
      vpc: 'DMZVPC',
      name: `DMZVPC-${tier}-Subnet-A`,
      cidr: a,
      zone: 'a',
      publicOnLaunch: publicA,
      table: `DMZVPC-${tier}-A-RT`,
    },
    {
      vpc: 'DMZVPC',
      name: `DMZVPC-${tier}-Subnet-B`,
      cidr: b,
      zone: 'b',
      publicOnLaunch: publicB,
      table: `DMZVPC-${tier}-B-RT`,
    },
  ]),
  ...(['a', 'b'] as const).flatMap((zone, i): SubnetSpec[] => {
    const Z = zone.toUpperCase();
    return [
      {
        vpc: 'mgmtvpc',
        name: `mgmtvpc-Public-Subnet-${Z}`,
        cidr: `10.254.1${i + 1}.0/24`,
        zone,
        publicOnLaunch: true,
        table: `mgmtvpc-Public-${Z}-RT`,
      },
      {
        vpc: 'mgmtvpc',
        name: `mgmtvpc-Private-Subnet-${Z}`,
        cidr: `10.254.2${i + 1}.0/24`,
        zone,
        publicOnLaunch: false,
        table: `mgmtvpc-Private-${Z}-RT`,
      },
    ];
  }),
];

export function subnetSpec(name: string): SubnetSpec {
  const spec = subnetSpecs.find((s) => s.name === name);
  if (spec === undefined) throw new Error(`the lab has no subnet ${name}`);
  return spec;
}

export const subnetId = (name: string): string => labId('subnet', subnetSpec(name).name);

/** How many addresses of a subnet are taken, by subnet id. */
export type Used = ReadonlyMap<string, number>;

/** A subnet; AWS keeps five of its addresses for itself. */
export function subnetOf(spec: SubnetSpec, used: Used): Saved<Subnet> {
  const id = labId('subnet', spec.name);
  const size = 2 ** (32 - Number(spec.cidr.split('/')[1]));
  return {
    SubnetId: id,
    SubnetArn: ec2Arn('subnet', id),
    VpcId: labId('vpc', spec.vpc),
    OwnerId: labAccount,
    State: 'available',
    CidrBlock: spec.cidr,
    AvailabilityZone: `${labRegion}${spec.zone}`,
    AvailabilityZoneId: zoneId(`${labRegion}${spec.zone}`),
    AvailableIpAddressCount: size - 5 - (used.get(id) ?? 0),
    MapPublicIpOnLaunch: spec.publicOnLaunch,
    DefaultForAz: spec.vpc === 'Default VPC',
    AssignIpv6AddressOnCreation: false,
    Ipv6CidrBlockAssociationSet: [],
    Ipv6Native: false,
    MapCustomerOwnedIpOnLaunch: false,
    EnableDns64: false,
    PrivateDnsNameOptionsOnLaunch: {
      HostnameType: 'ip-name',
      EnableResourceNameDnsARecord: false,
      EnableResourceNameDnsAAAARecord: false,
    },
    Tags: spec.vpc === 'Default VPC' ? [] : named(spec.name),
  };
}

export const subnets = (used: Used): Saved<Subnet>[] => subnetSpecs.map((spec) => subnetOf(spec, used));

/** A VPC's default network ACL: it allows all, and every subnet uses it. */
export function defaultAcl(vpc: string, own: readonly SubnetSpec[]): Saved<NetworkAcl> {
  const acl = labId('acl', vpc);
  const entry = (egress: boolean, number: number, action: 'allow' | 'deny') => ({
    CidrBlock: '0.0.0.0/0',
    Egress: egress,
    Protocol: '-1',
    RuleAction: action,
    RuleNumber: number,
  });
  return {
    NetworkAclId: acl,
    VpcId: labId('vpc', vpc),
    OwnerId: labAccount,
    IsDefault: true,
    Entries: [
      entry(true, 100, 'allow'),
      entry(true, 32767, 'deny'),
      entry(false, 100, 'allow'),
      entry(false, 32767, 'deny'),
    ],
    Associations: own.map((s) => ({
      NetworkAclAssociationId: labId('aclassoc', s.name),
      NetworkAclId: acl,
      SubnetId: labId('subnet', s.name),
    })),
    Tags: [],
  };
}

/** No VPC of the lab has another ACL than its default one. */
export const networkAcls = (): Saved<NetworkAcl>[] =>
  vpcNames.map((vpc) =>
    defaultAcl(
      vpc,
      subnetSpecs.filter((s) => s.vpc === vpc),
    ),
  );
