import type { TransitGatewayPolicyTableEntry } from '@aws-sdk/client-ec2';
import { assumes, label, stops } from '../../messages/network.ts';
import type { Saved } from '../../snapshot/snapshot.ts';
import { parseCidr } from '../cidr.ts';
import { describeAddresses } from '../describe.ts';
import { type Header, protocolNumbers } from '../header.ts';
import * as intervals from '../intervals.ts';
import type { Attachment, Subnet, TransitGateway, TransitRoute, TransitTable, Vpc } from '../model.ts';
import {
  type Context,
  hindered,
  type Link,
  listed,
  named,
  nowhere,
  type Onward,
  type Packet,
  type Place,
  passed,
  type ReferencePath,
  stopped,
} from '../packet.ts';
import { portRange } from '../port-set.ts';
import { describeRoute } from '../routes.ts';
import { withDestination } from './edges.ts';
import { inspect } from './firewalls.ts';
import { linkOf } from './links.ts';

type Go = { packet: Packet; to: Place };

/** Out of a VPC into a transit gateway, by the attachment's subnet in the sender's zone (rules R10 and N4). */
export function toTransitGateway(
  context: Context,
  packet: Packet,
  { vpc, from, zone, id }: { vpc: Vpc; from?: Subnet; zone?: string; id: string },
): Onward {
  const { network } = context;
  const gateway = network.transitGateways.get(id);
  const attachment = vpc.attachments.find((a) => a.transitGateway === id);
  if (gateway === undefined || attachment === undefined) {
    if (
      !network.isRead('ec2', 'TransitGatewayVpcAttachments', vpc) &&
      !network.isRead('ec2', 'TransitGatewayAttachments', vpc)
    ) {
      context.assume(`target ${id}`, () => assumes.beyond(id));
      return { parts: [{ packet, to: { at: 'end', end: { kind: 'unknown', id } } }] };
    }
    return stopped(context, packet, () => ({
      component: 'transit-gateway',
      ...(gateway === undefined ? { id } : named(gateway)),
      reason: stops.noAttachment(label(vpc), gateway === undefined ? id : label(gateway)),
      vpc,
    }));
  }
  const detail = { component: 'transit-gateway-attachment' as const, ...named(attachment), vpc };
  let current: Packet | undefined = packet;
  if (attachment.state !== 'available')
    current = hindered(context, current, () => ({
      ...detail,
      reason: stops.attachmentState(label(attachment), attachment.state),
      remedy: attachment.state === 'pendingAcceptance' ? { kind: 'accept-attachment', attachment } : undefined,
    }));
  const inZone = attachment.subnets.filter((s) => zone === undefined || s.zone === zone);
  if (current !== undefined && inZone.length === 0 && attachment.subnets.length > 0)
    current = hindered(context, current, () => ({
      ...detail,
      reason: stops.attachmentZone(label(attachment), from?.zoneName ?? zone ?? ''),
      remedy: zone === undefined ? undefined : { kind: 'attachment-subnet', attachment, vpc, zone },
    }));
  if (current === undefined) return nowhere;
  const into = inZone[0];
  const beyond: Place = { at: 'transit-gateway', gateway, from: attachment, zone: into?.zone ?? zone };
  return { parts: [{ packet: current, to: { at: 'edge', out: from, into, same: true, beyond } }] };
}

/** Inside a transit gateway: the table of the attachment that packets came by decides (rule R11). */
export function routeInTransitGateway(
  context: Context,
  arriving: Packet,
  { gateway, from, zone }: { gateway: TransitGateway; from: Attachment; zone: string | undefined },
): Onward {
  const packet =
    from.type === 'vpc'
      ? passed(context, arriving, () => ({
          component: 'transit-gateway-attachment',
          ...named(from),
          vpc: from.vpc,
          subnet: from.subnets.find((s) => s.zone === zone),
        }))
      : arriving;
  if (from.policyTable !== undefined) return byPolicy(context, packet, { gateway, from, zone });
  if (from.table === undefined) {
    if (!gateway.tablesRead) return guess(context, packet, { gateway, from, zone });
    return stopped(context, packet, () => ({
      component: 'transit-gateway-attachment',
      ...named(from),
      reason: stops.noAssociation(label(from)),
      remedy: { kind: 'transit-association', attachment: from },
      vpc: from.vpc,
    }));
  }
  return byTransitTable(context, packet, { gateway, from, zone, table: from.table });
}

