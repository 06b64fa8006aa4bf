import type { NetworkInterface } from '@aws-sdk/client-ec2';
import { containsAddress, formatAddress, next, parseAddress, parseCidr, previous } from '../../network/cidr.ts';
import type { Saved } from '../../snapshot/snapshot.ts';
import { add, known, ofParent } from '../draft.ts';
import { invalidValue } from '../required.ts';
import { AwsError, type World } from '../world.ts';
import { countFreeAddresses } from './interface-release.ts';
import { find, findMaybe } from './lookup.ts';

/** What AWS's own services make in a subnet: an interface that its service manages. */
export interface ManagedInterface {
  subnet: string;
  description: string;
  type: NetworkInterface['InterfaceType'] | 'nat_gateway';
  requester: string;
  groups?: readonly string[];
  sourceDestCheck?: boolean;
  /** The address wanted; absent: the first that is free. */
  address?: string;
}

/** The addresses of a subnet that AWS keeps for itself: the first four and the last. */
function isReserved(cidr: NonNullable<ReturnType<typeof parseCidr>>, address: number): boolean {
  return address < (cidr.lo as number) + 4 || address === cidr.hi;
}

/** A free IPv4 address of a subnet, the lowest; or the wanted one when it is free. */
export function freeAddress(world: World, subnetId: string, wanted?: string): string {
  const subnet = find(world, 'subnet', subnetId);
  const cidr = parseCidr(subnet.CidrBlock ?? '');
  if (cidr === undefined) {
    throw new AwsError('InsufficientFreeAddressesInSubnet', `The subnet ${subnetId} has no IPv4 addresses.`);
  }
  const used = new Set(
    (known(world, 'ec2', 'NetworkInterfaces') ?? [])
      .filter((card) => card.SubnetId === subnetId)
      .flatMap((card) => [card.PrivateIpAddress, ...(card.PrivateIpAddresses ?? []).map((ip) => ip.PrivateIpAddress)]),
  );
  if (wanted !== undefined) {
    const address = parseAddress(wanted);
    if (address === undefined || !containsAddress(cidr, address) || isReserved(cidr, address as number)) {
      throw invalidValue(`Address ${wanted} does not fall within the subnet's address range`);
    }
    if (used.has(wanted)) throw new AwsError('InvalidIPAddress.InUse', `Address ${wanted} is in use.`);
    return wanted;
  }
  const end = previous(cidr.hi);
  for (let address = (cidr.lo as number) + 4; address <= (end as number); address = next(address) as number) {
    const text = formatAddress(address);
    if (!used.has(text)) return text;
  }
  throw new AwsError(
    'InsufficientFreeAddressesInSubnet',
    `The specified subnet does not have enough free addresses to satisfy the request: ${subnetId}`,
  );
}

/** `ip-10-0-0-4.ap-northeast-2.compute.internal`, where the VPC gives host names. */
function privateDnsName(world: World, vpc: string | undefined, address: string): string | undefined {
  if (!ofParent(world, 'ec2', 'VpcAttributes', vpc ?? '')?.EnableDnsHostnames) return undefined;
  const domain = world.region === 'us-east-1' ? 'ec2.internal' : `${world.region}.compute.internal`;
  return `ip-${address.replaceAll('.', '-')}.${domain}`;
}

/** Makes an interface that a service of AWS's manages, and takes its address from the subnet. Answers it. */
export function createManagedInterface(world: World, wanted: ManagedInterface): Saved<NetworkInterface> {
  const subnet = find(world, 'subnet', wanted.subnet);
  const address = freeAddress(world, wanted.subnet, wanted.address);
  const NetworkInterfaceId = world.newId('eni');
  const name = privateDnsName(world, subnet.VpcId, address);
  const hex = NetworkInterfaceId.slice(-10);
  const card = {
    NetworkInterfaceId,
    AvailabilityZone: subnet.AvailabilityZone,
    ...(subnet.AvailabilityZoneId === undefined ? {} : { AvailabilityZoneId: subnet.AvailabilityZoneId }),
    Description: wanted.description,
    Groups: (wanted.groups ?? []).map((GroupId) => {
      const group = findMaybe(world, 'security-group', GroupId)?.GroupName;
      return { GroupId, ...(group === undefined ? {} : { GroupName: group }) };
    }),
    // EC2 answers `nat_gateway`, which the SDK's enum spells otherwise.
    InterfaceType: wanted.type as NetworkInterface['InterfaceType'],
    Ipv6Addresses: [],
    MacAddress: `02:${[0, 2, 4, 6, 8].map((i) => hex.slice(i, i + 2)).join(':')}`,
    OwnerId: world.account,
    ...(name === undefined ? {} : { PrivateDnsName: name }),
    PrivateIpAddress: address,
    PrivateIpAddresses: [
      { Primary: true, ...(name === undefined ? {} : { PrivateDnsName: name }), PrivateIpAddress: address },
    ],
    RequesterId: wanted.requester,
    RequesterManaged: true,
    SourceDestCheck: wanted.sourceDestCheck ?? true,
    Status: 'in-use' as const,
    SubnetId: subnet.SubnetId,
    VpcId: subnet.VpcId,
    Attachment: {
      AttachmentId: `ela-attach-${NetworkInterfaceId.slice(4)}`,
      DeleteOnTermination: false,
      DeviceIndex: 1,
      InstanceOwnerId: wanted.requester,
      Status: 'attached' as const,
    },
    TagSet: [],
  };
  add(world, 'ec2', 'NetworkInterfaces', card);
  countFreeAddresses(world, wanted.subnet, -1);
  return card;
}
