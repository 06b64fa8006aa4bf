import type { FlowLog } from '@aws-sdk/client-ec2';
import type { Saved } from '../../../snapshot/snapshot.ts';
import { type Bytes, noBytes, plus } from '../metrics/flows.ts';
import { keepAliveBytes, portsAnAddress } from '../metrics/nat-gateways.ts';
import { noise } from '../metrics/noise.ts';
import type { MetricWorld } from '../metrics/world.ts';
import type { Way } from '../ways.ts';
import { type Destination, destinationsOf, loadedDestination } from './destinations.ts';
import { covers, type Interfaces, interfacesOf, type Watched } from './interfaces.ts';
import type { FlowRecord } from './record.ts';

/** From the end of a capture window until its records can be read: https://docs.aws.amazon.com/vpc/latest/userguide/flow-log-records.html */
export const deliveryMs = 5 * 60_000;

const tcp = 6;
/** A SYN with its options. */
const attemptBytes = 60;
const flags = { syn: 2, synFin: 3, synAckFin: 19 } as const;

interface Between {
  /** Milliseconds since 1970, of a record's start; both ends count. */
  from: number;
  to: number;
  now: number;
}

/**
 * What a flow log has recorded, oldest window first: the traffic that the metrics are made from, at the interfaces of
 * instances and NAT gateways. The same question asked twice has the same answer. Interfaces of balancers, endpoints and
 * transit gateways have no records in the lab.
 */
export function* flowRecords(
  world: MetricWorld,
  log: Saved<FlowLog>,
  { from, to, now }: Between,
): Generator<FlowRecord> {
  const minutes = (log.MaxAggregationInterval ?? 600) / 60;
  const lengthMs = minutes * 60_000;
  const interfaces = interfacesOf(world);
  const destinations = destinationsOf(world);
  const since = Math.max(from, Date.parse(log.CreationTime ?? '') || 0);
  const wanted = (record: FlowRecord): boolean =>
    (log.TrafficType ?? 'ALL') === 'ALL' || log.TrafficType === record.action;
  const first = Math.ceil(since / lengthMs);
  const last = Math.floor((Math.min(to + lengthMs, now - deliveryMs) - lengthMs) / lengthMs);
  for (let window = first; window <= last && window * lengthMs <= to; window++) {
    const capture: Capture = { world, interfaces, first: window * minutes, minutes };
    for (const [id, own] of interfaces.instances) {
      const seen = placesOf(capture, log, own);
      if (seen === undefined) continue;
      for (const part of partsOf(capture, id)) {
        for (const record of recordsOf(capture, own, part, destinations(part.kind), seen))
          if (wanted(record)) yield record;
      }
    }
    for (const [nat, own] of interfaces.gateways) {
      for (const record of loadRecords(capture, nat, own, log)) if (wanted(record)) yield record;
    }
  }
}

interface Capture {
  world: MetricWorld;
  interfaces: Interfaces;
  /** The first minute, counted from 1970, and how many. */
  first: number;
  minutes: number;
}

/** Which interfaces of a machine's traffic the log records; undefined: none. */
interface Seen {
  own: boolean;
  gateways: ReadonlySet<string>;
}

function placesOf({ interfaces }: Capture, log: Saved<FlowLog>, own: Watched): Seen | undefined {
  const gateways = new Set(
    [...interfaces.gateways].flatMap(([nat, all]) => (all.some((eni) => covers(log, eni)) ? [nat] : [])),
  );
  const seen = { own: covers(log, own), gateways };
  return seen.own || gateways.size > 0 ? seen : undefined;
}

interface Part {
  kind: 'internet' | 's3' | 'site';
  way: Way;
  bytes: Bytes;
  attempts: number;
}

/** A machine's traffic in a capture window, by kind and way. */
function partsOf({ world, first, minutes }: Capture, instance: string): Part[] {
  const parts = new Map<string, Part>();
  for (let minute = first; minute < first + minutes; minute++) {
    for (const { kind, way, bytes, attempts } of world.flows.sent(instance, minute)) {
      const key = `${kind} ${way.there.join(' ')} ${way.stopped?.id ?? ''}`;
      const part = parts.get(key) ?? { kind, way, bytes: noBytes, attempts: 0 };
      parts.set(key, { ...part, bytes: plus(part.bytes, bytes), attempts: part.attempts + attempts });
    }
  }
  return [...parts.values()];
}

/** Bytes received that one connection of a capture window carries before there is another. */
const bytesAConnection = 4e6;

/** A whole number's part of a total, so that all parts together are the rounded total. */
const partOf = (total: number, i: number, of: number): number =>
  Math.round((total * (i + 1)) / of) - Math.round((total * i) / of);

