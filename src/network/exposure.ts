import { internetAddresses, ofAddresses } from './address-set.ts';
import { type Address, familyOf, formatAddress } from './cidr.ts';
import { type Region, simplify } from './header.ts';
import * as intervals from './intervals.ts';
import type { Balancer, Interface, Network, Vpc } from './model.ts';
import type { Hosts } from './packet.ts';
import { type Course, coursesOf, judge, type PathQuestion, sliceOf, traceOf } from './path.ts';
import { hostsOfSubnets, type Place } from './places.ts';
import type { PortSet } from './port-set.ts';
import type { Hop } from './trace.ts';

/** What of an interface somebody on the internet can open a connection to, and get answers from. */
export interface Opening {
  protocol: string;
  /** `22,80-90`, `all`; `echo` for ICMP. */
  ports: string;
  /** Blocks, or `internet` for all of it. */
  sources: string[];
  /** Only where answers get back to some of a client's ports alone: which. */
  sourcePorts?: string;
}

export interface Exposed {
  interface: Interface;
  /** The address that is asked for: public IPv4, or IPv6. */
  address: Address;
  openings: Opening[];
  /** The balancer's listener that leads here; absent: the interface itself is reached. */
  through?: { balancer: Balancer; listener: string };
  /** The hops of one flow that gets there; costs a walk each time. */
  path(): Hop[];
}

/** Everything on the internet, as the source of a question. */
export const theInternet: Place = { kind: 'internet', label: 'internet', addresses: internetAddresses };

/**
 * Every interface that the internet reaches: itself, or as the target of a load balancer that it reaches. Computed as
 * sets of packets, both ways, so ports and sources are exact. In order of VPC, name and address.
 */
export function exposureOf(network: Network): Exposed[] {
  const direct = [...network.vpcs.values()].flatMap((vpc) => directly(network, vpc));
  const behind = [...network.balancers.values()]
    .filter((b) => b.scheme === 'internet-facing' && b.interfaces.length > 0)
    .flatMap((b) => throughListeners(network, b));
  const place = ({ interface: item, address }: Exposed): string =>
    `${item.vpc.name ?? item.vpc.id} ${item.instance?.name ?? item.name ?? ''} ${item.id} ${formatAddress(address)}`;
  return [...direct, ...behind]
    .map((exposed) => ({ exposed, key: place(exposed) }))
    .sort((a, b) => (a.key < b.key ? -1 : a.key > b.key ? 1 : 0))
    .map(({ exposed }) => exposed);
}

/** The public addresses of an interface; every IPv6 address is one, whatever its routes make of it. */
const publicOf = (item: Interface): { public: Address; private: Address }[] => [
  ...[...item.publicOf].map(([inside, outside]) => ({ public: outside, private: inside })),
  ...item.addresses.filter((a) => familyOf(a) === 6).map((a) => ({ public: a, private: a })),
];

function directly(network: Network, vpc: Vpc): Exposed[] {
  const hosts = hostsOfSubnets(vpc.subnets).flatMap((h): Hosts[] => {
    const insides = h.interfaces.flatMap((i) => publicOf(i).map((p) => p.private));
    const family = familyOf(h.addresses[0]!);
    const asked = intervals.intersect<Address>(h.addresses, ofAddresses(insides)[family]);
    return asked.length === 0 ? [] : [{ ...h, addresses: asked }];
  });
  if (hosts.length === 0) return [];
  const question: PathQuestion = {
    source: theInternet,
    destination: { kind: 'hosts', label: vpc.id, id: vpc.id, hosts },
    protocol: 'all',
  };
  const passing = passingOf(network, question);
  const interfaces = [...new Set(hosts.flatMap((h) => h.interfaces))];
  return interfaces.flatMap((item) =>
    publicOf(item).flatMap(({ public: address }): Exposed[] => {
      const mine = passing.flatMap(({ course, region }) => {
        const part = region.flatMap((header) =>
          intervals.has<Address>(header.dst, address) ? [{ ...header, dst: [address, address] }] : [],
        );
        return part.length === 0 ? [] : [{ course, region: part }];
      });
      if (mine.length === 0) return [];
      return [{ interface: item, address, openings: openingsOf(mine), path: () => pathOf(network, mine) }];
    }),
  );
}

/** Targets that the internet reaches by a listener: it gets to a node's port, and the node gets to the target's. */
function throughListeners(network: Network, balancer: Balancer): Exposed[] {
  const found = new Map<string, Exposed>();
  for (const listener of balancer.listeners ?? []) {
    const ports: PortSet = [listener.port, listener.port];
    const question: PathQuestion = {
      source: theInternet,
      destination: { kind: 'balancer', label: balancer.name, balancer },
      protocol: 'all',
      ports,
    };
    const all = passingOf(network, question);
    const clients = simplify(all.filter((p) => p.course.leg?.index === 0).flatMap((p) => p.region));
    if (clients.length === 0) continue;
    const sources = [...new Set(clients.flatMap((h) => sliceOf(h, true, true).sources))];
    for (const { course, region } of all) {
      if (course.leg?.index !== 1) continue;
      const target = targetOf(network, course, region);
      const name = `${listener.protocol} ${listener.port}`;
      const key = `${target?.item.id} ${name}`;
      if (target === undefined || found.has(key)) continue;
      found.set(key, {
        interface: target.item,
        address: target.address,
        openings: openingsOf([{ course, region }]).map((o) => ({ ...o, sources })),
        through: { balancer, listener: name },
        path: () =>
          pathOf(
            network,
            all
              .filter((p) => p.course.leg?.index === 0)
              .slice(0, 1)
              .concat({ course, region }),
          ),
      });
    }
  }
  return [...found.values()];
}

function targetOf(network: Network, course: Course, region: Region): { item: Interface; address: Address } | undefined {
  const place = course.leg?.destination;
  const address = region[0]?.dst[0];
  if (place?.kind !== 'hosts' || address === undefined) return undefined;
  const item = place.hosts.flatMap((h) => h.interfaces).find((i) => i.addresses.includes(address));
  return item === undefined ? undefined : { item: network.interfaces.get(item.id) ?? item, address };
}

interface Passing {
  course: Course;
  region: Region;
}

const passingOf = (network: Network, question: PathQuestion): Passing[] =>
  judge(network, coursesOf(network, question).courses).outcomes.flatMap(({ course, passing }) =>
    passing.length === 0 ? [] : [{ course, region: passing }],
  );

function openingsOf(parts: readonly Passing[]): Opening[] {
  const merged = new Map<string, Opening>();
  for (const { course, region } of parts) {
    for (const header of simplify(region)) {
      const whole = intervals.same<number>(header.sport, course.query.header.sport);
      const { protocol, ports, sources, sourcePorts } = sliceOf(header, true, whole);
      const key = `${protocol} ${ports} ${sourcePorts ?? ''}`;
      const known = merged.get(key);
      if (known !== undefined) known.sources = [...new Set([...known.sources, ...sources])];
      else
        merged.set(key, {
          protocol,
          ports,
          sources: [...sources],
          ...(sourcePorts === undefined ? {} : { sourcePorts }),
        });
    }
  }
  return [...merged.values()];
}

const pathOf = (network: Network, parts: readonly Passing[]): Hop[] =>
  parts
    .filter((part, i) => i === 0 || part.course.leg?.index === 1)
    .flatMap(({ course, region }) => traceOf(network, course, region[0]!).forward);
