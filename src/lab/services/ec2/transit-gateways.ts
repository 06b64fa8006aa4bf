import type { TransitGatewayRoute } from '@aws-sdk/client-ec2';
import { AwsError } from '../../../changes/world.ts';
import { type Cidr, containsCidr, formatCidr, parseAddress, parseCidr } from '../../../network/cidr.ts';
import type { Ec2Data } from '../../../snapshot/data/ec2.ts';
import type { Saved } from '../../../snapshot/snapshot.ts';
import { applyFilters, type Filter, type FilterTable } from '../../filters.ts';
import type { Handler, Handlers, LabCall } from '../../handler.ts';
import { page } from '../../paging.ts';
import { idKinds, requireIds } from './ids.ts';
import { kept, type ListInput, listing, pagesOf1000, tagsOf } from './listing.ts';

type ByParent = {
  [K in keyof Ec2Data]-?: NonNullable<Ec2Data[K]> extends Record<string, (infer E)[]> ? E : never;
};
type ByParentKey = { [K in keyof ByParent]: [ByParent[K]] extends [never] ? never : K }[keyof ByParent];

function requireTable(call: LabCall, id: string): void {
  const known = new Set(kept('TransitGatewayRouteTables')(call).map((t) => t.TransitGatewayRouteTableId));
  requireIds(idKinds.transitGatewayRouteTable, [id], known);
}

/** A Get call that answers for one transit gateway route table. */
const ofTable = <K extends ByParentKey>(key: K, answer: string, filters: FilterTable<ByParent[K]>): Handler =>
  listing<ByParent[K]>(
    (call, input) => {
      const id = String(input.TransitGatewayRouteTableId);
      requireTable(call, id);
      const byTable = call.here.ec2?.[key] as Record<string, ByParent[K][]> | undefined;
      return byTable?.[id] ?? [];
    },
    { answer, filters, pages: pagesOf1000 },
  );

interface Attached {
  ResourceId?: string;
  ResourceType?: string;
  TransitGatewayAttachmentId?: string;
}
const attached: FilterTable<Attached> = {
  'resource-id': (a) => a.ResourceId,
  'resource-type': (a) => a.ResourceType,
  'transit-gateway-attachment-id': (a) => a.TransitGatewayAttachmentId,
};

type Route = Saved<TransitGatewayRoute>;

/** A filter's value as a block; a bare address is a block of one. */
function searched(value: string): Cidr {
  const text =
    value.includes('/') || parseAddress(value) === undefined ? value : `${value}/${value.includes(':') ? 128 : 32}`;
  const cidr = parseCidr(text);
  if (cidr === undefined)
    throw new AwsError('InvalidParameterValue', `Value (${value}) for parameter Filters is invalid. Invalid Cidr.`);
  return cidr;
}

/** A route by prefix list has no block of its own: the searches by block do not find it. */
const blockOf = (route: Route): Cidr | undefined =>
  route.DestinationCidrBlock === undefined ? undefined : parseCidr(route.DestinationCidrBlock);

const isWithin = (route: Route, outer: Cidr): boolean => {
  const block = blockOf(route);
  return block !== undefined && containsCidr(outer, block);
};
const covers = (route: Route, inner: Cidr): boolean => {
  const block = blockOf(route);
  return block !== undefined && containsCidr(block, inner);
};

function longestMatch(routes: readonly Route[], inner: Cidr): Route[] {
  const covering = routes.filter((r) => covers(r, inner));
  const longest = Math.max(...covering.map((r) => blockOf(r)!.length));
  return covering.filter((r) => blockOf(r)!.length === longest);
}

/** The filters that compare blocks, each with what it leaves of the table's routes. */
const searches: Record<string, (routes: readonly Route[], value: Cidr) => Route[]> = {
  'route-search.exact-match': (routes, value) =>
    routes.filter((r) => {
      const block = blockOf(r);
      return block !== undefined && formatCidr(block) === formatCidr(value);
    }),
  'route-search.longest-prefix-match': longestMatch,
  'route-search.subnet-of-match': (routes, value) => routes.filter((r) => isWithin(r, value)),
  'route-search.supernet-of-match': (routes, value) => routes.filter((r) => covers(r, value)),
};