function* recordsOf(
  capture: Capture,
  own: Watched,
  part: Part,
  destinations: readonly Destination[],
  seen: Seen,
): Generator<FlowRecord> {
  const gateway = part.way.there.find((id) => capture.interfaces.gateways.has(id));
  const nat = gateway === undefined ? undefined : capture.interfaces.gateways.get(gateway)![0]!;
  const atGateway = gateway !== undefined && seen.gateways.has(gateway) ? nat : undefined;
  for (const to of destinations) {
    const up = part.bytes.up * to.share;
    const down = part.bytes.down * to.share;
    const place = `${own.id} ${to.address}`;
    if (part.way.stopped !== undefined) {
      if (seen.own) yield* stoppedRecords(capture, own, part, to, place);
      continue;
    }
    const connections = 1 + Math.min(8, Math.floor(down / bytesAConnection));
    for (let i = 0; i < connections; i++) {
      const flow: Flow = {
        client: own.address,
        clientPort: clientPort(`${place} ${i}`, capture.first),
        server: to.address,
        serverPort: to.port,
        up: partOf(up, i, connections),
        down: partOf(down, i, connections),
        packetsUp: 0,
        packetsDown: 0,
      };
      flow.packetsUp = Math.ceil(flow.up / 62);
      flow.packetsDown = Math.ceil(flow.down / 1380);
      if (flow.up + flow.down === 0) continue;
      if (seen.own) yield* atHost(capture, own, flow, gateway === undefined);
      if (atGateway !== undefined)
        yield* atNat(capture, atGateway, flow, natPort(`${place} ${i} ${atGateway.id}`, capture.first));
    }
  }
}

const clientPort = (place: string, minute: number): number =>
  32_768 + Math.floor(noise(`${place} port`, minute) * 28_231);
const natPort = (place: string, minute: number): number => 1_024 + Math.floor(noise(`${place} nat`, minute) * 64_511);

interface Flow {
  client: string;
  clientPort: number;
  server: string;
  serverPort: number;
  up: number;
  down: number;
  packetsUp: number;
  packetsDown: number;
}

type Hop = Pick<
  FlowRecord,
  'source' | 'sourcePort' | 'destination' | 'destinationPort' | 'packetSource' | 'packetDestination'
>;
type Carried = Pick<FlowRecord, 'packets' | 'bytes' | 'tcpFlags'>;

/** A record at an interface. All are made here, in one shape: there may be hundreds of thousands of them. */
function recordAt(
  { world, first, minutes }: Capture,
  at: Watched,
  hop: Hop,
  carried: Carried,
  direction: FlowRecord['direction'],
  trafficPath: number | undefined,
  action: FlowRecord['action'] = 'ACCEPT',
): FlowRecord {
  return {
    account: world.account,
    region: world.region,
    vpc: at.vpc,
    subnet: at.subnet,
    instance: at.instance,
    interface: at.id,
    zoneId: at.zoneId,
    source: hop.source,
    destination: hop.destination,
    packetSource: hop.packetSource,
    packetDestination: hop.packetDestination,
    sourcePort: hop.sourcePort,
    destinationPort: hop.destinationPort,
    protocol: tcp,
    packets: carried.packets,
    bytes: carried.bytes,
    start: first * 60,
    end: (first + minutes) * 60 - 1,
    action,
    direction,
    tcpFlags: carried.tcpFlags,
    trafficPath,
  };
}

const hop = (
  source: string,
  sourcePort: number,
  destination: string,
  destinationPort: number,
  packetSource = source,
  packetDestination = destination,
): Hop => ({ source, sourcePort, destination, destinationPort, packetSource, packetDestination });

const upOf = (flow: Flow): Carried => ({ packets: flow.packetsUp, bytes: flow.up, tcpFlags: flags.synFin });
const downOf = (flow: Flow): Carried => ({ packets: flow.packetsDown, bytes: flow.down, tcpFlags: flags.synAckFin });

/** Both directions of a flow at a machine's own interface. */
function* atHost(capture: Capture, own: Watched, flow: Flow, direct: boolean): Generator<FlowRecord> {
  const { clientPort: port, server, serverPort } = flow;
  if (flow.packetsUp > 0)
    yield recordAt(capture, own, hop(own.address, port, server, serverPort), upOf(flow), 'egress', direct ? 8 : 1);
  if (flow.packetsDown > 0)
    yield recordAt(capture, own, hop(server, serverPort, own.address, port), downOf(flow), 'ingress', undefined);
}

/**
 * The four records of a flow at a gateway's interface: in from the client, out to the server, and back. Each names the
 * gateway's private address on one side; the packet's own addresses are in pkt-srcaddr and pkt-dstaddr.
 * https://docs.aws.amazon.com/vpc/latest/userguide/flow-logs-records-examples.html#flow-log-example-nat
 */
