import type { ModifySubnetAttributeRequest } from '@aws-sdk/client-ec2';
import { edit } from '../draft.ts';
import { invalidCombination, invalidValue, required } from '../required.ts';
import { AwsError, type World } from '../world.ts';
import { find } from './lookup.ts';

const flags = [
  'MapPublicIpOnLaunch',
  'AssignIpv6AddressOnCreation',
  'EnableDns64',
  'MapCustomerOwnedIpOnLaunch',
] as const;
const names = ['EnableResourceNameDnsARecordOnLaunch', 'EnableResourceNameDnsAAAARecordOnLaunch'] as const;

/** https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_ModifySubnetAttribute.html: one attribute a call. */
export function ModifySubnetAttribute(world: World, input: ModifySubnetAttributeRequest) {
  const subnet = find(world, 'subnet', required(input.SubnetId, 'subnetId'));
  const flag = flags.filter((name) => input[name]?.Value !== undefined);
  const naming = names.filter((name) => input[name]?.Value !== undefined);
  const type = input.PrivateDnsHostnameTypeOnLaunch;
  const count = flag.length + naming.length + (type === undefined ? 0 : 1);
  if (count === 0) throw new AwsError('MissingParameter', 'The request must contain an attribute to modify');
  if (count > 1) throw invalidCombination('Fields for multiple attributes specified.');
  const ipv6 = (subnet.Ipv6CidrBlockAssociationSet ?? []).length > 0;
  if (flag[0] === 'AssignIpv6AddressOnCreation' && input.AssignIpv6AddressOnCreation?.Value && !ipv6) {
    throw invalidValue(`The subnet ${subnet.SubnetId} has no IPv6 CIDR block.`);
  }
  edit(
    world,
    'ec2',
    'Subnets',
    (s) => s.SubnetId === subnet.SubnetId,
    (copy) => {
      for (const name of flag) copy[name] = input[name]!.Value!;
      if (naming.length === 0 && type === undefined) return;
      copy.PrivateDnsNameOptionsOnLaunch = {
        ...copy.PrivateDnsNameOptionsOnLaunch,
        ...(type === undefined ? {} : { HostnameType: type }),
      };
      for (const name of naming) {
        const member = name.slice(0, -'OnLaunch'.length) as
          | 'EnableResourceNameDnsARecord'
          | 'EnableResourceNameDnsAAAARecord';
        copy.PrivateDnsNameOptionsOnLaunch[member] = input[name]!.Value!;
      }
    },
  );
  return {};
}
