import type { AddressSet } from './address-set.ts';
import * as addressSet from './address-set.ts';
import { type Address, type Family, familyOf, formatAddress, hasHostBits, parseAddress, parseCidr } from './cidr.ts';
import * as intervals from './intervals.ts';
import type { Balancer, Endpoint, Interface, Network, Subnet } from './model.ts';
import { dnsLookup } from './names.ts';
import type { Hosts } from './packet.ts';
import { classesOf } from './walk/context.ts';

/** One end of a question, found in the network. */
export type Place = { label: string /** Set when it was asked for by a DNS name. */; name?: string } & (
  | {
      kind: 'hosts';
      id: string;
      hosts: Hosts[];
      /** Asked for by a public address, or by a name that stays public inside VPCs: a balancer's (rule D7). */
      byPublicAddress?: true;
      /** One interface: a question about it is about IPv4 where it has that, not about both families. */
      single?: true;
    }
  /** An address of a VPC that no interface has: packets can be sent to it, and get nowhere. */
  | { kind: 'vacant'; address: Address }
  | { kind: 'internet'; addresses: AddressSet }
  | { kind: 'on-premises'; addresses: AddressSet }
  | { kind: 'balancer'; balancer: Balancer }
  /** Reached when packets go through it: a gateway that leads out. */
  | { kind: 'gateway'; id: string; addresses: AddressSet; leads: 'internet' | 'on-premises' | 'service' | 'transit' }
);

type End = 'source' | 'destination';

/** One of several resources that a text may mean. */
export interface Candidate {
  id: string;
  what: string;
  name?: string;
  /** VPC, or account and region. */
  where?: string;
}

export type Resolved =
  | { found: Place; port?: number }
  | { ambiguous: Candidate[] }
  /** No such thing in the snapshot; `near` are names that are alike. */
  | { unknown: string; near: string[] }
  | { unusable: 'terminated' | 'no-address' | 'empty'; id: string }
  | { invalid: 'host-bits' | 'port' | 'address'; text: string }
  /** A name that the hosted zone, which has it if anybody does, does not have. */
  | { unresolved: string; zone: string };

/**
 * Finds what a person means by a source or destination: `internet`, `onprem:ADDR`, an id, an address, a CIDR, a name
 * tag, a balancer or a DNS name; a destination also with `:port`.
 */
export function resolvePlace(network: Network, text: string, end: End): Resolved {
  const given = text.trim();
  const { host, port, bad } = end === 'destination' ? splitPort(given) : { host: given, port: undefined, bad: false };
  if (bad) return { invalid: 'port', text: given };
  const resolved = resolveHost(network, host, end);
  return 'found' in resolved && port !== undefined ? { ...resolved, port } : resolved;
}

/** `10.0.0.5:80`, `[2001:db8::1]:80`, `web.example:443`; ids and ARNs hold no such port. */
function splitPort(text: string): { host: string; port?: number; bad: boolean } {
  const bracketed = /^\[([^\]]+)\](?::(\d+))?$/.exec(text);
  if (bracketed !== null) return withPort(bracketed[1]!, bracketed[2]);
  if (text.startsWith('arn:') || parseAddress(text) !== undefined || parseCidr(text) !== undefined)
    return { host: text, bad: false };
  const onPremises = /^(onprem:[^:]+):(\d+)$/.exec(text);
  if (onPremises !== null) return withPort(onPremises[1]!, onPremises[2]);
  const plain = /^([^:]+):(\d+)$/.exec(text);
  return plain === null || plain[1] === 'onprem' ? { host: text, bad: false } : withPort(plain[1]!, plain[2]);
}

function withPort(host: string, port: string | undefined): { host: string; port?: number; bad: boolean } {
  if (port === undefined) return { host, bad: false };
  const number = Number(port);
  return { host, port: number, bad: number < 1 || number > 65535 };
}

