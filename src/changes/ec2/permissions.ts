import type { IpPermission, SecurityGroupRule } from '@aws-sdk/client-ec2';
import type { Saved } from '../../snapshot/snapshot.ts';
import { canonical } from '../cidr.ts';
import { invalidValue, required } from '../required.ts';
import { AwsError } from '../world.ts';

export type Permission = Saved<IpPermission>;
export type Rule = Saved<SecurityGroupRule>;

type Peers = 'IpRanges' | 'Ipv6Ranges' | 'PrefixListIds' | 'UserIdGroupPairs';
export const peerLists = ['IpRanges', 'Ipv6Ranges', 'PrefixListIds', 'UserIdGroupPairs'] as const;

/** One rule of a group: protocol, ports and exactly one source or destination. Permissions are sets of these. */
export interface Part {
  protocol: string;
  /** Absent when the protocol has no ports or all are meant. For ICMP type and code. */
  from?: number;
  to?: number;
  list: Peers;
  /** The block, prefix list or group. */
  peer: string;
  /** For a group: its owner, and the peering when it is in another VPC. */
  group?: { UserId?: string; VpcId?: string; VpcPeeringConnectionId?: string; PeeringStatus?: string };
  description?: string;
}

/** Two parts with one key are the same rule: a description makes no difference. */
export const keyOf = (part: Part): string =>
  [part.protocol, part.from ?? '', part.to ?? '', part.list, part.peer].join('|');

const named: Record<string, string> = { '1': 'icmp', '6': 'tcp', '17': 'udp', '58': 'icmpv6', all: '-1' };

/** `6` → `tcp`, `all` → `-1`: the form that EC2 shows. Throws for what is no protocol. */
export function protocolName(text: string): string {
  const lower = text.toLowerCase();
  const name = named[lower] ?? lower;
  const known = ['tcp', 'udp', 'icmp', 'icmpv6', '-1'].includes(name);
  if (!known && !(/^\d{1,3}$/.test(name) && Number(name) <= 255)) {
    throw invalidValue(`Invalid value '${text}' for IP protocol. Unknown protocol.`);
  }
  return name;
}

/** Protocol and ports as EC2 keeps them; throws for ranges that EC2 refuses. */
export function portsOf(
  protocol: string,
  from: number | undefined,
  to: number | undefined,
): { from?: number; to?: number } {
  if (protocol === 'tcp' || protocol === 'udp') {
    if (from === undefined || to === undefined) {
      throw invalidValue(`Invalid value 'Must specify both from and to ports with TCP/UDP.' for portRange.`);
    }
    if (from === -1 && to === -1) return { from: 0, to: 65535 };
    for (const port of [from, to]) {
      if (!Number.isInteger(port) || port < 0 || port > 65535) {
        throw invalidValue(`Invalid value '${port}' for port. Must be between 0 and 65535.`);
      }
    }
    if (from > to) throw invalidValue(`Invalid ${protocol.toUpperCase()} port range: ${from}-${to}.`);
    return { from, to };
  }
  if (protocol === 'icmp' || protocol === 'icmpv6') {
    if (protocol === 'icmp' && from === undefined) {
      throw invalidValue(`Invalid value 'Must specify both from and to ports with ICMP.' for portRange.`);
    }
    const [type, code] = [from ?? -1, to ?? -1];
    for (const value of [type, code]) {
      if (!Number.isInteger(value) || value < -1 || value > 255) {
        throw invalidValue(`ICMP code (${value}) or type out of range`);
      }
    }
    if (type === -1 && code !== -1) throw invalidValue('ICMP code must be -1 when the ICMP type is -1');
    return { from: type, to: code };
  }
  // Any other protocol has no ports: whatever was given means all.
  return {};
}

/** The parts of permissions as a snapshot holds them. */
export function partsOf(permissions: readonly Permission[]): Part[] {
  return permissions.flatMap((permission) => {
    const protocol = permission.IpProtocol ?? '-1';
    const ports = {
      ...(permission.FromPort === undefined ? {} : { from: permission.FromPort }),
      ...(permission.ToPort === undefined ? {} : { to: permission.ToPort }),
    };
    const part = (list: Peers, peer: string | undefined, description: string | undefined): Part => ({
      protocol,
      ...ports,
      list,
      peer: peer ?? '',
      ...(description === undefined ? {} : { description }),
    });
    return [
      ...(permission.IpRanges ?? []).map((r) => part('IpRanges', r.CidrIp, r.Description)),
      ...(permission.Ipv6Ranges ?? []).map((r) => part('Ipv6Ranges', r.CidrIpv6, r.Description)),
      ...(permission.PrefixListIds ?? []).map((r) => part('PrefixListIds', r.PrefixListId, r.Description)),
      ...(permission.UserIdGroupPairs ?? []).map(({ GroupId, GroupName, Description, ...group }) => ({
        ...part('UserIdGroupPairs', GroupId ?? GroupName, Description),
        group,
      })),
    ];
  });
}

/** The parts that a caller's permissions ask for, checked and in the form that EC2 stores. */
export function partsOfInput(permissions: readonly IpPermission[]): Part[] {
  const parts = permissions.flatMap((given) => {
    const protocol = protocolName(required(given.IpProtocol, 'ipProtocol'));
    const ports = portsOf(protocol, given.FromPort, given.ToPort);
    const asked = partsOf([{ ...given, IpProtocol: protocol, FromPort: ports.from, ToPort: ports.to }]);
    if (asked.length === 0) {
      throw new AwsError('MissingParameter', 'The request must contain a source or destination for each permission');
    }
    return asked.map((part) => checkedPart({ ...part, ...ports }));
  });
  const keys = parts.map(keyOf);
  if (new Set(keys).size < keys.length) throw invalidValue('The same permission must not appear multiple times');
  return parts;
}

