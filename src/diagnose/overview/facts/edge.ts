import type { Snapshot } from '../../../snapshot/snapshot.ts';
import type { AddressFacts, DistributionFacts } from '../overview.ts';
import { compare, everywhere } from './scopes.ts';

export function distributionFacts(snapshot: Snapshot): DistributionFacts[] {
  const rates = snapshot.scopes
    .flatMap((s) => s.cloudwatch?.MetricSeries ?? [])
    .filter((m) => m.namespace === 'AWS/CloudFront' && m.metric === 'CacheHitRate');
  return (
    everywhere(
      snapshot,
      (s) => s.cloudfront?.Distributions,
      (d) => d.Id,
    ) ?? []
  )
    .map(({ item }): DistributionFacts => {
      const behaviours = [item.DefaultCacheBehavior, ...(item.CacheBehaviors?.Items ?? [])];
      const values = rates
        .filter((m) => m.dimensions.some((d) => d.Name === 'DistributionId' && d.Value === item.Id))
        .flatMap((m) => m.values);
      return {
        id: item.Id ?? '',
        domain: item.DomainName ?? '',
        aliases: (item.Aliases?.Items ?? []).sort(compare),
        origins: (item.Origins?.Items ?? []).flatMap((o) => o.DomainName ?? []).sort(compare),
        webAcl: item.WebACLId === undefined || item.WebACLId === '' ? null : item.WebACLId,
        // A behaviour with a cache policy keeps its TTLs in the policy: only old-style settings are judged here.
        cachingOff: behaviours.every((b) => b !== undefined && b.CachePolicyId === undefined && b.MaxTTL === 0),
        hitRate: values.length === 0 ? null : values.reduce((a, b) => a + b, 0) / values.length,
      };
    })
    .sort((a, b) => compare(a.id, b.id));
}

export function addressFacts(snapshot: Snapshot): AddressFacts {
  const all = everywhere(
    snapshot,
    (s) => s.ec2?.Addresses,
    (a) => a.AllocationId ?? a.PublicIp,
  );
  if (all === undefined) return { total: null, unassociated: null };
  return {
    total: all.length,
    unassociated: all
      .filter(
        ({ item }) =>
          item.AssociationId === undefined && item.InstanceId === undefined && item.NetworkInterfaceId === undefined,
      )
      .map(({ item, account, region }) => ({ id: item.AllocationId ?? '', ip: item.PublicIp ?? '', account, region }))
      .sort((a, b) => compare(a.ip, b.ip)),
  };
}
