import { AwsError } from '../../../changes/world.ts';
import { applyFilters, type Filter } from '../../filters.ts';
import type { Handler, Handlers, LabCall } from '../../handler.ts';
import { page } from '../../paging.ts';
import { regions } from '../../seed/zones.ts';

/** Regions exist whatever an account has in them. */
const allRegions = regions();

const describeRegions = ((
  _call: LabCall,
  input: { RegionNames?: string[]; Filters?: Filter[]; AllRegions?: boolean },
) => {
  const unknown = input.RegionNames?.find((name) => !allRegions.some((r) => r.RegionName === name));
  if (unknown !== undefined) throw new AwsError('InvalidParameterValue', `Invalid region names: [${unknown}]`);
  const named = input.RegionNames?.length
    ? allRegions.filter((r) => input.RegionNames!.includes(r.RegionName!))
    : allRegions;
  const enabled =
    input.AllRegions || input.RegionNames?.length ? named : named.filter((r) => r.OptInStatus !== 'not-opted-in');
  return {
    Regions: applyFilters(enabled, input.Filters, {
      endpoint: (r) => [r.Endpoint],
      'opt-in-status': (r) => [r.OptInStatus],
      'region-name': (r) => [r.RegionName],
    }),
  };
}) as Handler;

/** The seed knows its own region's zones; every other region is shown with three. */
const describeZones = ((call: LabCall, input: { ZoneNames?: string[]; ZoneIds?: string[]; Filters?: Filter[] }) => {
  const zones =
    call.here.ec2?.AvailabilityZones ??
    ['a', 'b', 'c'].map((z, i) => ({
      ZoneName: `${call.region}${z}`,
      ZoneId: `${call.region}-az${i + 1}`,
      RegionName: call.region,
      State: 'available' as const,
      OptInStatus: 'opt-in-not-required' as const,
      GroupName: `${call.region}-zg-1`,
      NetworkBorderGroup: call.region,
      ZoneType: 'availability-zone',
      Messages: [],
    }));
  const unknown = input.ZoneNames?.find((name) => !zones.some((z) => z.ZoneName === name));
  if (unknown !== undefined) throw new AwsError('InvalidParameterValue', `Invalid availability zone: [${unknown}]`);
  const picked = zones.filter(
    (z) =>
      (!input.ZoneNames?.length || input.ZoneNames.includes(z.ZoneName!)) &&
      (!input.ZoneIds?.length || input.ZoneIds.includes(z.ZoneId!)),
  );
  return {
    AvailabilityZones: applyFilters(picked, input.Filters, {
      'group-name': (z) => [z.GroupName],
      'opt-in-status': (z) => [z.OptInStatus],
      'region-name': (z) => [z.RegionName],
      state: (z) => [z.State],
      'zone-id': (z) => [z.ZoneId],
      'zone-name': (z) => [z.ZoneName],
      'zone-type': (z) => [z.ZoneType],
    }),
  };
}) as Handler;

/** Tags of every EC2 resource, found wherever a list keeps an id beside its tags. */
const describeTags = ((call: LabCall, input: { Filters?: Filter[]; MaxResults?: number; NextToken?: string }) => {
  const tags: { ResourceId: string; ResourceType: string; Key: string; Value: string }[] = [];
  for (const [key, [id, type]] of Object.entries(taggedLists)) {
    const list = (call.here.ec2 as Record<string, unknown> | undefined)?.[key];
    if (!Array.isArray(list)) continue;
    const items = key === 'Reservations' ? list.flatMap((r) => r.Instances ?? []) : list;
    for (const item of items as Record<string, unknown>[]) {
      for (const tag of (item.Tags ?? item.TagSet ?? []) as { Key: string; Value: string }[]) {
        tags.push({ ResourceId: String(item[id]), ResourceType: type, Key: tag.Key, Value: tag.Value });
      }
    }
  }
  const found = applyFilters(tags, input.Filters, {
    key: (t) => [t.Key],
    'resource-id': (t) => [t.ResourceId],
    'resource-type': (t) => [t.ResourceType],
    value: (t) => [t.Value],
  });
  const { items, next } = page(
    found,
    { size: input.MaxResults, token: input.NextToken, question: input.Filters },
    { usual: 1000, least: 5, most: 1000 },
  );
  return { Tags: items, ...(next ? { NextToken: next } : {}) };
}) as Handler;

