import { type AddressSet, intersect, isEmpty, notInternet, ofCidrs, subtract } from './address-set.ts';
import { familyOf } from './cidr.ts';
import { theInternet } from './exposure.ts';
import { type Header, type Region, subtractRegion } from './header.ts';
import type { Intervals } from './intervals.ts';
import * as intervals from './intervals.ts';
import type { Network } from './model.ts';
import type { Hosts } from './packet.ts';
import { coursesOf, type PathQuestion, portsText, protocolText } from './path.ts';
import type { Place } from './places.ts';
import type { Segment } from './segments.ts';
import { contextFor } from './walk/context.ts';
import { roundTrip } from './walk/round-trip.ts';

/** A row or column: a segment, or what lies outside of the VPCs. */
export type Party = { id: string; segment: Segment } | { id: 'internet' } | { id: 'on-premises' };

/** What one party reaches in another, requests and answers. */
export interface Cell {
  from: string;
  to: string;
  /** `all`: every host, port and protocol; `some`: part of that; `none`: nothing. */
  reach: 'all' | 'some' | 'none';
  /** What passes to at least one host from at least one. */
  openings: { protocol: string; ports: string }[];
}

export interface Matrix {
  parties: Party[];
  /** By `from` and `to`, in the order of the parties. A party and itself are no cell, but for a segment's own hosts. */
  cells: Cell[];
}

/**
 * Who reaches whom: each segment in each other one, the internet and on-premises, as sets. One walk a class of alike
 * senders and protocol goes to all destinations at once.
 *
 * @param from only these rows; absent: all
 * @param to only these columns; absent: all
 */
export function reachMatrix(
  network: Network,
  segments: readonly Segment[],
  { from, to }: { from?: (party: Party) => boolean; to?: (party: Party) => boolean } = {},
): Matrix {
  const parties: Party[] = [
    ...segments.map((segment): Party => ({ id: segment.id, segment })),
    { id: 'internet' },
    ...(hasLinks(network) ? [{ id: 'on-premises' } as const] : []),
  ];
  const columns = parties.filter(to ?? (() => true));
  const cells = parties.filter(from ?? (() => true)).flatMap((row) => rowOf(network, row, columns));
  return { parties, cells };
}

/**
 * Pairs of classes of alike hosts beyond which a whole matrix takes longer than somebody waits: some 50 µs a pair. With
 * `from` or `to` it is fewer.
 */
export const mostPairs = 200_000;

/** How much a matrix has to ask: classes of senders times classes that may be reached. */
export function pairsOf(
  segments: readonly Segment[],
  { from = () => true, to = () => true }: { from?: (party: Party) => boolean; to?: (party: Party) => boolean } = {},
): number {
  const parties = segments.map((segment): Party & { segment: Segment } => ({ id: segment.id, segment }));
  const count = (of: (s: Segment) => number, chosen: (party: Party) => boolean): number =>
    parties.filter(chosen).reduce((sum, p) => sum + of(p.segment), 0);
  return count((s) => s.senders.length, from) * count((s) => s.hosts.length, to);
}

const hasLinks = (network: Network): boolean =>
  network.vpnConnections.size > 0 || network.directConnectGateways.size > 0;

function rowOf(network: Network, row: Party, columns: readonly Party[]): Cell[] {
  const source = sourceOf(network, row);
  if (source === undefined) return columns.filter((c) => c.id !== row.id).map((c) => cell(row, c, []));
  const inside = columns.flatMap((c) => ('segment' in c ? [c] : []));
  const hosts = inside.flatMap((c) => c.segment.hosts);
  const asked: PathQuestion[] = [
    ...(hosts.length === 0
      ? []
      : [{ source, destination: { kind: 'hosts', label: '', id: '', hosts } as const, protocol: 'all' as const }]),
    ...columns.flatMap((c): PathQuestion[] => {
      const destination = c.id === row.id ? undefined : outside(network, c);
      return destination === undefined ? [] : [{ source, destination, protocol: 'all' }];
    }),
  ];
  // Without what is blocked, which a matrix does not tell: of a set of many destinations that is long to compute.
  const walks = asked.flatMap((question) =>
    coursesOf(network, question).courses.map(({ query }) => ({
      header: query.header,
      passing: roundTrip(contextFor(network, { explain: false }), query),
    })),
  );
  return columns
    .filter((c) => c.id !== row.id || ('segment' in c && inside.length > 0))
    .map((c) => {
      const addresses = addressesOf(network, row, c);
      const parts = walks.flatMap(({ header, passing }) => {
        const asked = within([header], addresses);
        return asked.length === 0 ? [] : [{ asked, passing: within(passing, addresses) }];
      });
      return cell(row, c, parts);
    });
}

