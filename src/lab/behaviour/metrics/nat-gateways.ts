import { batchRamp, inBatchWindow, minuteOfDay } from './day.ts';
import { noiseOf, rounded } from './noise.ts';
import { once } from './once.ts';
import { dimensions, type Series, seriesOf, single } from './series.ts';
import type { MetricWorld, Source } from './world.ts';

/** Two minutes in which the batch jobs of all machines have the most connections open: 101 a gateway (lab.md). */
const busiest = [7 * 60 + 23, 8 * 60 + 31];

/** Simultaneous connections to one destination that one address has ports for (rule R8). */
export const portsAnAddress = 55_000;

/** What each connection of a load sends and is answered in ten minutes, so that it stays open: one segment of 52 bytes. */
export const keepAliveBytes = 52;
const keepAliveBytesAMinute = keepAliveBytes / 10;

/**
 * https://docs.aws.amazon.com/vpc/latest/userguide/metrics-dimensions-nat-gateway.html: one data point a minute while
 * the gateway is there, zeros too.
 */
export const natGateways: Source = (world) =>
  (world.here.ec2?.NatGateways ?? [])
    .filter((nat) => nat.State === 'available')
    .flatMap((nat) => seriesOfNat(world, nat.NatGatewayId!, nat.NatGatewayAddresses?.length ?? 1, nat.CreateTime));

interface Minute {
  up: number;
  down: number;
  connections: number;
  attempts: number;
  refused: number;
  dropped: number;
}

function seriesOfNat(world: MetricWorld, id: string, addresses: number, createdAt: string | undefined): Series[] {
  const { course, flows } = world;
  const since = createdAt === undefined ? Number.NEGATIVE_INFINITY : Math.floor(Date.parse(createdAt) / 60_000);
  const of = once(measure);
  const attemptNoise = noiseOf(`${id} attempts`);
  const peakNoise = noiseOf(`${id} peak`);
  const connectionNoise = noiseOf(`${id} connections`);

  function measure(minute: number): Minute {
    const { bytes, machines } = flows.through(id, minute);
    const load = course.at(minute).load(id);
    const own = connectionsOf(connectionNoise(minute), machines, minute);
    const wanted = own + (load.connections ?? 0);
    // Connections of the load go to one destination: those that no port is left for are refused.
    const possible = own + Math.min(load.connections ?? 0, addresses * portsAnAddress);
    const attempts = Math.round(own * (0.6 + 0.4 * attemptNoise(minute))) + Math.round((load.connections ?? 0) / 6);
    const refused = (load.portAllocationErrors ?? 0) + Math.round((wanted - possible) / 6);
    const extra = (load.bytesPerHour ?? 0) / 60;
    const kept = (possible - own) * keepAliveBytesAMinute;
    return {
      up: Math.round(bytes.up + extra / 201 + kept),
      down: Math.round(bytes.down + (extra * 200) / 201 + kept),
      connections: possible,
      attempts: attempts + refused,
      refused,
      dropped: load.packetsDropped ?? 0,
    };
  }

  const packetsUp = ({ up }: Minute): number => Math.ceil(up / 62);
  const packetsDown = ({ down }: Minute): number => Math.ceil(down / 1380);
  const peak = (minute: number): number => 1.2 + 0.8 * peakNoise(minute);
  const metric =
    (value: (m: Minute, minute: number) => number) =>
    (minute: number): ReturnType<typeof single> | undefined =>
      minute < since ? undefined : single(value(of(minute), minute));
  return seriesOf(
    { namespace: 'AWS/NATGateway', dimensions: dimensions({ NatGatewayId: id }), delayMinutes: 5 },
    {
      ActiveConnectionCount: ['Count', metric((m) => m.connections)],
      BytesInFromDestination: ['Bytes', metric((m) => m.down)],
      BytesInFromSource: ['Bytes', metric((m) => m.up)],
      BytesOutToDestination: ['Bytes', metric((m) => m.up)],
      BytesOutToSource: ['Bytes', metric((m) => m.down)],
      ConnectionAttemptCount: ['Count', metric((m) => m.attempts)],
      ConnectionEstablishedCount: ['Count', metric((m) => m.attempts - m.refused)],
      ErrorPortAllocation: ['Count', metric((m) => m.refused)],
      IdleTimeoutCount: ['Count', metric((m, minute) => rounded(m.connections * 0.02, `${id} idle`, minute))],
      PacketsDropCount: ['Count', metric((m) => m.dropped)],
      PacketsInFromDestination: ['Count', metric(packetsDown)],
      PacketsInFromSource: ['Count', metric(packetsUp)],
      PacketsOutToDestination: ['Count', metric(packetsUp)],
      PacketsOutToSource: ['Count', metric(packetsDown)],
      // The most of all ten-second averages of a minute.
      PeakBytesPerSecond: ['Bytes/Second', metric((m, minute) => Math.round(((m.up + m.down) / 60) * peak(minute)))],
      PeakPacketsPerSecond: [
        'Count/Second',
        metric((m, minute) => Math.round(((packetsUp(m) + packetsDown(m)) / 60) * peak(minute))),
      ],
    },
  );
}

/** Open connections of so many machines' traffic: 12 machines have 10 to 15, in the batch window up to 101. */
function connectionsOf(part: number, machines: number, minute: number): number {
  const normal = 10 + 5 * part;
  const batch = busiest.includes(minuteOfDay(minute)) ? 101 : 60 + 40 * part;
  const open = inBatchWindow(minute) ? normal + (batch - normal) * batchRamp(minute) : normal;
  return Math.round((open * machines) / 12);
}
