import type { VpnConnection } from '@aws-sdk/client-ec2';
import type { Saved } from '../../../snapshot/snapshot.ts';
import { tunnelLink } from '../links.ts';
import { type Bytes, noBytes } from './flows.ts';
import { noise } from './noise.ts';
import { dimensions, merged, type Sample, type Series, seriesOf, single } from './series.ts';
import type { MetricWorld, Source } from './world.ts';

/** Bytes a minute that a tunnel's own keepalives and BGP take, in each direction. */
const keepalive = 5_200;

/**
 * https://docs.aws.amazon.com/vpn/latest/s2svpn/monitoring-cloudwatch-vpn.html: by tunnel, and for the connection over
 * both. Traffic takes the first tunnel that is up.
 */
export const vpnTunnels: Source = (world) =>
  (world.here.ec2?.VpnConnections ?? [])
    .filter((vpn) => vpn.State === 'available')
    .flatMap((vpn) => seriesOfVpn(world, vpn));

function seriesOfVpn(world: MetricWorld, vpn: Saved<VpnConnection>): Series[] {
  const id = vpn.VpnConnectionId!;
  const tunnels = (vpn.VgwTelemetry ?? []).map((t) => ({ address: t.OutsideIpAddress!, up: t.Status === 'UP' }));
  const isUp = (tunnel: { address: string; up: boolean }, minute: number): boolean =>
    tunnel.up && !world.course.at(minute).isDown(tunnelLink(id, tunnel.address));
  const bytes = (tunnel: (typeof tunnels)[number], minute: number): Bytes => {
    if (!isUp(tunnel, minute)) return noBytes;
    const own = keepalive * (0.9 + 0.2 * noise(`${id} ${tunnel.address}`, minute));
    const first = tunnels.find((t) => isUp(t, minute));
    const carried = first === tunnel ? world.flows.through(id, minute).bytes : noBytes;
    return { up: Math.round(carried.up + own), down: Math.round(carried.down + own) };
  };
  const metricsOf = (part: typeof tunnels) => {
    const all =
      (value: (tunnel: (typeof tunnels)[number], minute: number) => number) =>
      (minute: number): Sample | undefined =>
        merged(part.map((tunnel) => single(value(tunnel, minute))));
    return {
      TunnelState: ['None', all((tunnel, minute) => (isUp(tunnel, minute) ? 1 : 0))],
      // In: what the VPN side at AWS receives from the customer gateway.
      TunnelDataIn: ['Bytes', all((tunnel, minute) => bytes(tunnel, minute).down)],
      TunnelDataOut: ['Bytes', all((tunnel, minute) => bytes(tunnel, minute).up)],
    } as const;
  };
  const resource = { namespace: 'AWS/VPN', everyMinutes: 5 as const, delayMinutes: 5 };
  return [
    ...seriesOf({ ...resource, dimensions: dimensions({ VpnId: id }) }, metricsOf(tunnels)),
    ...tunnels.flatMap((tunnel) =>
      seriesOf(
        { ...resource, dimensions: dimensions({ VpnId: id, TunnelIpAddress: tunnel.address }) },
        metricsOf([tunnel]),
      ),
    ),
  ];
}

/**
 * https://docs.aws.amazon.com/directconnect/latest/UserGuide/monitoring-cloudwatch.html: every five minutes, from
 * several measurements each. Rates are in bits and packets a second.
 */
export const directConnect: Source = (world) => {
  const { connections = [], virtualInterfaces = [] } = world.here.directconnect ?? {};
  return connections.flatMap((connection) => {
    const ConnectionId = connection.connectionId!;
    const own = virtualInterfaces.filter((v) => v.connectionId === ConnectionId);
    const connectionUp = (minute: number): boolean =>
      connection.connectionState === 'available' && !world.course.at(minute).isDown(ConnectionId);
    const rateOf = (vif: (typeof own)[number], minute: number): Bytes => {
      const up =
        connectionUp(minute) &&
        vif.virtualInterfaceState === 'available' &&
        !world.course.at(minute).isDown(vif.virtualInterfaceId ?? '');
      if (!up) return noBytes;
      const { bytes } = world.flows.through(vif.directConnectGatewayId || vif.virtualGatewayId || '', minute);
      // BGP keeps alive.
      const own = 600 + 200 * noise(`${vif.virtualInterfaceId} bgp`, minute);
      return { up: ((bytes.up + own) * 8) / 60, down: ((bytes.down + own) * 8) / 60 };
    };
    const rates = (prefix: string, of: (minute: number) => Bytes | undefined) => {
      const metric =
        (value: (b: Bytes) => number) =>
        (minute: number): Sample | undefined => {
          const rate = of(minute);
          return rate === undefined ? undefined : single(Math.round(value(rate)));
        };
      const packets = (bits: number): number => bits / 8 / 850;
      return {
        // Egress: out of AWS.
        [`${prefix}BpsEgress`]: ['Bits/Second', metric((b) => b.up)],
        [`${prefix}BpsIngress`]: ['Bits/Second', metric((b) => b.down)],
        [`${prefix}PpsEgress`]: ['Count/Second', metric((b) => packets(b.up))],
        [`${prefix}PpsIngress`]: ['Count/Second', metric((b) => packets(b.down))],
      } as const;
    };
    const sum = (minute: number): Bytes =>
      own.map((v) => rateOf(v, minute)).reduce((a, b) => ({ up: a.up + b.up, down: a.down + b.down }), noBytes);
    const resource = { namespace: 'AWS/DX', everyMinutes: 5 as const, delayMinutes: 5 };
    return [
      ...seriesOf(
        { ...resource, dimensions: dimensions({ ConnectionId }) },
        {
          ConnectionState: ['None', (minute) => single(connectionUp(minute) ? 1 : 0)],
          ConnectionErrorCount: ['Count', () => single(0)],
          ...rates('Connection', sum),
        },
      ),
      ...own.flatMap((vif) =>
        seriesOf(
          {
            ...resource,
            dimensions: dimensions({ ConnectionId, VirtualInterfaceId: vif.virtualInterfaceId }),
          },
          rates('VirtualInterface', (minute) => rateOf(vif, minute)),
        ),
      ),
    ];
  });
};
