import { all } from '../draft.ts';
import { required } from '../required.ts';
import { AwsError, type World } from '../world.ts';
import { find, type Resource } from './lookup.ts';

type Group = Readonly<Resource<'security-group'>>;

/** A group by id, or by name when it is the default VPC's. */
export function groupOf(world: World, input: { GroupId?: string; GroupName?: string }): Group {
  if (input.GroupId !== undefined) return find(world, 'security-group', input.GroupId);
  const name = required(input.GroupName, 'groupId');
  const defaultVpc = all(world, 'ec2', 'Vpcs').find((vpc) => vpc.IsDefault)?.VpcId;
  const group = all(world, 'ec2', 'SecurityGroups').find((g) => g.GroupName === name && g.VpcId === defaultVpc);
  if (group === undefined) {
    throw new AwsError('InvalidGroup.NotFound', `The security group '${name}' does not exist in default VPC`);
  }
  return group;
}
