import type {
  AssociateDhcpOptionsRequest,
  CreateDhcpOptionsRequest,
  DeleteDhcpOptionsRequest,
} from '@aws-sdk/client-ec2';
import { parseAddress } from '../../network/cidr.ts';
import { add, all, edit, known, remove } from '../draft.ts';
import { dependencyViolation, invalidValue, required } from '../required.ts';
import type { World } from '../world.ts';
import { find, findIfRead } from './lookup.ts';
import { tagsFor } from './tag-specifications.ts';

/** https://docs.aws.amazon.com/vpc/latest/userguide/DHCPOptionSetConcepts.html */
const keys = [
  'domain-name',
  'domain-name-servers',
  'ntp-servers',
  'netbios-name-servers',
  'netbios-node-type',
  'ipv6-address-preferred-lease-time',
];
const mostServers = 4;

function checkValues(key: string, values: readonly string[]): void {
  if (!keys.includes(key)) throw invalidValue(`Value (${key}) for parameter name is invalid. Unknown DHCP option`);
  if (values.length === 0)
    throw invalidValue(`Value () for parameter value is invalid. The option ${key} has no value`);
  if (!key.endsWith('-servers')) return;
  if (values.length > mostServers) throw invalidValue(`The option ${key} can have at most ${mostServers} values.`);
  for (const value of values) {
    const isDefault = key === 'domain-name-servers' && value === 'AmazonProvidedDNS';
    if (!isDefault && parseAddress(value) === undefined) {
      throw invalidValue(`Value (${value}) for parameter ${key} is invalid. Invalid IP address`);
    }
  }
}

/** https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_CreateDhcpOptions.html */
export function CreateDhcpOptions(world: World, input: CreateDhcpOptionsRequest) {
  const configurations = required(input.DhcpConfigurations, 'dhcpConfiguration').map(({ Key, Values }) => {
    const key = required(Key, 'dhcpConfiguration.key');
    // Clients may send several values as one, with commas.
    const values = (Values ?? []).flatMap((value) => value.split(',').map((v) => v.trim()));
    checkValues(key, values);
    return { Key: key, Values: values.map((Value) => ({ Value })) };
  });
  if (configurations.length === 0) throw invalidValue('At least one DHCP option must be given.');
  const Tags = tagsFor('dhcp-options', input.TagSpecifications);
  all(world, 'ec2', 'DhcpOptions');
  const DhcpOptions = {
    OwnerId: world.account,
    DhcpOptionsId: world.newId('dopt'),
    DhcpConfigurations: configurations,
    Tags,
  };
  add(world, 'ec2', 'DhcpOptions', DhcpOptions);
  return { DhcpOptions };
}

/** https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_AssociateDhcpOptions.html: `default` means none. */
export function AssociateDhcpOptions(world: World, input: AssociateDhcpOptionsRequest) {
  const vpc = find(world, 'vpc', required(input.VpcId, 'vpcId'));
  const id = required(input.DhcpOptionsId, 'dhcpOptionsId');
  if (id !== 'default') findIfRead(world, 'dhcp-options', id);
  edit(
    world,
    'ec2',
    'Vpcs',
    (v) => v.VpcId === vpc.VpcId,
    (copy) => {
      copy.DhcpOptionsId = id;
    },
  );
  return {};
}

/** https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_DeleteDhcpOptions.html */
export function DeleteDhcpOptions(world: World, input: DeleteDhcpOptionsRequest) {
  const id = required(input.DhcpOptionsId, 'dhcpOptionsId');
  find(world, 'dhcp-options', id);
  if (known(world, 'ec2', 'Vpcs')?.some((vpc) => vpc.DhcpOptionsId === id)) {
    throw dependencyViolation(`The dhcpOptions '${id}' has dependencies and cannot be deleted.`);
  }
  remove(world, 'ec2', 'DhcpOptions', (options) => options.DhcpOptionsId === id);
  return {};
}
