import { label, stops } from '../../messages/network.ts';
import { describeFlow } from '../describe.ts';
import { hasPorts } from '../header.ts';
import * as intervals from '../intervals.ts';
import type { NatGateway } from '../model.ts';
import {
  type Context,
  hindered,
  named,
  nowhere,
  type Onward,
  type Packet,
  type Place,
  passed,
  stopped,
} from '../packet.ts';
import { formatPorts } from '../port-set.ts';

/** Through a NAT gateway, from inside: the source becomes the gateway's own (rule R7). */
export function translate(
  context: Context,
  packet: Packet,
  { gateway, zone }: { gateway: NatGateway; zone: string },
): Onward {
  const resource = { component: 'nat-gateway' as const, ...named(gateway), vpc: gateway.vpc, subnet: gateway.subnet };
  const { header } = packet;
  if (packet.direction === 'return')
    return stopped(context, packet, () => ({ ...resource, reason: stops.natReturn(label(gateway)) }));
  let current: Packet | undefined = packet;
  if (gateway.state !== 'available')
    current = hindered(context, packet, () => ({
      ...resource,
      reason: stops.natState(label(gateway), gateway.state),
      remedy: { kind: 'nat-gateway', gateway },
    }));
  if (current === undefined) return nowhere;
  if (header.family === 6 || ![1, 6, 17].includes(header.protocol)) {
    const what = header.family === 6 ? 'IPv6' : describeFlow(header);
    return stopped(context, current, () => ({ ...resource, reason: stops.natProtocol(label(gateway), what) }));
  }
  const addresses = addressesOf(gateway, zone);
  if (addresses.length === 0)
    return stopped(context, current, () => ({ ...resource, reason: stops.natAddressless(label(gateway)) }));
  const ports = hasPorts(header.protocol) ? context.natPorts : header.sport;
  const translated = passed(
    context,
    {
      ...current,
      header: { ...header, src: addresses, sport: ports },
      translations: { value: { device: gateway.id, before: header, addresses, ports }, rest: packet.translations },
      reference: { kind: 'none' },
    },
    () => resource,
  );
  return { parts: next(gateway, translated, zone) };
}

/** A zonal gateway's own subnet routes what it has translated; a regional one has a table of its own. */
function next(gateway: NatGateway, packet: Packet, zone: string): { packet: Packet; to: Place }[] {
  if (gateway.subnet !== undefined) return [{ packet, to: { at: 'subnet', subnet: gateway.subnet } }];
  if (gateway.table === undefined || gateway.vpc === undefined) return [];
  return [{ packet, to: { at: 'table', vpc: gateway.vpc, table: gateway.table, zone } }];
}

/** A regional gateway uses its addresses of the sender's zone; others use all that they have. */
function addressesOf(gateway: NatGateway, zone: string): intervals.Intervals {
  const all = gateway.regional
    ? gateway.addresses.filter((a) => a.zone === undefined || a.zone === zone)
    : gateway.addresses;
  const usable = all.length > 0 ? all : gateway.addresses;
  return intervals.fromRanges(
    usable.flatMap((a): [number, number][] => {
      const address = gateway.regional ? a.public : a.private;
      return typeof address === 'number' ? [[address, address]] : [];
    }),
  );
}

/** Packets to the gateway's own address: answers to what it translated; nothing else gets in. */
export function returnThroughNat(context: Context, packet: Packet, { gateway }: { gateway: NatGateway }): Onward {
  const resource = { component: 'nat-gateway' as const, ...named(gateway), vpc: gateway.vpc, subnet: gateway.subnet };
  const top = packet.translations?.value;
  if (packet.direction === 'forward' || top === undefined || top.device !== gateway.id)
    return stopped(context, packet, () => ({ ...resource, reason: stops.natUnsolicited(label(gateway)) }));
  let current: Packet | undefined = packet;
  const lost = hasPorts(packet.header.protocol) && !intervals.covers<number>(packet.header.dport, top.ports);
  if (lost)
    current = hindered(context, packet, () => ({
      ...resource,
      reason: stops.natPortsPartly(label(gateway), formatPorts(packet.header.dport)),
    }));
  if (current === undefined || top === undefined) return nowhere;
  const restored = passed(
    context,
    {
      ...current,
      header: { ...current.header, dst: top.before.src, dport: top.before.sport },
      translations: packet.translations?.rest,
    },
    () => resource,
  );
  return { parts: next(gateway, restored, '') };
}
