import type {
  AllocateAddressRequest,
  AssociateAddressRequest,
  DisassociateAddressRequest,
  ReleaseAddressRequest,
} from '@aws-sdk/client-ec2';
import { add, all, edit, known, ofParent, remove, setOfParent } from '../draft.ts';
import { invalidCombination, invalidValue, required } from '../required.ts';
import { AwsError, type World } from '../world.ts';
import { instanceMaybe, instanceOf } from './instance-lookup.ts';
import { find, findMaybe, type Resource } from './lookup.ts';
import { newPublicAddress, publicDnsName, setAssociation } from './public-addresses.ts';
import { tagsFor } from './tag-specifications.ts';

type Address = Readonly<Resource<'address'>>;
type Card = Readonly<Resource<'network-interface'>>;

/** https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_AllocateAddress.html */
export function AllocateAddress(world: World, input: AllocateAddressRequest) {
  if (input.Domain !== undefined && input.Domain !== 'vpc') {
    throw invalidValue(`Invalid value '${input.Domain}' for domain. Only vpc is supported.`);
  }
  const addresses = all(world, 'ec2', 'Addresses');
  if (input.Address !== undefined && addresses.some((a) => a.PublicIp === input.Address)) {
    throw new AwsError('InvalidAddress.InUse', `The address '${input.Address}' is already allocated.`);
  }
  const Tags = tagsFor('elastic-ip', input.TagSpecifications);
  const address = {
    AllocationId: world.newId('eipalloc'),
    Domain: 'vpc' as const,
    NetworkBorderGroup: input.NetworkBorderGroup ?? world.region,
    PublicIp: input.Address ?? newPublicAddress(world),
    PublicIpv4Pool: input.PublicIpv4Pool ?? 'amazon',
    Tags,
  };
  add(world, 'ec2', 'Addresses', address);
  const { Tags: _, ...output } = address;
  return output;
}

/** An address by allocation or by its own text. */
function addressOf(world: World, input: { AllocationId?: string; PublicIp?: string }): Address {
  if (input.AllocationId) return find(world, 'address', input.AllocationId);
  if (!input.PublicIp) throw new AwsError('MissingParameter', 'Either allocationId or publicIp must be specified');
  const found = all(world, 'ec2', 'Addresses').find((address) => address.PublicIp === input.PublicIp);
  if (found === undefined) {
    throw new AwsError('InvalidAddress.NotFound', `Address '${input.PublicIp}' not found.`);
  }
  return found;
}

function checkOwn(address: Address): void {
  // What a service holds (a NAT gateway, a balancer) only that service may move.
  if (address.ServiceManaged !== undefined && address.ServiceManaged !== null) {
    throw new AwsError(
      'OperationNotPermitted',
      `The address with allocation id ${address.AllocationId} is managed by ${address.ServiceManaged}.`,
    );
  }
}

/** A NAT gateway's or balancer's address stays on its interface. */
function checkNotManaged(card: Card | undefined): void {
  if (card?.RequesterManaged) {
    throw new AwsError('AuthFailure', 'You do not have permission to access the specified resource.');
  }
}

/** The interface that a call means: its own, or the only one of an instance. */
function interfaceFrom(world: World, input: AssociateAddressRequest): Card {
  if (input.NetworkInterfaceId) return find(world, 'network-interface', input.NetworkInterfaceId);
  if (!input.InstanceId) {
    throw new AwsError('MissingParameter', 'Either instanceId or networkInterfaceId must be specified');
  }
  const instance = instanceOf(world, input.InstanceId);
  const state = instance.State?.Name;
  if (state === 'terminated' || state === 'shutting-down') {
    throw new AwsError(
      'IncorrectInstanceState',
      `The instance '${input.InstanceId}' is not in a valid state for this operation.`,
    );
  }
  const cards = instance.NetworkInterfaces ?? [];
  if (cards.length !== 1) {
    throw new AwsError(
      'InvalidInstanceID',
      `There are multiple interfaces attached to instance '${input.InstanceId}'. Please specify an interface ID for the operation instead.`,
    );
  }
  return find(world, 'network-interface', cards[0]?.NetworkInterfaceId ?? '');
}

const associationMembers = [
  'AssociationId',
  'InstanceId',
  'NetworkInterfaceId',
  'NetworkInterfaceOwnerId',
  'PrivateIpAddress',
] as const;

/** Takes an Elastic IP off its interface. */
export function detachAddress(world: World, address: Address): void {
  if (address.NetworkInterfaceId !== undefined) {
    setAssociation(world, address.NetworkInterfaceId, address.PrivateIpAddress, undefined);
  }
  edit(
    world,
    'ec2',
    'Addresses',
    (a) => a.AllocationId === address.AllocationId,
    (copy) => {
      for (const member of associationMembers) delete copy[member];
    },
  );
}

