import { assumes, label, stops } from '../../messages/network.ts';
import { type Cidr, containsAddress } from '../cidr.ts';
import { describeAddresses } from '../describe.ts';
import * as intervals from '../intervals.ts';
import type { Vpc, VpnGateway } from '../model.ts';
import {
  type Context,
  hindered,
  type Link,
  named,
  nowhere,
  type Onward,
  type Packet,
  type Place,
  passed,
  stopped,
} from '../packet.ts';
import type { Remedy } from '../remedy.ts';
import { prefixTable } from '../routes.ts';
import { withDestination } from './edges.ts';
import { advertisedOver, allLinks, linksOfVpnGateway } from './links.ts';

type Go = { packet: Packet; to: Place };

/** Out of a VPC through its virtual private gateway: Direct Connect before VPN, static before BGP (R3 and R17). */
export function leaveByVpnGateway(
  context: Context,
  packet: Packet,
  { gateway, vpc }: { gateway: VpnGateway; vpc: Vpc },
): Onward {
  const detail = { component: 'vpn-gateway' as const, ...named(gateway), vpc };
  let current: Packet | undefined = packet;
  if (!gateway.attached || gateway.vpc !== vpc) {
    current = hindered(context, packet, () => ({
      ...detail,
      reason: stops.gatewayDetached(label(gateway), label(vpc)),
    }));
    if (current === undefined) return nowhere;
  }
  const { network } = context;
  const carries = (link: Link): boolean => {
    const connection = network.vpnConnections.get(link.id);
    if (!connection?.static) return true;
    return connection.routes.some((r) => intervals.meets<number | bigint>([r.lo, r.hi], packet.header.dst));
  };
  const links = linksOfVpnGateway(network, gateway).filter(carries);
  // Connections that are down withdraw their routes; with none left, the best one is what should be up.
  const link = links.find((l) => l.up !== false) ?? links[0];
  if (link === undefined)
    return stopped(context, current, () => ({
      ...detail,
      reason: stops.noLink(label(gateway), describeAddresses(packet.header.dst)),
    }));
  const sent = passed(context, { ...current, reference: { kind: 'none' } }, () => detail);
  return { parts: [{ packet: sent, to: { at: 'link', link } }] };
}

/** Over a link to on-premises, if it is up (rule R17). */
export function crossLink(context: Context, packet: Packet, { link }: { link: Link }): Onward {
  const current = passLink(context, packet, link);
  if (current === undefined) return nowhere;
  context.assume('on-premises', assumes.onPremises);
  return {
    parts: [
      { packet: { ...current, reference: { kind: 'none' } }, to: { at: 'end', end: { kind: 'on-premises', link } } },
    ],
  };
}

function passLink(context: Context, packet: Packet, link: Link): Packet | undefined {
  const detail = { component: link.kind, ...named(link) };
  if (link.up === undefined) context.assume(`link ${link.id}`, () => assumes.linkState(label(link)));
  const current =
    link.up === false
      ? hindered(context, packet, () => ({
          ...detail,
          reason: link.kind === 'vpn' ? stops.tunnelsDown(label(link)) : stops.directConnectDown(label(link)),
        }))
      : packet;
  return current && passed(context, current, () => detail);
}

interface Advertised {
  destination: Cidr;
  links: Link[];
}

/** Into AWS from on-premises: over the link that advertises the longest prefix, Direct Connect before VPN (rule R17). */
export function leaveOnPremises(context: Context, packet: Packet): Onward {
  const { network } = context;
  const { src, dst } = packet.header;
  const all = allLinks(network);
  // Several sites may be attached: only what leads back to the sender's addresses is at the sender's site.
  const own = all.filter((link) => leadsTo(context, link, src));
  const site = own.length > 0 ? own : all;
  const upLinks = site.filter((l) => l.up !== false);
  const candidates = upLinks.length > 0 ? upLinks : site;
  const table = prefixTable(advertisements(context, candidates, packet));
  const parts = table.split(dst).map(({ route, addresses }): Onward => {
    const part = { ...withDestination(packet, addresses), reference: { kind: 'none' as const } };
    if (route === undefined) return stopped(context, part, () => unadvertised(context, part, candidates));
    const over = route.links.flatMap((link): Go[] => {
      const crossed = passLink(context, part, link);
      return crossed === undefined ? [] : [{ packet: crossed, to: afterLink(link) }];
    });
    return { parts: over, every: true };
  });
  return { parts };
}

