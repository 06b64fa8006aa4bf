import { notInternet } from '../../network/address-set.ts';
import { type Address, type Cidr, containsAddress, familyOf } from '../../network/cidr.ts';
import * as intervals from '../../network/intervals.ts';
import type { Attachment, Network, RouteTable, Subnet, TransitGateway, Vpc } from '../../network/model.ts';

/*
 * Where routes alone lead packets to one address: what a person does with a finger on the route tables. Groups, NACLs
 * and firewall rules are not asked (that is the reachability engine's part): here a finding is about the routes.
 */

export type HopKind = 'endpoint' | 'nat-gateway' | 'transit-gateway' | 'peering' | 'appliance' | 'internet-gateway';

/** A thing on the way that routes point at. */
export interface WayHop {
  kind: HopKind;
  id: string;
  /** The subnet or VPC in which it was entered. */
  vpc?: Vpc;
  zone?: string;
}

export type WayEnd =
  | { kind: 'delivered'; subnet: Subnet }
  | { kind: 'internet'; gateway: string; vpc: Vpc }
  /** Out by a link: the attachment or VPN gateway. */
  | { kind: 'on-premises'; via: string }
  /** Taken by a gateway endpoint. */
  | { kind: 'service'; endpoint: string }
  | { kind: 'dropped'; at: string; why: DropReason }
  | { kind: 'loop'; places: string[] }
  /** The snapshot does not show what comes next. */
  | { kind: 'unknown'; at: string };

export type DropReason =
  | 'no-route'
  | 'blackhole'
  /** An internet gateway drops packets to addresses that the internet does not carry. */
  | 'private-destination'
  /** The target is not there, not attached or not available. */
  | 'target-gone'
  /** The VPC's attachment has no subnet in the sender's zone (rule R10). */
  | 'zone-without-attachment'
  /** An address of the VPC in no subnet, or one beyond a peering that is not transitive. */
  | 'no-subnet';

export interface Way {
  hops: readonly WayHop[];
  end: WayEnd;
}

interface Walk {
  network: Network;
  dst: Address;
}

/** What was passed so far; `been` holds the places that a loop would come back to. */
interface SoFar {
  hops: readonly WayHop[];
  been: readonly string[];
}

const nothingYet: SoFar = { hops: [], been: [] };

/** The ways that packets to an address may take out of a subnet: more than one where AWS chooses a zone or a path. */
export const waysFromSubnet = (network: Network, subnet: Subnet, dst: Address): Way[] =>
  fromSubnet({ network, dst }, subnet, nothingYet);

/** The ways of packets that come into a transit gateway by an attachment: on-premises' view. */
export const waysFromAttachment = (
  network: Network,
  gateway: TransitGateway,
  attachment: Attachment,
  dst: Address,
): Way[] => {
  const soFar = passing(nothingYet, { kind: 'transit-gateway', id: gateway.id });
  return inTransitGateway({ network, dst }, gateway, attachment, undefined, soFar);
};

/** An address in a block that is nobody's in particular: for routes, which do not tell a block's addresses apart. */
export const addressIn = ({ lo, hi }: Cidr): Address => {
  const inside = typeof lo === 'number' ? lo + 10 : lo + 10n;
  return inside > hi ? lo : inside;
};

/** The ways of packets from the internet to a private address of a VPC, after the gateway's translation (rule R6). */
export function waysFromInternet(network: Network, vpc: Vpc, dst: Address): Way[] {
  const walk = { network, dst };
  const gateway = vpc.internetGateway;
  if (gateway === undefined) return [ended(nothingYet, { kind: 'dropped', at: vpc.id, why: 'target-gone' })];
  const soFar = passing(nothingYet, { kind: 'internet-gateway', id: gateway.id, vpc });
  const edge = vpc.edgeTables.get(gateway.id);
  if (edge === undefined || edge.lookup().lookup(dst) === undefined) return deliver(walk, vpc, soFar);
  return byTable(walk, vpc, edge, undefined, soFar);
}

function fromSubnet(walk: Walk, subnet: Subnet, soFar: SoFar): Way[] {
  if (subnet.cidrs.some((c) => containsAddress(c, walk.dst))) return [ended(soFar, { kind: 'delivered', subnet })];
  if (soFar.been.includes(subnet.id)) {
    const places = [...soFar.been.slice(soFar.been.indexOf(subnet.id)), subnet.id];
    return [ended(soFar, { kind: 'loop', places })];
  }
  if (subnet.table === undefined) return [ended(soFar, { kind: 'unknown', at: subnet.id })];
  const here = { ...soFar, been: [...soFar.been, subnet.id] };
  return byTable(walk, subnet.vpc, subnet.table, subnet, here);
}