/** Gives a private address of an interface an Elastic IP, in all places that show it. Answers the association's id. */
export function attachAddress(world: World, address: Address, card: Card, privateIp: string): string {
  const AssociationId = world.newId('eipassoc');
  const NetworkInterfaceId = card.NetworkInterfaceId!;
  const InstanceId = card.Attachment?.InstanceId;
  setAssociation(world, NetworkInterfaceId, privateIp, {
    AllocationId: address.AllocationId,
    AssociationId,
    IpOwnerId: world.account,
    PublicDnsName: publicDnsName(world, card.VpcId, address.PublicIp ?? ''),
    PublicIp: address.PublicIp,
  });
  edit(
    world,
    'ec2',
    'Addresses',
    (a) => a.AllocationId === address.AllocationId,
    (copy) => {
      Object.assign(copy, {
        AssociationId,
        ...(InstanceId === undefined ? {} : { InstanceId }),
        NetworkInterfaceId,
        NetworkInterfaceOwnerId: card.OwnerId ?? world.account,
        PrivateIpAddress: privateIp,
      });
    },
  );
  return AssociationId;
}

/** https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_AssociateAddress.html */
export function AssociateAddress(world: World, input: AssociateAddressRequest) {
  if (input.InstanceId && input.NetworkInterfaceId) {
    throw invalidCombination('You may specify either an instance ID or a network interface ID, but not both.');
  }
  const address = addressOf(world, input);
  checkOwn(address);
  checkNotManaged(findMaybe(world, 'network-interface', address.NetworkInterfaceId ?? ''));
  const card = interfaceFrom(world, input);
  const privateIp = input.PrivateIpAddress ?? card.PrivateIpAddress ?? '';
  const holder = (card.PrivateIpAddresses ?? []).find((ip) => ip.PrivateIpAddress === privateIp);
  if (holder === undefined && privateIp !== card.PrivateIpAddress) {
    throw invalidValue(`Address ${privateIp} is not assigned to interface ${card.NetworkInterfaceId}`);
  }
  const gateways = known(world, 'ec2', 'InternetGateways');
  if (gateways?.some((g) => g.Attachments?.some((a) => a.VpcId === card.VpcId)) === false) {
    throw new AwsError('Gateway.NotAttached', `Network ${card.VpcId} is not attached to any internet gateway`);
  }
  const here = address.NetworkInterfaceId === card.NetworkInterfaceId && address.PrivateIpAddress === privateIp;
  if (address.AssociationId !== undefined && here) return { AssociationId: address.AssociationId };
  if (address.AssociationId !== undefined && input.AllowReassociation === false) {
    throw new AwsError(
      'Resource.AlreadyAssociated',
      `resource ${address.AllocationId} is already associated with associate-id ${address.AssociationId}`,
    );
  }
  if (address.AssociationId !== undefined) detachAddress(world, address);
  const old = (holder ?? card).Association;
  if (old?.IpOwnerId === 'amazon') {
    // The address that Amazon lent goes back; the interface remembers that it had one.
    setOfParent(world, 'ec2', 'NetworkInterfaceAttributes', card.NetworkInterfaceId!, {
      ...ofParent(world, 'ec2', 'NetworkInterfaceAttributes', card.NetworkInterfaceId!),
      AssociatePublicIpAddress: true,
    });
  } else if (old?.PublicIp !== undefined) {
    const other = known(world, 'ec2', 'Addresses')?.find((a) => a.PublicIp === old.PublicIp);
    if (other !== undefined) detachAddress(world, other);
  }
  return { AssociationId: attachAddress(world, address, card, privateIp) };
}

/** https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_DisassociateAddress.html */
export function DisassociateAddress(world: World, input: DisassociateAddressRequest) {
  const addresses = all(world, 'ec2', 'Addresses');
  const address = input.AssociationId
    ? addresses.find((a) => a.AssociationId === input.AssociationId)
    : addressOf(world, { PublicIp: required(input.PublicIp, 'associationId') });
  if (address === undefined) {
    throw new AwsError('InvalidAssociationID.NotFound', `The association ID '${input.AssociationId}' does not exist`);
  }
  checkOwn(address);
  const card = findMaybe(world, 'network-interface', address.NetworkInterfaceId ?? '');
  checkNotManaged(card);
  if (address.AssociationId === undefined) return {};
  detachAddress(world, address);
  lendAddress(world, card);
  return {};
}

/** A running instance that had a public address of Amazon's before its Elastic IP gets a new one after it. */
function lendAddress(world: World, card: Card | undefined): void {
  const id = card?.NetworkInterfaceId;
  if (card === undefined || id === undefined) return;
  const instance = instanceMaybe(world, card.Attachment?.InstanceId ?? '');
  const lends = ofParent(world, 'ec2', 'NetworkInterfaceAttributes', id)?.AssociatePublicIpAddress === true;
  if (!lends || instance?.State?.Name !== 'running' || instance.NetworkInterfaces?.length !== 1) return;
  const PublicIp = newPublicAddress(world);
  setAssociation(world, id, card.PrivateIpAddress, {
    IpOwnerId: 'amazon',
    PublicDnsName: publicDnsName(world, card.VpcId, PublicIp),
    PublicIp,
  });
}

/** https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_ReleaseAddress.html */
export function ReleaseAddress(world: World, input: ReleaseAddressRequest) {
  const address = addressOf(world, input);
  checkOwn(address);
  if (address.AssociationId !== undefined || address.NetworkInterfaceId !== undefined) {
    throw new AwsError('InvalidIPAddress.InUse', `Address ${address.PublicIp} is in use.`);
  }
  remove(world, 'ec2', 'Addresses', (a) => a.AllocationId === address.AllocationId);
  return {};
}
