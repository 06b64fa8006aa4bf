import type { NetworkAcl as Ec2NetworkAcl, NetworkAclEntry } from '@aws-sdk/client-ec2';
import type { Saved } from '../snapshot/snapshot.ts';
import { type Family, parseCidr } from './cidr.ts';
import { type Header, isIcmp, protocolName } from './header.ts';
import * as intervals from './intervals.ts';
import { allPorts, formatPorts, icmpTypes, type PortSet, portRange } from './port-set.ts';
import { type Rectangle, subtractRectangles, unite } from './rectangles.ts';
import { describeIcmp } from './security-groups.ts';

export type AclDirection = 'ingress' | 'egress';

export interface AclRule {
  acl: string;
  direction: AclDirection;
  /** 32767 is the `*` that denies what no rule decides. */
  number: number;
  action: 'allow' | 'deny';
  /** −1: every protocol. */
  protocol: number;
  ports: PortSet;
  /** As the rule writes it. */
  block: string;
  entry: Saved<NetworkAclEntry>;
}

/** The rules of a NACL, ready to be asked (rules N1 and N3). */
export interface CompiledNetworkAcl {
  rules(direction: AclDirection): readonly AclRule[];
  /** What first-match admits, without overlaps. */
  admitted(direction: AclDirection, protocol: number, family: Family): readonly Rectangle<AclRule>[];
}

/** The `*` rules' numbers as AWS writes them: 32767, and 32768 for IPv6. */
export const catchAll = 32767;

export function compileNetworkAcl(acl: Saved<Ec2NetworkAcl>): CompiledNetworkAcl {
  const rules: Partial<Record<AclDirection, AclRule[]>> = {};
  const regions = new Map<string, readonly Rectangle<AclRule>[]>();
  const rulesOf = (direction: AclDirection): AclRule[] => {
    rules[direction] ??= (acl.Entries ?? [])
      .filter((e) => (e.Egress === true) === (direction === 'egress'))
      .map((e) => compileEntry(acl.NetworkAclId ?? '', direction, e))
      .sort((a, b) => a.number - b.number);
    return rules[direction];
  };
  return {
    rules: rulesOf,
    admitted(direction, protocol, family) {
      const id = `${direction} ${protocol} ${family}`;
      let region = regions.get(id);
      if (region === undefined) {
        region = firstMatch(rulesOf(direction), protocol, family);
        regions.set(id, region);
      }
      return region;
    },
  };
}

function compileEntry(acl: string, direction: AclDirection, entry: Saved<NetworkAclEntry>): AclRule {
  const protocol = Number(entry.Protocol ?? '-1');
  return {
    acl,
    direction,
    number: entry.RuleNumber ?? catchAll,
    action: entry.RuleAction === 'allow' ? 'allow' : 'deny',
    protocol,
    ports: portsOf(protocol, entry),
    block: entry.CidrBlock ?? entry.Ipv6CidrBlock ?? '',
    entry,
  };
}

function portsOf(protocol: number, entry: Saved<NetworkAclEntry>): PortSet {
  if (isIcmp(protocol)) return icmpTypes(entry.IcmpTypeCode?.Type, entry.IcmpTypeCode?.Code);
  if ((protocol !== 6 && protocol !== 17) || entry.PortRange === undefined) return allPorts;
  return portRange(entry.PortRange.From ?? 0, entry.PortRange.To ?? 65535);
}

function firstMatch(rules: readonly AclRule[], protocol: number, family: Family): Rectangle<AclRule>[] {
  const admitted: Rectangle<AclRule>[] = [];
  const decided: Rectangle<AclRule>[] = [];
  for (const rule of rules) {
    if (rule.protocol !== -1 && rule.protocol !== protocol) continue;
    const block = parseCidr(rule.block);
    if (block?.family !== family) continue;
    const rectangle = { addresses: [block.lo, block.hi], ports: rule.ports, rules: [rule] };
    if (rule.action === 'allow') admitted.push(...subtractRectangles(rectangle, decided));
    decided.push(rectangle);
    // Nothing is left for the rules after this one: the usual end of a list.
    if (rule.ports === allPorts && block.length === 0) break;
  }
  return unite(admitted);
}

export interface AclAdmission {
  header: Header;
  rule: AclRule;
}

const sideOf = (direction: AclDirection): 'src' | 'dst' => (direction === 'ingress' ? 'src' : 'dst');

/** The parts of a set of packets that a NACL lets over its subnet's edge. */
export function admittedByAcl(acl: CompiledNetworkAcl, direction: AclDirection, header: Header): AclAdmission[] {
  const side = sideOf(direction);
  const out: AclAdmission[] = [];
  for (const rectangle of acl.admitted(direction, header.protocol, header.family)) {
    const peers = intervals.intersect(header[side], rectangle.addresses);
    if (peers.length === 0) continue;
    const dport = intervals.intersect(header.dport, rectangle.ports);
    if (dport.length === 0) continue;
    const whole = peers === header[side] && dport === header.dport;
    out.push({ header: whole ? header : { ...header, [side]: peers, dport }, rule: rectangle.rules[0]! });
  }
  return out;
}

/** The rule that decides for packets of which any is denied: the first denying rule that meets them, else the `*`. */
export function denyingRule(acl: CompiledNetworkAcl, direction: AclDirection, header: Header): AclRule | undefined {
  return acl.rules(direction).find((rule) => {
    if (rule.action !== 'deny' || (rule.protocol !== -1 && rule.protocol !== header.protocol)) return false;
    const block = parseCidr(rule.block);
    return (
      block?.family === header.family &&
      intervals.meets(header[sideOf(direction)], [block.lo, block.hi]) &&
      intervals.meets(header.dport, rule.ports)
    );
  });
}

/** `rule 100 allow tcp 80 from 0.0.0.0/0`. */
export function describeAclRule(rule: AclRule | undefined): string {
  if (rule === undefined || rule.number >= catchAll) return 'rule * deny all';
  const { protocol, ports } = rule;
  const what =
    protocol === -1
      ? 'all'
      : isIcmp(protocol)
        ? `${protocolName(protocol)} ${describeIcmp(ports)}`
        : `${protocolName(protocol)} ${formatPorts(ports)}`;
  return `rule ${rule.number} ${rule.action} ${what} ${rule.direction === 'ingress' ? 'from' : 'to'} ${rule.block}`;
}
