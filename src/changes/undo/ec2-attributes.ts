import type { Tag } from '@aws-sdk/client-ec2';
import type { Call } from '../../findings/finding.ts';
import type { Saved } from '../../snapshot/snapshot.ts';
import { known, ofParent } from '../draft.ts';
import { instancesOf } from '../ec2/instance-lookup.ts';
import { find } from '../ec2/lookup.ts';
import { tagsOn } from '../ec2/tags.ts';
import { AwsError, type World } from '../world.ts';
import { callsOf, given, type Undos } from './entry.ts';

const ec2 = callsOf('ec2');
const unknown = (what: string): AwsError => new AwsError('NotInSnapshot', `${what} was not read.`);

/** The calls that give resources back the tags of these keys that they have now. */
function tagCalls(world: World, resources: readonly string[], keys: readonly (string | undefined)[]): Call[] {
  return resources.flatMap((id) => {
    const now = tagsOn(world, id);
    const kept = now.filter((tag) => keys.includes(tag.Key));
    const absent = keys.filter((key) => !now.some((tag) => tag.Key === key));
    return [
      ...(absent.length > 0 ? [ec2('DeleteTags', { Resources: [id], Tags: absent.map((Key) => ({ Key })) })] : []),
      ...(kept.length > 0 ? [ec2('CreateTags', { Resources: [id], Tags: kept })] : []),
    ];
  });
}

