import type { Scope } from '../../snapshot/snapshot.ts';

/** The lab's parts outside EC2 and Elastic Load Balancing: what is in the region, and what is global. */
export function seedServices(): { here: Partial<Scope>; global: Partial<Scope> } {
  return { here: { cloudwatch: { MetricAlarms: [] }, logs: { logGroups: [] }, cloudtrail: {} }, global: {} };
}
