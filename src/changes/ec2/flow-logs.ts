import type { CreateFlowLogsRequest, DeleteFlowLogsRequest, UnsuccessfulItem } from '@aws-sdk/client-ec2';
import { add, all, remove } from '../draft.ts';
import { invalidValue, required } from '../required.ts';
import { saved } from '../saved.ts';
import { AwsError, type World } from '../world.ts';
import { findIfRead } from './lookup.ts';
import { tagsFor } from './tag-specifications.ts';

/** The format that flow logs have unless told otherwise, version 2: https://docs.aws.amazon.com/vpc/latest/userguide/flow-log-records.html */
export const defaultFormat = [
  'version',
  'account-id',
  'interface-id',
  'srcaddr',
  'dstaddr',
  'srcport',
  'dstport',
  'protocol',
  'packets',
  'bytes',
  'start',
  'end',
  'action',
  'log-status',
]
  .map((field) => `\${${field}}`)
  .join(' ');

const kinds = {
  VPC: 'vpc',
  Subnet: 'subnet',
  NetworkInterface: 'network-interface',
  TransitGateway: 'transit-gateway',
  TransitGatewayAttachment: 'transit-gateway-attachment',
} as const;

const invalid = (message: string): AwsError => new AwsError('InvalidParameter', message);

/** Where the logs go, from either way that a call may say it. */
function destinationOf(input: CreateFlowLogsRequest): { type: string; group?: string; destination?: string } {
  const type = input.LogDestinationType ?? 'cloud-watch-logs';
  if (type === 'cloud-watch-logs') {
    const group = input.LogGroupName ?? input.LogDestination?.split(':log-group:')[1]?.replace(/:\*$/, '');
    if (!group) throw invalid('LogDestination or LogGroupName is required if LogDestinationType is cloud-watch-logs');
    if (!input.DeliverLogsPermissionArn) {
      throw invalid("DeliverLogsPermissionArn can't be empty if LogDestinationType is cloud-watch-logs");
    }
    return { type, group, ...(input.LogDestination ? { destination: input.LogDestination } : {}) };
  }
  if (!input.LogDestination) throw invalid(`LogDestination can't be empty if LogDestinationType is ${type}`);
  return { type, destination: input.LogDestination };
}

/** https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_CreateFlowLogs.html */
export function CreateFlowLogs(world: World, input: CreateFlowLogsRequest) {
  const ids = required(input.ResourceIds, 'resourceId');
  const type = required(input.ResourceType, 'resourceType');
  const kind = kinds[type as keyof typeof kinds];
  if (kind === undefined) throw invalidValue(`Invalid value '${type}' for resourceType.`);
  const transit = kind === 'transit-gateway' || kind === 'transit-gateway-attachment';
  const traffic = input.TrafficType ?? (transit ? undefined : required(input.TrafficType, 'trafficType'));
  const interval = input.MaxAggregationInterval ?? (transit ? 60 : 600);
  if (interval !== 60 && interval !== 600) throw invalid('MaxAggregationInterval must be 60 or 600');
  const { type: LogDestinationType, group, destination } = destinationOf(input);
  const Tags = tagsFor('vpc-flow-log', input.TagSpecifications);
  const before = all(world, 'ec2', 'FlowLogs');
  const Unsuccessful: UnsuccessfulItem[] = [];
  const fresh = ids.flatMap((ResourceId) => {
    findIfRead(world, kind, ResourceId);
    const same = before.some(
      (log) =>
        log.ResourceId === ResourceId &&
        log.TrafficType === traffic &&
        log.LogGroupName === group &&
        (log.LogDestination ?? destination) === destination,
    );
    if (same) {
      const Message = 'Error. There is an existing Flow Log with the same configuration and log destination.';
      Unsuccessful.push({ Error: { Code: 'FlowLogAlreadyExists', Message }, ResourceId });
      return [];
    }
    return [
      {
        CreationTime: world.now.toISOString(),
        ...(input.DeliverLogsPermissionArn ? { DeliverLogsPermissionArn: input.DeliverLogsPermissionArn } : {}),
        DeliverLogsStatus: 'SUCCESS',
        FlowLogId: world.newId('fl'),
        FlowLogStatus: 'ACTIVE',
        ...(group === undefined ? {} : { LogGroupName: group }),
        ResourceId,
        ...(traffic === undefined ? {} : { TrafficType: traffic }),
        LogDestinationType: LogDestinationType as 'cloud-watch-logs',
        ...(destination === undefined ? {} : { LogDestination: destination }),
        LogFormat: input.LogFormat ?? defaultFormat,
        MaxAggregationInterval: interval,
        ...(input.DestinationOptions ? { DestinationOptions: saved(input.DestinationOptions) } : {}),
        Tags,
      },
    ];
  });
  add(world, 'ec2', 'FlowLogs', ...fresh);
  return {
    FlowLogIds: fresh.map((log) => log.FlowLogId),
    Unsuccessful,
    ...(input.ClientToken ? { ClientToken: input.ClientToken } : {}),
  };
}

/** https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_DeleteFlowLogs.html */
export function DeleteFlowLogs(world: World, input: DeleteFlowLogsRequest) {
  const ids = required(input.FlowLogIds, 'flowLogId');
  const there = new Set(all(world, 'ec2', 'FlowLogs').map((log) => log.FlowLogId));
  remove(world, 'ec2', 'FlowLogs', (log) => ids.includes(log.FlowLogId!));
  const Unsuccessful: UnsuccessfulItem[] = ids
    .filter((id) => !there.has(id))
    .map((id) => ({
      Error: { Code: 'InvalidFlowLogId.NotFound', Message: `These flow log ids do not exist: ${id}` },
      ResourceId: id,
    }));
  return { Unsuccessful };
}
