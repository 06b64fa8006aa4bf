import type { ResolverQueryLogConfig, ResolverQueryLogConfigAssociation } from '@aws-sdk/client-route53resolver';
import { AwsError } from '../../../changes/world.ts';
import type { Saved } from '../../../snapshot/snapshot.ts';
import type { Handlers, LabCall } from '../../handler.ts';
import { answer, dataOf, type Filters, filtered, type ListInput, notFound, required } from './list.ts';

type Config = Saved<ResolverQueryLogConfig>;
type Association = Saved<ResolverQueryLogConfigAssociation>;

interface SortedInput extends ListInput {
  SortBy?: string;
  SortOrder?: string;
}

/** The kinds of destinations by the service in their ARN. */
const destinations: Record<string, string> = { s3: 'S3', logs: 'CloudWatchLogs', firehose: 'KinesisFirehose' };

const configFilters: Filters<Config> = {
  Arn: (c) => c.Arn,
  AssociationCount: (c) => c.AssociationCount,
  CreationTime: (c) => c.CreationTime,
  CreatorRequestId: (c) => c.CreatorRequestId,
  Destination: (c) => destinations[c.DestinationArn?.split(':')[2] ?? ''],
  DestinationArn: (c) => c.DestinationArn,
  Id: (c) => c.Id,
  Name: (c) => c.Name,
  OwnerId: (c) => c.OwnerId,
  ShareStatus: (c) => c.ShareStatus,
  Status: (c) => c.Status,
};

const associationFilters: Filters<Association> = {
  CreationTime: (a) => a.CreationTime,
  Error: (a) => a.Error,
  Id: (a) => a.Id,
  ResolverQueryLogConfigId: (a) => a.ResolverQueryLogConfigId,
  ResourceId: (a) => a.ResourceId,
  Status: (a) => a.Status,
};

function sorted<T>(items: T[], input: SortedInput, filters: Filters<T>): T[] {
  if (input.SortBy === undefined) return items;
  const look = Object.hasOwn(filters, input.SortBy) ? filters[input.SortBy] : undefined;
  if (look === undefined) {
    throw new AwsError('InvalidParameterException', `The value '${input.SortBy}' of SortBy is not valid.`, {
      members: { FieldName: 'SortBy' },
    });
  }
  const key = (item: T): string => String([look(item)].flat()[0] ?? '');
  const direction = input.SortOrder === 'DESCENDING' ? -1 : 1;
  return items.sort((a, b) => direction * (key(a) < key(b) ? -1 : key(a) > key(b) ? 1 : 0));
}

function listed<T>(key: string, all: readonly T[], input: SortedInput, filters: Filters<T>) {
  const left = filtered(all, input, filters);
  return answer(key, sorted(left, input, filters), input, {
    TotalCount: all.length,
    TotalFilteredCount: left.length,
  });
}

const listResolverQueryLogConfigs = (call: LabCall, input: SortedInput) =>
  listed('ResolverQueryLogConfigs', dataOf(call).ResolverQueryLogConfigs ?? [], input, configFilters);

const listResolverQueryLogConfigAssociations = (call: LabCall, input: SortedInput) =>
  listed(
    'ResolverQueryLogConfigAssociations',
    dataOf(call).ResolverQueryLogConfigAssociations ?? [],
    input,
    associationFilters,
  );

function getResolverQueryLogConfig(call: LabCall, input: { ResolverQueryLogConfigId?: string }) {
  const id = required(input.ResolverQueryLogConfigId, 'resolverQueryLogConfigId');
  const config = dataOf(call).ResolverQueryLogConfigs?.find((c) => c.Id === id);
  if (config === undefined) throw notFound(`The specified query logging configuration ${id} does not exist.`);
  return { ResolverQueryLogConfig: config };
}

export const reads: Handlers = {
  ListResolverQueryLogConfigs: listResolverQueryLogConfigs,
  GetResolverQueryLogConfig: getResolverQueryLogConfig,
  ListResolverQueryLogConfigAssociations: listResolverQueryLogConfigAssociations,
};
