import { edit } from '../draft.ts';
import { required } from '../required.ts';
import { AwsError, type World } from '../world.ts';
import { editInstances, instancesWith } from './instance-lookup.ts';
import { findIfRead, findMaybe } from './lookup.ts';

/** The most groups an interface may have, at the highest quota: https://docs.aws.amazon.com/vpc/latest/userguide/amazon-vpc-limits.html */
const mostGroups = 16;

/** Groups that an interface in this VPC may have; throws when one does not exist or is another VPC's. */
export function checkGroups(world: World, ids: readonly string[] | undefined, vpc: string | undefined): string[] {
  const unique = [...new Set(required(ids, 'groups'))];
  if (unique.length === 0) throw new AwsError('MissingParameter', 'The request must contain the parameter groups');
  if (unique.length > mostGroups) {
    throw new AwsError(
      'SecurityGroupsPerInterfaceLimitExceeded',
      'The maximum number of security groups per interface has been reached.',
    );
  }
  for (const id of unique) {
    const group = findIfRead(world, 'security-group', id);
    const shared = world.here.ec2?.SecurityGroupVpcAssociations?.some(
      (a) => a.GroupId === id && a.VpcId === vpc && a.State === 'associated',
    );
    if (group !== undefined && vpc !== undefined && group.VpcId !== vpc && !shared) {
      throw new AwsError('InvalidParameter', 'You have specified two resources that belong to different networks.');
    }
  }
  return unique;
}

/** Gives interfaces these groups, on the interfaces and on the instances that show a copy. */
export function setInterfaceGroups(world: World, interfaces: ReadonlySet<string>, groups: readonly string[]): void {
  const identifiers = () =>
    groups.map((GroupId) => {
      const name = findMaybe(world, 'security-group', GroupId)?.GroupName;
      return { GroupId, ...(name === undefined ? {} : { GroupName: name }) };
    });
  edit(
    world,
    'ec2',
    'NetworkInterfaces',
    (card) => interfaces.has(card.NetworkInterfaceId ?? ''),
    (copy) => {
      copy.Groups = identifiers();
    },
  );
  editInstances(world, instancesWith(world, interfaces), (copy) => {
    for (const own of copy.NetworkInterfaces ?? []) {
      if (!interfaces.has(own.NetworkInterfaceId ?? '')) continue;
      own.Groups = identifiers();
      if (own.Attachment?.DeviceIndex === 0) copy.SecurityGroups = identifiers();
    }
  });
}

/** Turns the source/destination check of interfaces on or off, on them and on their instances. */
export function setSourceDestCheck(world: World, interfaces: ReadonlySet<string>, on: boolean): void {
  edit(
    world,
    'ec2',
    'NetworkInterfaces',
    (card) => interfaces.has(card.NetworkInterfaceId ?? ''),
    (copy) => {
      copy.SourceDestCheck = on;
    },
  );
  editInstances(world, instancesWith(world, interfaces), (copy) => {
    for (const own of copy.NetworkInterfaces ?? []) {
      if (!interfaces.has(own.NetworkInterfaceId ?? '')) continue;
      own.SourceDestCheck = on;
      if (own.Attachment?.DeviceIndex === 0) copy.SourceDestCheck = on;
    }
  });
}
