import type { SecurityGroup as Ec2SecurityGroup, IpPermission } from '@aws-sdk/client-ec2';
import type { Saved } from '../snapshot/snapshot.ts';
import type { AddressSet } from './address-set.ts';
import * as addressSet from './address-set.ts';
import { type Cidr, parseCidr } from './cidr.ts';
import { type Header, isIcmp, protocolName, protocolNumbers } from './header.ts';
import * as intervals from './intervals.ts';
import { allPorts, formatPorts, icmpTypes, type PortSet, portRange } from './port-set.ts';
import { type Rectangle, subtractRectangles, unite } from './rectangles.ts';

export interface SecurityGroup {
  id: string;
  name?: string;
  account: string;
  region: string;
  vpcId?: string;
  raw: Saved<Ec2SecurityGroup>;
  /** Private addresses of the interfaces in the group, by their VPC (rule S2). */
  members(): ReadonlyMap<string, AddressSet>;
}

export type GroupDirection = 'ingress' | 'egress';

/** One peer of one permission. */
export interface GroupRule {
  group: SecurityGroup;
  direction: GroupDirection;
  /** −1: every protocol. */
  protocol: number;
  ports: PortSet;
  /** The CIDR, prefix list or group as the rule names it. */
  peer: string;
  /** Undefined for a group reference, and for a prefix list whose entries were not read. */
  addresses?: AddressSet;
  reference?: SecurityGroup | undefined;
  permission: Saved<IpPermission>;
}

/** The groups of an interface, which are one union of rules (rule S1). Interfaces with the same groups share it. */
export interface GroupSet {
  key: string;
  groups: readonly SecurityGroup[];
  /** Groups that the interface names and the snapshot lacks. */
  missing: readonly string[];
  /** Prefix lists in the groups' rules whose entries were not read. */
  unreadPrefixLists: ReadonlySet<string>;
  rules(direction: GroupDirection): readonly GroupRule[];
  /** What the rules admit, without overlaps. `vpc`: where peers are whose groups a reference stands for; none: no reference matches. */
  admitted(
    direction: GroupDirection,
    protocol: number,
    family: 4 | 6,
    vpcs: readonly string[],
  ): readonly Rectangle<GroupRule>[];
}

/** What a reference needs to be looked up by. */
export interface GroupNames {
  group(id: string): SecurityGroup | undefined;
  prefixList(id: string): readonly Cidr[] | undefined;
}

export function groupSet(
  key: string,
  groups: readonly SecurityGroup[],
  missing: readonly string[],
  names: GroupNames,
): GroupSet {
  const compiled: Partial<Record<GroupDirection, GroupRule[]>> = {};
  const regions = new Map<string, readonly Rectangle<GroupRule>[]>();
  const unreadPrefixLists = new Set<string>();
  const rules = (direction: GroupDirection): GroupRule[] => {
    compiled[direction] ??= groups.flatMap((group) => rulesOf(group, direction, names, unreadPrefixLists));
    return compiled[direction];
  };
  return {
    key,
    groups,
    missing,
    get unreadPrefixLists() {
      rules('ingress');
      rules('egress');
      return unreadPrefixLists;
    },
    rules,
    admitted(direction, protocol, family, vpcs) {
      const id = `${direction} ${protocol} ${family} ${vpcs.join()}`;
      let region = regions.get(id);
      if (region === undefined) {
        region = admitted(rules(direction), protocol, family, vpcs);
        regions.set(id, region);
      }
      return region;
    },
  };
}

function admitted(
  rules: readonly GroupRule[],
  protocol: number,
  family: 4 | 6,
  vpcs: readonly string[],
): Rectangle<GroupRule>[] {
  const rectangles: Rectangle<GroupRule>[] = [];
  for (const rule of rules) {
    if (rule.protocol !== -1 && rule.protocol !== protocol) continue;
    let addresses = rule.addresses?.[family] ?? intervals.none;
    for (const vpc of rule.reference === undefined ? [] : vpcs) {
      addresses = intervals.union(addresses, rule.reference?.members().get(vpc)?.[family] ?? intervals.none);
    }
    if (addresses.length > 0) rectangles.push({ addresses, ports: rule.ports, rules: [rule] });
  }
  return unite(rectangles);
}