interface Inside {
  gateway: TransitGateway;
  from: Attachment;
  zone: string | undefined;
}

function byTransitTable(
  context: Context,
  packet: Packet,
  { gateway, from, zone, table }: Inside & { table: TransitTable },
): Onward {
  if (table.routes === undefined) return guess(context, packet, { gateway, from, zone });
  const ways = table
    .lookup()
    .split(packet.header.dst)
    .map(({ route, addresses }): Onward => {
      const part = withDestination(packet, addresses);
      if (route !== undefined && !route.blackhole)
        return byTransitRoute(context, part, { gateway, from, zone, table, route });
      return stopped(context, part, () => ({
        component: 'transit-gateway',
        ...named(gateway),
        rule: route === undefined ? undefined : describeRoute(route),
        reason:
          route === undefined
            ? stops.noRoute(label(table), describeAddresses(addresses))
            : stops.blackhole(label(table), describeRoute(route)),
        remedy: { kind: 'transit-route', table, header: part.header },
      }));
    });
  return { parts: ways };
}

function byTransitRoute(
  context: Context,
  packet: Packet,
  { gateway, from, zone, table, route }: Inside & { table: TransitTable; route: TransitRoute },
): Onward {
  const attachments = attachmentsInUse(context, gateway, table, route);
  const routed = passed(context, packet, () => ({
    component: 'transit-gateway',
    ...named(gateway),
    by: `${label(table)}: ${describeRoute(route)}`,
  }));
  const parts = attachments.map((id): Go | Onward => {
    const attachment = gateway.attachments.get(id);
    if (attachment !== undefined) return { packet: routed, to: { at: 'attachment', gateway, attachment, from, zone } };
    return stopped(context, routed, () => ({
      component: 'transit-gateway',
      ...named(gateway),
      rule: describeRoute(route),
      reason: stops.unknownAttachment(id),
      remedy: { kind: 'transit-route', table, header: packet.header },
    }));
  });
  return { parts, every: attachments.length > 1 };
}

/**
 * The attachments that a route leads to now. The table shows only the preferred route: when the link of a propagated
 * one is down, another that propagates to the same table takes over (rule R11).
 */
function attachmentsInUse(
  context: Context,
  gateway: TransitGateway,
  table: TransitTable,
  route: TransitRoute,
): readonly string[] {
  if (route.origin !== 'propagated') return route.attachments;
  const down = (id: string): boolean => {
    const attachment = gateway.attachments.get(id);
    return attachment !== undefined && linkOf(context.network, gateway, attachment)?.up === false;
  };
  if (!route.attachments.every(down)) return route.attachments.filter((id) => !down(id));
  const backup = table.propagations.find((id) => {
    const attachment = gateway.attachments.get(id);
    return attachment !== undefined && linkOf(context.network, gateway, attachment)?.up === true;
  });
  if (backup === undefined) return route.attachments;
  context.assume(`backup ${table.id} ${backup}`, () => assumes.backup(describeRoute(route), backup));
  return [backup];
}

/** By a policy table: the first entry that matches names the route table; without one packets are dropped. */
function byPolicy(context: Context, packet: Packet, inside: Inside): Onward {
  const policy = inside.from.policyTable!;
  if (policy.entries === undefined) return guess(context, packet, inside);
  const parts: (Go | Onward)[] = [];
  let rest: Header | undefined = packet.header;
  for (const entry of policy.entries) {
    const matched: Header | undefined = rest && matching(entry, rest);
    if (matched === undefined) continue;
    const table = context.network.transitTables.get(entry.TargetRouteTableId ?? '');
    const part = { ...packet, header: matched };
    if (table === undefined) parts.push(guess(context, part, inside));
    else parts.push(byTransitTable(context, part, { ...inside, table }));
    // Entries match whole prefixes; what is left over of one packet set is asked again only as a whole.
    rest = matched === rest ? undefined : rest;
  }
  if (rest !== undefined && parts.length === 0)
    return stopped(context, packet, () => ({
      component: 'transit-gateway',
      ...named(inside.gateway),
      reason: stops.noPolicy(policy.id),
    }));
  return { parts };
}

