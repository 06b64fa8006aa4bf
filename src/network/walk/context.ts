import type { Text } from '../../messages/text.ts';
import { type Address, type Family, familyOf } from '../cidr.ts';
import type { Intervals } from '../intervals.ts';
import * as intervals from '../intervals.ts';
import type { Interface, Network, Subnet, Vpc } from '../model.ts';
import type { Context, Hosts, Packet } from '../packet.ts';
import { ephemeral } from '../port-set.ts';

/** A question's own part of a context; the rest belongs to the network and is shared by all questions. */
export interface Asking {
  explain: boolean;
  name?: string;
  /** The source port that NAT gateways choose, where one packet is followed; absent: any of theirs. */
  natPort?: number;
}

export interface Questioned extends Context {
  /** What the answer rests on, by key. */
  assumptions: ReadonlyMap<string, Text>;
  /** Packets that ended on the way; kept only where trails are. */
  lost: readonly Packet[];
}

export function contextFor(network: Network, asking: Asking): Questioned {
  const assumptions = new Map<string, Text>();
  const lost: Packet[] = [];
  const { natPort } = asking;
  return {
    network,
    explain: asking.explain,
    name: asking.name,
    natPorts: natPort === undefined ? ephemeral.any : [natPort, natPort],
    assumptions,
    lost,
    assume(key, text) {
      if (!assumptions.has(key)) assumptions.set(key, text());
    },
    stopped: (packet) => lost.push(packet),
    hostsAt,
    toPublic,
    toPrivate: (outside) => toPrivate(network, outside),
  };
}

/** Interfaces that rules cannot tell apart: of one subnet, with the same groups, of the same kind and in the same state. */
const classKey = (item: Interface): string =>
  [
    item.groups.key,
    item.kind,
    item.attached,
    item.instance === undefined ? '-' : (item.instance.state ?? '?'),
    item.sourceDestCheck,
    item.natGateway ?? '',
    item.balancer ?? '',
    item.endpoint ?? '',
  ].join(' ');

interface HostClass {
  interfaces: Interface[];
  addresses: Record<Family, Intervals>;
}

interface Population {
  classes: HostClass[];
  all: Record<Family, Intervals>;
}

const populations = new WeakMap<Subnet, Population>();

function populationOf(subnet: Subnet): Population {
  let found = populations.get(subnet);
  if (found === undefined) {
    const classes = new Map<string, Interface[]>();
    for (const item of subnet.interfaces) {
      const key = classKey(item);
      const list = classes.get(key);
      if (list === undefined) classes.set(key, [item]);
      else list.push(item);
    }
    found = {
      classes: [...classes.values()].map((interfaces) => ({ interfaces, addresses: addressesOf(interfaces) })),
      all: addressesOf(subnet.interfaces),
    };
    populations.set(subnet, found);
  }
  return found;
}

export function addressesOf(interfaces: readonly Interface[]): Record<Family, Intervals> {
  const ranges: Record<Family, [Address, Address][]> = { 4: [], 6: [] };
  for (const item of interfaces) for (const a of item.addresses) ranges[familyOf(a)].push([a, a]);
  return { 4: intervals.fromRanges(ranges[4]), 6: intervals.fromRanges(ranges[6]) };
}

/** The classes of a subnet's interfaces. */
export const classesOf = (subnet: Subnet): readonly HostClass[] => populationOf(subnet).classes;

function hostsAt(subnet: Subnet, addresses: Intervals): { hosts: Hosts[]; vacant: Intervals } {
  const one = intervals.only(addresses);
  if (one !== undefined) {
    const item = subnet.vpc.byAddress.get(one);
    if (item === undefined || item.subnet !== subnet) return { hosts: [], vacant: addresses };
    return { hosts: [{ interfaces: [item], subnet, addresses }], vacant: intervals.none };
  }
  const family = familyOf(addresses[0]!);
  const { classes, all } = populationOf(subnet);
  const hosts: Hosts[] = [];
  for (const c of classes) {
    const part = intervals.intersect(c.addresses[family], addresses);
    if (part.length > 0) hosts.push({ interfaces: c.interfaces, subnet, addresses: part });
  }
  return { hosts, vacant: intervals.subtract(addresses, all[family]) };
}