function resolveHost(network: Network, text: string, end: End): Resolved {
  if (text.toLowerCase() === 'internet')
    return { found: { kind: 'internet', label: 'internet', addresses: addressSet.internetAddresses } };
  const onPremises = /^on-?prem(?:ises)?:(.+)$/i.exec(text);
  if (onPremises !== null) return onPremisesPlace(onPremises[1]!);
  if (/^\d+\.\d+\.\d+\.\d+/.test(text) || (text.includes(':') && parseCidr(text) !== undefined))
    return literal(network, text);
  return byId(network, text, end) ?? byName(network, text, end) ?? byDnsName(network, text) ?? unknown(network, text);
}

function onPremisesPlace(text: string): Resolved {
  const cidr = parseCidr(text);
  if (cidr === undefined) return { invalid: 'address', text };
  if (hasHostBits(text)) return { invalid: 'host-bits', text };
  return { found: { kind: 'on-premises', label: `onprem:${text}`, addresses: addressSet.ofCidr(cidr) } };
}

function literal(network: Network, text: string): Resolved {
  const cidr = parseCidr(text);
  if (cidr === undefined) return { invalid: 'address', text };
  if (hasHostBits(text)) return { invalid: 'host-bits', text };
  if (cidr.lo === cidr.hi) return addressPlace(network, cidr.lo, text);
  return cidrPlace(network, addressSet.ofCidr(cidr), cidr.family, text);
}

/** An address means the interface that has it, and else the network that it would be in. */
export function addressPlace(network: Network, address: Address, label = formatAddress(address)): Resolved {
  const owners = [...network.vpcs.values()].flatMap((vpc) => vpc.byAddress.get(address) ?? []);
  if (owners.length > 1) return { ambiguous: owners.map(interfaceCandidate) };
  const [owner] = owners;
  const range: intervals.Intervals = [address, address];
  if (owner !== undefined)
    return {
      found: {
        kind: 'hosts',
        label,
        id: owner.id,
        hosts: [{ interfaces: [owner], subnet: owner.subnet, addresses: range }],
      },
    };
  const family = familyOf(address);
  const outside = network.publicAddresses.get(address);
  if (outside !== undefined) {
    const { interface: item, private: inside } = outside;
    const hosts = [{ interfaces: [item], subnet: item.subnet, addresses: [inside, inside] }];
    return { found: { kind: 'hosts', label, id: item.id, hosts, byPublicAddress: true } };
  }
  // Link-local: answered by AWS at the interface itself, or by nobody.
  if (address >= linkLocal.lo && address <= linkLocal.hi) return { found: { kind: 'vacant', label, address } };
  if (intervals.meets(addressSet.internetAddresses[family], range))
    return { found: { kind: 'internet', label, addresses: addressSet.ofAddresses([address]) } };
  const inVpc = [...network.vpcs.values()].some((vpc) => intervals.meets(vpc.addresses[family], range));
  if (inVpc) return { found: { kind: 'vacant', label, address } };
  return { found: { kind: 'on-premises', label, addresses: addressSet.ofAddresses([address]) } };
}

const linkLocal = parseCidr('169.254.0.0/16')!;

/** A block means the interfaces in it; where there are none, the internet or on-premises network that it is. */
function cidrPlace(network: Network, addresses: AddressSet, family: Family, label: string): Resolved {
  const hosts = [...network.vpcs.values()].flatMap((vpc) =>
    intervals.meets(vpc.addresses[family], addresses[family])
      ? vpc.subnets.flatMap((subnet) => hostsIn(subnet, addresses[family], family))
      : [],
  );
  if (hosts.length > 0) return { found: { kind: 'hosts', label, id: label, hosts } };
  if ([...network.vpcs.values()].some((vpc) => intervals.covers(vpc.addresses[family], addresses[family])))
    return { unusable: 'empty', id: label };
  const outside = addressSet.intersect(addresses, addressSet.internetAddresses);
  if (!addressSet.isEmpty(outside)) return { found: { kind: 'internet', label, addresses: outside } };
  return { found: { kind: 'on-premises', label, addresses } };
}

