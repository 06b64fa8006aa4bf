import { assumes, label, stops } from '../../messages/network.ts';
import type { Interface } from '../model.ts';
import {
  type Context,
  type Hosts,
  hindered,
  listed,
  named,
  nowhere,
  type Onward,
  type Packet,
  passed,
} from '../packet.ts';
import { passGroups } from './hosts.ts';

/** Through an instance that a route points at, which passes on what it gets by its own interface (rule R18). */
export function passAppliance(context: Context, packet: Packet, { interface: item }: { interface: Interface }): Onward {
  const { subnet, instance } = item;
  const detail = {
    component: 'network-interface' as const,
    ...named(item),
    name: item.name ?? instance?.name ?? instance?.id,
    vpc: subnet.vpc,
    subnet,
  };
  let current: Packet | undefined = packet;
  if (!item.attached)
    current = hindered(context, current, () => ({ ...detail, reason: stops.interfaceDetached(label(item)) }));
  if (current !== undefined && instance?.state !== undefined && instance.state !== 'running')
    current = hindered(context, current, () => ({
      ...detail,
      component: 'instance',
      ...named(instance),
      reason: stops.instanceNotRunning(label(instance), instance.state ?? ''),
      remedy: instance.state === 'stopped' ? { kind: 'start-instance', instance } : undefined,
    }));
  if (current !== undefined && item.sourceDestCheck)
    current = hindered(context, current, () => ({
      ...detail,
      reason: stops.forwardingOff(label(item)),
      remedy: { kind: 'forwarding', interface: item },
    }));
  if (current === undefined) return nowhere;

  const known = listed(packet.inspections).some((i) => i.direction === 'forward' && i.id === item.id);
  const hosts: Hosts = { interfaces: [item], subnet, addresses: [] };
  let packets = [current];
  // Its groups are stateful: what belongs to a connection that they have let pass needs no rule.
  if (packet.direction === 'forward' || !known) {
    const members = packet.reference.kind === 'none' ? [] : [packet.reference.vpc];
    packets = packets
      .flatMap((p) => passGroups(context, p, hosts, 'ingress', members))
      .map((p): Packet => ({ ...p, reference: { kind: 'none' } }))
      .flatMap((p) => passGroups(context, p, hosts, 'egress', []));
  }
  context.assume(`appliance ${item.id}`, () => assumes.appliance(label(item)));
  return {
    parts: packets.map((p) => ({
      packet: passed(
        context,
        {
          ...p,
          inspections: { value: { direction: p.direction, id: item.id, subnet }, rest: p.inspections },
          reference: { kind: 'none' },
          appliance: item,
        },
        () => detail,
      ),
      to: { at: 'subnet', subnet },
    })),
  };
}
