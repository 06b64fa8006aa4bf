import type { Way } from '../ways.ts';
import { type Bytes, into, outOf } from './flows.ts';
import { dimensions, type Sample, type Series, seriesOf, single } from './series.ts';
import type { MetricWorld, Source } from './world.ts';

/** What comes into a transit gateway by an attachment, and goes out by it. */
interface Sides {
  in: number;
  out: number;
}

/**
 * https://docs.aws.amazon.com/vpc/latest/tgw/transit-gateway-cloudwatch-metrics.html: each minute in which something
 * flows, for the gateway and for each attachment.
 */
export const transitGateways: Source = (world) =>
  (world.here.ec2?.TransitGateways ?? []).flatMap((gateway) => {
    const id = gateway.TransitGatewayId!;
    const attachments = (world.here.ec2?.TransitGatewayAttachments ?? []).filter((a) => a.TransitGatewayId === id);
    const sidesOf = attachments.map((a) => {
      const attachment = a.TransitGatewayAttachmentId!;
      const sides = sidesAt(world, attachment, a.ResourceType === 'vpc' ? undefined : a.ResourceId);
      return { attachment, sides };
    });
    const all = (minute: number): Sides =>
      sidesOf
        .map(({ sides }) => sides(minute))
        .reduce((a, b) => ({ in: a.in + b.in, out: a.out + b.out }), { in: 0, out: 0 });
    const drops = dropsAt(world, id);
    return [
      ...series({ TransitGateway: id }, all, drops),
      ...sidesOf.flatMap(({ attachment, sides }) =>
        series({ TransitGateway: id, TransitGatewayAttachment: attachment }, sides, dropsAt(world, id, attachment)),
      ),
    ];
  });

/** `resource`: what stands for the attachment where packets leave by a VPN connection or Direct Connect gateway. */
function sidesAt(world: MetricWorld, attachment: string, resource: string | undefined): (minute: number) => Sides {
  return (minute) => {
    const carried = (element: string): Bytes => world.flows.through(element, minute).bytes;
    const asked = carried(into(attachment));
    const answering = resource === undefined ? carried(outOf(attachment)) : carried(resource);
    return { in: Math.round(asked.up + answering.down), out: Math.round(asked.down + answering.up) };
  };
}

type Drops = (minute: number) => { blackhole: number; noRoute: number };

/** Packets that the gateway drops. It counts them for the attachment that they came in by. */
function dropsAt(world: MetricWorld, gateway: string, attachment?: string): Drops {
  const from = (way: Way): boolean => attachment === undefined || way.there[0] === attachment;
  // A route names what it drops by; without a route there is none to name.
  return (minute) => ({
    blackhole: world.flows.stopped(gateway, minute, (way) => from(way) && way.stopped?.rule !== undefined),
    noRoute: world.flows.stopped(gateway, minute, (way) => from(way) && way.stopped?.rule === undefined),
  });
}

function series(of: Record<string, string>, sides: (minute: number) => Sides, drops: Drops): Series[] {
  const flowing =
    (value: (s: Sides, d: ReturnType<Drops>) => number) =>
    (minute: number): Sample | undefined => {
      const s = sides(minute);
      const d = drops(minute);
      return s.in + s.out + d.blackhole + d.noRoute === 0 ? undefined : single(value(s, d));
    };
  return seriesOf(
    { namespace: 'AWS/TransitGateway', dimensions: dimensions(of), delayMinutes: 3 },
    {
      BytesIn: ['Bytes', flowing((s, d) => s.in + (d.blackhole + d.noRoute) * 60)],
      BytesOut: ['Bytes', flowing((s) => s.out)],
      PacketsIn: ['Count', flowing((s, d) => Math.ceil(s.in / 850) + d.blackhole + d.noRoute)],
      PacketsOut: ['Count', flowing((s) => Math.ceil(s.out / 850))],
      PacketDropCountBlackhole: ['Count', flowing((_, d) => d.blackhole)],
      PacketDropCountNoRoute: ['Count', flowing((_, d) => d.noRoute)],
      BytesDropCountBlackhole: ['Bytes', flowing((_, d) => d.blackhole * 60)],
      BytesDropCountNoRoute: ['Bytes', flowing((_, d) => d.noRoute * 60)],
    },
  );
}
