import { assumes, label, stops } from '../../messages/network.ts';
import { describeAddresses, describeFlow, describePeer } from '../describe.ts';
import { subtractRegion } from '../header.ts';
import * as intervals from '../intervals.ts';
import type { RouteTable, Subnet, Vpc } from '../model.ts';
import { type AclDirection, admittedByAcl, denyingRule, describeAclRule } from '../network-acls.ts';
import { type Context, hindered, named, type Onward, type Packet, type Place, passed, stopped } from '../packet.ts';
import { describeRoute, type PrefixTable, prefixTable, type TableRoute } from '../routes.ts';

type Go = { packet: Packet; to: Place };

/** A packet inside a subnet: to a neighbour directly, else by the subnet's table (rules R1–R4). */
export function leaveSubnet(context: Context, packet: Packet, { subnet }: { subnet: Subnet }): Onward {
  const parts: Go[] = [];
  const { dst } = packet.header;
  // Inside a subnet no router and no NACL is passed (N2).
  const near = intervals.intersect(dst, subnet.addresses[packet.header.family]);
  if (near.length > 0) parts.push({ packet: withDestination(packet, near), to: { at: 'delivery', subnet } });
  const far = near.length === 0 ? dst : intervals.subtract(dst, near);
  if (far.length === 0) return { parts };
  const rest = withDestination(packet, far);
  if (subnet.table === undefined) {
    stopped(context, rest, () => ({
      component: 'route',
      ...named(subnet),
      reason: stops.noTable(label(subnet)),
      unread: true,
      subnet,
      vpc: subnet.vpc,
    }));
    return { parts };
  }
  parts.push(...byTable(context, rest, subnet.vpc, subnet.table, { from: subnet, zone: subnet.zone }));
  return { parts };
}

export const atTable = (
  context: Context,
  packet: Packet,
  { vpc, table, zone }: { vpc: Vpc; table: RouteTable; zone: string },
): Onward => ({ parts: byTable(context, packet, vpc, table, { zone }) });

/** Each part of the packets to the route that it takes; without one, or by a blackhole, it stops (R4). */
export function byTable(
  context: Context,
  packet: Packet,
  vpc: Vpc,
  table: RouteTable,
  leaving: { from?: Subnet; zone?: string },
): Go[] {
  const unread = table.unreadPrefixLists();
  if (unread.length > 0) context.assume(`table ${table.id}`, () => assumes.prefixList([...unread].sort().join(', ')));
  const { from } = leaving;
  return table
    .lookup()
    .split(packet.header.dst)
    .flatMap(({ route, addresses }) => {
      const part = withDestination(packet, addresses);
      const remedy = { kind: 'route' as const, vpc, table, wrong: route, header: part.header, zone: leaving.zone };
      if (route === undefined) {
        stopped(context, part, () => ({
          component: 'route',
          ...named(table),
          reason: stops.noRoute(label(table), describeAddresses(addresses)),
          remedy,
          subnet: from,
          vpc,
        }));
        return [];
      }
      if (route.blackhole) {
        stopped(context, part, () => ({
          component: 'route',
          ...named(table),
          rule: describeRoute(route),
          reason: stops.blackhole(label(table), describeRoute(route)),
          remedy,
          subnet: from,
          vpc,
        }));
        return [];
      }
      return [{ packet: part, to: { at: 'route' as const, vpc, table, route, ...leaving } }];
    });
}

export const withDestination = (packet: Packet, dst: intervals.Intervals): Packet =>
  dst === packet.header.dst ? packet : { ...packet, header: { ...packet.header, dst } };

/** The hop of a route that was taken. */
export const routeStep = (
  context: Context,
  packet: Packet,
  { vpc, table, route, from }: { vpc: Vpc; table: RouteTable; route: TableRoute; from?: Subnet },
): Packet =>
  passed(context, packet, () => ({ component: 'route', ...named(table), vpc, subnet: from, by: describeRoute(route) }));

const subnetTables = new WeakMap<Vpc, PrefixTable<{ destination: Subnet['cidrs'][number]; subnet: Subnet }>>();

function subnetsOf(vpc: Vpc): PrefixTable<{ destination: Subnet['cidrs'][number]; subnet: Subnet }> {
  let table = subnetTables.get(vpc);
  if (table === undefined) {
    table = prefixTable(vpc.subnets.flatMap((subnet) => subnet.cidrs.map((destination) => ({ destination, subnet }))));
    subnetTables.set(vpc, table);
  }
  return table;
}

