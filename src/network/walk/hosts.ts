import { assumes, label, stops } from '../../messages/network.ts';
import { familyOf, formatAddress, parseCidr } from '../cidr.ts';
import { describeFlow, describePeer } from '../describe.ts';
import { type Header, subtractRegion } from '../header.ts';
import * as intervals from '../intervals.ts';
import type { Interface, Vpc } from '../model.ts';
import {
  type Context,
  type Hosts,
  hindered,
  named,
  nowhere,
  type Onward,
  type Packet,
  type Place,
  passed,
  stopped,
} from '../packet.ts';
import {
  type Admission,
  admittedBy,
  decidingRule,
  describeGroupRule,
  type GroupDirection,
  type GroupRule,
  type GroupSet,
} from '../security-groups.ts';

/** Packets leave the interfaces that send or answer them. */
export function leaveSource(context: Context, packet: Packet, { hosts }: { hosts: Hosts }): Onward {
  const service = amazonService(packet.header, hosts.subnet.vpc);
  if (service !== undefined) return toAmazon(context, packet, hosts.subnet.vpc, service);
  const to: Place = { at: 'subnet', subnet: hosts.subnet };
  // Groups are stateful: an answer to what they admitted needs no rule (S1). Who answers was seen to be alive.
  if (packet.direction === 'return') return { parts: [{ packet, to }] };
  const alive = passLiveness(context, packet, hosts);
  if (alive === undefined) return nowhere;
  const sent = passed(context, alive, () => ({ ...interfaceStep(hosts) }));
  return {
    parts: passGroups(context, sent, hosts, 'egress', referencesFrom(hosts.subnet.vpc)).map((p) => ({ packet: p, to })),
  };
}

/** Packets come to the interfaces that have their destination address. */
export function arriveAtDestination(context: Context, packet: Packet, { hosts }: { hosts: Hosts }): Onward {
  const [first] = hosts.interfaces as [Interface, ...Interface[]];
  const end: Place = { at: 'end', end: { kind: 'hosts', hosts } };
  if (first.kind === 'nat-gateway') {
    const gateway = context.network.natGateways.get(first.natGateway ?? '');
    if (gateway !== undefined) return { parts: [{ packet, to: { at: 'nat-return', gateway } }] };
  }
  if (packet.direction === 'return') {
    if (packet.translations?.value.device === first.id) return backThroughNatInstance(packet, hosts);
    return { parts: [{ packet, to: end }] };
  }
  const vpcs = packet.reference.kind === 'none' ? [] : [packet.reference.vpc];
  const parts = passGroups(context, packet, hosts, 'ingress', vpcs).flatMap((p) => {
    const alive = passLiveness(context, p, hosts);
    return alive === undefined
      ? []
      : [{ packet: passed(context, alive, () => ({ ...interfaceStep(hosts) })), to: end }];
  });
  return { parts };
}

const interfaceStep = (hosts: Hosts) => {
  const first = hosts.interfaces[0]!;
  return {
    component: first.instance === undefined ? ('network-interface' as const) : ('instance' as const),
    ...named(first.instance ?? first),
    vpc: hosts.subnet.vpc,
    subnet: hosts.subnet,
  };
};

/** What stands at the interface is there and runs (rule R18). */
function passLiveness(context: Context, packet: Packet, hosts: Hosts): Packet | undefined {
  const first = hosts.interfaces[0]!;
  const { subnet } = hosts;
  const place = { subnet, vpc: subnet.vpc };
  if (!first.attached)
    return hindered(context, packet, () => ({
      component: 'network-interface',
      ...named(first),
      reason: stops.interfaceDetached(label(first)),
      ...place,
    }));
  const { instance } = first;
  if (first.kind === 'instance' && (instance === undefined || instance.state === undefined)) {
    context.assume(`instance ${first.id}`, () => assumes.instanceState(label(first)));
    return packet;
  }
  if (instance === undefined || instance.state === 'running') return packet;
  return hindered(context, packet, () => ({
    component: 'instance',
    ...named(instance),
    reason: stops.instanceNotRunning(label(instance), instance.state ?? ''),
    remedy: instance.state === 'stopped' ? { kind: 'start-instance', instance } : undefined,
    ...place,
  }));
}

/** The answer comes back to an instance that had put its own address in the place of the sender's. */
function backThroughNatInstance(packet: Packet, hosts: Hosts): Onward {
  const { value, rest } = packet.translations!;
  const header = { ...packet.header, dst: value.before.src, dport: value.before.sport };
  const { subnet } = hosts;
  const inspections = { value: { direction: packet.direction, id: value.device, subnet }, rest: packet.inspections };
  return { parts: [{ packet: { ...packet, header, translations: rest, inspections }, to: { at: 'subnet', subnet } }] };
}

/**
 * Packets pass an interface's groups (rules S1–S5); what these do not admit is hindered.
 *
 * @param vpcs VPCs whose members a group reference matches
 */