function byTable(walk: Walk, vpc: Vpc, table: RouteTable, from: Subnet | undefined, soFar: SoFar): Way[] {
  const { network, dst } = walk;
  const drop = (at: string, why: DropReason): Way[] => [ended(soFar, { kind: 'dropped', at, why })];
  /** The target is not in the snapshot: gone if its kind was read, else not known. */
  const missing = (key: string): Way[] =>
    network.isRead('ec2', key, vpc) ? drop(table.id, 'target-gone') : [ended(soFar, { kind: 'unknown', at: table.id })];
  const route = table.lookup().lookup(dst);
  if (route === undefined)
    return table.unreadPrefixLists().length > 0
      ? [ended(soFar, { kind: 'unknown', at: table.id })]
      : drop(table.id, 'no-route');
  if (route.blackhole) return drop(table.id, 'blackhole');
  const { kind, id } = route.target;
  switch (kind) {
    case 'local':
      return deliver(walk, vpc, soFar);
    case 'internet-gateway':
    case 'egress-only-internet-gateway': {
      const egressOnly = kind === 'egress-only-internet-gateway';
      const gateway = (egressOnly ? network.egressOnlyGateways : network.internetGateways).get(id);
      if (gateway === undefined) return missing(egressOnly ? 'EgressOnlyInternetGateways' : 'InternetGateways');
      if (!gateway.attached || gateway.vpc !== vpc) return drop(id, 'target-gone');
      if (intervals.meets(notInternet[familyOf(dst)], [dst, dst])) return drop(id, 'private-destination');
      const beyond = passing(soFar, { kind: 'internet-gateway', id, vpc });
      return [ended(beyond, { kind: 'internet', gateway: id, vpc })];
    }
    case 'nat-gateway': {
      const gateway = network.natGateways.get(id);
      if (gateway === undefined) return missing('NatGateways');
      if (gateway.state !== 'available') return drop(id, 'target-gone');
      const beyond = passing(soFar, { kind: 'nat-gateway', id, vpc, zone: gateway.subnet?.zone });
      if (gateway.regional)
        return gateway.table === undefined
          ? [ended(beyond, { kind: 'unknown', at: id })]
          : byTable(walk, vpc, gateway.table, undefined, beyond);
      return gateway.subnet === undefined
        ? [ended(beyond, { kind: 'unknown', at: id })]
        : fromSubnet(walk, gateway.subnet, beyond);
    }
    case 'endpoint': {
      const endpoint = network.endpoints.get(id);
      if (endpoint === undefined) return missing('VpcEndpoints');
      if (endpoint.state !== 'available') return drop(id, 'target-gone');
      if (endpoint.type === 'gateway') return [ended(soFar, { kind: 'service', endpoint: id })];
      const beyond = passing(soFar, { kind: 'endpoint', id, vpc, zone: endpoint.subnet?.zone });
      return endpoint.subnet === undefined
        ? [ended(beyond, { kind: 'unknown', at: id })]
        : fromSubnet(walk, endpoint.subnet, beyond);
    }
    case 'interface': {
      const target = network.interfaces.get(id) ?? network.instances.get(id)?.interfaces[0];
      if (target === undefined) return missing('NetworkInterfaces');
      const beyond = passing(soFar, { kind: 'appliance', id: target.id, vpc, zone: target.subnet.zone });
      return fromSubnet(walk, target.subnet, beyond);
    }
    case 'peering': {
      const peering = network.peerings.get(id);
      if (peering === undefined) return missing('VpcPeeringConnections');
      if (peering.state !== 'active') return drop(id, 'target-gone');
      const other = peering.sides.find((s) => s.vpcId !== vpc.id);
      const beyond = passing(soFar, { kind: 'peering', id, vpc });
      return other?.vpc === undefined ? [ended(beyond, { kind: 'unknown', at: id })] : deliver(walk, other.vpc, beyond);
    }
    case 'vpn-gateway': {
      const gateway = network.vpnGateways.get(id);
      if (gateway === undefined) return missing('VpnGateways');
      if (gateway.vpc !== vpc) return drop(id, 'target-gone');
      return [ended(soFar, { kind: 'on-premises', via: id })];
    }
    case 'transit-gateway':
      return toTransitGateway(walk, vpc, id, from, soFar);
    case 'unsupported':
      return [ended(soFar, { kind: 'unknown', at: id })];
  }
}

/** To an address of the VPC itself, by `local`. */
function deliver(walk: Walk, vpc: Vpc, soFar: SoFar): Way[] {
  const subnet = vpc.subnets.find((s) => s.cidrs.some((c) => containsAddress(c, walk.dst)));
  if (subnet !== undefined) return [ended(soFar, { kind: 'delivered', subnet })];
  return walk.network.isRead('ec2', 'Subnets', vpc)
    ? [ended(soFar, { kind: 'dropped', at: vpc.id, why: 'no-subnet' })]
    : [ended(soFar, { kind: 'unknown', at: vpc.id })];
}

