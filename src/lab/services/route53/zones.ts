import type {
  GetChangeCommandInput,
  GetDNSSECCommandInput,
  GetHostedZoneCommandInput,
  GetQueryLoggingConfigCommandInput,
  ListHostedZonesByNameCommandInput,
  ListHostedZonesByVPCCommandInput,
  ListHostedZonesCommandInput,
  ListQueryLoggingConfigsCommandInput,
  ListTagsForResourceCommandInput,
  ListTagsForResourcesCommandInput,
  VPC,
} from '@aws-sdk/client-route-53';
import { AwsError } from '../../../changes/world.ts';
import { scopeOf } from '../../../snapshot/snapshot.ts';
import type { Handlers, LabCall } from '../../handler.ts';
import { page } from '../../paging.ts';
import { bareId, byCode, dataOf, maxItems, shown, sortName, zoneOf } from './lookup.ts';

/** A page holds up to 100 zones. */
const mostZones = 100;

function listHostedZones(call: LabCall, input: ListHostedZonesCommandInput) {
  const zones = (dataOf(call).HostedZones ?? [])
    .filter((zone) => input.HostedZoneType !== 'PrivateHostedZone' || zone.Config?.PrivateZone === true)
    // No zone of the lab has a reusable delegation set.
    .filter(() => input.DelegationSetId === undefined);
  const size = maxItems(input.MaxItems, mostZones);
  const from = input.Marker === undefined ? 0 : zones.findIndex((zone) => bareId(zone.Id) === bareId(input.Marker));
  if (from < 0) throw new AwsError('InvalidInput', `The marker ${input.Marker} is not valid.`);
  const next = zones[from + size];
  return {
    HostedZones: zones.slice(from, from + size).map((zone) => shown(call, zone)),
    ...(input.Marker === undefined ? {} : { Marker: input.Marker }),
    IsTruncated: next !== undefined,
    ...(next === undefined ? {} : { NextMarker: bareId(next.Id) }),
    MaxItems: size,
  };
}

function listHostedZonesByName(call: LabCall, input: ListHostedZonesByNameCommandInput) {
  if (input.HostedZoneId !== undefined && input.DNSName === undefined) {
    throw new AwsError('InvalidInput', 'HostedZoneId may not be specified without DNSName.');
  }
  const key = (name: string | undefined, id: string | undefined): string => `${sortName(name ?? '')} ${bareId(id)}`;
  const start = input.DNSName === undefined ? '' : key(input.DNSName, input.HostedZoneId);
  const zones = (dataOf(call).HostedZones ?? [])
    .filter((zone) => key(zone.Name, zone.Id) >= start)
    .sort((a, b) => byCode(key(a.Name, a.Id), key(b.Name, b.Id)));
  const size = maxItems(input.MaxItems, mostZones);
  const next = zones[size];
  return {
    HostedZones: zones.slice(0, size).map((zone) => shown(call, zone)),
    ...(input.DNSName === undefined ? {} : { DNSName: input.DNSName }),
    ...(input.HostedZoneId === undefined ? {} : { HostedZoneId: input.HostedZoneId }),
    IsTruncated: next !== undefined,
    ...(next === undefined ? {} : { NextDNSName: next.Name, NextHostedZoneId: bareId(next.Id) }),
    MaxItems: size,
  };
}

/** The private zones of every account of the lab that a VPC of the caller's is associated with. */
function listHostedZonesByVpc(call: LabCall, input: ListHostedZonesByVPCCommandInput) {
  const vpcs = scopeOf(call.snapshot, call.account, input.VPCRegion ?? '')?.ec2?.Vpcs ?? [];
  if (!vpcs.some((vpc) => vpc.VpcId === input.VPCId)) {
    throw new AwsError(
      'InvalidInput',
      `The VPC ${input.VPCId} in region ${input.VPCRegion} that you provided is not authorized to make the association.`,
    );
  }
  const summaries = call.snapshot.scopes
    .filter((scope) => scope.region === 'global')
    .flatMap((scope) =>
      (scope.route53?.HostedZones ?? [])
        .filter((zone) =>
          scope.route53?.HostedZoneVPCs?.[bareId(zone.Id)]?.some(
            (vpc) => vpc.VPCId === input.VPCId && vpc.VPCRegion === input.VPCRegion,
          ),
        )
        .map((zone) => ({ HostedZoneId: bareId(zone.Id), Name: zone.Name, Owner: { OwningAccount: scope.account } })),
    );
  const size = maxItems(input.MaxItems, mostZones);
  const { VPCId, VPCRegion } = input;
  const { items, next } = page(
    summaries,
    { size, token: input.NextToken, question: { VPCId, VPCRegion } },
    { usual: mostZones, most: mostZones, badToken: 'InvalidPaginationToken' },
  );
  return { HostedZoneSummaries: items, MaxItems: size, ...(next === undefined ? {} : { NextToken: next }) };
}

function getHostedZone(call: LabCall, input: GetHostedZoneCommandInput) {
  const { zone, id } = zoneOf(call, input.Id);
  if (zone.Config?.PrivateZone) {
    return { HostedZone: shown(call, zone), VPCs: (dataOf(call).HostedZoneVPCs?.[id] ?? []) as VPC[] };
  }
  const apex = dataOf(call).ResourceRecordSets?.[id]?.find((r) => r.Type === 'NS' && r.Name === zone.Name);
  const nameServers = (apex?.ResourceRecords ?? []).map((record) => (record.Value ?? '').replace(/\.$/, ''));
  return { HostedZone: shown(call, zone), DelegationSet: { NameServers: nameServers } };
}