const routeFilters: FilterTable<Route> = {
  'attachment.resource-id': (r) => r.TransitGatewayAttachments?.map((a) => a.ResourceId),
  'attachment.resource-type': (r) => r.TransitGatewayAttachments?.map((a) => a.ResourceType),
  'attachment.transit-gateway-attachment-id': (r) =>
    r.TransitGatewayAttachments?.map((a) => a.TransitGatewayAttachmentId),
  'prefix-list-id': (r) => r.PrefixListId,
  state: (r) => r.State,
  type: (r) => r.Type,
};

/**
 * Searching takes at least one filter and shows up to 1,000 routes. When there are more it says so; the token, which the
 * call has had since 2025, brings them.
 */
const searchRoutes = ((call: LabCall, input: ListInput & { TransitGatewayRouteTableId: string }) => {
  requireTable(call, input.TransitGatewayRouteTableId);
  const filters: Filter[] = input.Filters ?? [];
  if (filters.length === 0) throw new AwsError('MissingParameter', 'The request must contain the parameter Filter');
  const all = call.here.ec2?.TransitGatewayRoutes?.[input.TransitGatewayRouteTableId] ?? [];
  const isSearch = (f: Filter): boolean => f.Name !== undefined && Object.hasOwn(searches, f.Name);
  const found = filters.filter(isSearch).reduce<readonly Route[]>((left, { Name, Values = [] }) => {
    // Each search looks at the whole table; what passes all of them is left.
    const hits = new Set(Values.flatMap((value) => searches[Name!]!(all, searched(value))));
    return left.filter((r) => hits.has(r));
  }, all);
  const routes = applyFilters(
    found,
    filters.filter((f) => !isSearch(f)),
    routeFilters,
  );
  const { MaxResults: size, NextToken: token, ...question } = input;
  const { items, next } = page(
    routes,
    { size, token, question: ['Routes', call.account, call.region, question] },
    pagesOf1000,
  );
  return {
    Routes: items,
    AdditionalRoutesAvailable: next !== undefined,
    ...(next === undefined ? {} : { NextToken: next }),
  };
}) as Handler;

const attachmentIds = { member: 'TransitGatewayAttachmentIds', kind: idKinds.transitGatewayAttachment };

/** A Connect attachment names in its resource id the attachment that carries it; GRE is the one protocol there is. */
const connects = (call: LabCall) =>
  kept('TransitGatewayAttachments')(call)
    .filter((a) => a.ResourceType === 'connect')
    .map(({ TransitGatewayAttachmentId, TransitGatewayId, ResourceId, State, CreationTime, Tags }) => ({
      TransitGatewayAttachmentId,
      TransportTransitGatewayAttachmentId: ResourceId,
      TransitGatewayId,
      State,
      CreationTime,
      Options: { Protocol: 'gre' as const },
      Tags,
    }));

