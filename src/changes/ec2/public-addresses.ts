import type { NetworkInterfaceAssociation } from '@aws-sdk/client-ec2';
import type { Saved } from '../../snapshot/snapshot.ts';
import { edit, known, ofParent } from '../draft.ts';
import { partitionOf } from '../partition.ts';
import type { World } from '../world.ts';
import { editInstances, instancesWith } from './instance-lookup.ts';
import { findMaybe } from './lookup.ts';

export type Association = Saved<NetworkInterfaceAssociation>;

/** `ec2-198-51-100-7.ap-northeast-2.compute.amazonaws.com`; empty where the VPC gives no DNS host names. */
export function publicDnsName(world: World, vpc: string | undefined, address: string): string {
  if (!ofParent(world, 'ec2', 'VpcAttributes', vpc ?? '')?.EnableDnsHostnames) return '';
  const domain = partitionOf(world) === 'aws-cn' ? 'amazonaws.com.cn' : 'amazonaws.com';
  const where = world.region === 'us-east-1' ? 'compute-1' : `${world.region}.compute`;
  return `ec2-${address.replaceAll('.', '-')}.${where}.${domain}`;
}

/** Blocks that no one owns (RFC 5737, then RFC 2544): an address that is made up must not be a stranger's. */
const pools = [
  ['198.51.100.', 254],
  ['203.0.113.', 254],
  ['192.0.2.', 254],
] as const;

/** A public address that nothing in the region uses. The same world gives the same address. */
export function newPublicAddress(world: World): string {
  const used = new Set<string | undefined>();
  for (const address of known(world, 'ec2', 'Addresses') ?? []) used.add(address.PublicIp);
  for (const card of known(world, 'ec2', 'NetworkInterfaces') ?? []) {
    used.add(card.Association?.PublicIp);
    for (const ip of card.PrivateIpAddresses ?? []) used.add(ip.Association?.PublicIp);
  }
  for (const [prefix, count] of pools) {
    for (let last = 1; last <= count; last++) if (!used.has(`${prefix}${last}`)) return `${prefix}${last}`;
  }
  for (let n = 1; ; n++) {
    const address = `198.${18 + ((n >> 16) & 1)}.${(n >> 8) & 255}.${n & 255}`;
    if (!used.has(address)) return address;
  }
}

/**
 * Gives a private address of an interface a public one, or takes it away (undefined), wherever AWS shows it: on the
 * interface, on its instance, and as the instance's own public address.
 */
export function setAssociation(
  world: World,
  interfaceId: string,
  privateAddress: string | undefined,
  association: Association | undefined,
): void {
  const card = findMaybe(world, 'network-interface', interfaceId);
  const primary = card?.PrivateIpAddress;
  const isPrimary = privateAddress === undefined || primary === undefined || privateAddress === primary;
  const put = (holder: { Association?: Association }, value: Association | undefined): void => {
    if (value === undefined) delete holder.Association;
    else holder.Association = { ...value };
  };
  edit(
    world,
    'ec2',
    'NetworkInterfaces',
    (c) => c.NetworkInterfaceId === interfaceId,
    (copy) => {
      for (const ip of copy.PrivateIpAddresses ?? []) {
        if (ip.PrivateIpAddress === (privateAddress ?? primary)) put(ip, association);
      }
      if (isPrimary) put(copy, association);
    },
  );
  // An instance shows neither allocation nor association ids.
  const { AllocationId: _, AssociationId: __, ...shown } = association ?? {};
  const onInstance = association === undefined ? undefined : shown;
  editInstances(world, instancesWith(world, new Set([interfaceId])), (copy) => {
    for (const own of copy.NetworkInterfaces ?? []) {
      if (own.NetworkInterfaceId !== interfaceId) continue;
      for (const ip of own.PrivateIpAddresses ?? []) {
        if (ip.PrivateIpAddress === (privateAddress ?? own.PrivateIpAddress)) put(ip, onInstance);
      }
      if (privateAddress !== undefined && privateAddress !== own.PrivateIpAddress) continue;
      put(own, onInstance);
      if (own.Attachment?.DeviceIndex !== 0) continue;
      if (association?.PublicIp === undefined) delete copy.PublicIpAddress;
      else copy.PublicIpAddress = association.PublicIp;
      copy.PublicDnsName = association?.PublicDnsName ?? '';
    }
  });
}
