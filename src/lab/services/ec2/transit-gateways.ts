import type { TransitGatewayRoute } from '@aws-sdk/client-ec2';
import ipaddr from 'ipaddr.js';
import { AwsError } from '../../../changes/world.ts';
import type { Ec2Data } from '../../../snapshot/data/ec2.ts';
import type { Saved } from '../../../snapshot/snapshot.ts';
import { applyFilters, type Filter, type FilterTable } from '../../filters.ts';
import type { Handler, Handlers, LabCall } from '../../handler.ts';
import { page } from '../../paging.ts';
import { describe } from './describe.ts';

type ByTable = {
  [K in keyof Ec2Data]-?: NonNullable<Ec2Data[K]> extends Record<string, (infer E)[]> ? E : never;
};
type ByTableKey = { [K in keyof ByTable]: [ByTable[K]] extends [never] ? never : K }[keyof ByTable];

function requireTable(call: LabCall, id: string): void {
  if (!call.here.ec2?.TransitGatewayRouteTables?.some((t) => t.TransitGatewayRouteTableId === id)) {
    throw new AwsError(
      'InvalidRouteTableID.NotFound',
      `Transit Gateway Route Table ${id} was deleted or does not exist.`,
    );
  }
}

interface ByTableInput {
  TransitGatewayRouteTableId: string;
  Filters?: Filter[];
  MaxResults?: number;
  NextToken?: string;
}

/** A Get call that answers for one transit gateway route table. */
function ofTable<K extends ByTableKey>(key: K, answer: string, filters: FilterTable<ByTable[K]>): Handler {
  return ((call: LabCall, input: ByTableInput) => {
    requireTable(call, input.TransitGatewayRouteTableId);
    const all = ((call.here.ec2?.[key] as Record<string, ByTable[K][]> | undefined)?.[
      input.TransitGatewayRouteTableId
    ] ?? []) as ByTable[K][];
    const { MaxResults, NextToken, ...question } = input;
    const { items, next } = page(
      applyFilters(all, input.Filters, filters),
      { size: MaxResults, token: NextToken, question },
      { usual: 1000, least: 5, most: 1000 },
    );
    return { [answer]: items, ...(next ? { NextToken: next } : {}) };
  }) as Handler;
}

interface Attached {
  ResourceId?: string;
  ResourceType?: string;
  TransitGatewayAttachmentId?: string;
}
const attached = {
  'resource-id': (a: Attached) => [a.ResourceId],
  'resource-type': (a: Attached) => [a.ResourceType],
  'transit-gateway-attachment-id': (a: Attached) => [a.TransitGatewayAttachmentId],
};

const blockOf = (cidr: string): [ipaddr.IPv4 | ipaddr.IPv6, number] => {
  try {
    return ipaddr.parseCIDR(cidr.includes('/') ? cidr : `${cidr}/${cidr.includes(':') ? 128 : 32}`);
  } catch {
    throw new AwsError('InvalidParameterValue', `The CIDR '${cidr}' is invalid.`);
  }
};
const covers = (outer: string, inner: string): boolean => {
  const [a, lengthA] = blockOf(outer);
  const [b, lengthB] = blockOf(inner);
  return a.kind() === b.kind() && lengthA <= lengthB && b.match([a, lengthA] as never);
};