function rulesOf(group: SecurityGroup, direction: GroupDirection, names: GroupNames, unread: Set<string>): GroupRule[] {
  const permissions = direction === 'ingress' ? group.raw.IpPermissions : group.raw.IpPermissionsEgress;
  return (permissions ?? []).flatMap((permission) => {
    const protocol = protocolOf(permission.IpProtocol);
    if (protocol === undefined) return [];
    const shared = { group, direction, protocol, ports: portsOf(protocol, permission), permission };
    const ofBlock = (text = ''): GroupRule[] => {
      const block = parseCidr(text);
      return block === undefined ? [] : [{ ...shared, peer: text, addresses: addressSet.ofCidr(block) }];
    };
    return [
      ...(permission.IpRanges ?? []).flatMap((r) => ofBlock(r.CidrIp)),
      ...(permission.Ipv6Ranges ?? []).flatMap((r) => ofBlock(r.CidrIpv6)),
      ...(permission.PrefixListIds ?? []).map(({ PrefixListId: id = '' }): GroupRule => {
        const entries = names.prefixList(id);
        if (entries === undefined) unread.add(id);
        return { ...shared, peer: id, addresses: entries && addressSet.ofCidrs(entries) };
      }),
      ...(permission.UserIdGroupPairs ?? []).map(
        ({ GroupId: id = '' }): GroupRule => ({ ...shared, peer: id, reference: names.group(id) }),
      ),
    ];
  });
}

/** The number of a group's protocol: a name, a number, or −1 for all (rule S3). */
export function protocolOf(text: string | undefined): number | undefined {
  if (text === undefined) return undefined;
  if (text === '-1' || text === 'all') return -1;
  const number = protocolNumbers[text.toLowerCase()] ?? Number(text);
  return Number.isInteger(number) && number >= 0 && number <= 255 ? number : undefined;
}

function portsOf(protocol: number, permission: Saved<IpPermission>): PortSet {
  if (isIcmp(protocol)) return icmpTypes(permission.FromPort, permission.ToPort);
  if (protocol !== 6 && protocol !== 17) return allPorts;
  const { FromPort: from, ToPort: to } = permission;
  if (from === undefined || from === -1) return allPorts;
  return portRange(from, to ?? from);
}

/** A part of what was asked that the groups admit, and by which rules. */
export interface Admission {
  header: Header;
  rules: readonly GroupRule[];
  /** Admitted only by a reference to a group, which holds only on some paths (rule S2). */
  byReference: boolean;
}

/**
 * The parts of a set of packets that an interface's groups admit in one direction.
 *
 * @param vpcs VPCs whose members a reference matches on the packets' path; empty when no reference can
 */
export function admittedBy(
  groups: GroupSet,
  direction: GroupDirection,
  header: Header,
  vpcs: readonly string[],
): Admission[] {
  const side = direction === 'ingress' ? 'src' : 'dst';
  const out: Admission[] = [];
  const take = (rectangles: readonly Rectangle<GroupRule>[], byReference: boolean): void => {
    for (const rectangle of rectangles) {
      const peers = intervals.intersect(header[side], rectangle.addresses);
      if (peers.length === 0) continue;
      const dport = intervals.intersect(header.dport, rectangle.ports);
      if (dport.length === 0) continue;
      const whole = peers === header[side] && dport === header.dport;
      out.push({ header: whole ? header : { ...header, [side]: peers, dport }, rules: rectangle.rules, byReference });
    }
  };
  const open = groups.admitted(direction, header.protocol, header.family, []);
  take(open, false);
  if (vpcs.length === 0) return out;
  const withReferences = groups.admitted(direction, header.protocol, header.family, vpcs);
  if (withReferences.length > 0 && withReferences.some((r) => r.rules.some((rule) => rule.reference))) {
    take(
      withReferences.flatMap((r) => subtractRectangles(r, open)),
      true,
    );
  }
  return out;
}

/** `sg-0a… (web): tcp 80 from 10.0.0.0/8`, as a hop names the rule that let it pass. */
export function describeGroupRule(rule: GroupRule): string {
  const { group, protocol, ports, direction } = rule;
  const what =
    protocol === -1
      ? 'all'
      : isIcmp(protocol)
        ? `${protocolName(protocol)} ${describeIcmp(ports)}`
        : `${protocolName(protocol)} ${formatPorts(ports)}`;
  const name = group.name === undefined ? group.id : `${group.id} (${group.name})`;
  return `${name}: ${what} ${direction === 'ingress' ? 'from' : 'to'} ${rule.peer}`;
}

export function describeIcmp(ports: PortSet): string {
  const lo = ports[0] ?? 0;
  const hi = ports[ports.length - 1] ?? 0;
  if (lo === 0 && hi === 65535) return 'all';
  const type = Math.floor(lo / 256);
  return lo === hi ? `type ${type} code ${lo % 256}` : `type ${type}`;
}

/** The rule to name first: the narrowest that matches, since it is the one that somebody wrote for this. */
export function decidingRule(admission: Admission, direction: GroupDirection): GroupRule | undefined {
  const peers = admission.header[direction === 'ingress' ? 'src' : 'dst'];
  const matching = admission.rules.filter(
    (r) =>
      (r.addresses === undefined || intervals.meets(r.addresses[admission.header.family], peers)) &&
      intervals.meets(r.ports, admission.header.dport),
  );
  return matching[0] ?? admission.rules[0];
}