/** Pairs of a private and a public IPv4 address, in order of the first. */
interface Pairs {
  keys: Address[];
  values: Address[];
}

const outward = new WeakMap<Vpc, Pairs>();

function pairsOf(vpc: Vpc): Pairs {
  let pairs = outward.get(vpc);
  if (pairs === undefined) {
    const list: [Address, Address][] = [];
    for (const subnet of vpc.subnets)
      for (const item of subnet.interfaces) for (const pair of item.publicOf) list.push(pair);
    list.sort((a, b) => (a[0] < b[0] ? -1 : a[0] > b[0] ? 1 : 0));
    pairs = { keys: list.map((p) => p[0]), values: list.map((p) => p[1]) };
    outward.set(vpc, pairs);
  }
  return pairs;
}

/** The first index whose key is not below `value`. */
function lowerBound(keys: readonly Address[], value: Address): number {
  let low = 0;
  let high = keys.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (keys[middle]! < value) low = middle + 1;
    else high = middle;
  }
  return low;
}

function toPublic(vpc: Vpc, inside: Intervals): { addresses: Intervals; without: Intervals } {
  const { keys, values } = pairsOf(vpc);
  const used: [Address, Address][] = [];
  const found: [Address, Address][] = [];
  for (let i = 0; i < inside.length; i += 2) {
    for (let k = lowerBound(keys, inside[i]!); k < keys.length && keys[k]! <= inside[i + 1]!; k++) {
      used.push([keys[k]!, keys[k]!]);
      found.push([values[k]!, values[k]!]);
    }
  }
  if (found.length === 1 && intervals.only(inside) !== undefined)
    return { addresses: found[0]!, without: intervals.none };
  return { addresses: intervals.fromRanges(found), without: intervals.subtract(inside, intervals.fromRanges(used)) };
}

interface Owned extends Pairs {
  vpcs: Vpc[];
}

const inward = new WeakMap<Network, Record<Family, Owned>>();

function ownedAddresses(network: Network): Record<Family, Owned> {
  let owned = inward.get(network);
  if (owned === undefined) {
    const list = [...network.publicAddresses].sort(([a], [b]) =>
      familyOf(a) !== familyOf(b) ? familyOf(a) - familyOf(b) : a < b ? -1 : a > b ? 1 : 0,
    );
    const ofFamily = (family: Family): Owned => {
      const own = list.filter(([a]) => familyOf(a) === family);
      return {
        keys: own.map(([a]) => a),
        values: own.map(([, o]) => o.private),
        vpcs: own.map(([, o]) => o.interface.vpc),
      };
    };
    owned = { 4: ofFamily(4), 6: ofFamily(6) };
    inward.set(network, owned);
  }
  return owned;
}

function toPrivate(
  network: Network,
  outside: Intervals,
): { owners: { vpc: Vpc; addresses: Intervals }[]; unknown: Intervals } {
  const one = intervals.only(outside);
  if (one !== undefined) {
    const owner = network.publicAddresses.get(one);
    if (owner === undefined) return { owners: [], unknown: outside };
    return {
      owners: [{ vpc: owner.interface.vpc, addresses: [owner.private, owner.private] }],
      unknown: intervals.none,
    };
  }
  const { keys, values, vpcs } = ownedAddresses(network)[familyOf(outside[0]!)];
  const found = new Map<Vpc, [Address, Address][]>();
  const used: [Address, Address][] = [];
  for (let i = 0; i < outside.length; i += 2) {
    for (let k = lowerBound(keys, outside[i]!); k < keys.length && keys[k]! <= outside[i + 1]!; k++) {
      const vpc = vpcs[k]!;
      const list = found.get(vpc) ?? [];
      if (list.length === 0) found.set(vpc, list);
      list.push([values[k]!, values[k]!]);
      used.push([keys[k]!, keys[k]!]);
    }
  }
  return {
    owners: [...found].map(([vpc, list]) => ({ vpc, addresses: intervals.fromRanges(list) })),
    unknown: intervals.subtract(outside, intervals.fromRanges(used)),
  };
}
