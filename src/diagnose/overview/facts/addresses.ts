import { monthly } from '../../../pricing/estimate.ts';
import { nameOf, type Snapshot } from '../../../snapshot/snapshot.ts';
import type { AddressFacts } from '../overview.ts';
import { byPlace, everywhere } from './scopes.ts';

export function addressFacts(snapshot: Snapshot): AddressFacts {
  const all = everywhere(
    snapshot,
    (s) => s.ec2?.Addresses,
    (a) => a.AllocationId ?? a.PublicIp,
  );
  if (all === undefined) return { total: null, unassociated: null, unassociatedMonthlyUsd: null };
  const unassociated = all
    .filter(
      ({ item }) =>
        item.AssociationId === undefined &&
        !item.InstanceId &&
        item.NetworkInterfaceId === undefined &&
        // What AWS's services keep is theirs to give back.
        (item.ServiceManaged === undefined || item.ServiceManaged === null),
    )
    .map(({ item, account, region }) => {
      const name = nameOf(item);
      return {
        account,
        region,
        id: item.AllocationId ?? item.PublicIp ?? '',
        ...(name === undefined ? {} : { name }),
        ip: item.PublicIp ?? '',
      };
    })
    .sort(byPlace((a) => a.ip));
  const costs = unassociated.map(
    (a) => monthly({ product: 'public-ipv4', region: a.region }, snapshot.prices?.table).monthlyUsd,
  );
  return {
    total: all.length,
    unassociated,
    unassociatedMonthlyUsd: costs.includes(null) ? null : costs.reduce<number>((sum, c) => sum + (c ?? 0), 0),
  };
}
