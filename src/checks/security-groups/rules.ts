import type { IpPermission, SecurityGroup } from '@aws-sdk/client-ec2';
import type { Text } from '../../messages/text.ts';
import { containsCidr, parseCidr } from '../../network/cidr.ts';
import type { Saved } from '../../snapshot/snapshot.ts';

/** One peer of one permission, as a person reads it. */
export interface Rule {
  direction: 'ingress' | 'egress';
  /** AWS's name or number; `-1`: every protocol. */
  protocol: string;
  /** Ports; of ICMP type and code. −1: any. */
  from: number;
  to: number;
  kind: 'ipv4' | 'ipv6' | 'group' | 'prefix-list';
  /** CIDR or id. */
  peer: string;
  /** The account of a group. */
  owner?: string;
}

/** A group's rules one by one. */
export function rulesOf(group: Saved<SecurityGroup>, direction: Rule['direction']): Rule[] {
  const permissions = (direction === 'ingress' ? group.IpPermissions : group.IpPermissionsEgress) ?? [];
  return permissions.flatMap((p) => {
    const base = {
      direction,
      protocol: p.IpProtocol ?? '-1',
      from: p.FromPort ?? -1,
      to: p.ToPort ?? p.FromPort ?? -1,
    };
    return [
      ...(p.IpRanges ?? []).map((r): Rule => ({ ...base, kind: 'ipv4', peer: r.CidrIp ?? '' })),
      ...(p.Ipv6Ranges ?? []).map((r): Rule => ({ ...base, kind: 'ipv6', peer: r.CidrIpv6 ?? '' })),
      ...(p.PrefixListIds ?? []).map((r): Rule => ({ ...base, kind: 'prefix-list', peer: r.PrefixListId ?? '' })),
      ...(p.UserIdGroupPairs ?? []).map(
        (r): Rule => ({
          ...base,
          kind: 'group',
          peer: r.GroupId ?? '',
          ...(r.UserId === undefined ? {} : { owner: r.UserId }),
        }),
      ),
    ];
  });
}

/** The permission that a rule is, for the calls that revoke it. */
export function permissionOf(rule: Rule): Saved<IpPermission> {
  const ports = rule.protocol === '-1' || (rule.from === -1 && rule.to === -1 && !isIcmp(rule.protocol));
  return {
    IpProtocol: rule.protocol,
    ...(ports ? {} : { FromPort: rule.from, ToPort: rule.to }),
    ...(rule.kind === 'ipv4' ? { IpRanges: [{ CidrIp: rule.peer }] } : {}),
    ...(rule.kind === 'ipv6' ? { Ipv6Ranges: [{ CidrIpv6: rule.peer }] } : {}),
    ...(rule.kind === 'prefix-list' ? { PrefixListIds: [{ PrefixListId: rule.peer }] } : {}),
    ...(rule.kind === 'group'
      ? { UserIdGroupPairs: [{ GroupId: rule.peer, ...(rule.owner === undefined ? {} : { UserId: rule.owner }) }] }
      : {}),
  };
}

const isIcmp = (protocol: string): boolean => ['icmp', 'icmpv6', '1', '58'].includes(protocol);

/** Whether a rule is for every port of its protocol. */
const everyPort = (r: Rule): boolean => r.protocol === '-1' || (r.from <= 0 && (r.to === -1 || r.to >= 65535));

/** Whether one rule is for all that another is for, peers aside. */
export function coversPorts(wide: Rule, narrow: Rule): boolean {
  if (wide.protocol === '-1') return true;
  if (wide.protocol !== narrow.protocol) return false;
  if (isIcmp(wide.protocol))
    return wide.from === -1 || (wide.from === narrow.from && [-1, narrow.to].includes(wide.to));
  if (everyPort(wide)) return true;
  return !everyPort(narrow) && wide.from <= narrow.from && narrow.to <= wide.to;
}

/** Whether one rule admits all that another admits. */
export function covers(wide: Rule, narrow: Rule): boolean {
  if (wide.direction !== narrow.direction || !coversPorts(wide, narrow)) return false;
  if (wide.kind !== narrow.kind) return false;
  if (wide.peer === narrow.peer) return true;
  const [outer, inner] = [parseCidr(wide.peer), parseCidr(narrow.peer)];
  return outer !== undefined && inner !== undefined && containsCidr(outer, inner);
}

/** `inbound tcp 22 ← 0.0.0.0/0`. */
export function textOf(rule: Rule): Text {
  const ports =
    rule.protocol === '-1' || everyPort(rule)
      ? ''
      : rule.from === rule.to
        ? ` ${rule.from}`
        : ` ${rule.from}-${rule.to}`;
  const what = `${rule.protocol === '-1' ? 'all' : rule.protocol}${ports}`;
  const inbound = rule.direction === 'ingress';
  const rest = `${what} ${inbound ? '←' : '→'} ${rule.peer}`;
  return { ko: `${inbound ? '인바운드' : '아웃바운드'} ${rest}`, en: `${inbound ? 'inbound' : 'outbound'} ${rest}` };
}
