import type { CreateTagsRequest, DeleteTagsRequest, Tag } from '@aws-sdk/client-ec2';
import type { Saved } from '../../snapshot/snapshot.ts';
import { edit, known, type ListKey } from '../draft.ts';
import { invalidValue, required } from '../required.ts';
import { AwsError, type World } from '../world.ts';
import { editInstances, instancesOf } from './instance-lookup.ts';

/** Where each kind of resource is kept, by the prefix of its id. A transit gateway attachment is in up to three lists. */
const places: Record<string, [key: ListKey<'ec2'>, id: string][]> = {
  vpc: [['Vpcs', 'VpcId']],
  subnet: [['Subnets', 'SubnetId']],
  rtb: [['RouteTables', 'RouteTableId']],
  igw: [['InternetGateways', 'InternetGatewayId']],
  eigw: [['EgressOnlyInternetGateways', 'EgressOnlyInternetGatewayId']],
  nat: [['NatGateways', 'NatGatewayId']],
  sg: [['SecurityGroups', 'GroupId']],
  sgr: [['SecurityGroupRules', 'SecurityGroupRuleId']],
  acl: [['NetworkAcls', 'NetworkAclId']],
  eni: [['NetworkInterfaces', 'NetworkInterfaceId']],
  eipalloc: [['Addresses', 'AllocationId']],
  vpce: [['VpcEndpoints', 'VpcEndpointId']],
  'vpce-svc': [['ServiceConfigurations', 'ServiceId']],
  pcx: [['VpcPeeringConnections', 'VpcPeeringConnectionId']],
  tgw: [['TransitGateways', 'TransitGatewayId']],
  'tgw-attach': [
    ['TransitGatewayAttachments', 'TransitGatewayAttachmentId'],
    ['TransitGatewayVpcAttachments', 'TransitGatewayAttachmentId'],
    ['TransitGatewayPeeringAttachments', 'TransitGatewayAttachmentId'],
  ],
  'tgw-rtb': [['TransitGatewayRouteTables', 'TransitGatewayRouteTableId']],
  vpn: [['VpnConnections', 'VpnConnectionId']],
  vgw: [['VpnGateways', 'VpnGatewayId']],
  cgw: [['CustomerGateways', 'CustomerGatewayId']],
  pl: [['PrefixLists', 'PrefixListId']],
  dopt: [['DhcpOptions', 'DhcpOptionsId']],
  fl: [['FlowLogs', 'FlowLogId']],
};

const mostTags = 50;

const prefixOf = (id: string): string => id.slice(0, id.lastIndexOf('-'));

const isAt = (id: string, member: string) => (item: object) => (item as Record<string, unknown>)[member] === id;

/** Throws `InvalidID` for what is no resource of this account, as CreateTags does. */
function checkExists(world: World, id: string): void {
  if (prefixOf(id) === 'i') {
    instancesOf(world, [id]);
    return;
  }
  const place = places[prefixOf(id)];
  const lists = place?.map(([key, member]) => known(world, 'ec2', key)?.some(isAt(id, member)));
  if (lists === undefined || (!lists.includes(true) && lists.includes(false))) {
    throw new AwsError('InvalidID', `The ID '${id}' is not valid`);
  }
}

/** The tags that a resource has, wherever it is kept. Throws `InvalidID` for what is no resource of this account. */
export function tagsOn(world: World, id: string): readonly Saved<Tag>[] {
  checkExists(world, id);
  if (prefixOf(id) === 'i') return instancesOf(world, [id])[0]?.Tags ?? [];
  for (const [key, member] of places[prefixOf(id)] ?? []) {
    const holder = known(world, 'ec2', key)?.find(isAt(id, member)) as
      | { Tags?: Saved<Tag>[]; TagSet?: Saved<Tag>[] }
      | undefined;
    if (holder !== undefined) return holder.Tags ?? holder.TagSet ?? [];
  }
  return [];
}

/** Lets `change` turn the tags of a resource into others, wherever it is kept. */
function setTags(world: World, id: string, change: (tags: readonly Saved<Tag>[]) => Saved<Tag>[]): void {
  if (prefixOf(id) === 'i') {
    editInstances(world, new Set([id]), (copy) => {
      copy.Tags = change(copy.Tags ?? []);
    });
    return;
  }
  for (const [key, member] of places[prefixOf(id)] ?? []) {
    edit(world, 'ec2', key, isAt(id, member), (copy) => {
      // Interfaces alone call them TagSet.
      const holder = copy as { Tags?: Saved<Tag>[]; TagSet?: Saved<Tag>[] };
      const name = key === 'NetworkInterfaces' ? 'TagSet' : 'Tags';
      holder[name] = change(holder[name] ?? []);
    });
  }
}

/** https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_CreateTags.html */
export function CreateTags(world: World, input: CreateTagsRequest) {
  const ids = required(input.Resources, 'resourceIdSet');
  const given = required(input.Tags, 'tagSet').map(({ Key, Value }) => ({ Key: Key ?? '', Value: Value ?? '' }));
  if (given.length === 0) throw new AwsError('MissingParameter', 'The request must contain the parameter tagSet');
  for (const { Key, Value } of given) {
    if (Key === '' || Key.length > 128) throw invalidValue('Tag keys must be 1 to 128 characters long.');
    if (Value.length > 256) throw invalidValue('Tag value exceeds the maximum length of 256 characters');
    if (/^aws:/i.test(Key)) {
      throw invalidValue(`Tag keys starting with 'aws:' are reserved for internal use`);
    }
  }
  for (const id of ids) checkExists(world, id);
  const keys = new Set(given.map((tag) => tag.Key));
  for (const id of ids) {
    setTags(world, id, (tags) => {
      const values = new Map(given.map((tag) => [tag.Key, tag.Value]));
      const kept = tags.map((tag) => (keys.has(tag.Key ?? '') ? { ...tag, Value: values.get(tag.Key ?? '') } : tag));
      const there = new Set(tags.map((tag) => tag.Key));
      const all = [...kept, ...given.filter((tag) => !there.has(tag.Key))];
      if (all.filter((tag) => !tag.Key?.startsWith('aws:')).length > mostTags) {
        throw new AwsError('TagLimitExceeded', `The maximum number of Tags for a resource has been reached.`);
      }
      return all;
    });
  }
  return {};
}

/** https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_DeleteTags.html: with a value, only a tag of that value. */
export function DeleteTags(world: World, input: DeleteTagsRequest) {
  const ids = required(input.Resources, 'resourceIdSet');
  for (const id of ids) checkExists(world, id);
  const goes = (tag: Saved<Tag>): boolean =>
    input.Tags === undefined || input.Tags.length === 0
      ? !tag.Key?.startsWith('aws:')
      : input.Tags.some(({ Key, Value }) => Key === tag.Key && (Value === undefined || Value === tag.Value));
  for (const id of ids) setTags(world, id, (tags) => tags.filter((tag) => !goes(tag)));
  return {};
}
