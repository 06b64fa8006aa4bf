import type { Instance } from '@aws-sdk/client-ec2';
import { AwsError } from '../../../changes/world.ts';
import type { Saved } from '../../../snapshot/snapshot.ts';
import { applyFilters, type Filter, type FilterTable } from '../../filters.ts';
import type { Handler, Handlers, LabCall } from '../../handler.ts';
import { page } from '../../paging.ts';

type SavedInstance = Saved<Instance>;

const filters: FilterTable<SavedInstance> = {
  architecture: (i) => [i.Architecture],
  'availability-zone': (i) => [i.Placement?.AvailabilityZone],
  'dns-name': (i) => [i.PublicDnsName],
  'image-id': (i) => [i.ImageId],
  'instance-id': (i) => [i.InstanceId],
  'instance-state-code': (i) => [i.State?.Code],
  'instance-state-name': (i) => [i.State?.Name],
  'instance-type': (i) => [i.InstanceType],
  'instance.group-id': (i) => (i.SecurityGroups ?? []).map((g) => g.GroupId),
  'instance.group-name': (i) => (i.SecurityGroups ?? []).map((g) => g.GroupName),
  'ip-address': (i) => [i.PublicIpAddress],
  'metadata-options.http-tokens': (i) => [i.MetadataOptions?.HttpTokens],
  'network-interface.network-interface-id': (i) => (i.NetworkInterfaces ?? []).map((n) => n.NetworkInterfaceId),
  'network-interface.addresses.private-ip-address': (i) =>
    (i.NetworkInterfaces ?? []).flatMap((n) => (n.PrivateIpAddresses ?? []).map((a) => a.PrivateIpAddress)),
  'network-interface.subnet-id': (i) => (i.NetworkInterfaces ?? []).map((n) => n.SubnetId),
  'network-interface.vpc-id': (i) => (i.NetworkInterfaces ?? []).map((n) => n.VpcId),
  'private-dns-name': (i) => [i.PrivateDnsName],
  'private-ip-address': (i) => [i.PrivateIpAddress],
  'source-dest-check': (i) => [i.SourceDestCheck],
  'subnet-id': (i) => [i.SubnetId],
  'vpc-id': (i) => [i.VpcId],
};

function pickInstances(call: LabCall, ids: string[] | undefined): SavedInstance[] {
  const all = (call.here.ec2?.Reservations ?? []).flatMap((r) => r.Instances ?? []);
  if (ids === undefined || ids.length === 0) return all;
  const byId = new Map(all.map((i) => [i.InstanceId, i]));
  const missing = ids.filter((id) => !byId.has(id));
  const misshapen = missing.find((id) => !/^i-([0-9a-f]{8}|[0-9a-f]{17})$/.test(id));
  if (misshapen !== undefined) throw new AwsError('InvalidInstanceID.Malformed', `Invalid id: "${misshapen}"`);
  if (missing.length > 0) {
    throw new AwsError(
      'InvalidInstanceID.NotFound',
      missing.length === 1
        ? `The instance ID '${missing[0]}' does not exist`
        : `The instance IDs '${missing.join(', ')}' do not exist`,
    );
  }
  return [...new Set(ids)].map((id) => byId.get(id)!);
}

interface DescribeInstancesInput {
  InstanceIds?: string[];
  Filters?: Filter[];
  MaxResults?: number;
  NextToken?: string;
}

const describeInstances = ((call: LabCall, input: DescribeInstancesInput) => {
  if (input.InstanceIds?.length && input.MaxResults !== undefined) {
    throw new AwsError(
      'InvalidParameterCombination',
      'The parameter instancesSet cannot be used with the parameter maxResults',
    );
  }
  const picked = applyFilters(pickInstances(call, input.InstanceIds), input.Filters, filters);
  const { items, next } = page(
    picked,
    { size: input.MaxResults, token: input.NextToken, question: [input.InstanceIds, input.Filters] },
    { usual: 1000, least: 5, most: 1000 },
  );
  const wanted = new Set(items);
  const reservations = (call.here.ec2?.Reservations ?? []).flatMap((r) => {
    const instances = (r.Instances ?? []).filter((i) => wanted.has(i));
    return instances.length === 0 ? [] : [{ ...r, Instances: instances }];
  });
  return { Reservations: reservations, ...(next ? { NextToken: next } : {}) };
}) as Handler;