function sourceOf(network: Network, party: Party): Place | undefined {
  if ('segment' in party)
    return party.segment.senders.length === 0
      ? undefined
      : { kind: 'hosts', label: party.id, id: party.id, hosts: party.segment.senders };
  return party.id === 'internet' ? theInternet : onPremises(network);
}

const outside = (network: Network, party: Party): Place | undefined =>
  'segment' in party ? undefined : party.id === 'internet' ? theInternet : onPremises(network);

/** Private addresses that no VPC has. */
const onPremises = (network: Network): Place => ({
  kind: 'on-premises',
  label: 'on-premises',
  addresses: privateElsewhere(network),
});

const elsewhere = new WeakMap<Network, AddressSet>();
/** RFC 1918: what on-premises networks are numbered from. */
const rfc1918 = ofCidrs(
  [
    [0x0a000000, 0x0affffff, 8],
    [0xac100000, 0xac1fffff, 12],
    [0xc0a80000, 0xc0a8ffff, 16],
  ].map(([lo, hi, length]) => ({ family: 4, lo: lo!, hi: hi!, length: length! })),
);
function privateElsewhere(network: Network): AddressSet {
  let found = elsewhere.get(network);
  if (found === undefined) {
    const vpcs = ofCidrs([...network.vpcs.values()].flatMap((v) => v.cidrs));
    found = subtract(intersect(notInternet, rfc1918), vpcs);
    elsewhere.set(network, isEmpty(found) ? rfc1918 : found);
  }
  return found;
}

/** The addresses that a column's answer is about. From the internet hosts are asked for by their public ones. */
function addressesOf(network: Network, row: Party, column: Party): AddressSet {
  if (!('segment' in column))
    return outside(network, column)!.kind === 'internet' ? theInternetAddresses : privateElsewhere(network);
  const set = (hosts: readonly Hosts[], family: 4 | 6): Intervals =>
    hosts.reduce<Intervals>(
      (sum, h) => (familyOf(h.addresses[0]!) === family ? intervals.union(sum, h.addresses) : sum),
      intervals.none,
    );
  const { hosts } = column.segment;
  const own: AddressSet = { 4: set(hosts, 4), 6: set(hosts, 6) };
  if (row.id !== 'internet') return own;
  const publics = hosts.flatMap((h) => h.interfaces.flatMap((i) => [...i.publicOf.values()]));
  return {
    4: intervals.fromRanges(publics.map((a): [number, number] => [a as number, a as number])),
    6: own[6],
  };
}
const theInternetAddresses: AddressSet = theInternet.kind === 'internet' ? theInternet.addresses : { 4: [], 6: [] };

const within = (region: Region, addresses: AddressSet): Header[] =>
  region.flatMap((header) => {
    const dst = intervals.intersect(header.dst, addresses[header.family]);
    return dst.length === 0 ? [] : [{ ...header, dst }];
  });

function cell(row: Party, column: Party, parts: readonly { asked: Region; passing: Region }[]): Cell {
  const openings = new Map<string, Header>();
  for (const header of parts.flatMap((p) => p.passing)) {
    const known = openings.get(protocolText(header.protocol));
    const dport = known === undefined ? header.dport : intervals.union<number>(known.dport, header.dport);
    openings.set(protocolText(header.protocol), { ...header, dport });
  }
  const all = (): boolean => parts.every(({ asked, passing }) => subtractRegion(asked, passing).length === 0);
  const some = openings.size > 0;
  return {
    from: row.id,
    to: column.id,
    // Whether it is all is worth asking only where every protocol passes at all.
    reach: !some ? 'none' : parts.every((p) => p.passing.length > 0) && all() ? 'all' : 'some',
    openings: [...openings]
      .map(([protocol, header]) => ({ protocol, ports: portsText(header) }))
      .sort((a, b) => (a.protocol < b.protocol ? -1 : 1)),
  };
}

/** The parts of a matrix that pass something, without a segment's own inside. */
export const open = ({ cells }: Matrix): Cell[] => cells.filter((c) => c.reach !== 'none' && c.from !== c.to);
