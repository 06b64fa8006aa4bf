import type { IpPermission, SecurityGroup } from '@aws-sdk/client-ec2';
import type { Interface, Network } from '../../../network/model.ts';
import type { Saved, Snapshot } from '../../../snapshot/snapshot.ts';
import type { Exposure, SecurityGroupFacts, WorldOpenFacts } from '../overview.ts';
import { internetWaysOf, publicFamilies } from './exposure.ts';
import { type At, byPlace, compare, everywhere, grouped } from './scopes.ts';

type Group = At<Saved<SecurityGroup>>;

export const isAnywhere = (cidr: string | undefined): boolean => cidr === '0.0.0.0/0' || cidr === '::/0';

/** The parts of a permission that any address may use. */
export const openTo = (permission: Saved<IpPermission>): string[] => [
  ...(permission.IpRanges ?? []).flatMap((r) => (isAnywhere(r.CidrIp) ? [r.CidrIp!] : [])),
  ...(permission.Ipv6Ranges ?? []).flatMap((r) => (isAnywhere(r.CidrIpv6) ? [r.CidrIpv6!] : [])),
];

/** `tcp 22`, `tcp 1024-65535`, `icmp`, `all`. */
export function portsOf(permission: Saved<IpPermission>): string {
  const { IpProtocol: protocol = '-1', FromPort: from, ToPort: to } = permission;
  if (protocol === '-1') return 'all';
  const name = { '6': 'tcp', '17': 'udp', '1': 'icmp', '58': 'icmpv6' }[protocol] ?? protocol;
  if (name !== 'tcp' && name !== 'udp') return name;
  if (from === undefined || from === -1 || (from === 0 && to === 65535)) return `${name} 0-65535`;
  return from === to || to === undefined ? `${name} ${from}` : `${name} ${from}-${to}`;
}

export const securityGroupsOf = (snapshot: Snapshot): Group[] | undefined =>
  everywhere(
    snapshot,
    (s) => s.ec2?.SecurityGroups,
    (g) => g.GroupId,
    (g) => g.OwnerId,
  );

/** Interfaces by the groups that they have; undefined when interfaces were not read in the group's region. */
export function membersOf(network: Network): (group: Saved<SecurityGroup>) => readonly Interface[] | undefined {
  const members = new Map<string, Interface[]>();
  for (const item of network.interfaces.values()) {
    for (const { id } of item.groups.groups) {
      const list = members.get(id);
      if (list === undefined) members.set(id, [item]);
      else list.push(item);
    }
  }
  return (group) => {
    const vpc = network.vpcs.get(group.VpcId ?? '');
    const read =
      vpc === undefined ? network.isRead('ec2', 'NetworkInterfaces') : network.isRead('ec2', 'NetworkInterfaces', vpc);
    // Interfaces hang on subnets in the model: without subnets there are none to see.
    const subnets = vpc === undefined || network.isRead('ec2', 'Subnets', vpc);
    return read && subnets ? (members.get(group.GroupId ?? '') ?? []) : undefined;
  };
}

export function securityGroupFacts(snapshot: Snapshot, network: Network): SecurityGroupFacts {
  const groups = securityGroupsOf(snapshot);
  if (groups === undefined)
    return {
      total: null,
      worldOpen: null,
      unused: null,
      circular: null,
      duplicates: null,
      danglingReferences: null,
      launchWizard: null,
    };
  const members = membersOf(network);
  const references = new Map(groups.map(({ item }) => [item.GroupId!, referencesOf(item)]));
  const referenced = new Set([...references].flatMap(([id, to]) => [...to].filter((other) => other !== id)));
  const counted = groups.map(({ item }) => ({ item, members: members(item) }));
  const read = counted.filter((c) => c.members !== undefined);
  return {
    total: groups.length,
    worldOpen: worldOpen(groups, network, members),
    unused:
      read.length === 0 && groups.length > 0
        ? null
        : read
            .filter(
              ({ item, members: own }) =>
                item.GroupName !== 'default' && own!.length === 0 && !referenced.has(item.GroupId!),
            )
            .map(({ item }) => item.GroupId!)
            .sort(compare),
    circular: cycles(references),
    duplicates: duplicates(groups),
    danglingReferences: dangling(snapshot, groups),
    launchWizard: counted
      .filter(({ item, members: own }) => /^launch-wizard-\d+$/.test(item.GroupName ?? '') && (own?.length ?? 0) > 0)
      .map(({ item }) => item.GroupId!)
      .sort(compare),
  };
}