/** Searching routes has filters of its own that compare prefixes: subnets, supernets, longest match. */
const searchRoutes = ((
  call: LabCall,
  input: { TransitGatewayRouteTableId: string; Filters?: Filter[]; MaxResults?: number },
) => {
  requireTable(call, input.TransitGatewayRouteTableId);
  if (!input.Filters?.length) throw new AwsError('MissingParameter', 'The request must contain the parameter Filters');
  if (input.MaxResults !== undefined && (input.MaxResults < 5 || input.MaxResults > 1000)) {
    throw new AwsError(
      'InvalidParameterValue',
      `Value ( ${input.MaxResults} ) for parameter maxResults is invalid. Expecting a value between 5 and 1000.`,
    );
  }
  let routes = call.here.ec2?.TransitGatewayRoutes?.[input.TransitGatewayRouteTableId] ?? [];
  const plain: Filter[] = [];
  for (const filter of input.Filters) {
    const values = filter.Values ?? [];
    const cidr = (r: Saved<TransitGatewayRoute>): string => r.DestinationCidrBlock ?? '';
    if (filter.Name === 'route-search.exact-match') routes = routes.filter((r) => values.includes(cidr(r)));
    else if (filter.Name === 'route-search.subnet-of-match')
      routes = routes.filter((r) => values.some((v) => covers(v, cidr(r))));
    else if (filter.Name === 'route-search.supernet-of-match')
      routes = routes.filter((r) => values.some((v) => covers(cidr(r), v)));
    else if (filter.Name === 'route-search.longest-prefix-match') {
      const length = (r: Saved<TransitGatewayRoute>): number => Number(cidr(r).split('/')[1]);
      const best = values.map((v) => routes.filter((r) => covers(cidr(r), v)).sort((a, b) => length(b) - length(a))[0]);
      routes = routes.filter((r) => best.includes(r));
    } else plain.push(filter);
  }
  const found = applyFilters(routes, plain, {
    'attachment.transit-gateway-attachment-id': (r) =>
      (r.TransitGatewayAttachments ?? []).map((a) => a.TransitGatewayAttachmentId),
    'attachment.resource-id': (r) => (r.TransitGatewayAttachments ?? []).map((a) => a.ResourceId),
    'attachment.resource-type': (r) => (r.TransitGatewayAttachments ?? []).map((a) => a.ResourceType),
    'prefix-list-id': (r) => [r.PrefixListId],
    state: (r) => [r.State],
    type: (r) => [r.Type],
  });
  const most = input.MaxResults ?? 1000;
  return { Routes: found.slice(0, most), AdditionalRoutesAvailable: found.length > most };
}) as Handler;

const attachmentPropagations = ((call: LabCall, input: { TransitGatewayAttachmentId: string }) => ({
  TransitGatewayAttachmentPropagations: Object.entries(
    call.here.ec2?.TransitGatewayRouteTablePropagations ?? {},
  ).flatMap(([table, all]) =>
    all
      .filter((p) => p.TransitGatewayAttachmentId === input.TransitGatewayAttachmentId)
      .map((p) => ({ TransitGatewayRouteTableId: table, State: p.State })),
  ),
})) as Handler;

const attachmentIds = {
  parameter: 'TransitGatewayAttachmentIds',
  prefix: 'tgw-attach',
  notFound: 'InvalidTransitGatewayAttachmentID.NotFound',
  malformed: 'InvalidTransitGatewayAttachmentID.Malformed',
  what: 'transit gateway attachment ID',
};

