import type { TransitGatewayRoute } from '@aws-sdk/client-ec2';
import type { Saved, Snapshot } from '../../snapshot/snapshot.ts';
import { nameOf } from '../../snapshot/snapshot.ts';
import { parseCidr } from '../cidr.ts';
import type { Attachment, PrefixList, Subnet, TransitGateway, TransitRoute, TransitTable, Vpc } from '../model.ts';
import { type PrefixTable, prefixTable } from '../routes.ts';
import { byParent, seenOnce } from './seen.ts';

/** Of propagated routes with one prefix, what comes first wins (rule R11). */
const propagationOrder = [
  'vpc',
  'direct-connect-gateway',
  'connect',
  'vpn-private',
  'vpn',
  'vpn-concentrator',
  'peering',
  'tgw-peering',
];
const routeOrigins = ['static', 'prefix-list', 'propagated'] as const;

export interface Transit {
  gateways: Map<string, TransitGateway>;
  tables: Map<string, TransitTable>;
}

/** Transit gateways with their attachments and tables, whichever account shows them. */
export function buildTransit(
  snapshot: Snapshot,
  vpcs: Map<string, Vpc>,
  subnets: Map<string, Subnet>,
  prefixLists: Map<string, PrefixList>,
): Transit {
  const gateways = new Map<string, TransitGateway>();
  const gateway = (id: string, account: string, region: string): TransitGateway => {
    let found = gateways.get(id);
    if (found === undefined) {
      found = {
        id,
        account,
        region,
        groupReferencing: false,
        attachments: new Map(),
        tables: [],
        tablesRead: false,
      };
      gateways.set(id, found);
    }
    return found;
  };
  const seen = seenOnce(
    snapshot,
    (s) => s.ec2?.TransitGateways,
    (t) => t.TransitGatewayId,
    (t) => t.OwnerId,
  );
  for (const [id, { raw, scope }] of seen) {
    const found = gateway(id, raw.OwnerId ?? scope.account, scope.region);
    found.name = nameOf(raw);
    found.groupReferencing = raw.Options?.SecurityGroupReferencingSupport === 'enable';
  }
  const tables = buildTables(snapshot, prefixLists, gateway);
  buildAttachments(snapshot, vpcs, subnets, tables, gateway);
  for (const table of tables.values()) {
    table.routes = sortRoutes(table.routes, gateways.get(table.transitGateway));
  }
  return { gateways, tables };
}

type GatewayOf = (id: string, account: string, region: string) => TransitGateway;

function buildTables(
  snapshot: Snapshot,
  prefixLists: Map<string, PrefixList>,
  gateway: GatewayOf,
): Map<string, TransitTable> {
  const routesOf = byParent(snapshot, (s) => s.ec2?.TransitGatewayRoutes);
  const propagationsOf = byParent(snapshot, (s) => s.ec2?.TransitGatewayRouteTablePropagations);
  const referencesOf = byParent(snapshot, (s) => s.ec2?.TransitGatewayPrefixListReferences);
  const tables = new Map<string, TransitTable>();
  const seen = seenOnce(
    snapshot,
    (s) => s.ec2?.TransitGatewayRouteTables,
    (t) => t.TransitGatewayRouteTableId,
  );
  for (const [id, { raw, scope }] of seen) {
    const owner = gateway(raw.TransitGatewayId ?? '', scope.account, scope.region);
    const found = routesOf.get(id);
    const routes = found?.flatMap((r) => transitRoute(r) ?? []);
    for (const reference of found === undefined ? [] : (referencesOf.get(id) ?? [])) {
      const list = reference.PrefixListId ?? '';
      if (routes?.some((r) => r.prefixList === list)) continue;
      const attachment = reference.TransitGatewayAttachment?.TransitGatewayAttachmentId;
      for (const destination of prefixLists.get(list)?.cidrs ?? [])
        routes?.push({
          destination,
          origin: 'prefix-list',
          prefixList: list,
          blackhole: reference.Blackhole ?? false,
          attachments: attachment === undefined ? [] : [attachment],
          target: { id: attachment ?? 'blackhole' },
        });
    }
    let lookup: PrefixTable<TransitRoute> | undefined;
    const table: TransitTable = {
      id,
      name: nameOf(raw),
      transitGateway: owner.id,
      account: scope.account,
      region: scope.region,
      routes,
      lookup() {
        lookup ??= prefixTable(table.routes ?? []);
        return lookup;
      },
      propagations: (propagationsOf.get(id) ?? [])
        .filter((p) => p.State === undefined || p.State === 'enabled')
        .flatMap((p) => p.TransitGatewayAttachmentId ?? []),
    };
    tables.set(id, table);
    owner.tables.push(table);
    owner.tablesRead = true;
  }
  return tables;
}

function transitRoute(route: Saved<TransitGatewayRoute>): TransitRoute | undefined {
  const destination = parseCidr(route.DestinationCidrBlock ?? '');
  if (destination === undefined || route.State === 'deleted' || route.State === 'deleting') return undefined;
  const attachments = (route.TransitGatewayAttachments ?? []).flatMap((a) => a.TransitGatewayAttachmentId ?? []);
  return {
    destination,
    origin: route.Type === 'propagated' ? 'propagated' : route.PrefixListId === undefined ? 'static' : 'prefix-list',
    prefixList: route.PrefixListId,
    blackhole: route.State === 'blackhole',
    attachments,
    target: { id: attachments.length === 0 ? 'blackhole' : attachments.join(', ') },
  };
}

