import { type Finding, finding } from '../../../findings/finding.ts';
import * as text from '../../../messages/findings/load-balancers.ts';
import type { Check } from '../check.ts';
import type { LoadBalancerFacts, TargetGroupFacts } from '../overview.ts';
import { fixedBy } from '../verified.ts';

const docs = 'https://docs.aws.amazon.com/elasticloadbalancing/latest/application/target-group-health-checks.html';

type Target = NonNullable<TargetGroupFacts['targets']>[number];

/** Targets that take no traffic, each with why; and P0 when a group has none left. */
export const targetsUnhealthy: Check = {
  codes: ['LB_ALL_TARGETS_UNHEALTHY', 'LB_TARGET_STOPPED', 'LB_TARGET_UNUSED', 'LB_TARGET_UNHEALTHY'],
  find: ({ snapshot, overview, network }) =>
    (overview.loadBalancers ?? []).flatMap((balancer) =>
      (balancer.targetGroups ?? []).flatMap((group) => {
        const targets = group.targets ?? [];
        const failing = targets.filter((t) => t.state === 'unhealthy' || t.state === 'unused');
        if (failing.length === 0) return [];
        const place = { account: balancer.account, region: balancer.region };
        const findings: Finding[] = failing.map((target) => {
          const stopped = target.reason === 'Target.InvalidState';
          const code = stopped
            ? 'LB_TARGET_STOPPED'
            : target.state === 'unused'
              ? 'LB_TARGET_UNUSED'
              : 'LB_TARGET_UNHEALTHY';
          const state = network.instances.get(target.id)?.state;
          const startable = stopped && state === 'stopped';
          const calls = startable
            ? [{ service: 'ec2', operation: 'StartInstances', input: { InstanceIds: [target.id] } }]
            : [];
          return finding({
            ...place,
            code,
            key: group.arn,
            severity: 'high',
            priority: 'P1',
            // What to change is the instance that was stopped; a failing check alone does not say what is to be changed.
            resource: stopped ? target.id : group.arn,
            ...(stopped
              ? target.name === undefined
                ? {}
                : { resourceName: target.name }
              : { resourceName: group.name }),
            affected: stopped ? [group.arn, balancer.arn] : [target.id, balancer.arn],
            cause: stopped,
            title: text.targetFailing(code, target, group, balancer),
            impact: text.targetImpact(group, zoneLeft(group, target)),
            evidence: [
              {
                says: text.targetState(target),
                from: 'elbv2:DescribeTargetHealth',
                id: target.id,
                ...(target.reason === undefined ? {} : { rule: target.reason }),
              },
              ...(stopped && state !== undefined
                ? [{ says: text.instanceState(state), from: 'ec2:DescribeInstances', id: target.id }]
                : []),
            ],
            fixes: startable
              ? [
                  {
                    says: text.startInstance(target.name ?? target.id),
                    command: `aws ec2 start-instances --instance-ids ${target.id} --region ${balancer.region}`,
                    calls,
                    verified: fixedBy(
                      snapshot,
                      calls,
                      place,
                      (after) => after.instances.get(target.id)?.state === 'running',
                    ),
                  },
                ]
              : [],
            references: [docs],
          });
        });
        if (group.healthy === 0) findings.push(allUnhealthy(balancer, group));
        return findings;
      }),
    ),
};

/** Healthy targets left in the failing target's zone. */
function zoneLeft(group: TargetGroupFacts, target: Target): { zone: string; healthy: number } | undefined {
  if (target.zone === null) return undefined;
  const healthy = (group.targets ?? []).filter((t) => t.zone === target.zone && t.state === 'healthy').length;
  return { zone: target.zone, healthy };
}

const allUnhealthy = (balancer: LoadBalancerFacts, group: TargetGroupFacts): Finding =>
  finding({
    account: balancer.account,
    region: balancer.region,
    code: 'LB_ALL_TARGETS_UNHEALTHY',
    severity: 'critical',
    priority: 'P0',
    resource: group.arn,
    resourceName: group.name,
    affected: [balancer.arn],
    title: text.allTargetsUnhealthy(group, balancer),
    impact: text.allTargetsImpact(group),
    evidence: [{ says: text.noneHealthy(group.total ?? 0), from: 'elbv2:DescribeTargetHealth', id: group.arn }],
    references: [docs],
  });