export const transitGatewayReads: Handlers = {
  DescribeTransitGateways: describe({
    key: 'TransitGateways',
    id: (t) => t.TransitGatewayId,
    ids: {
      parameter: 'TransitGatewayIds',
      prefix: 'tgw',
      notFound: 'InvalidTransitGatewayID.NotFound',
      malformed: 'InvalidTransitGatewayID.Malformed',
      what: 'transit gateway ID',
    },
    filters: {
      'options.amazon-side-asn': (t) => [t.Options?.AmazonSideAsn],
      'options.association-default-route-table-id': (t) => [t.Options?.AssociationDefaultRouteTableId],
      'options.auto-accept-shared-attachments': (t) => [t.Options?.AutoAcceptSharedAttachments],
      'options.default-route-table-association': (t) => [t.Options?.DefaultRouteTableAssociation],
      'options.default-route-table-propagation': (t) => [t.Options?.DefaultRouteTablePropagation],
      'options.dns-support': (t) => [t.Options?.DnsSupport],
      'options.vpn-ecmp-support': (t) => [t.Options?.VpnEcmpSupport],
      'owner-id': (t) => [t.OwnerId],
      state: (t) => [t.State],
      'transit-gateway-id': (t) => [t.TransitGatewayId],
    },
  }),
  DescribeTransitGatewayAttachments: describe({
    key: 'TransitGatewayAttachments',
    id: (a) => a.TransitGatewayAttachmentId,
    ids: attachmentIds,
    filters: {
      'association.state': (a) => [a.Association?.State],
      'association.transit-gateway-route-table-id': (a) => [a.Association?.TransitGatewayRouteTableId],
      'resource-id': (a) => [a.ResourceId],
      'resource-owner-id': (a) => [a.ResourceOwnerId],
      'resource-type': (a) => [a.ResourceType],
      state: (a) => [a.State],
      'transit-gateway-attachment-id': (a) => [a.TransitGatewayAttachmentId],
      'transit-gateway-id': (a) => [a.TransitGatewayId],
      'transit-gateway-owner-id': (a) => [a.TransitGatewayOwnerId],
    },
  }),
  DescribeTransitGatewayVpcAttachments: describe({
    key: 'TransitGatewayVpcAttachments',
    id: (a) => a.TransitGatewayAttachmentId,
    ids: attachmentIds,
    filters: {
      state: (a) => [a.State],
      'transit-gateway-attachment-id': (a) => [a.TransitGatewayAttachmentId],
      'transit-gateway-id': (a) => [a.TransitGatewayId],
      'vpc-id': (a) => [a.VpcId],
    },
  }),
  DescribeTransitGatewayPeeringAttachments: describe({
    key: 'TransitGatewayPeeringAttachments',
    id: (a) => a.TransitGatewayAttachmentId,
    ids: attachmentIds,
    filters: {
      'transit-gateway-attachment-id': (a) => [a.TransitGatewayAttachmentId],
      'local-owner-id': (a) => [a.RequesterTgwInfo?.OwnerId],
      'remote-owner-id': (a) => [a.AccepterTgwInfo?.OwnerId],
      state: (a) => [a.State],
      'transit-gateway-id': (a) => [a.RequesterTgwInfo?.TransitGatewayId, a.AccepterTgwInfo?.TransitGatewayId],
    },
  }),
  DescribeTransitGatewayRouteTables: describe({
    key: 'TransitGatewayRouteTables',
    id: (t) => t.TransitGatewayRouteTableId,
    ids: {
      parameter: 'TransitGatewayRouteTableIds',
      prefix: 'tgw-rtb',
      notFound: 'InvalidRouteTableID.NotFound',
      malformed: 'InvalidRouteTableId.Malformed',
      what: 'transit gateway route table ID',
    },
    filters: {
      'default-association-route-table': (t) => [t.DefaultAssociationRouteTable],
      'default-propagation-route-table': (t) => [t.DefaultPropagationRouteTable],
      state: (t) => [t.State],
      'transit-gateway-id': (t) => [t.TransitGatewayId],
      'transit-gateway-route-table-id': (t) => [t.TransitGatewayRouteTableId],
    },
  }),
  GetTransitGatewayRouteTableAssociations: ofTable('TransitGatewayRouteTableAssociations', 'Associations', attached),
  GetTransitGatewayRouteTablePropagations: ofTable(
    'TransitGatewayRouteTablePropagations',
    'TransitGatewayRouteTablePropagations',
    attached,
  ),
  GetTransitGatewayPrefixListReferences: ofTable(
    'TransitGatewayPrefixListReferences',
    'TransitGatewayPrefixListReferences',
    {
      'attachment.resource-id': (r) => [r.TransitGatewayAttachment?.ResourceId],
      'attachment.resource-type': (r) => [r.TransitGatewayAttachment?.ResourceType],
      'attachment.transit-gateway-attachment-id': (r) => [r.TransitGatewayAttachment?.TransitGatewayAttachmentId],
      'is-blackhole': (r) => [r.Blackhole],
      'prefix-list-id': (r) => [r.PrefixListId],
      'prefix-list-owner-id': (r) => [r.PrefixListOwnerId],
      state: (r) => [r.State],
    },
  ),
  GetTransitGatewayAttachmentPropagations: attachmentPropagations,
  SearchTransitGatewayRoutes: searchRoutes,
};