function toTransitGateway(walk: Walk, vpc: Vpc, id: string, from: Subnet | undefined, soFar: SoFar): Way[] {
  const { network } = walk;
  const gateway = network.transitGateways.get(id);
  const attachment = vpc.attachments.find((a) => a.transitGateway === id);
  if (gateway === undefined || attachment === undefined) {
    const read =
      network.isRead('ec2', 'TransitGatewayVpcAttachments', vpc) ||
      network.isRead('ec2', 'TransitGatewayAttachments', vpc);
    return [ended(soFar, read ? { kind: 'dropped', at: id, why: 'target-gone' } : { kind: 'unknown', at: id })];
  }
  if (attachment.state !== 'available')
    return [ended(soFar, { kind: 'dropped', at: attachment.id, why: 'target-gone' })];
  const zones = attachment.subnets.map((s) => s.zone);
  if (from !== undefined && zones.length > 0 && !zones.includes(from.zone))
    return [ended(soFar, { kind: 'dropped', at: attachment.id, why: 'zone-without-attachment' })];
  const beyond = passing(soFar, { kind: 'transit-gateway', id, vpc, zone: from?.zone });
  return inTransitGateway(walk, gateway, attachment, from?.zone, beyond);
}

/** By the table of the attachment that packets came in by (rule R11). */
function inTransitGateway(
  walk: Walk,
  gateway: TransitGateway,
  from: Attachment,
  zone: string | undefined,
  soFar: SoFar,
): Way[] {
  const place = `${gateway.id} ${from.id}`;
  if (soFar.been.includes(place)) {
    const places = [...soFar.been.slice(soFar.been.indexOf(place)), place];
    return [ended(soFar, { kind: 'loop', places: places.map((p) => p.split(' ')[0]!) })];
  }
  const here = { ...soFar, been: [...soFar.been, place] };
  const { table } = from;
  if (table === undefined) {
    const associationsRead =
      walk.network.isRead('ec2', 'TransitGatewayRouteTableAssociations') ||
      walk.network.isRead('ec2', 'TransitGatewayAttachments');
    const known = from.policyTable === undefined && gateway.tablesRead && associationsRead;
    return [
      ended(here, known ? { kind: 'dropped', at: from.id, why: 'target-gone' } : { kind: 'unknown', at: gateway.id }),
    ];
  }
  if (table.routes === undefined) return [ended(here, { kind: 'unknown', at: table.id })];
  const route = table.lookup().lookup(walk.dst);
  if (route === undefined) return [ended(here, { kind: 'dropped', at: table.id, why: 'no-route' })];
  if (route.blackhole) return [ended(here, { kind: 'dropped', at: table.id, why: 'blackhole' })];
  return route.attachments.flatMap((id) => {
    const to = gateway.attachments.get(id);
    return to === undefined
      ? [ended(here, { kind: 'unknown', at: id })]
      : outOfTransitGateway(walk, gateway, to, zone, from, here);
  });
}

function outOfTransitGateway(
  walk: Walk,
  gateway: TransitGateway,
  to: Attachment,
  zone: string | undefined,
  from: Attachment,
  soFar: SoFar,
): Way[] {
  if (to.state !== 'available') return [ended(soFar, { kind: 'dropped', at: to.id, why: 'target-gone' })];
  switch (to.type) {
    case 'vpc': {
      if (to.vpc === undefined || to.subnets.length === 0) return [ended(soFar, { kind: 'unknown', at: to.id })];
      // Rules R12 and R13: the sender's zone, or any with appliance mode, from a link, or where that zone is not served.
      const sameZone = to.subnets.filter((s) => s.zone === zone);
      const anyZone = to.applianceMode || from.type !== 'vpc' || sameZone.length === 0;
      return (anyZone ? to.subnets : sameZone).flatMap((s) => fromSubnet(walk, s, soFar));
    }
    case 'peering':
    case 'tgw-peering': {
      const other = walk.network.transitGateways.get(to.resource);
      const arrival =
        other?.attachments.get(to.peerId ?? to.id) ??
        [...(other?.attachments.values() ?? [])].find((a) => a.type === 'peering' && a.resource === gateway.id);
      if (other === undefined || arrival === undefined) return [ended(soFar, { kind: 'unknown', at: to.resource })];
      const beyond = passing(soFar, { kind: 'transit-gateway', id: other.id });
      return inTransitGateway(walk, other, arrival, undefined, beyond);
    }
    case 'network-function': {
      const beyond = passing(soFar, { kind: 'endpoint', id: to.id });
      return inTransitGateway(walk, gateway, to, zone, beyond);
    }
    default:
      return [ended(soFar, { kind: 'on-premises', via: to.id })];
  }
}

const passing = (soFar: SoFar, hop: WayHop): SoFar => ({ ...soFar, hops: [...soFar.hops, hop] });

const ended = (soFar: SoFar, end: WayEnd): Way => ({ hops: soFar.hops, end });

/** Ids of the firewall and Gateway Load Balancer endpoints and appliances on a way, in order. */
export const inspectionsOn = (hops: readonly WayHop[]): string[] =>
  hops.filter((h) => h.kind === 'endpoint' || h.kind === 'appliance').map((h) => h.id);
