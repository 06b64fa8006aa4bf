import { balancerTraffic, bytesOf } from './balancer-traffic.ts';
import { dimensions, type Sample, seriesOf, single } from './series.ts';
import type { MetricWorld, Source } from './world.ts';

const packetBytes = 900;

/**
 * https://docs.aws.amazon.com/network-firewall/latest/developerguide/monitoring-cloudwatch.html: every minute, by zone
 * and engine. The stateless engine sees every packet and passes on what it forwards; the stateful one decides.
 */
export const networkFirewalls: Source = (world) =>
  (world.here.networkfirewall?.Firewalls ?? []).flatMap(({ Firewall, FirewallStatus }) =>
    Object.entries(FirewallStatus?.SyncStates ?? {}).flatMap(([zone, state]) => {
      const endpoint = state.Attachment?.EndpointId;
      if (endpoint === undefined) return [];
      const metric =
        (value: (packets: { received: number; dropped: number }) => number) =>
        (minute: number): Sample | undefined =>
          single(value(packetsOf(world, endpoint, minute)));
      const resource = (Engine: string) => ({
        namespace: 'AWS/NetworkFirewall',
        dimensions: dimensions({ AvailabilityZone: zone, Engine, FirewallName: Firewall.FirewallName }),
        delayMinutes: 3,
      });
      return [
        ...seriesOf(resource('Stateful'), {
          ReceivedPackets: ['Count', metric((p) => p.received)],
          PassedPackets: ['Count', metric((p) => p.received - p.dropped)],
          DroppedPackets: ['Count', metric((p) => p.dropped)],
          RejectedPackets: ['Count', metric(() => 0)],
        }),
        ...seriesOf(resource('Stateless'), {
          ReceivedPackets: ['Count', metric((p) => p.received)],
          PassedPackets: ['Count', metric(() => 0)],
          DroppedPackets: ['Count', metric(() => 0)],
        }),
      ];
    }),
  );

/** What comes to an endpoint from machines that go out by it, and from clients of balancers that come in by it. */
function packetsOf(world: MetricWorld, endpoint: string, minute: number): { received: number; dropped: number } {
  const { bytes } = world.flows.through(endpoint, minute);
  let inward = 0;
  for (const traffic of balancerTraffic(world).values()) {
    const doors = world.course.at(minute).doors(traffic.balancer.LoadBalancerArn!);
    for (const { zone, requests } of traffic.at(minute).zones) {
      const door = doors.find((d) => d.zone === zone);
      const { up, down } = bytesOf(requests);
      if (door?.there.includes(endpoint)) inward += down;
      if (door?.back.includes(endpoint)) inward += up;
    }
  }
  const dropped = world.flows.stopped(endpoint, minute, () => true);
  return { received: Math.ceil((bytes.up + bytes.down + inward) / packetBytes) + dropped, dropped };
}