/** Over the VPC's own router to the subnets of the destinations. */
export function toLocal(context: Context, packet: Packet, vpc: Vpc, from: Subnet | undefined): Go[] {
  return subnetsOf(vpc)
    .split(packet.header.dst)
    .flatMap(({ route, addresses }) => {
      const part = withDestination(packet, addresses);
      if (route === undefined) {
        stopped(context, part, () => ({
          component: 'route',
          ...named(vpc),
          reason: stops.noSubnet(label(vpc), describeAddresses(addresses)),
          vpc,
        }));
        return [];
      }
      const beyond: Place = { at: 'delivery', subnet: route.subnet };
      return [{ packet: part, to: { at: 'edge' as const, out: from, into: route.subnet, beyond } }];
    });
}

/** The subnet that an address of a VPC is in. */
export const subnetAt = (vpc: Vpc, address: intervals.Intervals[number]): Subnet | undefined =>
  subnetsOf(vpc).lookup(address)?.subnet;

/** Splits packets by the subnets of a VPC that their source or destination is in. */
export const splitBySubnet = (vpc: Vpc, addresses: intervals.Intervals) =>
  subnetsOf(vpc)
    .split(addresses)
    .map(({ route, addresses: part }) => ({ subnet: route?.subnet, addresses: part }));

/** Over the edges of subnets: out of one by its NACL, into another by its own (rules N1, N2 and N4). */
export function crossEdge(
  context: Context,
  packet: Packet,
  { out, into, same, beyond }: { out?: Subnet; into?: Subnet; same?: true; beyond: Place },
): Onward {
  let packets = [packet];
  if (out !== into || same) {
    if (out !== undefined) packets = packets.flatMap((p) => passAcl(context, p, out, 'egress'));
    if (into !== undefined) packets = packets.flatMap((p) => passAcl(context, p, into, 'ingress'));
  }
  return { parts: packets.map((p) => ({ packet: p, to: beyond })) };
}

function passAcl(context: Context, packet: Packet, subnet: Subnet, direction: AclDirection): Packet[] {
  const { acl, vpc } = subnet;
  if (acl === undefined) {
    if (!context.network.isRead('ec2', 'NetworkAcls', vpc))
      context.assume(`acls ${vpc.id}`, () => assumes.notRead('NetworkAcls', label(vpc)));
    else context.assume(`acl ${subnet.id}`, () => assumes.aclMissing(label(subnet)));
    return [packet];
  }
  const compiled = acl.compiled();
  const admissions = admittedByAcl(compiled, direction, packet.header);
  const out = admissions.map(({ header, rule }) =>
    passed(context, header === packet.header ? packet : { ...packet, header }, () => ({
      component: 'nacl',
      ...named(acl),
      vpc,
      subnet,
      by: describeAclRule(rule),
    })),
  );
  if (!context.explain) return out;
  const denied = subtractRegion(
    [packet.header],
    admissions.map((a) => a.header),
  );
  for (const header of denied) {
    const rule = describeAclRule(denyingRule(compiled, direction, header));
    const hinder = hindered(context, { ...packet, header }, () => ({
      component: 'nacl',
      ...named(acl),
      rule,
      reason: stops.aclDenies(label(acl), direction, describeFlow(header), describePeer(header, direction), rule),
      remedy: { kind: 'acl', acl, subnet, direction, header },
      subnet,
      vpc,
    }));
    if (hinder !== undefined) out.push(hinder);
  }
  return out;
}

/** In the subnet of the destination: to the interfaces that have its address. */
export function deliver(context: Context, packet: Packet, { subnet }: { subnet: Subnet }): Onward {
  const { hosts, vacant } = context.hostsAt(subnet, packet.header.dst);
  const parts: Go[] = hosts.map((h) => ({
    packet: withDestination(packet, h.addresses),
    to: { at: 'destination', hosts: h },
  }));
  if (vacant.length > 0) {
    const { network } = context;
    const rest = withDestination(packet, vacant);
    if (!network.isRead('ec2', 'NetworkInterfaces', subnet.vpc) && !network.isRead('ec2', 'Reservations', subnet.vpc)) {
      context.assume(`interfaces ${subnet.vpc.id}`, () => assumes.notRead('NetworkInterfaces', label(subnet.vpc)));
      parts.push({ packet: rest, to: { at: 'end', end: { kind: 'unknown', id: describeAddresses(vacant) } } });
    } else {
      stopped(context, rest, () => ({
        component: 'network-interface',
        ...named(subnet),
        reason: stops.noHost(describeAddresses(vacant), label(subnet)),
        subnet,
        vpc: subnet.vpc,
      }));
    }
  }
  return { parts };
}

/** Into a VPC through a gateway: by the table of its edge association, else straight to the subnet (rule R6). */
export function enterVpc(context: Context, packet: Packet, { vpc, gateway }: { vpc: Vpc; gateway: string }): Onward {
  const table = vpc.edgeTables.get(gateway);
  if (table === undefined) return { parts: toLocal(context, packet, vpc, undefined) };
  return { parts: byTable(context, packet, vpc, table, {}) };
}