function worldOpen(
  groups: readonly Group[],
  network: Network,
  members: ReturnType<typeof membersOf>,
): WorldOpenFacts[] {
  const ways = internetWaysOf(network);
  return groups
    .flatMap(({ item, account, region }): WorldOpenFacts[] => {
      const open = (item.IpPermissions ?? []).filter((p) => openTo(p).length > 0);
      if (open.length === 0) return [];
      const own = members(item);
      const exposed = (own ?? []).map((i) => ({
        id: i.id,
        kinds: publicFamilies(i).map((family) => ways(i.subnet, family).kind),
      }));
      const has = (kind: string): boolean => exposed.some((e) => e.kinds.includes(kind as never));
      const exposure: Exposure =
        own === undefined
          ? 'unknown'
          : own.length === 0
            ? 'unattached'
            : has('both-ways')
              ? 'internet'
              : has('in-only')
                ? 'one-way'
                : 'internal';
      return [
        {
          account,
          region,
          id: item.GroupId!,
          name: item.GroupName ?? '',
          vpc: item.VpcId ?? '',
          ports: [...new Set(open.map(portsOf))].sort(compare),
          attached: own?.length ?? null,
          exposure,
          exposed: exposed
            .filter((e) => e.kinds.some((k) => k !== 'none'))
            .map((e) => e.id)
            .sort(compare),
        },
      ];
    })
    .sort(byPlace((g) => `${g.vpc} ${g.name} ${g.id}`));
}

function referencesOf(group: Saved<SecurityGroup>): Set<string> {
  const all = [...(group.IpPermissions ?? []), ...(group.IpPermissionsEgress ?? [])];
  return new Set(all.flatMap((p) => (p.UserIdGroupPairs ?? []).flatMap((pair) => pair.GroupId ?? [])));
}

/** References to groups that are gone: their account's groups in that region were read, and they are not among them. */
function dangling(snapshot: Snapshot, groups: readonly Group[]): { group: string; missing: string }[] {
  const known = new Set(groups.map(({ item }) => item.GroupId!));
  const read = new Set(
    snapshot.scopes.filter((s) => s.ec2?.SecurityGroups !== undefined).map((s) => `${s.account} ${s.region}`),
  );
  return groups
    .flatMap(({ item, account, region }) => {
      const all = [...(item.IpPermissions ?? []), ...(item.IpPermissionsEgress ?? [])];
      const pairs = all.flatMap((p) => p.UserIdGroupPairs ?? []);
      const gone = pairs.filter(
        (p) =>
          p.GroupId !== undefined &&
          !known.has(p.GroupId) &&
          // Through a peering a group may be another region's.
          p.VpcPeeringConnectionId === undefined &&
          read.has(`${p.UserId ?? account} ${region}`),
      );
      return [...new Set(gone.map((p) => p.GroupId!))].map((missing) => ({ group: item.GroupId!, missing }));
    })
    .sort((a, b) => compare(a.group, b.group) || compare(a.missing, b.missing));
}

/** Rings of two groups or more that name each other: none of them can be deleted alone. Tarjan's strongly connected components. */
function cycles(references: ReadonlyMap<string, ReadonlySet<string>>): string[][] {
  const index = new Map<string, number>();
  const low = new Map<string, number>();
  const stack: string[] = [];
  const onStack = new Set<string>();
  const found: string[][] = [];
  const visit = (id: string): void => {
    index.set(id, index.size);
    low.set(id, index.get(id)!);
    stack.push(id);
    onStack.add(id);
    for (const to of [...references.get(id)!].sort(compare)) {
      if (!references.has(to)) continue;
      if (!index.has(to)) {
        visit(to);
        low.set(id, Math.min(low.get(id)!, low.get(to)!));
      } else if (onStack.has(to)) low.set(id, Math.min(low.get(id)!, index.get(to)!));
    }
    if (low.get(id) !== index.get(id)) return;
    const ring = stack.splice(stack.indexOf(id));
    for (const member of ring) onStack.delete(member);
    if (ring.length > 1) found.push(ring.sort(compare));
  };
  for (const id of [...references.keys()].sort(compare)) if (!index.has(id)) visit(id);
  return found.sort((a, b) => compare(a[0]!, b[0]!));
}

/** Groups of one VPC that hold the same rules, none of them empty. */
function duplicates(groups: readonly Group[]): string[][] {
  const same = grouped(
    groups.filter(({ item }) => (item.IpPermissions ?? []).length > 0 && item.GroupName !== 'default'),
    ({ item }) => JSON.stringify([item.VpcId, rulesKey(item.IpPermissions), rulesKey(item.IpPermissionsEgress)]),
  );
  return [...same.values()]
    .filter((group) => group.length > 1)
    .map((group) => group.map(({ item }) => item.GroupId!).sort(compare))
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
