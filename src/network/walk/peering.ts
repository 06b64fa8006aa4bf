import { label, stops } from '../../messages/network.ts';
import * as addressSet from '../address-set.ts';
import { containsCidr } from '../cidr.ts';
import { describeAddresses } from '../describe.ts';
import * as intervals from '../intervals.ts';
import type { Peering, Vpc } from '../model.ts';
import { type Context, hindered, named, nowhere, type Onward, type Packet, passed, stopped } from '../packet.ts';
import { withDestination } from './edges.ts';

/** Over a VPC peering: from one of its VPCs to the other, never further (rule R9). */
export function crossPeering(
  context: Context,
  packet: Packet,
  { peering, from }: { peering: Peering; from: Vpc },
): Onward {
  const resource = { component: 'peering' as const, ...named(peering), vpc: from };
  const { family, src } = packet.header;
  const other = peering.sides[0].vpcId === from.id ? peering.sides[1] : peering.sides[0];
  let current: Packet | undefined = packet;
  if (peering.state !== 'active') {
    current = hindered(context, current, () => ({
      ...resource,
      reason: stops.peeringState(label(peering), peering.state),
      remedy: peering.state === 'pending-acceptance' ? { kind: 'accept-peering', peering } : undefined,
    }));
    if (current === undefined) return nowhere;
  }
  const nat = context.network.natGateways.get(packet.translations?.value.device ?? '');
  if (nat !== undefined && packet.direction === 'forward')
    return stopped(context, current, () => ({ ...resource, reason: stops.natPeering(label(nat), label(peering)) }));
  const foreign = (addresses: intervals.Intervals): Onward =>
    stopped(context, current!, () => ({
      ...resource,
      reason: stops.peeringTransit(label(peering), describeAddresses(addresses)),
    }));
  const outside = intervals.subtract(src, from.addresses[family]);
  if (outside.length > 0) return foreign(outside);
  const inside = addressSet.ofCidrs(other.cidrs.filter((c) => !from.cidrs.some((own) => containsCidr(own, c))))[family];
  const dst = intervals.intersect(current.header.dst, inside);
  const beyond = intervals.subtract(current.header.dst, inside);
  if (beyond.length > 0) foreign(beyond);
  if (dst.length === 0) return nowhere;
  const { reference } = packet;
  const sameRegion = peering.sides[0].region === peering.sides[1].region;
  const crossed = passed(
    context,
    {
      ...withDestination(current, dst),
      reference: reference.kind === 'vpc' && sameRegion ? { kind: 'peering', vpc: reference.vpc } : { kind: 'none' },
    },
    () => resource,
  );
  if (other.vpc === undefined)
    return { parts: [{ packet: crossed, to: { at: 'end', end: { kind: 'unknown', id: other.vpcId } } }] };
  return { parts: [{ packet: crossed, to: { at: 'ingress', vpc: other.vpc, gateway: peering.id } }] };
}