const getHostedZoneCount = (call: LabCall) => ({ HostedZoneCount: dataOf(call).HostedZones?.length ?? 0 });

/**
 * A change of records is in force everywhere as soon as it is made in the lab, so it is always INSYNC. Known are the
 * changes that the trail shows.
 */
function getChange(call: LabCall, input: GetChangeCommandInput) {
  const wanted = (input.Id ?? '').replace(/^\/?change\//, '');
  for (const event of call.state.events) {
    if (event.account !== call.account) continue;
    const info = (event.response as { changeInfo?: { id?: string; submittedAt?: string; comment?: string } } | null)
      ?.changeInfo;
    if (info?.id === undefined || info.id.replace(/^\/?change\//, '') !== wanted) continue;
    return {
      ChangeInfo: {
        Id: `/change/${wanted}`,
        Status: 'INSYNC',
        SubmittedAt: info.submittedAt ?? event.eventTime,
        ...(info.comment === undefined ? {} : { Comment: info.comment }),
      },
    };
  }
  throw new AwsError('NoSuchChange', `Could not find resource with ID: ${wanted}`, { status: 404 });
}

function getDnssec(call: LabCall, input: GetDNSSECCommandInput) {
  const { zone, id } = zoneOf(call, input.HostedZoneId);
  if (zone.Config?.PrivateZone) {
    throw new AwsError('InvalidArgument', 'DNSSEC is not supported for private hosted zones.');
  }
  return dataOf(call).DNSSEC?.[id] ?? { Status: { ServeSignature: 'NOT_SIGNING' }, KeySigningKeys: [] };
}

function listQueryLoggingConfigs(call: LabCall, input: ListQueryLoggingConfigsCommandInput) {
  if (input.HostedZoneId !== undefined) zoneOf(call, input.HostedZoneId);
  const configs = (dataOf(call).QueryLoggingConfigs ?? []).filter(
    (config) => input.HostedZoneId === undefined || bareId(config.HostedZoneId) === bareId(input.HostedZoneId),
  );
  const { items, next } = page(
    configs,
    {
      size: input.MaxResults === undefined ? undefined : Number(input.MaxResults),
      token: input.NextToken,
      question: { zone: input.HostedZoneId },
    },
    { usual: 100, most: 100, badToken: 'InvalidPaginationToken', badSize: 'InvalidInput' },
  );
  return { QueryLoggingConfigs: items, ...(next === undefined ? {} : { NextToken: next }) };
}

function getQueryLoggingConfig(call: LabCall, input: GetQueryLoggingConfigCommandInput) {
  const config = dataOf(call).QueryLoggingConfigs?.find((c) => c.Id === input.Id);
  if (config === undefined) {
    throw new AwsError('NoSuchQueryLoggingConfig', `The query logging config with Id ${input.Id} does not exist.`, {
      status: 404,
    });
  }
  return { QueryLoggingConfig: config };
}

/** The lab's zones and health checks have no tags. */
function tagSet(call: LabCall, type: string | undefined, id: string) {
  if (type === 'hostedzone') zoneOf(call, id);
  else if (type !== 'healthcheck') throw new AwsError('InvalidInput', `The resource type ${type} is not valid.`);
  else if (!dataOf(call).HealthChecks?.some((check) => check.Id === id)) {
    throw new AwsError('NoSuchHealthCheck', `A health check with id ${id} does not exist.`, { status: 404 });
  }
  return { ResourceType: type, ResourceId: bareId(id), Tags: [] };
}

const listTagsForResource = (call: LabCall, input: ListTagsForResourceCommandInput) => ({
  ResourceTagSet: tagSet(call, input.ResourceType, input.ResourceId ?? ''),
});

function listTagsForResources(call: LabCall, input: ListTagsForResourcesCommandInput) {
  const ids = input.ResourceIds ?? [];
  if (ids.length < 1 || ids.length > 10) {
    throw new AwsError('InvalidInput', 'ResourceIds must have between 1 and 10 members.');
  }
  return { ResourceTagSets: ids.map((id) => tagSet(call, input.ResourceType, id)) };
}

/** The lab has no reusable delegation set. */
const listReusableDelegationSets = () => ({ DelegationSets: [], IsTruncated: false, MaxItems: 100, Marker: '' });

export const reads: Handlers = {
  ListHostedZones: listHostedZones,
  ListHostedZonesByName: listHostedZonesByName,
  ListHostedZonesByVPC: listHostedZonesByVpc,
  GetHostedZone: getHostedZone,
  GetHostedZoneCount: getHostedZoneCount,
  GetChange: getChange,
  GetDNSSEC: getDnssec,
  ListQueryLoggingConfigs: listQueryLoggingConfigs,
  GetQueryLoggingConfig: getQueryLoggingConfig,
  ListTagsForResource: listTagsForResource,
  ListTagsForResources: listTagsForResources,
  ListReusableDelegationSets: listReusableDelegationSets,
};
