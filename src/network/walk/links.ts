import { type Cidr, containsCidr } from '../cidr.ts';
import type { Attachment, Network, TransitGateway, VpnGateway } from '../model.ts';
import type { Link } from '../packet.ts';

/** Whether any of the virtual interfaces is up; undefined: not read. */
const anyUp = (interfaces: readonly { up: boolean }[] | undefined): boolean | undefined =>
  interfaces === undefined ? undefined : interfaces.some((v) => v.up);

/** The way on-premises that a transit gateway's attachment is: a VPN, or a Direct Connect gateway (rule R17). */
export function linkOf(network: Network, gateway: TransitGateway, attachment: Attachment): Link | undefined {
  const transit = { gateway, attachment };
  if (attachment.type === 'vpn') {
    const connection = network.vpnConnections.get(attachment.resource);
    const up =
      connection === undefined ? undefined : connection.tunnelsUp === undefined ? undefined : connection.tunnelsUp > 0;
    return { kind: 'vpn', id: attachment.resource, name: connection?.name, up, transit };
  }
  if (attachment.type === 'direct-connect-gateway') {
    const dx = network.directConnectGateways.get(attachment.resource);
    return {
      kind: 'direct-connect',
      id: attachment.resource,
      name: dx?.name,
      up: anyUp(dx?.virtualInterfaces),
      transit,
    };
  }
  return undefined;
}

/** The ways on-premises of a virtual private gateway, Direct Connect first (rules R3 and R17). */
export function linksOfVpnGateway(network: Network, gateway: VpnGateway): Link[] {
  const links: Link[] = [];
  for (const dx of network.directConnectGateways.values()) {
    if (dx.associations.some((a) => a.gateway === gateway.id && a.state === 'associated'))
      links.push({
        kind: 'direct-connect',
        id: dx.id,
        name: dx.name,
        up: anyUp(dx.virtualInterfaces),
        vpnGateway: gateway,
      });
  }
  for (const v of gateway.virtualInterfaces ?? [])
    links.push({ kind: 'direct-connect', id: v.id, name: v.name, up: v.up, vpnGateway: gateway });
  const connections = [...gateway.connections].sort((a, b) => Number(b.static) - Number(a.static));
  for (const c of connections)
    links.push({
      kind: 'vpn',
      id: c.id,
      name: c.name,
      up: c.tunnelsUp === undefined ? undefined : c.tunnelsUp > 0,
      vpnGateway: gateway,
    });
  return links;
}

/** Every way on-premises in the network. */
export function allLinks(network: Network): Link[] {
  const links: Link[] = [];
  for (const gateway of network.transitGateways.values()) {
    for (const attachment of gateway.attachments.values()) {
      const link = attachment.state === 'available' ? linkOf(network, gateway, attachment) : undefined;
      if (link !== undefined) links.push(link);
    }
  }
  for (const gateway of network.vpnGateways.values())
    if (gateway.attached) links.push(...linksOfVpnGateway(network, gateway));
  return links;
}

/**
 * What on-premises is told that it reaches over a link (rule R17): the allowed prefixes of a Direct Connect gateway's
 * association with a transit gateway; VPC blocks, which a private virtual interface's allowed prefixes filter; the
 * routes of the table that a VPN attachment is associated with. Undefined: the customer configures it (static VPN).
 */
export function advertisedOver(network: Network, link: Link): readonly Cidr[] | undefined {
  if (link.kind === 'direct-connect') {
    const dx = network.directConnectGateways.get(link.id);
    const gateway = link.transit?.gateway.id ?? link.vpnGateway?.id;
    const association = dx?.associations.find((a) => a.gateway === gateway);
    if (link.transit !== undefined) return association?.allowed ?? [];
    const own = link.vpnGateway?.vpc?.cidrs ?? [];
    const allowed = association?.allowed ?? [];
    return allowed.length === 0 ? own : own.filter((c) => allowed.some((a) => containsCidr(a, c)));
  }
  const connection = network.vpnConnections.get(link.id);
  if (connection?.static) return undefined;
  if (link.vpnGateway !== undefined) return link.vpnGateway.vpc?.cidrs ?? [];
  return link.transit?.attachment.table?.routes?.filter((r) => !r.blackhole).map((r) => r.destination);
}