function matching(entry: Saved<TransitGatewayPolicyTableEntry>, header: Header): Header | undefined {
  const rule = entry.PolicyRule ?? {};
  const side = (set: intervals.Intervals, block: string | undefined): intervals.Intervals => {
    const cidr = block === undefined || block === '*' ? undefined : parseCidr(block);
    if (cidr === undefined) return set;
    return cidr.family === header.family ? intervals.intersect(set, [cidr.lo, cidr.hi]) : intervals.none;
  };
  const ports = (set: readonly number[], range: string | undefined): readonly number[] => {
    const bounds = /^(\d+)(?:-(\d+))?$/.exec(range ?? '');
    return bounds === null
      ? set
      : intervals.intersect(set, portRange(Number(bounds[1]), Number(bounds[2] ?? bounds[1])));
  };
  const { Protocol: protocol } = rule;
  if (protocol !== undefined && protocol !== '*' && protocol !== '-1' && protocol !== 'all') {
    if ((protocolNumbers[protocol.toLowerCase()] ?? Number(protocol)) !== header.protocol) return undefined;
  }
  const src = side(header.src, rule.SourceCidrBlock);
  const dst = side(header.dst, rule.DestinationCidrBlock);
  const sport = ports(header.sport, rule.SourcePortRange);
  const dport = ports(header.dport, rule.DestinationPortRange);
  if (src.length === 0 || dst.length === 0 || sport.length === 0 || dport.length === 0) return undefined;
  const whole = src === header.src && dst === header.dst && sport === header.sport && dport === header.dport;
  return whole ? header : { ...header, src, dst, sport, dport };
}

/** The gateway's tables were not read: assumed to lead to the attachment whose VPC has the destination (rule G3). */
function guess(context: Context, packet: Packet, { gateway, from, zone }: Inside): Onward {
  context.assume(`tables ${gateway.id}`, () => assumes.transitTables(label(gateway)));
  const { family, dst } = packet.header;
  const parts: Go[] = [];
  let rest = dst;
  for (const attachment of [...gateway.attachments.values()].sort((a, b) => (a.id < b.id ? -1 : 1))) {
    const inside = attachment.vpc && intervals.intersect(rest, attachment.vpc.addresses[family]);
    if (inside === undefined || inside.length === 0 || attachment === from) continue;
    rest = intervals.subtract(rest, inside);
    const part = passed(context, withDestination(packet, inside), () => ({
      component: 'transit-gateway',
      ...named(gateway),
    }));
    parts.push({ packet: part, to: { at: 'attachment', gateway, attachment, from, zone } });
  }
  if (rest.length > 0)
    parts.push({ packet: withDestination(packet, rest), to: { at: 'end', end: { kind: 'unknown', id: gateway.id } } });
  return { parts };
}

/** Out of a transit gateway by one of its attachments. */
export function leaveByAttachment(
  context: Context,
  packet: Packet,
  { gateway, attachment, from, zone }: Inside & { attachment: Attachment },
): Onward {
  const detail = { component: 'transit-gateway-attachment' as const, ...named(attachment), vpc: attachment.vpc };
  let current: Packet | undefined = packet;
  if (attachment.state !== 'available')
    current = hindered(context, packet, () => ({
      ...detail,
      reason: stops.attachmentState(label(attachment), attachment.state),
      remedy: attachment.state === 'pendingAcceptance' ? { kind: 'accept-attachment', attachment } : undefined,
    }));
  if (current === undefined) return nowhere;
  const { network } = context;
  switch (attachment.type) {
    case 'vpc':
      return enterAttachedVpc(context, current, { gateway, attachment, from, zone });
    case 'peering':
    case 'tgw-peering':
      return crossGatewayPeering(context, current, attachment);
    case 'network-function': {
      const firewall = [...network.firewalls.values()].find(
        (f) => f.attachment === attachment.id || f.arn === attachment.resource,
      );
      const back: Place = { at: 'transit-gateway', gateway, from: attachment, zone };
      const fw = { ...detail, component: 'firewall' as const };
      if (firewall === undefined) {
        context.assume(`appliance ${attachment.id}`, () => assumes.appliance(label(attachment)));
        return {
          parts: [{ packet: passed(context, { ...current, reference: { kind: 'none' } }, () => fw), to: back }],
        };
      }
      const passing = inspect(context, current, firewall, attachment.id, { ...fw, name: firewall.name });
      return { parts: passing.map((p) => ({ packet: p, to: back })) };
    }
    default: {
      const link: Link | undefined = linkOf(network, gateway, attachment);
      if (link !== undefined) return { parts: [{ packet: current, to: { at: 'link', link } }] };
      context.assume(`beyond ${attachment.id}`, () => assumes.beyond(label(attachment)));
      return { parts: [{ packet: current, to: { at: 'end', end: { kind: 'unknown', id: attachment.id } } }] };
    }
  }
}