/** Transit gateways, their attachments, route tables and routes. */
export const transitGatewayReads: Handlers = {
  DescribeTransitGateways: listing(kept('TransitGateways'), {
    answer: 'TransitGateways',
    ids: { member: 'TransitGatewayIds', kind: idKinds.transitGateway, of: (t) => t.TransitGatewayId },
    filters: {
      'options.amazon-side-asn': (t) => t.Options?.AmazonSideAsn,
      'options.association-default-route-table-id': (t) => t.Options?.AssociationDefaultRouteTableId,
      'options.auto-accept-shared-attachments': (t) => t.Options?.AutoAcceptSharedAttachments,
      'options.default-route-table-association': (t) => t.Options?.DefaultRouteTableAssociation,
      'options.default-route-table-propagation': (t) => t.Options?.DefaultRouteTablePropagation,
      'options.dns-support': (t) => t.Options?.DnsSupport,
      'options.propagation-default-route-table-id': (t) => t.Options?.PropagationDefaultRouteTableId,
      'options.vpn-ecmp-support': (t) => t.Options?.VpnEcmpSupport,
      'owner-id': (t) => t.OwnerId,
      state: (t) => t.State,
      'transit-gateway-id': (t) => t.TransitGatewayId,
    },
    tags: tagsOf,
    pages: pagesOf1000,
  }),
  DescribeTransitGatewayAttachments: listing(kept('TransitGatewayAttachments'), {
    answer: 'TransitGatewayAttachments',
    ids: { ...attachmentIds, of: (a) => a.TransitGatewayAttachmentId },
    filters: {
      'association.state': (a) => a.Association?.State,
      'association.transit-gateway-route-table-id': (a) => a.Association?.TransitGatewayRouteTableId,
      'resource-id': (a) => a.ResourceId,
      'resource-owner-id': (a) => a.ResourceOwnerId,
      'resource-type': (a) => a.ResourceType,
      state: (a) => a.State,
      'transit-gateway-attachment-id': (a) => a.TransitGatewayAttachmentId,
      'transit-gateway-id': (a) => a.TransitGatewayId,
      'transit-gateway-owner-id': (a) => a.TransitGatewayOwnerId,
    },
    tags: tagsOf,
    pages: pagesOf1000,
  }),
  DescribeTransitGatewayVpcAttachments: listing(kept('TransitGatewayVpcAttachments'), {
    answer: 'TransitGatewayVpcAttachments',
    ids: { ...attachmentIds, of: (a) => a.TransitGatewayAttachmentId },
    filters: {
      state: (a) => a.State,
      'transit-gateway-attachment-id': (a) => a.TransitGatewayAttachmentId,
      'transit-gateway-id': (a) => a.TransitGatewayId,
      'vpc-id': (a) => a.VpcId,
    },
    tags: tagsOf,
    pages: pagesOf1000,
  }),
  DescribeTransitGatewayPeeringAttachments: listing(kept('TransitGatewayPeeringAttachments'), {
    answer: 'TransitGatewayPeeringAttachments',
    ids: { ...attachmentIds, of: (a) => a.TransitGatewayAttachmentId },
    filters: {
      'local-owner-id': (a) => a.RequesterTgwInfo?.OwnerId,
      'remote-owner-id': (a) => a.AccepterTgwInfo?.OwnerId,
      state: (a) => a.State,
      'transit-gateway-attachment-id': (a) => a.TransitGatewayAttachmentId,
      'transit-gateway-id': (a) => [a.RequesterTgwInfo?.TransitGatewayId, a.AccepterTgwInfo?.TransitGatewayId],
    },
    tags: tagsOf,
    pages: pagesOf1000,
  }),
  DescribeTransitGatewayConnects: listing(connects, {
    answer: 'TransitGatewayConnects',
    ids: { ...attachmentIds, of: (a) => a.TransitGatewayAttachmentId },
    filters: {
      'options.protocol': (a) => a.Options.Protocol,
      state: (a) => a.State,
      'transit-gateway-attachment-id': (a) => a.TransitGatewayAttachmentId,
      'transit-gateway-id': (a) => a.TransitGatewayId,
      'transport-transit-gateway-attachment-id': (a) => a.TransportTransitGatewayAttachmentId,
    },
    tags: tagsOf,
    pages: pagesOf1000,
  }),
  DescribeTransitGatewayRouteTables: listing(kept('TransitGatewayRouteTables'), {
    answer: 'TransitGatewayRouteTables',
    ids: {
      member: 'TransitGatewayRouteTableIds',
      kind: idKinds.transitGatewayRouteTable,
      of: (t) => t.TransitGatewayRouteTableId,
    },
    filters: {
      'default-association-route-table': (t) => t.DefaultAssociationRouteTable,
      'default-propagation-route-table': (t) => t.DefaultPropagationRouteTable,
      state: (t) => t.State,
      'transit-gateway-id': (t) => t.TransitGatewayId,
      'transit-gateway-route-table-id': (t) => t.TransitGatewayRouteTableId,
    },
    tags: tagsOf,
    pages: pagesOf1000,
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
      'attachment.resource-id': (r) => r.TransitGatewayAttachment?.ResourceId,
      'attachment.resource-type': (r) => r.TransitGatewayAttachment?.ResourceType,
      'attachment.transit-gateway-attachment-id': (r) => r.TransitGatewayAttachment?.TransitGatewayAttachmentId,
      'is-blackhole': (r) => r.Blackhole,
      'prefix-list-id': (r) => r.PrefixListId,
      'prefix-list-owner-id': (r) => r.PrefixListOwnerId,
      state: (r) => r.State,
    },
  ),
  DescribeTransitGatewayPolicyTables: listing<{
    TransitGatewayPolicyTableId: string;
    TransitGatewayId?: string;
    State: string;
  }>(
    // A snapshot keeps the tables' entries, and the attachments that a table decides for say whose it is.
    (call) => {
      const gatewayOf = new Map(
        kept('TransitGatewayAttachments')(call).map((a) => [
          (a.Association as { TransitGatewayPolicyTableId?: string } | undefined)?.TransitGatewayPolicyTableId,
          a.TransitGatewayId,
        ]),
      );
      return Object.keys(call.here.ec2?.TransitGatewayPolicyTableEntries ?? {}).map((id) => ({
        TransitGatewayPolicyTableId: id,
        TransitGatewayId: gatewayOf.get(id),
        State: 'available',
      }));
    },
    {
      answer: 'TransitGatewayPolicyTables',
      ids: {
        member: 'TransitGatewayPolicyTableIds',
        kind: idKinds.policyTable,
        of: (t) => t.TransitGatewayPolicyTableId,
      },
      filters: {
        state: (t) => t.State,
        'transit-gateway-id': (t) => t.TransitGatewayId,
        'transit-gateway-policy-table-id': (t) => t.TransitGatewayPolicyTableId,
      },
      pages: pagesOf1000,
    },
  ),
  GetTransitGatewayPolicyTableEntries: listing(
    (call, input) => {
      const id = String(input.TransitGatewayPolicyTableId);
      const entries = call.here.ec2?.TransitGatewayPolicyTableEntries ?? {};
      requireIds(idKinds.policyTable, [id], new Set(Object.keys(entries)));
      return entries[id] ?? [];
    },
    {
      answer: 'TransitGatewayPolicyTableEntries',
      filters: {
        'policy-rule-number': (e) => e.PolicyRuleNumber,
        'policy-rule.destination-ip': (e) => e.PolicyRule?.DestinationCidrBlock,
        'policy-rule.destination-port': (e) => e.PolicyRule?.DestinationPortRange,
        'policy-rule.meta-data.key': (e) => e.PolicyRule?.MetaData?.MetaDataKey,
        'policy-rule.meta-data.value': (e) => e.PolicyRule?.MetaData?.MetaDataValue,
        'policy-rule.protocol': (e) => e.PolicyRule?.Protocol,
        'policy-rule.source-ip': (e) => e.PolicyRule?.SourceCidrBlock,
        'policy-rule.source-port': (e) => e.PolicyRule?.SourcePortRange,
        'target-route-table-id': (e) => e.TargetRouteTableId,
      },
      pages: pagesOf1000,
    },
  ),
  GetTransitGatewayAttachmentPropagations: listing(
    (call, input) => {
      const id = String(input.TransitGatewayAttachmentId);
      const known = new Set(kept('TransitGatewayAttachments')(call).map((a) => a.TransitGatewayAttachmentId ?? ''));
      requireIds(idKinds.transitGatewayAttachment, [id], known);
      return Object.entries(call.here.ec2?.TransitGatewayRouteTablePropagations ?? {}).flatMap(([table, all]) =>
        all
          .filter((p) => p.TransitGatewayAttachmentId === id)
          .map((p) => ({ TransitGatewayRouteTableId: table, State: p.State })),
      );
    },
    {
      answer: 'TransitGatewayAttachmentPropagations',
      filters: { 'transit-gateway-route-table-id': (p) => p.TransitGatewayRouteTableId },
      pages: pagesOf1000,
    },
  ),
  SearchTransitGatewayRoutes: searchRoutes,
};