/** The classes of a subnet's interfaces that send and answer for themselves, within some addresses. */
function hostsIn(subnet: Subnet, within: intervals.Intervals | undefined, family: Family): Hosts[] {
  return classesOf(subnet).flatMap(({ interfaces, addresses }) => {
    if (!isEndpoint(interfaces[0]!)) return [];
    const inside = within === undefined ? addresses[family] : intervals.intersect(addresses[family], within);
    return inside.length === 0 ? [] : [{ interfaces, subnet, addresses: inside }];
  });
}

/** NAT and transit gateways and inspecting endpoints are on the way, never at its end. */
const isEndpoint = (item: Interface): boolean =>
  item.kind !== 'nat-gateway' &&
  item.kind !== 'transit-gateway' &&
  !(item.kind === 'vpc-endpoint' && item.groups.key === '');

const families: readonly Family[] = [4, 6];

/** A subnet's or VPC's hosts; as sources only those that start connections by themselves. */
export const hostsOfSubnets = (subnets: readonly Subnet[], end: End = 'destination'): Hosts[] =>
  subnets
    .flatMap((subnet) => families.flatMap((family) => hostsIn(subnet, undefined, family)))
    .filter(
      ({ interfaces: [first] }) => end === 'destination' || !['load-balancer', 'vpc-endpoint'].includes(first!.kind),
    );

/** An interface as an end of a question, with its first address of each family. */
export const hostsOfInterface = (item: Interface): Hosts[] =>
  families.flatMap((family) => {
    const address = item.addresses.find((a) => familyOf(a) === family);
    return address === undefined ? [] : [{ interfaces: [item], subnet: item.subnet, addresses: [address, address] }];
  });

function byId(network: Network, text: string, end: End): Resolved | undefined {
  if (text.startsWith('arn:')) return byArn(network, text);
  const prefix = /^([a-z]+)-/.exec(text)?.[1];
  switch (prefix) {
    case 'i': {
      const instance = network.instances.get(text);
      if (instance === undefined) return undefined;
      if (instance.state === 'terminated' || instance.state === 'shutting-down')
        return { unusable: 'terminated', id: text };
      return ofInterface(instance.interfaces[0], text);
    }
    case 'eni': {
      const item = network.interfaces.get(text);
      return item && ofInterface(item, text);
    }
    case 'subnet': {
      const subnet = network.subnets.get(text);
      return subnet && ofHosts(hostsOfSubnets([subnet], end), text);
    }
    case 'vpc': {
      const vpc = network.vpcs.get(text);
      return vpc && ofHosts(hostsOfSubnets(vpc.subnets, end), text);
    }
    case 'vpce': {
      const endpoint = network.endpoints.get(text);
      return endpoint && ofEndpoint(network, endpoint);
    }
    default:
      return byGatewayId(network, text, end);
  }
}

function byGatewayId(network: Network, text: string, end: End): Resolved | undefined {
  const leads = gatewayLeads(network, text);
  if (leads === undefined) return undefined;
  const { internetAddresses, notInternet, allAddresses } = addressSet;
  const addresses = { internet: internetAddresses, 'on-premises': notInternet, transit: allAddresses }[leads];
  // What comes out of a gateway comes from behind it.
  if (end === 'source' && leads === 'internet') return { found: { kind: 'internet', label: text, addresses } };
  if (end === 'source') return { found: { kind: 'on-premises', label: text, addresses: notInternet } };
  return { found: { kind: 'gateway', label: text, id: text, addresses, leads } };
}

function gatewayLeads(network: Network, id: string): 'internet' | 'on-premises' | 'transit' | undefined {
  if (network.internetGateways.has(id) || network.egressOnlyGateways.has(id) || network.natGateways.has(id))
    return 'internet';
  if (network.vpnGateways.has(id) || network.vpnConnections.has(id) || network.directConnectGateways.has(id))
    return 'on-premises';
  return network.transitGateways.has(id) || network.peerings.has(id) ? 'transit' : undefined;
}

