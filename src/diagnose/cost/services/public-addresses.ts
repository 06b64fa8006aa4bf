import { what } from '../../../messages/cost-items.ts';
import type { Text } from '../../../messages/text.ts';
import { formatAddress } from '../../../network/cidr.ts';
import type { Network } from '../../../network/model.ts';
import { hoursPerMonth } from '../../../pricing/estimate.ts';
import type { Snapshot } from '../../../snapshot/snapshot.ts';
import { compare } from '../../overview/facts/scopes.ts';
import type { Use } from '../use.ts';
import { unread } from './read.ts';

interface PublicAddress {
  account: string;
  region: string;
  ip: string;
  id: string;
  what: Text;
}

/**
 * Every public IPv4 address of Amazon's, in use or idle, by the hour; addresses that the customer brought are free.
 * https://aws.amazon.com/vpc/pricing/,
 * https://aws.amazon.com/blogs/networking-and-content-delivery/identify-and-optimize-public-ipv4-address-usage-on-aws/
 */
export function publicAddressUses(snapshot: Snapshot, network: Network): Use[] {
  const read = { service: 'public-ipv4' as const, what: what.ips };
  return [
    ...unread(snapshot, 'regions', (s) => s.ec2?.Addresses, { ...read, operation: 'ec2:DescribeAddresses' }),
    ...unread(snapshot, 'regions', (s) => s.ec2?.NetworkInterfaces, {
      ...read,
      operation: 'ec2:DescribeNetworkInterfaces',
    }),
    ...addressesOf(snapshot, network).map(
      ({ account, region, ip, id, what }): Use => ({
        service: 'public-ipv4',
        account,
        region,
        product: 'public-ipv4-hour',
        what,
        id,
        name: ip,
        quantity: hoursPerMonth,
      }),
    ),
  ];
}

function addressesOf(snapshot: Snapshot, network: Network): PublicAddress[] {
  const found = new Map<string, PublicAddress>();
  const own = new Set<string>();
  for (const { account, region, ec2 } of snapshot.scopes) {
    for (const a of ec2?.Addresses ?? []) {
      if (a.PublicIp === undefined) continue;
      // A pool of the customer's: brought addresses are not charged.
      if (a.PublicIpv4Pool !== undefined && a.PublicIpv4Pool !== 'amazon') own.add(a.PublicIp);
      const used = a.AssociationId !== undefined || !!a.InstanceId || a.NetworkInterfaceId !== undefined;
      const of = used ? what.ipElastic : what.ipIdle;
      found.set(a.PublicIp, { account, region, ip: a.PublicIp, id: a.AllocationId ?? a.PublicIp, what: of });
    }
  }
  for (const { account, region, ec2 } of snapshot.scopes) {
    for (const i of ec2?.NetworkInterfaces ?? []) {
      for (const address of i.PrivateIpAddresses ?? []) {
        const ip = address.Association?.PublicIp;
        if (ip === undefined) continue;
        const before = found.get(ip);
        const of =
          i.InterfaceType === 'network_load_balancer' || /^ELB /.test(i.Description ?? '')
            ? what.ipBalancer
            : (before?.what ?? what.ipAuto);
        found.set(ip, {
          account: before?.account ?? i.OwnerId ?? account,
          region,
          ip,
          id: before?.id ?? i.NetworkInterfaceId ?? ip,
          what: of,
        });
      }
    }
  }
  for (const nat of network.natGateways.values()) {
    for (const { public: address } of nat.addresses) {
      const ip = address === undefined ? undefined : formatAddress(address);
      const before = ip === undefined ? undefined : found.get(ip);
      if (ip !== undefined && before !== undefined) found.set(ip, { ...before, what: what.ipNat });
      else if (ip !== undefined && nat.vpc !== undefined && nat.state === 'available')
        found.set(ip, { account: nat.vpc.account, region: nat.vpc.region, ip, id: nat.id, what: what.ipNat });
    }
  }
  return [...found.values()].filter((a) => !own.has(a.ip)).sort((a, b) => compare(a.ip, b.ip));
}
