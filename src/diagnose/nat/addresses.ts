import {
  type Address,
  blockOf,
  type Cidr,
  containsAddress,
  familyOf,
  parseAddress,
  parseCidr,
} from '../../network/cidr.ts';
import type { Network } from '../../network/model.ts';
import { nameOf, type Snapshot } from '../../snapshot/snapshot.ts';
import { isPrivate } from '../overview/facts/address-space.ts';

/** What is at an address, as far as the snapshot tells. */
export interface Known {
  address: string;
  kind: 's3' | 'dynamodb' | 'aws-service' | 'instance' | 'vpc' | 'private' | 'internet';
  /** An instance's, VPC's or service's name; null: only the address is known. */
  name: string | null;
  /** The VPC that it is in. */
  vpc: string | null;
}

/** An address with the name of what is there, where one is known. */
export const nameOrAddress = ({ name, address }: Known): string => (name === null ? address : `${name} (${address})`);

/**
 * Says of addresses what is there: an instance, a VPC, S3, DynamoDB or another service by the prefix lists that were
 * read. Of AWS's other services no ranges are in a snapshot: theirs are addresses of the internet like any.
 */
export function namingOf(snapshot: Snapshot, network: Network): (address: string) => Known {
  const instances = new Map<string, { name: string; vpc: string }>();
  const lists: { cidr: Cidr; kind: Known['kind']; name: string }[] = [];
  for (const { ec2 } of snapshot.scopes) {
    for (const i of ec2?.Reservations?.flatMap((r) => r.Instances ?? []) ?? []) {
      const known = { name: nameOf(i) ?? i.InstanceId ?? '', vpc: i.VpcId ?? '' };
      for (const eni of i.NetworkInterfaces ?? []) {
        for (const p of eni.PrivateIpAddresses ?? []) {
          if (p.PrivateIpAddress !== undefined) instances.set(p.PrivateIpAddress, known);
          if (p.Association?.PublicIp !== undefined) instances.set(p.Association.PublicIp, known);
        }
      }
    }
    for (const list of ec2?.PrefixLists ?? []) {
      const service = /^com\.amazonaws\.(?:global\.)?(?:[a-z]{2}(?:-[a-z]+)+-\d\.)?(.+)$/.exec(
        list.PrefixListName ?? '',
      )?.[1];
      if (service === undefined) continue;
      for (const { Cidr = '' } of ec2?.PrefixListEntries?.[list.PrefixListId ?? ''] ?? []) {
        const cidr = parseCidr(Cidr);
        const kind = service === 's3' || service === 'dynamodb' ? service : 'aws-service';
        if (cidr !== undefined) lists.push({ cidr, kind, name: service });
      }
    }
  }
  const vpcs = [...network.vpcs.values()];
  return (text) => {
    const address: Address | undefined = parseAddress(text);
    const instance = instances.get(text);
    if (instance !== undefined) return { address: text, kind: 'instance', ...instance };
    if (address === undefined) return { address: text, kind: 'internet', name: null, vpc: null };
    const list = lists.find((l) => containsAddress(l.cidr, address));
    if (list !== undefined) return { address: text, kind: list.kind, name: list.name, vpc: null };
    const own = vpcs.filter((v) => v.cidrs.some((c) => containsAddress(c, address)));
    // VPCs may share their blocks: then the address does not tell which.
    const [vpc] = own;
    if (vpc !== undefined)
      return {
        address: text,
        kind: 'vpc',
        name: own.length === 1 ? (vpc.name ?? vpc.id) : null,
        vpc: own.length === 1 ? vpc.id : null,
      };
    const kind = isPrivate(blockOf(address, familyOf(address) === 4 ? 32 : 128)) ? 'private' : 'internet';
    return { address: text, kind, name: null, vpc: null };
  };
}