function byArn(network: Network, arn: string): Resolved | undefined {
  const balancer = network.balancers.get(arn);
  if (balancer !== undefined) return { found: { kind: 'balancer', label: balancer.name, balancer } };
  const id = arn.slice(arn.lastIndexOf('/') + 1);
  return /^(i|eni|subnet|vpc|vpce)-/.test(id) ? byId(network, id, 'destination') : undefined;
}

function ofInterface(item: Interface | undefined, label: string): Resolved {
  const hosts = item === undefined ? [] : hostsOfInterface(item);
  if (hosts.length === 0) return { unusable: 'no-address', id: label };
  return { found: { kind: 'hosts', label, id: item!.id, hosts, single: true } };
}

const ofHosts = (hosts: Hosts[], label: string): Resolved =>
  hosts.length === 0 ? { unusable: 'empty', id: label } : { found: { kind: 'hosts', label, id: label, hosts } };

function ofEndpoint(network: Network, endpoint: Endpoint): Resolved {
  if (endpoint.type === 'gateway') {
    const lists = endpoint.vpc === undefined ? [] : prefixListsOf(network, endpoint);
    const addresses = addressSet.ofCidrs(lists.flatMap((id) => network.prefixLists.get(id)?.cidrs ?? []));
    return { found: { kind: 'gateway', label: endpoint.id, id: endpoint.id, addresses, leads: 'service' } };
  }
  const nodes = [...network.interfaces.values()].filter((i) => i.endpoint === endpoint.id);
  return ofHosts(nodes.flatMap(hostsOfInterface), endpoint.id);
}

function prefixListsOf(network: Network, endpoint: Endpoint): string[] {
  const lists = new Set<string>();
  for (const table of network.routeTables.values())
    for (const route of table.raw.Routes ?? [])
      if (route.GatewayId === endpoint.id && route.DestinationPrefixListId !== undefined)
        lists.add(route.DestinationPrefixListId);
  return [...lists].sort();
}

interface Named {
  candidate: Candidate;
  resolve(): Resolved;
}

const interfaceCandidate = (item: Interface): Candidate => ({
  id: item.instance?.id ?? item.id,
  what: item.instance === undefined ? 'network-interface' : 'instance',
  name: item.instance?.name ?? item.name,
  where: item.vpc.name ?? item.vpc.id,
});

/** Everything that can be asked for by its name. */
function namedThings(network: Network, end: End): Named[] {
  const things: Named[] = [];
  const add = (
    resource: { id: string; name?: string },
    what: string,
    where: string | undefined,
    resolve: () => Resolved,
  ): void => {
    if (resource.name !== undefined) things.push({ candidate: { ...resource, what, where }, resolve });
  };
  for (const i of network.instances.values()) {
    if (i.state === 'terminated') continue;
    const vpc = i.interfaces[0]?.vpc;
    add({ id: i.id, name: i.name }, 'instance', vpc?.name ?? vpc?.id, () => ofInterface(i.interfaces[0], i.id));
  }
  for (const i of network.interfaces.values())
    if (i.instance === undefined)
      add({ id: i.id, name: i.name }, 'network-interface', i.vpc.name ?? i.vpc.id, () => ofInterface(i, i.id));
  for (const s of network.subnets.values())
    add({ id: s.id, name: s.name }, 'subnet', s.vpc.name ?? s.vpc.id, () => ofHosts(hostsOfSubnets([s], end), s.id));
  for (const v of network.vpcs.values())
    add({ id: v.id, name: v.name }, 'vpc', `${v.account} ${v.region}`, () =>
      ofHosts(hostsOfSubnets(v.subnets, end), v.id),
    );
  for (const b of network.balancers.values())
    add({ id: b.arn, name: b.name }, 'load-balancer', b.vpc?.name ?? b.vpc?.id, () => ({
      found: { kind: 'balancer', label: b.name, balancer: b },
    }));
  for (const e of network.endpoints.values())
    add({ id: e.id, name: e.name }, 'vpc-endpoint', e.vpc?.name ?? e.vpc?.id, () => ofEndpoint(network, e));
  const gateways: [string, Iterable<{ id: string; name?: string }>][] = [
    ['internet-gateway', network.internetGateways.values()],
    ['nat-gateway', network.natGateways.values()],
    ['transit-gateway', network.transitGateways.values()],
    ['vpn-gateway', network.vpnGateways.values()],
    ['vpn', network.vpnConnections.values()],
    ['direct-connect', network.directConnectGateways.values()],
  ];
  for (const [what, list] of gateways)
    for (const g of list) add({ id: g.id, name: g.name }, what, undefined, () => byGatewayId(network, g.id, end)!);
  return things;
}

