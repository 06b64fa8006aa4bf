import { type Finding, finding } from '../../../findings/finding.ts';
import { singleTarget, unusedGroups, zoneWithout } from '../../../messages/findings/load-balancers.ts';
import type { BalancersInspected, Check } from '../check.ts';
import { called, compare } from '../facts/scopes.ts';
import { about, fixByHand } from '../fix.ts';
import type { LoadBalancerFacts, TargetFacts } from '../overview.ts';

/** Balancers' targets against zones and failures, while all that is there is well; and groups that nothing uses. */
export const balancerResilience = {
  codes: ['LB_ZONE_WITHOUT_TARGETS', 'LB_SINGLE_TARGET', 'LB_TARGET_GROUP_UNUSED'],
  find: (inspected: BalancersInspected) => [
    ...(inspected.overview.loadBalancers ?? []).flatMap((b) => [
      ...zonesWithoutTargets(inspected, b),
      ...singleTargets(b),
    ]),
    ...groupsUnused(inspected),
  ],
} satisfies Check;

function zonesWithoutTargets({ network }: BalancersInspected, balancer: LoadBalancerFacts): Finding[] {
  const groups = (balancer.targetGroups ?? []).filter((g) => g.inUse !== false && g.targets !== null);
  const all = groups.flatMap((g) => g.targets ?? []);
  const healthy = all.filter((t) => t.state === 'healthy');
  // With one target or none there is another finding, and with unplaced ones (IP targets) no telling.
  if (healthy.length < 2 || all.some((t) => t.zone === null || t.zone === 'all')) return [];
  const inZone = (targets: readonly TargetFacts[], zone: string): number =>
    new Set(targets.filter((t) => t.zone === zone).map((t) => t.id)).size;
  const empty = balancer.zones.filter((zone) => inZone(healthy, zone) === 0);
  if (empty.length === 0 || empty.length === balancer.zones.length) return [];
  return [
    finding({
      account: balancer.account,
      region: balancer.region,
      resource: balancer.arn,
      resourceName: balancer.name,
      code: 'LB_ZONE_WITHOUT_TARGETS',
      severity: 'medium',
      priority: 'P2',
      affected: groups.map((g) => g.arn),
      title: zoneWithout.title(balancer.name, empty),
      impact: zoneWithout.impact(network.balancers.get(balancer.arn)?.crossZone ?? true),
      evidence: balancer.zones.map((zone) => ({
        says: zoneWithout.zone(zone, inZone(healthy, zone), inZone(all, zone)),
        from: 'elbv2:DescribeTargetHealth',
        id: balancer.arn,
        rule: zone,
      })),
      references: [
        'https://docs.aws.amazon.com/elasticloadbalancing/latest/userguide/how-elastic-load-balancing-works.html',
      ],
    }),
  ];
}

function singleTargets(balancer: LoadBalancerFacts): Finding[] {
  return (balancer.targetGroups ?? []).flatMap((group): Finding[] => {
    const ids = new Set((group.targets ?? []).map((t) => t.id));
    const [only] = group.targets ?? [];
    if (group.inUse !== true || ids.size !== 1 || only === undefined) return [];
    return [
      finding({
        account: balancer.account,
        region: balancer.region,
        resource: group.arn,
        resourceName: group.name,
        code: 'LB_SINGLE_TARGET',
        severity: 'medium',
        priority: 'P3',
        affected: [balancer.arn, only.id],
        title: singleTarget.title(group.name, balancer.name),
        impact: singleTarget.impact(only.zone),
        evidence: [
          { says: singleTarget.target(called(only), only.zone), from: 'elbv2:DescribeTargetHealth', id: only.id },
        ],
        fixes: [
          fixByHand(
            singleTarget.fix(),
            `aws elbv2 register-targets --target-group-arn ${group.arn} --targets Id=INSTANCE_ID --region ${balancer.region}`,
          ),
        ],
        references: [
          'https://docs.aws.amazon.com/wellarchitected/latest/reliability-pillar/use-fault-isolation-to-protect-your-workload.html',
        ],
      }),
    ];
  });
}

/** One finding an account and region. Balancers, listeners and rules must have been read. */
function groupsUnused({ snapshot, network }: BalancersInspected): Finding[] {
  return snapshot.scopes.flatMap(({ account, region, elbv2 }): Finding[] => {
    const read = [elbv2?.LoadBalancers, elbv2?.Listeners, elbv2?.Rules].every((list) => list !== undefined);
    if (elbv2?.TargetGroups === undefined || !read) return [];
    const used = new Set(
      [...network.balancers.values()].flatMap((b) => (b.listeners ?? []).flatMap((l) => l.targetGroups)),
    );
    const idle = elbv2.TargetGroups.filter((g) => !used.has(g.TargetGroupArn ?? '')).sort((a, b) =>
      compare(a.TargetGroupName ?? '', b.TargetGroupName ?? ''),
    );
    if (idle.length === 0) return [];
    return [
      finding({
        ...about({ account, region, id: idle[0]!.TargetGroupArn!, name: idle[0]!.TargetGroupName }),
        code: 'LB_TARGET_GROUP_UNUSED',
        severity: 'info',
        priority: 'P3',
        affected: idle.flatMap((g) => g.TargetGroupArn ?? []),
        title: unusedGroups.title(idle.length),
        impact: unusedGroups.impact(),
        evidence: idle.map((g) => ({
          says: unusedGroups.group(g.TargetGroupName ?? ''),
          from: 'elbv2:DescribeTargetGroups',
          id: g.TargetGroupArn ?? '',
        })),
        references: [
          'https://docs.aws.amazon.com/elasticloadbalancing/latest/application/load-balancer-target-groups.html',
        ],
      }),
    ];
  });
}