export const undoAttributes: Undos = {
  StopInstances: (world, { InstanceIds }) => {
    const ran = instancesOf(world, InstanceIds).filter((i) => i.State?.Name === 'running');
    return ran.length === 0 ? [] : [ec2('StartInstances', { InstanceIds: ran.map((i) => i.InstanceId) })];
  },
  StartInstances: (world, { InstanceIds }) => {
    const stopped = instancesOf(world, InstanceIds).filter((i) => i.State?.Name === 'stopped');
    return stopped.length === 0 ? [] : [ec2('StopInstances', { InstanceIds: stopped.map((i) => i.InstanceId) })];
  },
  RebootInstances: () => [],
  ModifyInstanceAttribute: (world, { InstanceId, Groups, SourceDestCheck, InstanceType, Attribute }) => {
    const [instance] = instancesOf(world, [InstanceId]);
    const isCheck = SourceDestCheck !== undefined || Attribute === 'sourceDestCheck';
    const isType = InstanceType !== undefined || Attribute === 'instanceType';
    const old =
      Groups !== undefined
        ? { Groups: instance?.SecurityGroups?.map((g) => g.GroupId) }
        : isCheck
          ? { SourceDestCheck: { Value: instance?.SourceDestCheck ?? true } }
          : isType
            ? { InstanceType: { Value: instance?.InstanceType } }
            : undefined;
    // The other attributes show in no description: nobody knows what they were.
    return old && [ec2('ModifyInstanceAttribute', { InstanceId, ...old })];
  },
  ModifyNetworkInterfaceAttribute: (world, { NetworkInterfaceId, ...input }) => {
    const card = find(world, 'network-interface', NetworkInterfaceId);
    const old =
      input.Groups !== undefined
        ? { Groups: card.Groups?.map((g) => g.GroupId) }
        : input.SourceDestCheck !== undefined
          ? { SourceDestCheck: { Value: card.SourceDestCheck ?? true } }
          : input.Description !== undefined
            ? { Description: { Value: card.Description ?? '' } }
            : input.Attachment !== undefined
              ? {
                  Attachment: {
                    AttachmentId: card.Attachment?.AttachmentId,
                    DeleteOnTermination: card.Attachment?.DeleteOnTermination ?? false,
                  },
                }
              : undefined;
    return old && [ec2('ModifyNetworkInterfaceAttribute', { NetworkInterfaceId, ...old })];
  },
  ModifySubnetAttribute: (world, { SubnetId, ...input }) => {
    const subnet = find(world, 'subnet', SubnetId);
    const name = (
      ['MapPublicIpOnLaunch', 'AssignIpv6AddressOnCreation', 'EnableDns64', 'MapCustomerOwnedIpOnLaunch'] as const
    ).find((key) => input[key] !== undefined);
    return name && [ec2('ModifySubnetAttribute', { SubnetId, [name]: { Value: subnet[name] ?? false } })];
  },
  ModifyVpcAttribute: (world, { VpcId, ...input }) => {
    const old = ofParent(world, 'ec2', 'VpcAttributes', VpcId);
    const name = (['EnableDnsSupport', 'EnableDnsHostnames', 'EnableNetworkAddressUsageMetrics'] as const).find(
      (key) => input[key] !== undefined,
    );
    const value = name && old?.[name];
    return value === undefined ? undefined : [ec2('ModifyVpcAttribute', { VpcId, [name as string]: { Value: value } })];
  },
  ModifyVpcBlockPublicAccessOptions: (world) => {
    const old = world.here.ec2?.VpcBlockPublicAccessOptions?.InternetGatewayBlockMode;
    if (old === undefined) throw unknown('VpcBlockPublicAccessOptions');
    return [ec2('ModifyVpcBlockPublicAccessOptions', { InternetGatewayBlockMode: old })];
  },
  CreateVpcBlockPublicAccessExclusion: (_, __, { VpcBlockPublicAccessExclusion }) =>
    given(VpcBlockPublicAccessExclusion?.ExclusionId, (ExclusionId) => [
      ec2('DeleteVpcBlockPublicAccessExclusion', { ExclusionId }),
    ]),
  AssociateDhcpOptions: (world, { VpcId }) => [
    ec2('AssociateDhcpOptions', { VpcId, DhcpOptionsId: find(world, 'vpc', VpcId).DhcpOptionsId ?? 'default' }),
  ],
  CreateDhcpOptions: (_, __, { DhcpOptions }) =>
    given(DhcpOptions?.DhcpOptionsId, (id) => [ec2('DeleteDhcpOptions', { DhcpOptionsId: id })]),
  CreateFlowLogs: (_, __, { FlowLogIds }) =>
    given(FlowLogIds as string[] | undefined, (ids) =>
      ids.length === 0 ? [] : [ec2('DeleteFlowLogs', { FlowLogIds: ids })],
    ),
  DeleteFlowLogs: (world, { FlowLogIds }) =>
    (known(world, 'ec2', 'FlowLogs') ?? [])
      .filter((log) => FlowLogIds.includes(log.FlowLogId))
      .map((log) =>
        ec2('CreateFlowLogs', {
          ResourceIds: [log.ResourceId],
          ResourceType: resourceTypeOf(log.ResourceId ?? ''),
          TrafficType: log.TrafficType,
          LogDestinationType: log.LogDestinationType,
          LogDestination: log.LogDestination,
          LogGroupName: log.LogGroupName,
          DeliverLogsPermissionArn: log.DeliverLogsPermissionArn,
          LogFormat: log.LogFormat,
          MaxAggregationInterval: log.MaxAggregationInterval,
        }),
      ),
  CreateTags: (world, { Resources, Tags }) =>
    tagCalls(
      world,
      Resources,
      (Tags as Tag[]).map((tag) => tag.Key),
    ),
  DeleteTags: (world, { Resources, Tags }) =>
    (Resources as string[]).flatMap((id) => {
      const goes = (tag: Saved<Tag>): boolean =>
        Tags === undefined ||
        (Tags as Tag[]).some(({ Key, Value }) => Key === tag.Key && (Value === undefined || Value === tag.Value));
      const gone = tagsOn(world, id).filter(goes);
      return gone.length === 0 ? [] : [ec2('CreateTags', { Resources: [id], Tags: gone })];
    }),
};

const resourceTypeOf = (id: string): string =>
  ({
    vpc: 'VPC',
    subnet: 'Subnet',
    eni: 'NetworkInterface',
    tgw: 'TransitGateway',
    'tgw-attach': 'TransitGatewayAttachment',
  })[id.slice(0, id.lastIndexOf('-'))] ?? 'VPC';
