import type { ResourceRecordSet } from '@aws-sdk/client-route-53';
import type { Saved } from '../snapshot/snapshot.ts';
import { type Address, parseAddress } from './cidr.ts';
import type { Balancer, Network } from './model.ts';

/** What a DNS name leads to in the network, as far as the snapshot's own zones and resources tell. */
export interface NameAnswer {
  balancer?: Balancer;
  addresses: Address[];
  /** A hosted zone of the snapshot that should have the name, and has no such record (rule D4). */
  missingFrom?: string;
}

/**
 * Where a name leads, for a question that names its destination: balancers and interfaces by the names AWS gave them,
 * then records of the hosted zones, private ones first, along CNAME and alias chains. Which zone a VPC would see is
 * the resolver model's business; here every zone of the snapshot counts.
 */
export function dnsLookup(network: Network, name: string, depth = 0): NameAnswer {
  const wanted = name
    .toLowerCase()
    .replace(/\.$/, '')
    .replace(/^dualstack\./, '');
  const balancer = [...network.balancers.values()].find((b) => b.dnsName?.toLowerCase() === wanted);
  if (balancer !== undefined) return { balancer, addresses: [] };
  for (const item of network.interfaces.values()) {
    if (item.privateDnsName?.toLowerCase() === wanted || item.publicDnsName?.toLowerCase() === wanted)
      return { addresses: item.addresses.slice(0, 1) };
  }
  for (const scope of network.snapshot.scopes) {
    for (const endpoint of scope.ec2?.VpcEndpoints ?? []) {
      if (!endpoint.DnsEntries?.some((d) => d.DnsName?.toLowerCase() === wanted)) continue;
      const nodes = [...network.interfaces.values()].filter((i) => i.endpoint === endpoint.VpcEndpointId);
      return { addresses: nodes.flatMap((i) => i.addresses.slice(0, 1)) };
    }
  }
  if (depth > 8) return { addresses: [] };
  const addresses: Address[] = [];
  const { records, zone } = recordsNamed(network, wanted);
  if (records.length === 0) return { addresses, ...(zone === undefined ? {} : { missingFrom: zone }) };
  for (const record of records) {
    const next =
      record.AliasTarget?.DNSName ?? (record.Type === 'CNAME' ? record.ResourceRecords?.[0]?.Value : undefined);
    if (next !== undefined) {
      const found = dnsLookup(network, next, depth + 1);
      if (found.balancer !== undefined) return found;
      addresses.push(...found.addresses);
    } else addresses.push(...(record.ResourceRecords ?? []).flatMap((r) => parseAddress(r.Value ?? '') ?? []));
  }
  return { addresses: [...new Set(addresses)] };
}

/** Records of a name in the most specific zone that has it, private zones before public ones. */
function recordsNamed(network: Network, name: string): { records: Saved<ResourceRecordSet>[]; zone?: string } {
  const zones = network.snapshot.scopes
    .flatMap(({ route53 }) => (route53?.HostedZones ?? []).map((zone) => ({ zone, route53 })))
    .filter(({ zone }) => {
      const apex = zone.Name?.toLowerCase().replace(/\.$/, '') ?? '';
      return name === apex || name.endsWith(`.${apex}`);
    })
    .sort(
      (a, b) =>
        Number(b.zone.Config?.PrivateZone ?? false) - Number(a.zone.Config?.PrivateZone ?? false) ||
        (b.zone.Name?.length ?? 0) - (a.zone.Name?.length ?? 0),
    );
  for (const { zone, route53 } of zones) {
    const id = (zone.Id ?? '').replace('/hostedzone/', '');
    const records = (route53?.ResourceRecordSets?.[id] ?? []).filter(
      (r) => r.Name?.toLowerCase().replace(/\.$/, '') === name && ['A', 'AAAA', 'CNAME'].includes(r.Type ?? ''),
    );
    if (records.length > 0) return { records };
  }
  // A zone whose records were not read may have it.
  const read = zones.filter(
    ({ zone, route53 }) => route53?.ResourceRecordSets?.[(zone.Id ?? '').replace('/hostedzone/', '')],
  );
  const zone = read.length === zones.length ? zones[0]?.zone.Name?.replace(/\.$/, '') : undefined;
  return { records: [], ...(zone === undefined ? {} : { zone }) };
}