function* atNat(capture: Capture, nat: Watched, flow: Flow, port: number): Generator<FlowRecord> {
  const { client, server, serverPort } = flow;
  const [up, down] = [upOf(flow), downOf(flow)];
  if (flow.packetsUp > 0) {
    const inward = hop(client, flow.clientPort, nat.address, serverPort, client, server);
    yield recordAt(capture, nat, inward, up, 'ingress', undefined);
    yield recordAt(capture, nat, hop(nat.address, port, server, serverPort), up, 'egress', 8);
  }
  if (flow.packetsDown > 0) {
    yield recordAt(capture, nat, hop(server, serverPort, nat.address, port), down, 'ingress', undefined);
    const outward = hop(nat.address, serverPort, client, flow.clientPort, server, client);
    yield recordAt(capture, nat, outward, down, 'egress', 1);
  }
}

/** Attempts that nothing answers: rejected where the machine's own group or NACL refuses them, else only sent. */
function* stoppedRecords(
  capture: Capture,
  own: Watched,
  { way, attempts }: Part,
  to: Destination,
  place: string,
): Generator<FlowRecord> {
  const packets = Math.round(attempts * to.share);
  if (packets === 0) return;
  const { by, id, direction } = way.stopped!;
  const here = by === 'security-group' || id === own.nacl;
  const port = clientPort(place, capture.first);
  const carried = { packets, bytes: packets * attemptBytes, tcpFlags: flags.syn };
  const sent = hop(own.address, port, to.address, to.port);
  yield recordAt(capture, own, sent, carried, 'egress', 1, here && direction === 'forward' ? 'REJECT' : 'ACCEPT');
  const answer = hop(to.address, to.port, own.address, port);
  if (here && direction === 'return') yield recordAt(capture, own, answer, carried, 'ingress', undefined, 'REJECT');
}

/** Parts of a load's connections that its three busiest clients hold: none has more than Linux has ports for. */
const loadShares = [0.5, 0.3, 0.2];

/** What the control API loads a gateway with: connections of some of its clients to one host outside, kept open. */
function* loadRecords(
  capture: Capture,
  nat: string,
  own: readonly Watched[],
  log: Saved<FlowLog>,
): Generator<FlowRecord> {
  const { world, interfaces, first, minutes } = capture;
  let most = 0;
  let extra = 0;
  for (let minute = first; minute < first + minutes; minute++) {
    const { connections = 0, bytesPerHour = 0 } = world.course.at(minute).load(nat);
    most = Math.max(most, Math.min(connections, own.length * portsAnAddress));
    extra += bytesPerHour / 60;
  }
  if (most === 0 && extra === 0) return;
  const clients = [...interfaces.instances]
    .filter(([id]) =>
      world.course
        .at(first + minutes - 1)
        .traffic(id)
        ?.internet.some((w) => w.there.includes(nat)),
    )
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .slice(0, loadShares.length)
    .map(([, watched]) => watched);
  if (clients.length === 0) return;
  const seen = { gateway: own.some((eni) => covers(log, eni)), hosts: clients.map((c) => covers(log, c)) };
  const server = { server: loadedDestination.address, serverPort: loadedDestination.port };
  const all = clients.reduce((sum, _, i) => sum + loadShares[i]!, 0);
  let j = 0;
  for (const [i, client] of clients.entries()) {
    const count = i === clients.length - 1 ? most - j : Math.round((most * loadShares[i]!) / all);
    for (let k = 0; k < count; k++, j++) {
      // Of a window shorter than ten minutes a part of the connections sends.
      if (minutes < 10 && j % 10 !== first % 10) continue;
      const flow = {
        ...server,
        client: client.address,
        clientPort: 32_768 + (k % 28_232),
        up: keepAliveBytes,
        down: keepAliveBytes,
        packetsUp: 1,
        packetsDown: 1,
      };
      if (seen.hosts[i]) yield* atHost(capture, client, flow, false);
      const address = own[Math.floor(j / portsAnAddress)]!;
      if (seen.gateway) yield* atNat(capture, address, flow, 1_024 + (j % portsAnAddress));
    }
  }
  if (extra > 0) {
    const up = Math.round(extra / 201);
    const down = Math.round((extra * 200) / 201);
    const flow = { ...server, client: clients[0]!.address, clientPort: 32_767, up, down };
    const counted = { ...flow, packetsUp: Math.ceil(up / 62), packetsDown: Math.ceil(down / 1380) };
    if (seen.hosts[0]) yield* atHost(capture, clients[0]!, counted, false);
    if (seen.gateway) yield* atNat(capture, own[0]!, counted, 1_023);
  }
}