const describeInstanceStatus = ((call: LabCall, input: DescribeInstancesInput & { IncludeAllInstances?: boolean }) => {
  const known = new Map((call.here.ec2?.InstanceStatuses ?? []).map((s) => [s.InstanceId, s]));
  const statuses = pickInstances(call, input.InstanceIds)
    .filter((i) => input.IncludeAllInstances || i.State?.Name === 'running')
    .map((i) => {
      const running = i.State?.Name === 'running';
      const unknown = { Status: 'not-applicable' as const, Details: [] };
      const status = known.get(i.InstanceId);
      return {
        AvailabilityZone: i.Placement?.AvailabilityZone,
        InstanceId: i.InstanceId,
        InstanceState: i.State,
        InstanceStatus: running ? (status?.InstanceStatus ?? { Status: 'ok' as const, Details: [] }) : unknown,
        SystemStatus: running ? (status?.SystemStatus ?? { Status: 'ok' as const, Details: [] }) : unknown,
        Events: status?.Events,
      };
    });
  const picked = applyFilters(statuses, input.Filters, {
    'availability-zone': (s) => [s.AvailabilityZone],
    'instance-state-code': (s) => [s.InstanceState?.Code],
    'instance-state-name': (s) => [s.InstanceState?.Name],
    'instance-status.status': (s) => [s.InstanceStatus.Status],
    'system-status.status': (s) => [s.SystemStatus.Status],
    'event.code': (s) => (s.Events ?? []).map((e) => e.Code),
  });
  const { items, next } = page(
    picked,
    {
      size: input.MaxResults,
      token: input.NextToken,
      question: [input.InstanceIds, input.Filters, input.IncludeAllInstances],
    },
    { usual: 1000, least: 5, most: 1000 },
  );
  return { InstanceStatuses: items, ...(next ? { NextToken: next } : {}) };
}) as Handler;

const describeInstanceAttribute = ((call: LabCall, input: { InstanceId: string; Attribute: string }) => {
  const i = pickInstances(call, [input.InstanceId])[0]!;
  const answer = { InstanceId: i.InstanceId };
  switch (input.Attribute) {
    case 'instanceType':
      return { ...answer, InstanceType: { Value: i.InstanceType } };
    case 'sourceDestCheck':
      return { ...answer, SourceDestCheck: { Value: i.SourceDestCheck } };
    case 'groupSet':
      return { ...answer, Groups: i.SecurityGroups };
    case 'ebsOptimized':
      return { ...answer, EbsOptimized: { Value: i.EbsOptimized } };
    case 'enaSupport':
      return { ...answer, EnaSupport: { Value: i.EnaSupport } };
    case 'rootDeviceName':
      return { ...answer, RootDeviceName: { Value: i.RootDeviceName } };
    case 'blockDeviceMapping':
      return { ...answer, BlockDeviceMappings: i.BlockDeviceMappings };
    case 'disableApiTermination':
    case 'disableApiStop':
      return {
        ...answer,
        [input.Attribute === 'disableApiStop' ? 'DisableApiStop' : 'DisableApiTermination']: { Value: false },
      };
    case 'userData':
      return { ...answer, UserData: {} };
    default:
      throw new AwsError('InvalidParameterValue', `Value (${input.Attribute}) for parameter attribute is invalid.`);
  }
}) as Handler;

export const instanceReads: Handlers = {
  DescribeInstances: describeInstances,
  DescribeInstanceStatus: describeInstanceStatus,
  DescribeInstanceAttribute: describeInstanceAttribute,
};
