import type { NetworkAcl as Ec2NetworkAcl } from '@aws-sdk/client-ec2';
import type { Saved, Snapshot } from '../../snapshot/snapshot.ts';
import { nameOf } from '../../snapshot/snapshot.ts';
import type { AddressSet } from '../address-set.ts';
import * as addressSet from '../address-set.ts';
import { type Address, parseCidr } from '../cidr.ts';
import type { Interface, PrefixList, Subnet } from '../model.ts';
import { type CompiledNetworkAcl, compileNetworkAcl } from '../network-acls.ts';
import { type GroupSet, groupSet, type SecurityGroup } from '../security-groups.ts';
import { byParent, seenOnce } from './seen.ts';

export function buildPrefixLists(snapshot: Snapshot): Map<string, PrefixList> {
  const entries = byParent(snapshot, (s) => s.ec2?.PrefixListEntries);
  const seen = seenOnce(
    snapshot,
    (s) => s.ec2?.PrefixLists,
    (l) => l.PrefixListId,
    (l) => l.OwnerId,
  );
  const lists = new Map<string, PrefixList>();
  for (const id of new Set([...seen.keys(), ...entries.keys()])) {
    const cidrs = entries.get(id)?.flatMap((e) => parseCidr(e.Cidr ?? '') ?? []);
    lists.set(id, { id, name: seen.get(id)?.raw.PrefixListName, cidrs });
  }
  return lists;
}

/** Compiled once for what stays the same object: a what-if copies only the NACL that it changes. */
const compiledAcls = new WeakMap<Saved<Ec2NetworkAcl>, CompiledNetworkAcl>();

/** Gives every subnet its NACL. */
export function joinNetworkAcls(snapshot: Snapshot, subnets: Map<string, Subnet>): void {
  const seen = seenOnce(
    snapshot,
    (s) => s.ec2?.NetworkAcls,
    (a) => a.NetworkAclId,
    (a) => a.OwnerId,
  );
  for (const [id, { raw }] of seen) {
    const acl = {
      id,
      name: nameOf(raw),
      raw,
      compiled() {
        let compiled = compiledAcls.get(raw);
        if (compiled === undefined) {
          compiled = compileNetworkAcl(raw);
          compiledAcls.set(raw, compiled);
        }
        return compiled;
      },
    };
    for (const association of raw.Associations ?? []) {
      const subnet = subnets.get(association.SubnetId ?? '');
      if (subnet !== undefined) subnet.acl = acl;
    }
  }
}

export interface Groups {
  groups: Map<string, SecurityGroup>;
  /** The set of an interface's groups; the same ids give the same set. */
  setOf(ids: readonly string[]): GroupSet;
  /** Tells the groups who is in them, once all interfaces are known. */
  join(interfaces: Iterable<Interface>): void;
}

export function buildGroups(snapshot: Snapshot, prefixLists: Map<string, PrefixList>): Groups {
  const membersOf = new Map<string, Interface[]>();
  const groups = new Map<string, SecurityGroup>();
  const seen = seenOnce(
    snapshot,
    (s) => s.ec2?.SecurityGroups,
    (g) => g.GroupId,
    (g) => g.OwnerId,
  );
  for (const [id, { raw, scope }] of seen) {
    let members: ReadonlyMap<string, AddressSet> | undefined;
    groups.set(id, {
      id,
      name: raw.GroupName ?? nameOf(raw),
      account: raw.OwnerId ?? scope.account,
      region: scope.region,
      vpcId: raw.VpcId,
      raw,
      members() {
        members ??= membersByVpc(membersOf.get(id) ?? []);
        return members;
      },
    });
  }
  const names = {
    group: (id: string) => groups.get(id),
    prefixList: (id: string) => prefixLists.get(id)?.cidrs,
  };
  const sets = new Map<string, GroupSet>();
  return {
    groups,
    setOf(ids) {
      const sorted = ids.length < 2 ? ids : [...new Set(ids)].sort();
      const key = sorted.join();
      let set = sets.get(key);
      if (set === undefined) {
        const known = sorted.flatMap((id) => groups.get(id) ?? []);
        set = groupSet(
          key,
          known,
          sorted.filter((id) => !groups.has(id)),
          names,
        );
        sets.set(key, set);
      }
      return set;
    },
    join(interfaces) {
      for (const item of interfaces) {
        for (const group of item.groups.groups) {
          const members = membersOf.get(group.id);
          if (members === undefined) membersOf.set(group.id, [item]);
          else members.push(item);
        }
      }
    },
  };
}

function membersByVpc(interfaces: readonly Interface[]): Map<string, AddressSet> {
  const addresses = new Map<string, Address[]>();
  for (const item of interfaces) {
    const list = addresses.get(item.vpc.id);
    if (list === undefined) addresses.set(item.vpc.id, [...item.addresses]);
    else list.push(...item.addresses);
  }
  return new Map([...addresses].map(([vpc, list]) => [vpc, addressSet.ofAddresses(list)]));
}