/** Preferred first, so that a table built from them keeps the right one of equal prefixes. */
function sortRoutes(
  routes: readonly TransitRoute[] | undefined,
  gateway: TransitGateway | undefined,
): readonly TransitRoute[] | undefined {
  if (routes === undefined) return undefined;
  const rank = (route: TransitRoute): number => {
    const origin = routeOrigins.indexOf(route.origin) * 100;
    const type = gateway?.attachments.get(route.attachments[0] ?? '')?.type ?? '';
    return route.origin === 'propagated' ? origin + propagationOrder.indexOf(type) : origin;
  };
  return [...routes].sort((a, b) => rank(a) - rank(b));
}

function buildAttachments(
  snapshot: Snapshot,
  vpcs: Map<string, Vpc>,
  subnets: Map<string, Subnet>,
  tables: Map<string, TransitTable>,
  gateway: GatewayOf,
): void {
  const entriesOf = byParent(snapshot, (s) => s.ec2?.TransitGatewayPolicyTableEntries);
  const associated = new Map<string, string>();
  for (const scope of snapshot.scopes) {
    for (const [table, list] of Object.entries(scope.ec2?.TransitGatewayRouteTableAssociations ?? {}))
      for (const a of list)
        if (a.State === undefined || a.State === 'associated')
          associated.set(`${tables.get(table)?.transitGateway} ${a.TransitGatewayAttachmentId}`, table);
  }
  const open = (id: string, transitGateway: string, account: string, region: string): Attachment => {
    const owner = gateway(transitGateway, account, region);
    let attachment = owner.attachments.get(id);
    if (attachment === undefined) {
      attachment = {
        id,
        transitGateway,
        type: 'vpc',
        resource: '',
        state: 'available',
        subnets: [],
        applianceMode: false,
        groupReferencing: false,
        table: tables.get(associated.get(`${transitGateway} ${id}`) ?? ''),
      };
      owner.attachments.set(id, attachment);
    }
    return attachment;
  };
  for (const scope of snapshot.scopes) {
    const { account, region } = scope;
    for (const raw of scope.ec2?.TransitGatewayAttachments ?? []) {
      const { TransitGatewayAttachmentId: id, TransitGatewayId: tgw } = raw;
      if (id === undefined || tgw === undefined) continue;
      const attachment = open(id, tgw, raw.TransitGatewayOwnerId ?? account, region);
      attachment.name ??= nameOf(raw);
      attachment.type = raw.ResourceType ?? attachment.type;
      attachment.resource = raw.ResourceId ?? attachment.resource;
      attachment.state = raw.State ?? attachment.state;
      const association = raw.Association;
      if (association?.State === undefined || association.State === 'associated') {
        attachment.table ??= tables.get(association?.TransitGatewayRouteTableId ?? '');
        const policy = association?.TransitGatewayPolicyTableId;
        if (policy !== undefined) {
          const entries = entriesOf.get(policy)?.filter((e) => e.State === undefined || e.State === 'active');
          attachment.policyTable = {
            id: policy,
            entries: entries?.sort((a, b) => Number(a.PolicyRuleNumber) - Number(b.PolicyRuleNumber)),
          };
        }
      }
    }
    for (const raw of scope.ec2?.TransitGatewayVpcAttachments ?? []) {
      const { TransitGatewayAttachmentId: id, TransitGatewayId: tgw } = raw;
      if (id === undefined || tgw === undefined) continue;
      const attachment = open(id, tgw, account, region);
      attachment.name ??= nameOf(raw);
      attachment.resource = raw.VpcId ?? attachment.resource;
      attachment.state = raw.State ?? attachment.state;
      attachment.applianceMode ||= raw.Options?.ApplianceModeSupport === 'enable';
      attachment.groupReferencing ||= raw.Options?.SecurityGroupReferencingSupport === 'enable';
      if (attachment.subnets.length === 0)
        attachment.subnets = (raw.SubnetIds ?? []).flatMap((s) => subnets.get(s) ?? []);
    }
    for (const raw of scope.ec2?.TransitGatewayPeeringAttachments ?? []) {
      const ids = [
        raw.TransitGatewayAttachmentId,
        raw.AccepterTransitGatewayAttachmentId ?? raw.TransitGatewayAttachmentId,
      ];
      const sides = [raw.RequesterTgwInfo, raw.AccepterTgwInfo];
      sides.forEach((side, i) => {
        const id = ids[i];
        const other = sides[1 - i];
        // The other side's attachment is made from here too: that account may not have been read.
        if (id === undefined || side?.TransitGatewayId === undefined) return;
        const attachment = open(id, side.TransitGatewayId, side.OwnerId ?? account, side.Region ?? region);
        attachment.type = 'peering';
        attachment.resource = other?.TransitGatewayId ?? attachment.resource;
        attachment.state = raw.State ?? attachment.state;
        attachment.peerId = ids[1 - i];
      });
    }
  }
  for (const scope of snapshot.scopes) {
    for (const raw of [
      ...(scope.ec2?.TransitGatewayVpcAttachments ?? []),
      ...(scope.ec2?.TransitGatewayAttachments ?? []),
    ]) {
      const attachment = gateway(raw.TransitGatewayId ?? '', scope.account, scope.region).attachments.get(
        raw.TransitGatewayAttachmentId ?? '',
      );
      if (attachment?.type !== 'vpc' || attachment.vpc !== undefined) continue;
      attachment.vpc = vpcs.get(attachment.resource);
      attachment.vpc?.attachments.push(attachment);
    }
  }
}
