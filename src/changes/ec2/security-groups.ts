import type { CreateSecurityGroupRequest, DeleteSecurityGroupRequest, IpPermission } from '@aws-sdk/client-ec2';
import { rulesOf } from '../../snapshot/security-group-rules.ts';
import type { Saved } from '../../snapshot/snapshot.ts';
import { add, all, known, remove } from '../draft.ts';
import { dependencyViolation, invalidValue, required } from '../required.ts';
import { AwsError, type World } from '../world.ts';
import { ec2Arn } from './arn.ts';
import { findIfRead } from './lookup.ts';
import { type Part, permissionsOf } from './permissions.ts';
import { groupOf } from './security-group-lookup.ts';
import { tagsFor } from './tag-specifications.ts';

/** https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_CreateSecurityGroup.html */
export function CreateSecurityGroup(world: World, input: CreateSecurityGroupRequest) {
  const name = required(input.GroupName, 'groupName');
  const description = required(input.Description, 'description');
  if (name.length > 255 || !/^[\w .\-:/()#,@[\]+=&;{}!$*]+$/.test(name)) {
    throw invalidValue(
      `Value (${name}) for parameter GroupName is invalid. Character sets beyond ASCII are not supported.`,
    );
  }
  if (/^sg-/i.test(name)) {
    throw invalidValue('Group names may not be in the format sg-*.');
  }
  const VpcId = input.VpcId ?? known(world, 'ec2', 'Vpcs')?.find((vpc) => vpc.IsDefault)?.VpcId;
  if (VpcId === undefined) throw new AwsError('VPCIdNotSpecified', 'No default VPC for this user');
  const vpc = findIfRead(world, 'vpc', VpcId);
  if (name === 'default') throw invalidValue('Cannot use reserved security group name: default');
  if (all(world, 'ec2', 'SecurityGroups').some((g) => g.VpcId === VpcId && g.GroupName === name)) {
    throw new AwsError('InvalidGroup.Duplicate', `The security group '${name}' already exists for VPC '${VpcId}'`);
  }
  const Tags = tagsFor('security-group', input.TagSpecifications);
  const GroupId = world.newId('sg');
  const everywhere: Part[] = [{ protocol: '-1', list: 'IpRanges', peer: '0.0.0.0/0' }];
  if ((vpc?.Ipv6CidrBlockAssociationSet ?? []).length > 0) {
    everywhere.push({ protocol: '-1', list: 'Ipv6Ranges', peer: '::/0' });
  }
  const group = {
    GroupId,
    SecurityGroupArn: ec2Arn(world, 'security-group', GroupId),
    GroupName: name,
    Description: description,
    VpcId,
    OwnerId: world.account,
    IpPermissions: [],
    IpPermissionsEgress: permissionsOf(everywhere),
    Tags,
  };
  add(world, 'ec2', 'SecurityGroups', group);
  add(world, 'ec2', 'SecurityGroupRules', ...rulesOf(group));
  return { GroupId, SecurityGroupArn: group.SecurityGroupArn, Tags };
}

/** https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_DeleteSecurityGroup.html */
export function DeleteSecurityGroup(world: World, input: DeleteSecurityGroupRequest) {
  const group = groupOf(world, input);
  const id = group.GroupId!;
  if (group.GroupName === 'default') {
    throw new AwsError(
      'CannotDelete',
      `the specified group: "${id}" name: "${group.GroupName}" cannot be deleted by a user`,
    );
  }
  const attached = known(world, 'ec2', 'NetworkInterfaces')?.some((i) => i.Groups?.some((g) => g.GroupId === id));
  const names = (permissions: Saved<IpPermission>[] | undefined): boolean =>
    permissions?.some((p) => p.UserIdGroupPairs?.some((pair) => (pair.GroupId ?? pair.GroupName) === id)) === true;
  const referenced = all(world, 'ec2', 'SecurityGroups').some(
    (g) => g.GroupId !== id && (names(g.IpPermissions) || names(g.IpPermissionsEgress)),
  );
  if (attached || referenced) throw dependencyViolation(`resource ${id} has a dependent object`);
  remove(world, 'ec2', 'SecurityGroups', (g) => g.GroupId === id);
  remove(world, 'ec2', 'SecurityGroupRules', (rule) => rule.GroupId === id);
  return { Return: true, GroupId: id };
}
