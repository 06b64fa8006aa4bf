import { edit, remove } from '../draft.ts';
import type { World } from '../world.ts';
import { findMaybe } from './lookup.ts';
import { setAssociation } from './public-addresses.ts';
import { settleRoutesTo } from './route-targets.ts';

/** Counts a subnet's free addresses up or down as interfaces come and go. */
export function countFreeAddresses(world: World, subnet: string | undefined, by: number): void {
  edit(
    world,
    'ec2',
    'Subnets',
    (s) => s.SubnetId === subnet && s.AvailableIpAddressCount !== undefined,
    (copy) => {
      copy.AvailableIpAddressCount = copy.AvailableIpAddressCount! + by;
    },
  );
}

/** Frees an interface of its instance and public addresses; deletes it too when `gone`. */
export function releaseInterface(world: World, id: string, gone: boolean): void {
  const card = findMaybe(world, 'network-interface', id);
  for (const { PrivateIpAddress } of card?.PrivateIpAddresses ?? []) {
    setAssociation(world, id, PrivateIpAddress, undefined);
  }
  edit(
    world,
    'ec2',
    'Addresses',
    (address) => address.NetworkInterfaceId === id,
    (copy) => {
      for (const key of [
        'AssociationId',
        'InstanceId',
        'NetworkInterfaceId',
        'NetworkInterfaceOwnerId',
        'PrivateIpAddress',
      ] as const) {
        delete copy[key];
      }
    },
  );
  if (gone) {
    remove(world, 'ec2', 'NetworkInterfaces', (c) => c.NetworkInterfaceId === id);
    if (card !== undefined) {
      const count = (card.PrivateIpAddresses ?? []).length;
      countFreeAddresses(world, card.SubnetId, Math.max(1, count));
    }
  } else {
    edit(
      world,
      'ec2',
      'NetworkInterfaces',
      (c) => c.NetworkInterfaceId === id,
      (copy) => {
        copy.Status = 'available';
        delete copy.Attachment;
      },
    );
  }
  settleRoutesTo(world, id);
}
