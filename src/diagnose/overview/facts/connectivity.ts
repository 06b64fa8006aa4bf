import { type Address, containsCidr, parseCidr } from '../../../network/cidr.ts';
import type { Attachment, Network, Subnet, TransitGateway, Vpc } from '../../../network/model.ts';
import { describeRoute } from '../../../network/routes.ts';
import type { ConnectivityFacts, HybridFacts } from '../overview.ts';
import { addressIn, inspectionsOn, type Way, waysFromAttachment, waysFromSubnet } from '../way.ts';
import { hasServices } from './hosts.ts';
import { compare } from './scopes.ts';

/** One end of connections: the VPC's subnets that differ in where they route, or a link to on-premises. */
export type Station =
  | { kind: 'vpc'; id: string; vpc: Vpc; places: Place[] }
  | { kind: 'link'; id: string; cidrs: string[]; address: Address; enter: (to: Address) => Way[] };

/** Subnets of one VPC that route alike, one of them to ask for all, and an address in it. */
export interface Place {
  subnet: Subnet;
  alike: Subnet[];
  address: Address;
}

function routesInside(vpc: Vpc): boolean {
  const tables = new Set([...vpc.subnets.flatMap((s) => s.table ?? []), ...vpc.edgeTables.values()]);
  return [...tables].some((t) =>
    t.routes().some((r) => r.target.kind !== 'local' && vpc.cidrs.some((c) => containsCidr(c, r.destination))),
  );
}

const routing = ({ table, zone, vpc }: Subnet): string =>
  [
    ...(table?.routes() ?? []).map((r) => `${describeRoute(r)}${r.blackhole ? ' blackhole' : ''}`).sort(compare),
    ...vpc.attachments.map((a) => `${a.id} ${a.subnets.some((s) => s.zone === zone)}`).sort(compare),
  ].join('\n');

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
    .map((vpc): Station => ({ kind: 'vpc', id: vpc.id, vpc, places: placesOf(network, vpc) }))
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
      address: addressIn(block),
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

/**
 * Whether a VPC's transit gateways lead through appliances in the sender's zone: those of another VPC that are routed to
 * by zone, with appliance mode off (rule R13). Then senders of two zones go two ways.
 */
const isZoneKept = (network: Network, vpc: Vpc): boolean =>
  vpc.attachments.some((own) =>
    [...(network.transitGateways.get(own.transitGateway)?.attachments.values() ?? [])].some(
      (a) =>
        a.vpc !== undefined &&
        a.vpc !== vpc &&
        !a.applianceMode &&
        new Set(
          a.subnets.flatMap((s) =>
            (s.table?.routes() ?? []).flatMap((r) => (r.target.kind === 'endpoint' ? r.target.id : [])),
          ),
        ).size > 1,
    ),
  );

/**
 * Subnets with something to reach, one for all that route alike: with the same routes, and with a transit gateway's
 * attachment in their zone or not. Where the zone decides which appliance sees a packet, each zone is apart. A VPC that routes inside itself (to a firewall, for one subnet and not for the next)
 * has each table and zone apart.
 */
function placesOf(network: Network, vpc: Vpc): Place[] {
  const classes = new Map<string, Subnet[]>();
  const inside = routesInside(vpc);
  const zoned = isZoneKept(network, vpc);
  for (const subnet of vpc.subnets) {
    if (!hasServices(subnet) || !subnet.cidrs.some((c) => c.family === 4)) continue;
    const key = inside ? `${subnet.table?.id} ${subnet.zone}` : `${routing(subnet)} ${zoned ? subnet.zone : ''}`;
    const alike = classes.get(key);
    if (alike === undefined) classes.set(key, [subnet]);
    else alike.push(subnet);
  }
  return [...classes.values()]
    .map((subnets): Place => {
      const alike = [...subnets].sort((a, b) => compare(a.id, b.id));
      const subnet = alike[0]!;
      return { subnet, alike, address: addressIn(subnet.cidrs.find((c) => c.family === 4)!) };
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
export interface Pair {
  from: Station;
  to: Station;
  bothWays: boolean;
  there: boolean;
  back: boolean;
  /** Wherever packets go both ways, they pass a firewall or appliance. */
  inspected: boolean;
}

export interface Connectivity {
  pairs: readonly Pair[];
  /** Packets arrive and their answers do not: one for each pair of places. */
  lost: readonly RoundTrip[];
  /** Packets and answers arrive, but pass different firewall endpoints or appliances (rule R16). */
  asymmetric: readonly RoundTrip[];
}

/**
 * Follows packets between every two stations, both ways. Each way is walked once: what is the way there for one station
 * is the way back for the other.
 */
export function connectivityOf(network: Network, stations: readonly Station[]): Connectivity {
  const pairs: Pair[] = [];
  const lost: RoundTrip[] = [];
  const asymmetric: RoundTrip[] = [];
  stations.forEach((a, i) => {
    for (const b of stations.slice(i + 1)) {
      if (a.kind === 'link' && b.kind === 'link') continue;
      const pair: Pair = { from: a, to: b, bothWays: false, there: false, back: false, inspected: true };
      for (const aPlace of placesIn(a))
        for (const bPlace of placesIn(b)) {
          const there = send(network, a, aPlace, addressOf(b, bPlace));
          const back = send(network, b, bPlace, addressOf(a, aPlace));
          const thereArrives = arrives(there, b, bPlace);
          const backArrives = arrives(back, a, aPlace);
          pair.there ||= thereArrives;
          pair.back ||= backArrives;
          if (thereArrives && backArrives) {
            pair.bothWays = true;
            const trip: RoundTrip = { from: a, to: b, fromPlace: aPlace, toPlace: bPlace, forward: there, back };
            const passed = [...there, ...back].map((w) => inspectionsOn(w.hops).sort().join());
            if (passed.includes('')) pair.inspected = false;
            if (new Set(passed).size > 1 && isAsymmetric(trip)) asymmetric.push(trip);
          }
          if (thereArrives && !backArrives)
            lost.push({ from: a, to: b, fromPlace: aPlace, toPlace: bPlace, forward: there, back });
          if (backArrives && !thereArrives)
            lost.push({ from: b, to: a, fromPlace: bPlace, toPlace: aPlace, forward: back, back: there });
        }
      pairs.push(pair);
    }
  });
  return { pairs, lost, asymmetric };
}

/**
 * True when some way there passes inspections that no way back does, or the other way round. Where appliance mode picks
 * the zone, each way there has its way back among several.
 */
function isAsymmetric({ forward, back }: RoundTrip): boolean {
  const sets = (ways: readonly Way[]): Set<string> => new Set(ways.map((w) => inspectionsOn(w.hops).sort().join()));
  const [out, home] = [sets(forward), sets(back)];
  return [...out].some((s) => !home.has(s)) || [...home].some((s) => !out.has(s));
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