function byName(network: Network, text: string, end: End): Resolved | undefined {
  const things = namedThings(network, end);
  const exact = things.filter((t) => t.candidate.name === text);
  const matches =
    exact.length > 0 ? exact : things.filter((t) => t.candidate.name?.toLowerCase() === text.toLowerCase());
  if (matches.length > 1) return { ambiguous: matches.map((m) => m.candidate).sort((a, b) => (a.id < b.id ? -1 : 1)) };
  const found = matches[0]?.resolve();
  return found !== undefined && 'found' in found ? { ...found, found: { ...found.found, label: text } } : found;
}

/** A DNS name: a balancer's, an interface's, a record of a hosted zone; any other is a host on the internet. */
function byDnsName(network: Network, text: string): Resolved | undefined {
  if (!/^(?=.{4,253}\.?$)([a-z0-9_]([a-z0-9-_]{0,61}[a-z0-9])?\.)+[a-z]{2,63}\.?$/i.test(text)) return undefined;
  const name = text.toLowerCase().replace(/\.$/, '');
  const answer = dnsLookup(network, name);
  if (answer.balancer !== undefined)
    return { found: { kind: 'balancer', label: text, name, balancer: answer.balancer } };
  if (answer.missingFrom !== undefined) return { unresolved: name, zone: answer.missingFrom };
  if (answer.addresses.length > 1) {
    const places = answer.addresses.map((a) => addressPlace(network, a));
    const hosts = places.flatMap((p) => ('found' in p && p.found.kind === 'hosts' ? p.found.hosts : []));
    if (hosts.length === places.length) return { found: { kind: 'hosts', label: text, id: text, name, hosts } };
    const outside = addressSet.intersect(addressSet.ofAddresses(answer.addresses), addressSet.internetAddresses);
    if (!addressSet.isEmpty(outside)) return { found: { kind: 'internet', label: text, name, addresses: outside } };
  }
  const [address] = answer.addresses;
  if (address !== undefined) {
    const place = addressPlace(network, address);
    return 'found' in place ? { found: { ...place.found, label: text, name } } : place;
  }
  return { found: { kind: 'internet', label: text, name, addresses: addressSet.internetAddresses } };
}

/** Names that share a beginning or hold the text, so that a slip of the finger is seen. */
function unknown(network: Network, text: string): Resolved {
  const wanted = text.toLowerCase();
  const names = new Set<string>();
  for (const { candidate } of namedThings(network, 'destination')) {
    const name = candidate.name!.toLowerCase();
    if (name.includes(wanted) || wanted.includes(name) || distance(name, wanted) <= Math.max(2, wanted.length / 5))
      names.add(candidate.name!);
  }
  return { unknown: text, near: [...names].sort().slice(0, 5) };
}

/** Levenshtein's edit distance. */
function distance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, i) => i);
  for (let i = 1; i <= a.length; i++) {
    const next = [i];
    for (let j = 1; j <= b.length; j++)
      next.push(Math.min(row[j]! + 1, next[j - 1]! + 1, row[j - 1]! + (a[i - 1] === b[j - 1] ? 0 : 1)));
    row = next;
  }
  return row[b.length]!;
}