export function passGroups(
  context: Context,
  packet: Packet,
  hosts: Hosts,
  direction: GroupDirection,
  vpcs: readonly string[],
): Packet[] {
  const first = hosts.interfaces[0]!;
  const { groups } = first;
  const { vpc } = hosts.subnet;
  if (groups.key === '' && isUngrouped(first)) return [packet];
  if (!context.network.isRead('ec2', 'SecurityGroups', vpc)) {
    context.assume(`groups ${vpc.id}`, () => assumes.notRead('SecurityGroups', label(vpc)));
    return [packet];
  }
  if (groups.missing.length > 0)
    context.assume(`groups ${groups.key}`, () => assumes.groupsMissing(groups.missing.join(', ')));
  if (groups.unreadPrefixLists.size > 0)
    context.assume(`lists ${groups.key}`, () => assumes.prefixList([...groups.unreadPrefixLists].sort().join(', ')));

  const admissions = [
    ...admittedBy(groups, direction, packet.header, vpcs),
    ...admittedForNode(groups, direction, packet),
  ];
  const ids = groups.groups.map(label).join(', ') || groups.missing.join(', ') || first.id;
  const step = {
    component: 'security-group' as const,
    id: groups.groups[0]?.id ?? first.id,
    vpc,
    subnet: hosts.subnet,
  };
  const out = admissions.map((admission) => {
    const narrowed = admission.header === packet.header ? packet : { ...packet, header: admission.header };
    const rule = context.explain ? decidingRule(admission, direction) : undefined;
    const p = passed(context, narrowed, () => ({
      ...step,
      ...(rule === undefined ? {} : named(rule.group)),
      by: rule && describeGroupRule(rule),
    }));
    if (!admission.byReference || direction === 'ingress') return p;
    return { ...p, leftByReference: { rules: admission.rules.filter((r) => r.reference !== undefined), hosts } };
  });
  if (!context.explain) return out;
  const denied = subtractRegion(
    [packet.header],
    admissions.map((a) => a.header),
  );
  for (const header of denied) {
    const lost = lostReference(groups.rules(direction), header, direction);
    const hinder = hindered(context, { ...packet, header }, () => ({
      ...step,
      name: groups.groups[0]?.name,
      rule: lost === undefined ? undefined : describeGroupRule(lost),
      reason:
        lost === undefined
          ? stops.groupDenies(ids, direction, describeFlow(header), describePeer(header, direction))
          : stops.groupReferenceLost(describeGroupRule(lost)),
      remedy: { kind: 'group', interface: first, direction, header },
    }));
    if (hinder !== undefined) out.push(hinder);
  }
  return out;
}

/** What a reference to the groups of a Network Load Balancer's node admits of its clients' packets (rule S5). */
function admittedForNode(groups: GroupSet, direction: GroupDirection, packet: Packet): Admission[] {
  const { node, header } = packet;
  if (node === undefined || direction === 'egress') return [];
  const own = node.interfaces[0]!.addresses.find((a) => familyOf(a) === header.family);
  if (own === undefined) return [];
  const { id } = node.subnet.vpc;
  return admittedBy(groups, direction, { ...header, src: [own, own] }, [id]).flatMap((admission) =>
    admission.byReference ? [{ ...admission, header: { ...admission.header, src: header.src } }] : [],
  );
}

/** The reference rule that would have admitted the packets on a direct path, but cannot on this one (rule S2). */
function lostReference(rules: readonly GroupRule[], header: Header, direction: GroupDirection): GroupRule | undefined {
  const peers = header[direction === 'ingress' ? 'src' : 'dst'];
  return rules.find(
    (rule) =>
      rule.reference !== undefined &&
      (rule.protocol === -1 || rule.protocol === header.protocol) &&
      intervals.meets<number>(rule.ports, header.dport) &&
      [...rule.reference.members().values()].some((m) => intervals.meets(m[header.family], peers)),
  );
}

/** Interfaces of AWS's own that no group filters: NAT and transit gateways, endpoints that inspect, some balancers. */
const isUngrouped = (item: Interface): boolean =>
  item.kind !== 'instance' && item.kind !== 'lambda' && item.kind !== 'other';

/** VPCs whose members an outbound group reference can match: its own, and peers in the region (rule S2). */
export function referencesFrom(vpc: Vpc): readonly string[] {
  const peers = vpc.peerings
    .filter((p) => p.state === 'active' && p.sides[0].region === p.sides[1].region)
    .flatMap((p) => p.sides.filter((s) => s.vpcId !== vpc.id).map((s) => s.vpcId));
  return [vpc.id, ...[...new Set(peers)].sort()];
}

/** Link-local addresses at which AWS itself answers, which neither groups nor NACLs filter (rules S6 and N5). */
const linkLocal: readonly [string, string][] = [
  ['169.254.169.253/32', 'dns'],
  ['fd00:ec2::253/128', 'dns'],
  ['169.254.169.254/32', 'instance-metadata'],
  ['fd00:ec2::254/128', 'instance-metadata'],
  ['169.254.170.2/32', 'task-metadata'],
  ['169.254.169.123/32', 'time-sync'],
  ['fd00:ec2::123/128', 'time-sync'],
  ['169.254.169.250/31', 'licence-activation'],
];
const services = linkLocal.map(([block, service]) => ({ block: parseCidr(block)!, service }));

function amazonService(header: Header, vpc: Vpc): string | undefined {
  const address = intervals.only(header.dst);
  if (address === undefined) return undefined;
  const found = services.find(
    (s) => s.block.family === header.family && address >= s.block.lo && address <= s.block.hi,
  );
  if (found !== undefined) return found.service;
  // The resolver is also at the base of the VPC's primary block plus two.
  const base = vpc.cidrs[0]?.lo;
  if (typeof base !== 'number' || address !== base + 2) return undefined;
  return intervals.only(header.dport) === 53 && !vpc.byAddress.has(address) ? 'dns' : undefined;
}

function toAmazon(context: Context, packet: Packet, vpc: Vpc, service: string): Onward {
  const resource = { component: 'amazon-service' as const, id: service, vpc };
  if (service === 'dns' && vpc.dnsSupport === false)
    return stopped(context, packet, () => ({ ...resource, reason: stops.dnsSupportOff(label(vpc)) }));
  const p = passed(context, packet, () => ({ ...resource, by: formatAddress(intervals.only(packet.header.dst)!) }));
  return { parts: [{ packet: p, to: { at: 'end', end: { kind: 'amazon', service, vpc } } }] };
}