function afterLink(link: Link): Place {
  if (link.transit !== undefined)
    return { at: 'transit-gateway', gateway: link.transit.gateway, from: link.transit.attachment, zone: undefined };
  return { at: 'ingress', vpc: link.vpnGateway!.vpc!, gateway: link.vpnGateway!.id };
}

/** Prefixes with the links that on-premises uses for them: of equal ones Direct Connect, then all VPNs alike. */
function advertisements(context: Context, links: readonly Link[], packet: Packet): Advertised[] {
  const byPrefix = new Map<string, Advertised>();
  const offer = (destination: Cidr, link: Link): void => {
    const key = `${destination.lo}/${destination.length}`;
    const known = byPrefix.get(key);
    if (known === undefined) byPrefix.set(key, { destination, links: [link] });
    else if (known.links[0]!.kind === link.kind) known.links.push(link);
    else if (link.kind === 'direct-connect') known.links = [link];
  };
  for (const link of links) {
    const advertised = advertisedOver(context.network, link);
    for (const cidr of advertised ?? []) offer(cidr, link);
    if (advertised === undefined) {
      // What the customer has configured: assumed to lead to where the packets go, but only if nothing else does.
      context.assume(`static ${link.id}`, () => assumes.staticVpn(label(link)));
      const { family } = packet.header;
      offer({ family, lo: family === 4 ? 0 : 0n, hi: family === 4 ? 0xffffffff : (1n << 128n) - 1n, length: 0 }, link);
    }
  }
  return [...byPrefix.values()];
}

/** True when the gateway behind a link routes these on-premises addresses to it. */
function leadsTo(context: Context, link: Link, addresses: intervals.Intervals): boolean {
  const address = addresses[0]!;
  if (link.transit !== undefined) {
    const { gateway, attachment } = link.transit;
    return gateway.tables.some((table) => {
      const route = table.lookup().lookup(address);
      if (route === undefined || route.blackhole) return false;
      if (route.attachments.includes(attachment.id)) return true;
      // A backup shows only among the propagations (R11).
      return route.origin === 'propagated' && table.propagations.includes(attachment.id);
    });
  }
  const connection = context.network.vpnConnections.get(link.id);
  if (connection?.static) return connection.routes.some((r) => containsAddress(r, address));
  const { vpc } = link.vpnGateway!;
  if (vpc === undefined) return false;
  return [...context.network.routeTables.values()].some((t) => {
    const route = t.vpc === vpc ? t.lookup().lookup(address) : undefined;
    return route?.target.id === link.vpnGateway!.id && !route.blackhole;
  });
}

function unadvertised(context: Context, packet: Packet, links: readonly Link[]) {
  const destination = describeAddresses(packet.header.dst);
  for (const link of links) {
    const dx = link.kind === 'direct-connect' ? context.network.directConnectGateways.get(link.id) : undefined;
    const gateway = link.transit?.gateway.id ?? link.vpnGateway?.id ?? '';
    const association = dx?.associations.find((a) => a.gateway === gateway);
    if (dx === undefined || association === undefined) continue;
    const remedy: Remedy = {
      kind: 'allowed-prefix',
      directConnectGateway: dx.id,
      gateway,
      allowed: association.allowed,
      header: packet.header,
    };
    const reason = stops.prefixNotAllowed(label(dx), destination);
    return { component: 'direct-connect' as const, ...named(dx), reason, remedy };
  }
  return {
    component: 'on-premises' as const,
    id: 'on-premises',
    reason: stops.notAdvertised(destination),
  };
}
