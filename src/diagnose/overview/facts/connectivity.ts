import { type Address, parseCidr } from '../../../network/cidr.ts';
import type { Attachment, Network, Subnet, TransitGateway, Vpc } from '../../../network/model.ts';
import type { ConnectivityFacts, HybridFacts } from '../overview.ts';
import { type Way, waysFromAttachment, waysFromSubnet } from '../way.ts';
import { hasServices } from './hosts.ts';
import { compare } from './scopes.ts';

/** One end of connections: the VPC's subnets that differ in where they route, or a link to on-premises. */
export type Station =
  | { kind: 'vpc'; id: string; vpc: Vpc; places: Place[] }
  | { kind: 'link'; id: string; cidrs: string[]; address: Address; enter: (to: Address) => Way[] };

/** Subnets of one VPC with the same table in the same zone, and one address to ask for. */
export interface Place {
  subnet: Subnet;
  alike: Subnet[];
  address: Address;
}

/** How packets and their answers go between two places. */
export interface RoundTrip {
  from: Station;
  to: Station;
  /** The places that were asked; undefined for a link. */
  fromPlace?: Place;
  toPlace?: Place;
  forward: Way[];
  back: Way[];
}

/** VPCs with workloads, and links to on-premises, that routes can lead to one another. */
export function stationsOf(network: Network, onPremises: HybridFacts['onPremises']): Station[] {
  const vpcs = [...network.vpcs.values()].filter(
    (v) => v.attachments.length > 0 || v.peerings.some((p) => p.state === 'active') || v.vpnGateway !== undefined,
  );
  const stations: Station[] = vpcs
    .map((vpc): Station => ({ kind: 'vpc', id: vpc.id, vpc, places: placesOf(vpc) }))
    .filter((s) => s.kind === 'vpc' && s.places.length > 0);
  const byLink = new Map<string, string[]>();
  for (const { cidr, via } of onPremises ?? []) {
    for (const link of via) byLink.set(link, [...(byLink.get(link) ?? []), cidr]);
  }
  for (const [link, cidrs] of byLink) {
    const found = attachmentOf(network, link);
    const block = parseCidr(cidrs.sort(compare)[0]!);
    if (found === undefined || block === undefined) continue;
    stations.push({
      kind: 'link',
      id: link,
      cidrs,
      address: hostIn(block.lo),
      enter: (to) => waysFromAttachment(network, found.gateway, found.attachment, to),
    });
  }
  return stations.sort((a, b) => compare(a.id, b.id));
}

function attachmentOf(network: Network, id: string): { gateway: TransitGateway; attachment: Attachment } | undefined {
  for (const gateway of network.transitGateways.values()) {
    const attachment = gateway.attachments.get(id);
    if (attachment !== undefined) return { gateway, attachment };
  }
  return undefined;
}

/** An address inside a block that is nobody's in particular: routes do not tell its addresses apart. */
const hostIn = (lo: Address): Address => (typeof lo === 'number' ? lo + 10 : lo + 10n);

function placesOf(vpc: Vpc): Place[] {
  const classes = new Map<string, Subnet[]>();
  for (const subnet of vpc.subnets) {
    if (!hasServices(subnet) || !subnet.cidrs.some((c) => c.family === 4)) continue;
    const key = `${subnet.table?.id} ${subnet.zone}`;
    const alike = classes.get(key);
    if (alike === undefined) classes.set(key, [subnet]);
    else alike.push(subnet);
  }
  return [...classes.values()]
    .map((subnets): Place => {
      const alike = [...subnets].sort((a, b) => compare(a.id, b.id));
      const subnet = alike[0]!;
      return { subnet, alike, address: hostIn(subnet.cidrs.find((c) => c.family === 4)!.lo) };
    })
    .sort((a, b) => compare(a.subnet.id, b.subnet.id));
}

/** Every trip from one station's places to another's: what gets there, and whether answers find the way back. */
export function tripsBetween(network: Network, from: Station, to: Station): RoundTrip[] {
  const starts = from.kind === 'vpc' ? from.places : [undefined];
  const goals = to.kind === 'vpc' ? to.places : [undefined];
  const send = (station: Station, place: Place | undefined, dst: Address): Way[] =>
    place === undefined
      ? (station as { enter: (to: Address) => Way[] }).enter(dst)
      : waysFromSubnet(network, place.subnet, dst);
  const addressOf = (station: Station, place: Place | undefined): Address =>
    place?.address ?? (station as { address: Address }).address;
  return starts.flatMap((fromPlace) =>
    goals.map(
      (toPlace): RoundTrip => ({
        from,
        to,
        fromPlace,
        toPlace,
        forward: send(from, fromPlace, addressOf(to, toPlace)),
        back: send(to, toPlace, addressOf(from, fromPlace)),
      }),
    ),
  );
}

/** True when all ways come to the place (or to on-premises, by whichever link). */
export const arrives = (ways: readonly Way[], to: Station, place: Place | undefined): boolean =>
  ways.length > 0 &&
  ways.every((w) =>
    to.kind === 'link' ? w.end.kind === 'on-premises' : w.end.kind === 'delivered' && w.end.subnet === place?.subnet,
  );

/**
 * Who reaches whom by routes. Stations with the same answer are one entry, so that a full mesh of two hundred VPCs is
 * one line and not forty thousand.
 */
export function connectivityFacts(network: Network, stations: readonly Station[]): ConnectivityFacts[] | null {
  if (!network.isRead('ec2', 'RouteTables') || !network.isRead('ec2', 'Subnets')) return null;
  const rows = stations.map((from) => {
    const reaches: string[] = [];
    const oneWay: string[] = [];
    for (const to of stations) {
      if (to === from || (to.kind === 'link' && from.kind === 'link')) continue;
      const trips = tripsBetween(network, from, to);
      const there = trips.filter((t) => arrives(t.forward, to, t.toPlace));
      if (there.length === 0) continue;
      (there.some((t) => arrives(t.back, from, t.fromPlace)) ? reaches : oneWay).push(to.id);
    }
    return { id: from.id, reaches, oneWay };
  });
  const groups = new Map<string, ConnectivityFacts>();
  for (const { id, reaches, oneWay } of rows) {
    const all = [...reaches, id].sort(compare);
    const key = `${all.join()} ${oneWay.join()}`;
    const group = groups.get(key);
    if (group === undefined) groups.set(key, { members: [id], reaches: all, oneWay });
    else group.members.push(id);
  }
  return [...groups.values()]
    .map((g) => ({ ...g, reaches: g.reaches.filter((id) => !g.members.includes(id)) }))
    .sort((a, b) => compare(a.members[0]!, b.members[0]!));
}
