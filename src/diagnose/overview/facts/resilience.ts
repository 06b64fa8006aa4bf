import type { Network } from '../../../network/model.ts';
import type { Snapshot } from '../../../snapshot/snapshot.ts';
import type { ResilienceFacts } from '../overview.ts';
import { hasHosts } from './hosts.ts';
import { byPlace, compare } from './scopes.ts';

/** In which zones each VPC's workloads are; VPCs without any are left out. */
export function resilienceFacts(snapshot: Snapshot, network: Network): ResilienceFacts[] | null {
  if (!network.isRead('ec2', 'Subnets') || !network.isRead('ec2', 'NetworkInterfaces')) return null;
  const offered = zonesOffered(snapshot);
  return [...network.vpcs.values()]
    .flatMap((vpc): ResilienceFacts[] => {
      const zones = [...new Set(vpc.subnets.filter(hasHosts).map((s) => s.zoneName))].sort(compare);
      if (zones.length === 0) return [];
      return [
        { account: vpc.account, region: vpc.region, vpc: vpc.id, zones, offered: offered.get(vpc.region) ?? null },
      ];
    })
    .sort(byPlace((r) => r.vpc));
}

/** Availability zones that each region offers, local and Wavelength zones apart. */
function zonesOffered(snapshot: Snapshot): Map<string, number> {
  const zones = new Map<string, number>();
  for (const { region, ec2 } of snapshot.scopes) {
    const usable = ec2?.AvailabilityZones?.filter(
      (z) => (z.ZoneType ?? 'availability-zone') === 'availability-zone' && (z.State ?? 'available') === 'available',
    );
    if (usable !== undefined && usable.length > 0) zones.set(region, usable.length);
  }
  return zones;
}
