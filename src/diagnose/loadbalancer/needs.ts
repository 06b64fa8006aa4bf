import type { EventQuery } from '../../snapshot/events.ts';
import type { Needs } from '../../snapshot/reads.ts';
import type { Snapshot } from '../../snapshot/snapshot.ts';
import { diagnoseLoadBalancers } from './index.ts';

/** What a diagnosis of load balancers reads: they and the network between them and their targets. */
export const lbNeeds: Needs = [
  'elbv2',
  'ec2',
  'networkfirewall',
  'directconnect',
  'cloudfront',
  'cloudwatch.MetricAlarms',
];

/** Lookups in CloudTrail take half a second each: so many resources of one account and region are asked about. */
const mostLookups = 20;

/** What CloudTrail is asked for once the findings are known: who changed the resources that they name. */
export function lbEvents(snapshot: Snapshot): EventQuery[] {
  const queries = new Map<string, EventQuery>();
  const counts = new Map<string, number>();
  const ask = (account: string, region: string, by: EventQuery['by'], value: string): void => {
    const place = `${account} ${region}`;
    const key = `${place} ${by} ${value}`;
    if (queries.has(key) || (counts.get(place) ?? 0) >= mostLookups) return;
    counts.set(place, (counts.get(place) ?? 0) + 1);
    queries.set(key, { account, region, by, value });
  };
  const failing = diagnoseLoadBalancers(snapshot).findings.filter((f) => f.cause || f.code === 'LB_TARGET_UNHEALTHY');
  for (const f of failing) {
    ask(f.account, f.region, 'ResourceName', f.resource);
    // A listener that is gone can only be found by what was done to it.
    if (f.code === 'LB_NO_LISTENER' || f.code === 'LB_TARGET_GROUP_NO_LISTENER')
      for (const name of ['DeleteListener', 'ModifyListener', 'DeleteRule'])
        ask(f.account, f.region, 'EventName', name);
  }
  // Whether a group's settings were changed tells a wrong setting from a broken target.
  for (const f of failing)
    for (const arn of f.affected.filter((id) => id.includes(':targetgroup/')))
      ask(f.account, f.region, 'ResourceName', arn);
  return [...queries.values()];
}