const taggedLists: Record<string, [id: string, type: string]> = {
  Vpcs: ['VpcId', 'vpc'],
  Subnets: ['SubnetId', 'subnet'],
  RouteTables: ['RouteTableId', 'route-table'],
  InternetGateways: ['InternetGatewayId', 'internet-gateway'],
  NatGateways: ['NatGatewayId', 'natgateway'],
  SecurityGroups: ['GroupId', 'security-group'],
  NetworkAcls: ['NetworkAclId', 'network-acl'],
  NetworkInterfaces: ['NetworkInterfaceId', 'network-interface'],
  Reservations: ['InstanceId', 'instance'],
  Addresses: ['AllocationId', 'elastic-ip'],
  VpcEndpoints: ['VpcEndpointId', 'vpc-endpoint'],
  VpcPeeringConnections: ['VpcPeeringConnectionId', 'vpc-peering-connection'],
  TransitGateways: ['TransitGatewayId', 'transit-gateway'],
  TransitGatewayAttachments: ['TransitGatewayAttachmentId', 'transit-gateway-attachment'],
  TransitGatewayRouteTables: ['TransitGatewayRouteTableId', 'transit-gateway-route-table'],
  VpnConnections: ['VpnConnectionId', 'vpn-connection'],
  VpnGateways: ['VpnGatewayId', 'vpn-gateway'],
  CustomerGateways: ['CustomerGatewayId', 'customer-gateway'],
};

const prefixListEntries = ((
  call: LabCall,
  input: { PrefixListId: string; MaxResults?: number; NextToken?: string },
) => {
  const entries = call.here.ec2?.PrefixListEntries?.[input.PrefixListId];
  if (entries === undefined) {
    throw new AwsError('InvalidPrefixListID.NotFound', `The prefix list ID '${input.PrefixListId}' does not exist`);
  }
  const { items, next } = page(
    entries,
    { size: input.MaxResults, token: input.NextToken, question: input.PrefixListId },
    { usual: 100, most: 100 },
  );
  return { Entries: items, ...(next ? { NextToken: next } : {}) };
}) as Handler;

/** The older call: AWS's own gateway prefix lists with their CIDRs. */
const awsPrefixLists = ((call: LabCall, input: { PrefixListIds?: string[]; Filters?: Filter[] }) => {
  const lists = (call.here.ec2?.PrefixLists ?? [])
    .filter((l) => l.OwnerId === 'AWS' && /\.(s3|dynamodb)$/.test(l.PrefixListName ?? ''))
    .map((l) => ({
      PrefixListId: l.PrefixListId,
      PrefixListName: l.PrefixListName,
      Cidrs: (call.here.ec2?.PrefixListEntries?.[l.PrefixListId!] ?? []).map((e) => e.Cidr),
    }));
  const picked = input.PrefixListIds?.length
    ? lists.filter((l) => input.PrefixListIds!.includes(l.PrefixListId!))
    : lists;
  return {
    PrefixLists: applyFilters(picked, input.Filters, {
      'prefix-list-id': (l) => [l.PrefixListId],
      'prefix-list-name': (l) => [l.PrefixListName],
    }),
  };
}) as Handler;

const accountAttributes = ((call: LabCall, input: { AttributeNames?: string[] }) => {
  const defaultVpc = call.here.ec2?.Vpcs?.find((v) => v.IsDefault)?.VpcId ?? 'none';
  const all = { 'supported-platforms': 'VPC', 'default-vpc': defaultVpc };
  return {
    AccountAttributes: Object.entries(all)
      .filter(([name]) => !input.AttributeNames?.length || input.AttributeNames.includes(name))
      .map(([AttributeName, value]) => ({ AttributeName, AttributeValues: [{ AttributeValue: value }] })),
  };
}) as Handler;

/** Regions, zones, tags, prefix list entries: what belongs to no one resource. */
export const accountReads: Handlers = {
  DescribeRegions: describeRegions,
  DescribeAvailabilityZones: describeZones,
  DescribeTags: describeTags,
  DescribeAccountAttributes: accountAttributes,
  GetManagedPrefixListEntries: prefixListEntries,
  DescribePrefixLists: awsPrefixLists,
};
