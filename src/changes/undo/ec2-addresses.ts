import type { Call } from '../../findings/finding.ts';
import { all } from '../draft.ts';
import type { World } from '../world.ts';
import { callsOf, given, type Undos } from './entry.ts';

const ec2 = callsOf('ec2');

const addressOf = (world: World, input: { AllocationId?: string; AssociationId?: string; PublicIp?: string }) =>
  all(world, 'ec2', 'Addresses').find(
    (a) =>
      (input.AllocationId !== undefined && a.AllocationId === input.AllocationId) ||
      (input.AssociationId !== undefined && a.AssociationId === input.AssociationId) ||
      (input.PublicIp !== undefined && a.PublicIp === input.PublicIp),
  );

/** The call that puts an address where it is. */
const associate = (address: NonNullable<ReturnType<typeof addressOf>>): Call[] =>
  address.NetworkInterfaceId === undefined
    ? []
    : [
        ec2('AssociateAddress', {
          AllocationId: address.AllocationId,
          NetworkInterfaceId: address.NetworkInterfaceId,
          PrivateIpAddress: address.PrivateIpAddress,
        }),
      ];

export const undoAddresses: Undos = {
  AllocateAddress: (_, __, { AllocationId }) =>
    given(AllocationId, (id) => [ec2('ReleaseAddress', { AllocationId: id })]),
  AssociateAddress: (world, input, { AssociationId }) => {
    const address = addressOf(world, input);
    if (address === undefined) return undefined;
    if (address.AssociationId !== undefined && address.AssociationId === AssociationId) return [];
    return given(AssociationId, (id) => [ec2('DisassociateAddress', { AssociationId: id }), ...associate(address)]);
  },
  DisassociateAddress: (world, input) => {
    const address = addressOf(world, input);
    return address && associate(address);
  },
};
