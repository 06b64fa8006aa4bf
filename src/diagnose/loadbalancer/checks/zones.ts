import { type Finding, finding } from '../../../findings/finding.ts';
import { zones as text } from '../../../messages/findings/balancers.ts';
import type { Balancer } from '../../../network/index.ts';
import { compare } from '../../overview/facts/scopes.ts';
import { fixBy } from '../../overview/fix.ts';
import { type Group, type Inspected, isServing } from '../case.ts';
import { elbv2 } from '../registration.ts';
import { changeEvidence } from '../trail.ts';

const page = 'https://docs.aws.amazon.com/elasticloadbalancing/latest/userguide/how-elastic-load-balancing-works.html';
const from = 'elbv2:DescribeTargetHealth';

/** Zones of a balancer that a group has no target in, and groups whose healthy targets are uneven over zones. */
export const zoneBalance = ({ snapshot, network }: Inspected, groups: readonly Group[]): Finding[] =>
  groups.flatMap((group) =>
    group.balancers.flatMap((balancer) => {
      const crossZone = network.targetGroups.get(group.arn)?.crossZone ?? balancer.crossZone;
      const targets = group.targets ?? [];
      // Targets outside of the VPC are in all zones.
      if (targets.length === 0 || targets.some((t) => t.zone === undefined || t.zone === 'all')) return [];
      const zones = [...new Set(balancer.subnets.map((s) => s.zoneName))].sort(compare);
      const count = (zone: string) => {
        const own = targets.filter((t) => t.zone === zone);
        return { zone, total: own.length, healthy: own.filter(isServing).length };
      };
      const counts = zones.map(count);
      const empty = counts.filter((c) => c.total === 0).map((c) => c.zone);
      if (!crossZone && empty.length > 0) return [emptyZone(snapshot, group, balancer, empty, counts)];
      return uneven(group, balancer, counts, crossZone);
    }),
  );

type Counts = { zone: string; total: number; healthy: number }[];

const evidence = (group: Group, counts: Counts) =>
  counts.map((c) => ({ says: text.count(c.zone, c.healthy, c.total), from, id: group.arn, rule: c.zone }));

function emptyZone(
  snapshot: Inspected['snapshot'],
  group: Group,
  balancer: Balancer,
  empty: string[],
  counts: Counts,
): Finding {
  const { account, region } = group;
  const isGroups = (group.attributes['load_balancing.cross_zone.enabled'] ?? 'use').startsWith('use') === false;
  const Attributes = [{ Key: 'load_balancing.cross_zone.enabled', Value: 'true' }];
  const call = isGroups
    ? elbv2('ModifyTargetGroupAttributes', { TargetGroupArn: group.arn, Attributes })
    : elbv2('ModifyLoadBalancerAttributes', { LoadBalancerArn: balancer.arn, Attributes });
  const resource = isGroups ? group.arn : balancer.arn;
  return finding({
    account,
    region,
    code: 'LB_ZONE_EMPTY',
    key: group.arn,
    severity: 'high',
    priority: 'P1',
    cause: true,
    resource,
    resourceName: isGroups ? group.name : balancer.name,
    affected: [isGroups ? balancer.arn : group.arn],
    title: text.emptyTitle(balancer.name, group.name, empty),
    impact: text.emptyImpact,
    evidence: [
      ...evidence(group, counts),
      ...changeEvidence(
        snapshot,
        group,
        resource,
        /^Modify(LoadBalancer|TargetGroup)Attributes$|^(Register|Deregister)Targets$/,
      ),
    ],
    fixes: [
      fixBy(snapshot, group, text.crossZone, [call], (after) => {
        const network = after.network();
        const own = network.targetGroups.get(group.arn)?.crossZone;
        return own ?? network.balancers.get(balancer.arn)?.crossZone ?? false;
      }),
    ],
    references: [page],
  });
}

/** The fullest zone has more than twice as many healthy targets as the emptiest that has any registered. */
function uneven(group: Group, balancer: Balancer, counts: Counts, crossZone: boolean): Finding[] {
  const healthy = counts.map((c) => c.healthy);
  const [least, most] = [Math.min(...healthy), Math.max(...healthy)];
  if (counts.length < 2 || most < 2 || least === most || most - least < 2) {
    // One more in one zone than in the other is as even as an odd number can be.
    const odd = counts.reduce((sum, c) => sum + c.total, 0) % counts.length !== 0;
    if (counts.length < 2 || most < 2 || least === most || odd) return [];
  }
  return [
    finding({
      account: group.account,
      region: group.region,
      code: 'LB_ZONE_IMBALANCE',
      key: balancer.arn,
      severity: 'low',
      priority: 'P2',
      resource: group.arn,
      resourceName: group.name,
      affected: [balancer.arn],
      title: text.imbalance(group.name, counts.map((c) => `${c.zone} ${c.healthy}`).join(', ')),
      impact: text.imbalanceImpact(crossZone),
      evidence: evidence(group, counts),
      references: [page],
    }),
  ];
}
