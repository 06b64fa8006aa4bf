import type { ModifyNetworkInterfaceAttributeRequest } from '@aws-sdk/client-ec2';
import { edit, ofParent, setOfParent } from '../draft.ts';
import { invalidCombination, required } from '../required.ts';
import { AwsError, type World } from '../world.ts';
import { editInstances, instancesWith } from './instance-lookup.ts';
import { checkGroups, setInterfaceGroups, setSourceDestCheck } from './interface-groups.ts';
import { find } from './lookup.ts';

const attributes = [
  'Groups',
  'SourceDestCheck',
  'Description',
  'Attachment',
  'AssociatePublicIpAddress',
  'ConnectionTrackingSpecification',
] as const;

/** https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_ModifyNetworkInterfaceAttribute.html: one attribute a call. */
export function ModifyNetworkInterfaceAttribute(world: World, input: ModifyNetworkInterfaceAttributeRequest) {
  const card = find(world, 'network-interface', required(input.NetworkInterfaceId, 'networkInterfaceId'));
  const id = card.NetworkInterfaceId!;
  const given = attributes.filter((name) => input[name] !== undefined);
  const [name] = given;
  if (name === undefined) throw new AwsError('MissingParameter', 'The request must contain an attribute to modify');
  if (given.length > 1) throw invalidCombination(`Fields for multiple attributes specified: ${given.join(', ')}`);
  if (card.RequesterManaged) {
    throw new AwsError('AuthFailure', 'You do not have permission to access the specified resource.');
  }
  const own = new Set([id]);
  switch (name) {
    case 'Groups':
      setInterfaceGroups(world, own, checkGroups(world, input.Groups, card.VpcId));
      break;
    case 'SourceDestCheck':
      setSourceDestCheck(world, own, required(input.SourceDestCheck?.Value, 'sourceDestCheck.value'));
      break;
    case 'Description':
      setDescription(world, id, input.Description?.Value ?? '');
      break;
    case 'AssociatePublicIpAddress':
      setOfParent(world, 'ec2', 'NetworkInterfaceAttributes', id, {
        ...ofParent(world, 'ec2', 'NetworkInterfaceAttributes', id),
        AssociatePublicIpAddress: input.AssociatePublicIpAddress,
      });
      break;
    case 'Attachment':
      setDeleteOnTermination(world, id, card.Attachment?.AttachmentId, input.Attachment ?? {});
      break;
    case 'ConnectionTrackingSpecification':
      edit(
        world,
        'ec2',
        'NetworkInterfaces',
        (c) => c.NetworkInterfaceId === id,
        (copy) => {
          copy.ConnectionTrackingConfiguration = { ...input.ConnectionTrackingSpecification };
        },
      );
      break;
  }
  return {};
}

function setDescription(world: World, id: string, description: string): void {
  edit(
    world,
    'ec2',
    'NetworkInterfaces',
    (c) => c.NetworkInterfaceId === id,
    (copy) => {
      copy.Description = description;
    },
  );
  editInstances(world, instancesWith(world, new Set([id])), (copy) => {
    for (const own of copy.NetworkInterfaces ?? []) if (own.NetworkInterfaceId === id) own.Description = description;
  });
}

function setDeleteOnTermination(
  world: World,
  id: string,
  attachment: string | undefined,
  wanted: { AttachmentId?: string; DeleteOnTermination?: boolean },
): void {
  if (required(wanted.AttachmentId, 'attachment.attachmentId') !== attachment) {
    throw new AwsError('InvalidAttachmentID.NotFound', `The attachment ID '${wanted.AttachmentId}' does not exist`);
  }
  const on = required(wanted.DeleteOnTermination, 'attachment.deleteOnTermination');
  edit(
    world,
    'ec2',
    'NetworkInterfaces',
    (c) => c.NetworkInterfaceId === id,
    (copy) => {
      copy.Attachment!.DeleteOnTermination = on;
    },
  );
  editInstances(world, instancesWith(world, new Set([id])), (copy) => {
    for (const own of copy.NetworkInterfaces ?? []) {
      if (own.NetworkInterfaceId === id && own.Attachment !== undefined) own.Attachment.DeleteOnTermination = on;
    }
  });
}
