import { kindOf, serviceNames } from './keys.ts';
import type { Snapshot } from './snapshot.ts';

/** How many resources a snapshot holds: the members of its lists, instances rather than their reservations. */
export function countResources(snapshot: Snapshot): number {
  let count = 0;
  for (const scope of snapshot.scopes) {
    for (const service of serviceNames) {
      for (const [key, value] of Object.entries(scope[service] ?? {})) {
        if (kindOf(service, key) !== 'list' || notResources.has(`${service}.${key}`)) continue;
        const items = value as { Instances?: unknown[] }[];
        count += key === 'Reservations' ? items.reduce((n, r) => n + (r.Instances?.length ?? 0), 0) : items.length;
      }
    }
  }
  return count;
}

/** Lists of what is not of the account, or a part or second view of what is counted already. */
const notResources = new Set([
  'ec2.AvailabilityZones',
  'ec2.Regions',
  'ec2.ServiceDetails',
  'ec2.InstanceStatuses',
  'ec2.SecurityGroupRules',
  'cloudwatch.MetricSeries',
  'logs.QueryResults',
  'cloudtrail.Events',
]);
