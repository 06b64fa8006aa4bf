import type { IpPermission, SecurityGroup } from '@aws-sdk/client-ec2';
import type { Saved, Snapshot } from '../../../snapshot/snapshot.ts';
import type { SecurityGroupFacts } from '../overview.ts';
import { type At, compare, everywhere } from './scopes.ts';

type Group = At<Saved<SecurityGroup>>;

export const isAnywhere = (cidr: string | undefined): boolean => cidr === '0.0.0.0/0' || cidr === '::/0';

/** `tcp 22`, `tcp 1024-65535`, `icmp`, `all`. */
export function portsOf(permission: Saved<IpPermission>): string {
  const { IpProtocol: protocol = '-1', FromPort: from, ToPort: to } = permission;
  if (protocol === '-1') return 'all';
  const name = { '6': 'tcp', '17': 'udp', '1': 'icmp', '58': 'icmpv6' }[protocol] ?? protocol;
  if (name !== 'tcp' && name !== 'udp') return name;
  if (from === undefined || from === -1 || (from === 0 && to === 65535)) return `${name} 0-65535`;
  return from === to ? `${name} ${from}` : `${name} ${from}-${to}`;
}

/** Groups of all scopes, and how many interfaces have each; the counts are undefined when interfaces were not read. */
export function groupsInUse(snapshot: Snapshot): { groups: Group[]; attached: Map<string, number> | undefined } {
  const groups =
    everywhere(
      snapshot,
      (s) => s.ec2?.SecurityGroups,
      (g) => g.GroupId,
      (g) => g.OwnerId,
    ) ?? [];
  const interfaces = everywhere(
    snapshot,
    (s) => s.ec2?.NetworkInterfaces,
    (i) => i.NetworkInterfaceId,
  );
  if (interfaces === undefined) return { groups, attached: undefined };
  const attached = new Map<string, number>();
  for (const { item } of interfaces) {
    for (const { GroupId } of item.Groups ?? []) attached.set(GroupId!, (attached.get(GroupId!) ?? 0) + 1);
  }
  return { groups, attached };
}

export function securityGroupFacts(snapshot: Snapshot): SecurityGroupFacts {
  const read = snapshot.scopes.some((s) => s.ec2?.SecurityGroups !== undefined);
  const { groups, attached } = groupsInUse(snapshot);
  const references = new Map(groups.map(({ item }) => [item.GroupId!, referencesOf(item)]));
  const referenced = new Set([...references].flatMap(([id, to]) => [...to].filter((other) => other !== id)));
  return {
    total: read ? groups.length : null,
    worldOpen: groups
      .flatMap(({ item, account, region }) => {
        const ports = [
          ...new Set(
            (item.IpPermissions ?? [])
              .filter(
                (p) =>
                  p.IpRanges?.some((r) => isAnywhere(r.CidrIp)) || p.Ipv6Ranges?.some((r) => isAnywhere(r.CidrIpv6)),
              )
              .map(portsOf),
          ),
        ];
        if (ports.length === 0) return [];
        const id = item.GroupId!;
        return [
          {
            id,
            name: item.GroupName ?? '',
            vpc: item.VpcId ?? '',
            account,
            region,
            ports,
            attached: attached === undefined ? null : (attached.get(id) ?? 0),
          },
        ];
      })
      .sort((a, b) => compare(a.vpc, b.vpc) || compare(a.name, b.name) || compare(a.id, b.id)),
    // A default group cannot be deleted, and one that another names is in use there.
    unused:
      attached === undefined
        ? null
        : groups
            .filter(
              ({ item }) =>
                item.GroupName !== 'default' && !attached.has(item.GroupId!) && !referenced.has(item.GroupId!),
            )
            .map(({ item }) => item.GroupId!)
            .sort(compare),
    circular: cycles(references),
    duplicates: duplicates(groups),
  };
}

function referencesOf(group: Saved<SecurityGroup>): Set<string> {
  const all = [...(group.IpPermissions ?? []), ...(group.IpPermissionsEgress ?? [])];
  return new Set(all.flatMap((p) => (p.UserIdGroupPairs ?? []).flatMap((pair) => pair.GroupId ?? [])));
}

/** Rings of two groups or more that name each other: none of them can be deleted alone. Tarjan's strongly connected components. */
function cycles(references: Map<string, Set<string>>): string[][] {
  const index = new Map<string, number>();
  const low = new Map<string, number>();
  const stack: string[] = [];
  const found: string[][] = [];
  const visit = (id: string): void => {
    index.set(id, index.size);
    low.set(id, index.get(id)!);
    stack.push(id);
    for (const to of references.get(id) ?? []) {
      if (!references.has(to)) continue;
      if (!index.has(to)) {
        visit(to);
        low.set(id, Math.min(low.get(id)!, low.get(to)!));
      } else if (stack.includes(to)) low.set(id, Math.min(low.get(id)!, index.get(to)!));
    }
    if (low.get(id) !== index.get(id)) return;
    const ring = stack.splice(stack.indexOf(id));
    if (ring.length > 1) found.push(ring.sort(compare));
  };
  for (const id of [...references.keys()].sort(compare)) if (!index.has(id)) visit(id);
  return found.sort((a, b) => compare(a[0]!, b[0]!));
}

/** Groups of one VPC that hold the same rules, none of them empty. */
function duplicates(groups: Group[]): string[][] {
  const same = new Map<string, string[]>();
  for (const { item } of groups) {
    if ((item.IpPermissions ?? []).length === 0 || item.GroupName === 'default') continue;
    const key = JSON.stringify([item.VpcId, rulesKey(item.IpPermissions), rulesKey(item.IpPermissionsEgress)]);
    same.set(key, [...(same.get(key) ?? []), item.GroupId!]);
  }
  return [...same.values()]
    .filter((ids) => ids.length > 1)
    .map((ids) => ids.sort(compare))
    .sort((a, b) => compare(a[0]!, b[0]!));
}

const rulesKey = (permissions: Saved<IpPermission>[] | undefined): string[] =>
  (permissions ?? [])
    .flatMap((p) => {
      const head = `${p.IpProtocol} ${p.FromPort ?? ''} ${p.ToPort ?? ''}`;
      return [
        ...(p.IpRanges ?? []).map((r) => `${head} ${r.CidrIp}`),
        ...(p.Ipv6Ranges ?? []).map((r) => `${head} ${r.CidrIpv6}`),
        ...(p.PrefixListIds ?? []).map((r) => `${head} ${r.PrefixListId}`),
        ...(p.UserIdGroupPairs ?? []).map((r) => `${head} ${r.GroupId}`),
      ];
    })
    .sort(compare);
