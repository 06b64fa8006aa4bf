import type { Network } from '../../network/model.ts';
import type { Snapshot } from '../../snapshot/snapshot.ts';
import { compare } from '../overview/facts/scopes.ts';
import { type Known, namingOf } from './addresses.ts';
import { answersFor, interfacesOfNat } from './flow-logs.ts';
import { natLimits } from './measure.ts';

/** Who talks through a gateway, and how much of all that its flow logs have. */
export interface Party extends Known {
  /** Bytes, as the client sees them. */
  download: number;
  upload: number;
  /** Of all bytes in the flow logs, 0–1. */
  share: number;
}

/** What flow logs tell about one gateway in a window. */
export interface Talkers {
  from: string;
  to: string;
  group: string;
  scannedBytes: number | null;
  /** All bytes, of clients and of destinations: the two are the same traffic seen from its two sides. */
  bytes: number;
  /** The biggest first. */
  clients: Party[];
  destinations: Party[];
  /** Bytes to and from S3 and DynamoDB; by VPC of the client where records name both ends, else null. */
  endpointBytes: number;
  endpointBytesByVpc: Record<string, number> | null;
}

/** Ports that connections to one destination take. */
export interface PortUse {
  destination: Known;
  port: number;
  /** IANA's number: 6 is TCP. */
  protocol: number;
  ports: number;
  /** What the gateway's addresses have for one destination. */
  limit: number;
}

export interface PortUses {
  from: string;
  to: string;
  destinations: PortUse[];
  /** Clients by the ports that their connections have. */
  clients: { client: Known; ports: number }[];
}

/** Biggest parties that are told of; the rest is in the sums. */
const shown = 10;

type Gateway = { account: string; region: string; id: string; connectivity: string; addresses: number };

/** Naming is the same for all gateways of a snapshot. */
export function talkersIn(snapshot: Snapshot, network: Network) {
  const naming = namingOf(snapshot, network);
  const names = new Map<string, Known>();
  const known = (address: string): Known => {
    const before = names.get(address) ?? naming(address);
    names.set(address, before);
    return before;
  };
  return {
    talkersOf: (gateway: Gateway): Talkers | null => talkersOf(snapshot, gateway, known),
    portsOf: (gateway: Gateway): PortUses | null => portsOf(snapshot, gateway, known),
  };
}

/** The two ends of a record at a gateway's interface, as far as it tells them. */
function sidesOf(row: Record<string, string>, own: ReadonlySet<string>, isClient: (address: string) => boolean) {
  const [source = '', destination = ''] = [row.f_srcaddr, row.f_dstaddr];
  const out = own.has(source);
  if (out === own.has(destination)) return undefined;
  const other = out ? destination : source;
  const client = isClient(other);
  // The packet's own far end: named where the record has the packet's addresses.
  const packet = out ? row.f_pkt_srcaddr : row.f_pkt_dstaddr;
  return { other, client, download: client === out, far: client && packet !== undefined ? packet : undefined };
}

function clientTest(known: (address: string) => Known, connectivity: string): (address: string) => boolean {
  // Behind a public gateway whatever is private is a client. A private one has destinations that are private too.
  return (address) => {
    const { kind } = known(address);
    return connectivity === 'private' ? kind === 'instance' : ['instance', 'vpc', 'private'].includes(kind);
  };
}

function talkersOf(snapshot: Snapshot, gateway: Gateway, known: (address: string) => Known): Talkers | null {
  const answer = answersFor(snapshot, gateway, 'talkers');
  if (answer === undefined) return null;
  const own = new Set(interfacesOfNat(snapshot, gateway).map((i) => i.address));
  const isClient = clientTest(known, gateway.connectivity);
  const sums = { clients: new Map<string, [number, number]>(), destinations: new Map<string, [number, number]>() };
  const byVpc: Record<string, number> = {};
  let namesBothEnds = false;
  for (const row of answer.rows) {
    const bytes = Number(row.bytes);
    const sides = sidesOf(row, own, isClient);
    if (sides === undefined || !(bytes > 0)) continue;
    const into = sides.client ? sums.clients : sums.destinations;
    const sum = into.get(sides.other) ?? [0, 0];
    sum[sides.download ? 0 : 1] += bytes;
    into.set(sides.other, sum);
    if (sides.far === undefined) continue;
    namesBothEnds = true;
    const vpc = known(sides.other).vpc;
    if (vpc !== null && hasGatewayEndpoint(known(sides.far))) byVpc[vpc] = (byVpc[vpc] ?? 0) + bytes;
  }
  const total = (all: Map<string, [number, number]>): number => [...all.values()].reduce((n, [d, u]) => n + d + u, 0);
  const bytes = Math.max(total(sums.clients), total(sums.destinations));
  const destinations = partiesOf(sums.destinations, bytes, known);
  return {
    from: answer.result.from,
    to: answer.result.to,
    group: answer.result.logGroupName,
    scannedBytes: answer.result.statistics.bytesScanned ?? null,
    bytes,
    clients: partiesOf(sums.clients, bytes, known).slice(0, shown),
    destinations: destinations.slice(0, shown),
    endpointBytes: destinations.reduce((n, d) => n + (hasGatewayEndpoint(d) ? d.download + d.upload : 0), 0),
    endpointBytesByVpc: namesBothEnds ? byVpc : null,
  };
}

/** Services that a gateway endpoint can be had for. */
const hasGatewayEndpoint = ({ kind }: Known): boolean => kind === 's3' || kind === 'dynamodb';

function partiesOf(sums: Map<string, [number, number]>, all: number, known: (address: string) => Known): Party[] {
  return [...sums]
    .map(([address, [download, upload]]) => ({
      ...known(address),
      download,
      upload,
      share: all === 0 ? 0 : (download + upload) / all,
    }))
    .sort((a, b) => b.download + b.upload - (a.download + a.upload) || compare(a.address, b.address));
}

function portsOf(snapshot: Snapshot, gateway: Gateway, known: (address: string) => Known): PortUses | null {
  const answer = answersFor(snapshot, gateway, 'ports');
  if (answer === undefined) return null;
  const own = new Set(interfacesOfNat(snapshot, gateway).map((i) => i.address));
  const isClient = clientTest(known, gateway.connectivity);
  const limit = natLimits.connectionsAnAddress * gateway.addresses;
  const destinations = new Map<string, PortUse>();
  const clients = new Map<string, number>();
  for (const row of answer.rows) {
    const ports = Number(row.ports);
    const sides = sidesOf(row, own, isClient);
    // What is sent from the gateway's ports, and by clients from theirs; answers would count both twice.
    if (sides === undefined || sides.download || !(ports > 0)) continue;
    if (sides.client) {
      clients.set(sides.other, (clients.get(sides.other) ?? 0) + ports);
      continue;
    }
    const [port, protocol] = [Number(row.f_dstport), Number(row.f_protocol)];
    const key = [sides.other, port, protocol].join(' ');
    const use = destinations.get(key) ?? { destination: known(sides.other), port, protocol, ports: 0, limit };
    use.ports += ports;
    destinations.set(key, use);
  }
  return {
    from: answer.result.from,
    to: answer.result.to,
    destinations: [...destinations.values()]
      .sort((a, b) => b.ports - a.ports || compare(a.destination.address, b.destination.address) || a.port - b.port)
      .slice(0, shown),
    clients: [...clients]
      .map(([address, ports]) => ({ client: known(address), ports }))
      .sort((a, b) => b.ports - a.ports || compare(a.client.address, b.client.address))
      .slice(0, shown),
  };
}