/** A part with its block in canonical form and its description checked. */
export function checkedPart(part: Part): Part {
  if (part.description !== undefined && !/^[\w .\-:/()#,@[\]+=&;{}!$*]{0,255}$/.test(part.description)) {
    throw invalidValue(
      'Invalid rule description. Valid descriptions are strings less than 256 characters from the following set:  a-zA-Z0-9. _-:/()#,@[]+=&;{}!$*',
    );
  }
  const peer =
    part.list === 'IpRanges'
      ? canonical(part.peer, 4)
      : part.list === 'Ipv6Ranges'
        ? canonical(part.peer, 6)
        : part.peer;
  return { ...part, peer };
}

/** `peer: 0.0.0.0/0, TCP, from port: 80, to port: 80, ALLOW`, as EC2 names a rule in its errors. */
export function describePart(part: Part): string {
  const protocol = part.protocol === '-1' ? 'ALL' : part.protocol.toUpperCase();
  const icmp = part.protocol.startsWith('icmp');
  const ports =
    part.from === undefined
      ? []
      : icmp
        ? [`type: ${part.from}`, `code: ${part.to}`]
        : [`from port: ${part.from}`, `to port: ${part.to}`];
  return [`peer: ${part.peer}`, protocol, ...ports, 'ALLOW'].join(', ');
}

const memberOf = (part: Part): object => {
  const description = part.description === undefined ? {} : { Description: part.description };
  switch (part.list) {
    case 'IpRanges':
      return { CidrIp: part.peer, ...description };
    case 'Ipv6Ranges':
      return { CidrIpv6: part.peer, ...description };
    case 'PrefixListIds':
      return { PrefixListId: part.peer, ...description };
    case 'UserIdGroupPairs':
      return { GroupId: part.peer, ...part.group, ...description };
  }
};

const matches = (permission: Permission, part: Part): boolean =>
  (permission.IpProtocol ?? '-1') === part.protocol &&
  permission.FromPort === part.from &&
  permission.ToPort === part.to;

/** Adds a part to a list of permissions, in place: to the permission of the same protocol and ports, or as a new one. */
export function addPart(permissions: Permission[], part: Part): void {
  let permission = permissions.find((p) => matches(p, part));
  if (permission === undefined) {
    permission = {
      IpProtocol: part.protocol,
      ...(part.from === undefined ? {} : { FromPort: part.from }),
      ...(part.to === undefined ? {} : { ToPort: part.to }),
      IpRanges: [],
      Ipv6Ranges: [],
      PrefixListIds: [],
      UserIdGroupPairs: [],
    };
    permissions.push(permission);
  }
  const lists = permission as Record<Peers, object[] | undefined>;
  lists[part.list] = [...(lists[part.list] ?? []), memberOf(part)];
}

/** Takes a part out of a list of permissions, in place. A permission that is left with no peer goes too. */
export function removePart(permissions: Permission[], part: Part): void {
  for (const [at, permission] of permissions.entries()) {
    if (!matches(permission, part)) continue;
    const lists = permission as Record<Peers, object[] | undefined>;
    const kept = partsOf([permission]).filter((p) => keyOf(p) !== keyOf(part) && p.list === part.list);
    if (kept.length === (lists[part.list] ?? []).length) continue;
    lists[part.list] = kept.map(memberOf);
    if (peerLists.every((list) => (lists[list] ?? []).length === 0)) permissions.splice(at, 1);
    return;
  }
}

/** Permissions made of parts, those of one protocol and port range together, as EC2 shows them. */
export function permissionsOf(parts: readonly Part[]): Permission[] {
  const permissions: Permission[] = [];
  for (const part of parts) addPart(permissions, part);
  return permissions;
}

/** The part that a rule is. */
export function partOfRule(rule: Rule): Part {
  const { GroupId, ...group } = rule.ReferencedGroupInfo ?? {};
  const [list, peer] =
    rule.CidrIpv4 !== undefined
      ? (['IpRanges', rule.CidrIpv4] as const)
      : rule.CidrIpv6 !== undefined
        ? (['Ipv6Ranges', rule.CidrIpv6] as const)
        : rule.PrefixListId !== undefined
          ? (['PrefixListIds', rule.PrefixListId] as const)
          : (['UserIdGroupPairs', GroupId ?? ''] as const);
  const protocol = rule.IpProtocol ?? '-1';
  // A rule shows -1 for the ports that a permission leaves out.
  const hasPorts = ['tcp', 'udp', 'icmp', 'icmpv6'].includes(protocol);
  return {
    protocol,
    ...(hasPorts && rule.FromPort !== undefined ? { from: rule.FromPort } : {}),
    ...(hasPorts && rule.ToPort !== undefined ? { to: rule.ToPort } : {}),
    list,
    peer,
    ...(list === 'UserIdGroupPairs' ? { group } : {}),
    ...(rule.Description === undefined ? {} : { description: rule.Description }),
  };
}

/** What a rule says of its part: all but its id, tags and ARN. */
export function ruleMembers(part: Part): Rule {
  return {
    IpProtocol: part.protocol,
    FromPort: part.from ?? -1,
    ToPort: part.to ?? -1,
    ...(part.list === 'IpRanges' ? { CidrIpv4: part.peer } : {}),
    ...(part.list === 'Ipv6Ranges' ? { CidrIpv6: part.peer } : {}),
    ...(part.list === 'PrefixListIds' ? { PrefixListId: part.peer } : {}),
    ...(part.list === 'UserIdGroupPairs' ? { ReferencedGroupInfo: { GroupId: part.peer, ...part.group } } : {}),
    ...(part.description === undefined ? {} : { Description: part.description }),
  };
}
