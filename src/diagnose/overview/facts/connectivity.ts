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

/** True when all ways come to the place, or to on-premises by whichever link. */
const arrives = (ways: readonly Way[], to: Station, place: Place | undefined): boolean =>
  ways.length > 0 &&
  ways.every((w) =>
    to.kind === 'link' ? w.end.kind === 'on-premises' : w.end.kind === 'delivered' && w.end.subnet === place?.subnet,
  );

/** What is known of two stations: whether packets and answers go between some of their places, and where only packets do. */
interface Pair {
  from: Station;
  to: Station;
  bothWays: boolean;
  there: boolean;
  back: boolean;
}

export interface Connectivity {
  pairs: readonly Pair[];
  /** Packets arrive and their answers do not: one for each pair of places. */
  lost: readonly RoundTrip[];
}

/**
 * Follows packets between every two stations, both ways. Each way is walked once: what is the way there for one station
 * is the way back for the other.
 */
export function connectivityOf(network: Network, stations: readonly Station[]): Connectivity {
  const pairs: Pair[] = [];
  const lost: RoundTrip[] = [];
  stations.forEach((a, i) => {
    for (const b of stations.slice(i + 1)) {
      if (a.kind === 'link' && b.kind === 'link') continue;
      const pair: Pair = { from: a, to: b, bothWays: false, there: false, back: false };
      for (const aPlace of placesIn(a))
        for (const bPlace of placesIn(b)) {
          const there = send(network, a, aPlace, addressOf(b, bPlace));
          const back = send(network, b, bPlace, addressOf(a, aPlace));
          const thereArrives = arrives(there, b, bPlace);
          const backArrives = arrives(back, a, aPlace);
          pair.there ||= thereArrives;
          pair.back ||= backArrives;
          pair.bothWays ||= thereArrives && backArrives;
          if (thereArrives && !backArrives)
            lost.push({ from: a, to: b, fromPlace: aPlace, toPlace: bPlace, forward: there, back });
          if (backArrives && !thereArrives)
            lost.push({ from: b, to: a, fromPlace: bPlace, toPlace: aPlace, forward: back, back: there });
        }
      pairs.push(pair);
    }
  });
  return { pairs, lost };
}

const placesIn = (station: Station): readonly (Place | undefined)[] =>
  station.kind === 'vpc' ? station.places : [undefined];

const send = (network: Network, from: Station, place: Place | undefined, to: Address): Way[] =>
  from.kind === 'link' ? from.enter(to) : waysFromSubnet(network, place!.subnet, to);

const addressOf = (station: Station, place: Place | undefined): Address =>
  station.kind === 'link' ? station.address : place!.address;

/**
 * Who reaches whom by routes. Stations with the same answer are one entry, so that a full mesh of two hundred VPCs is
 * one line and not forty thousand.
 */
export function connectivityFacts(
  network: Network,
  stations: readonly Station[],
  { pairs }: Connectivity,
): ConnectivityFacts[] | null {
  if (!network.isRead('ec2', 'RouteTables') || !network.isRead('ec2', 'Subnets')) return null;
  const rows = new Map(stations.map((s) => [s.id, { reaches: [s.id], oneWay: [] as string[] }]));
  for (const { from, to, bothWays, there, back } of pairs) {
    if (bothWays) {
      rows.get(from.id)!.reaches.push(to.id);
      rows.get(to.id)!.reaches.push(from.id);
    } else {
      if (there) rows.get(from.id)!.oneWay.push(to.id);
      if (back) rows.get(to.id)!.oneWay.push(from.id);
    }
  }
  const groups = new Map<string, ConnectivityFacts>();
  for (const [id, row] of rows) {
    const reaches = row.reaches.sort(compare);
    const oneWay = row.oneWay.sort(compare);
    const key = `${reaches.join()} ${oneWay.join()}`;
    const group = groups.get(key);
    if (group === undefined) groups.set(key, { members: [id], reaches, oneWay });
    else group.members.push(id);
  }
  return [...groups.values()]
    .map((g) => {
      const members = new Set(g.members);
      return { ...g, reaches: g.reaches.filter((id) => !members.has(id)) };
    })
    .sort((a, b) => compare(a.members[0]!, b.members[0]!));
}