/** Into a VPC: in the sender's zone where the attachment has it, else in any; in appliance mode in one that stays (R12, R13). */
function enterAttachedVpc(
  context: Context,
  packet: Packet,
  { gateway, attachment, from, zone }: Inside & { attachment: Attachment },
): Onward {
  const { vpc } = attachment;
  const unseen = (id: string): Onward => {
    context.assume(`beyond ${id}`, () => assumes.beyond(id));
    return { parts: [{ packet, to: { at: 'end', end: { kind: 'unknown', id } } }] };
  };
  if (vpc === undefined) return unseen(attachment.resource);
  if (attachment.subnets.length === 0) return unseen(attachment.id);
  const { applianceMode, subnets } = attachment;
  const chosen = applianceMode ? listed(packet.zones).find((z) => z.attachment === attachment.id) : undefined;
  // From a VPN, Direct Connect or another gateway there is no sender's zone: then, too, it may be any.
  const sameZone = subnets.filter((s) => s.zone === (chosen?.zone ?? zone));
  const anyZone = chosen === undefined && applianceMode;
  const entered = anyZone || sameZone.length === 0 ? subnets : sameZone;
  const reference = referenceAfter(packet, gateway, from, attachment);
  return {
    every: entered.length > 1,
    parts: entered.map((subnet): Go => {
      const zones = applianceMode
        ? { value: { attachment: attachment.id, zone: subnet.zone }, rest: packet.zones }
        : packet.zones;
      const inside = passed(context, { ...packet, reference, zones }, () => ({
        component: 'transit-gateway-attachment',
        ...named(attachment),
        vpc,
        subnet,
      }));
      return { packet: inside, to: { at: 'subnet', subnet } };
    }),
  };
}

/** References match over one transit gateway if it and both attachments have referencing on (rule S2). */
function referenceAfter(packet: Packet, gateway: TransitGateway, from: Attachment, to: Attachment): ReferencePath {
  const { reference } = packet;
  const on = gateway.groupReferencing && from.groupReferencing && to.groupReferencing;
  return on && reference.kind === 'vpc' && from.vpc?.id === reference.vpc
    ? { kind: 'transit', vpc: reference.vpc }
    : { kind: 'none' };
}

function crossGatewayPeering(context: Context, packet: Packet, attachment: Attachment): Onward {
  const other = context.network.transitGateways.get(attachment.resource);
  const arrival =
    other?.attachments.get(attachment.peerId ?? attachment.id) ??
    [...(other?.attachments.values() ?? [])].find(
      (a) => a.type === 'peering' && a.resource === attachment.transitGateway,
    );
  if (other === undefined || arrival === undefined) {
    context.assume(`beyond ${attachment.resource}`, () => assumes.beyond(attachment.resource));
    return { parts: [{ packet, to: { at: 'end', end: { kind: 'unknown', id: attachment.resource } } }] };
  }
  const crossed = passed(context, { ...packet, reference: { kind: 'none' } }, () => ({
    component: 'transit-gateway-attachment',
    ...named(attachment),
  }));
  if (arrival.state !== 'available') {
    return stopped(context, crossed, () => ({
      component: 'transit-gateway-attachment',
      ...named(arrival),
      reason: stops.attachmentState(label(arrival), arrival.state),
    }));
  }
  return {
    parts: [{ packet: crossed, to: { at: 'transit-gateway', gateway: other, from: arrival, zone: undefined } }],
  };
}
