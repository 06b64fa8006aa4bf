import type { CreateNatGatewayRequest, DeleteNatGatewayRequest } from '@aws-sdk/client-ec2';
import { add, all, edit } from '../draft.ts';
import { invalidCombination, required } from '../required.ts';
import { AwsError, type World } from '../world.ts';
import { attachAddress } from './addresses.ts';
import { createManagedInterface } from './interface-create.ts';
import { releaseInterface } from './interface-release.ts';
import { find, findMaybe } from './lookup.ts';
import { settleRoutesTo } from './route-targets.ts';
import { tagsFor } from './tag-specifications.ts';

/** https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_CreateNatGateway.html: zonal gateways. */
export function CreateNatGateway(world: World, input: CreateNatGatewayRequest) {
  if (input.AvailabilityMode === 'regional') {
    throw new AwsError('UnsupportedOperation', 'Regional NAT gateways cannot be created here.');
  }
  const subnet = find(world, 'subnet', required(input.SubnetId, 'subnetId'));
  const type = input.ConnectivityType ?? 'public';
  if (type === 'private' && input.AllocationId) {
    throw invalidCombination('AllocationId cannot be specified for a private NAT gateway.');
  }
  const address = type === 'public' ? find(world, 'address', required(input.AllocationId, 'allocationId')) : undefined;
  if (address?.AssociationId !== undefined) {
    throw new AwsError(
      'Resource.AlreadyAssociated',
      `Elastic IP address [${address.AllocationId}] is already associated`,
    );
  }
  const Tags = tagsFor('natgateway', input.TagSpecifications);
  all(world, 'ec2', 'NatGateways');
  const NatGatewayId = world.newId('nat');
  const card = createManagedInterface(world, {
    subnet: subnet.SubnetId!,
    description: `Interface for NAT Gateway ${NatGatewayId}`,
    type: 'nat_gateway',
    requester: 'amazon-aws',
    sourceDestCheck: false,
    ...(input.PrivateIpAddress ? { address: input.PrivateIpAddress } : {}),
  });
  const association = address && {
    AllocationId: address.AllocationId,
    AssociationId: attachAddress(world, address, card, card.PrivateIpAddress!),
    PublicIp: address.PublicIp,
  };
  const NatGateway = {
    NatGatewayId,
    VpcId: subnet.VpcId,
    SubnetId: subnet.SubnetId,
    ConnectivityType: type,
    State: 'pending' as const,
    CreateTime: world.now.toISOString(),
    NatGatewayAddresses: [
      {
        ...association,
        IsPrimary: true,
        NetworkInterfaceId: card.NetworkInterfaceId,
        PrivateIp: card.PrivateIpAddress,
        Status: 'succeeded' as const,
      },
    ],
    Tags,
  };
  add(world, 'ec2', 'NatGateways', NatGateway);
  world.later({ afterSeconds: 60, resource: NatGatewayId, to: 'nat-gateway-available' });
  return { NatGateway, ...(input.ClientToken ? { ClientToken: input.ClientToken } : {}) };
}

/** A NAT gateway that was being made is ready. */
export function natGatewayAvailable(world: World, id: string): void {
  edit(
    world,
    'ec2',
    'NatGateways',
    (nat) => nat.NatGatewayId === id && nat.State === 'pending',
    (copy) => {
      copy.State = 'available';
    },
  );
}

/** https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_DeleteNatGateway.html: its routes lead nowhere from now on. */
export function DeleteNatGateway(world: World, input: DeleteNatGatewayRequest) {
  const nat = find(world, 'nat-gateway', required(input.NatGatewayId, 'natGatewayId'));
  const NatGatewayId = nat.NatGatewayId!;
  if (nat.State === 'deleting' || nat.State === 'deleted') return { NatGatewayId };
  edit(
    world,
    'ec2',
    'NatGateways',
    (n) => n.NatGatewayId === NatGatewayId,
    (copy) => {
      copy.State = 'deleting';
    },
  );
  settleRoutesTo(world, NatGatewayId);
  world.later({ afterSeconds: 45, resource: NatGatewayId, to: 'nat-gateway-deleted' });
  return { NatGatewayId };
}

/** A NAT gateway is gone: its address is free again, its interface too. AWS shows it for about an hour. */
export function natGatewayDeleted(world: World, id: string): void {
  const nat = findMaybe(world, 'nat-gateway', id);
  if (nat?.State !== 'deleting') return;
  for (const { NetworkInterfaceId } of nat.NatGatewayAddresses ?? []) {
    if (NetworkInterfaceId !== undefined) releaseInterface(world, NetworkInterfaceId, true);
  }
  edit(
    world,
    'ec2',
    'NatGateways',
    (n) => n.NatGatewayId === id,
    (copy) => {
      copy.State = 'deleted';
      copy.DeleteTime = world.now.toISOString();
    },
  );
}
