import { type Finding, type Fix, finding } from '../../../findings/finding.ts';
import {
  allDown,
  capacity,
  noTargets,
  notInUse,
  stopped,
  unhealthy,
} from '../../../messages/findings/load-balancers.ts';
import type { Network } from '../../../network/model.ts';
import type { Snapshot } from '../../../snapshot/snapshot.ts';
import type { Check, Inspected } from '../check.ts';
import { called, compare, grouped } from '../facts/scopes.ts';
import { about, commandsOf, ec2, fixBy, fixByHand } from '../fix.ts';
import type { LoadBalancerFacts, TargetFacts, TargetGroupFacts } from '../overview.ts';

const healthChecks =
  'https://docs.aws.amazon.com/elasticloadbalancing/latest/application/target-group-health-checks.html';
const from = 'elbv2:DescribeTargetHealth';

/** A target group that a balancer forwards to, with targets that were read. */
interface InUse {
  balancer: LoadBalancerFacts;
  group: TargetGroupFacts & { targets: TargetFacts[] };
}

/**
 * What keeps targets from their traffic (rules L2–L4): stopped instances (the cause, once an instance), zones that the
 * balancer lacks, failing health checks, groups without a target, and the P0 alarm when nothing healthy is left. Causes
 * of failing checks are for `netops lb` to find.
 */
export const targets: Check = {
  codes: [
    'LB_ALL_TARGETS_UNHEALTHY',
    'LB_TARGET_GROUP_DOWN',
    'LB_TARGET_STOPPED',
    'LB_TARGET_UNHEALTHY',
    'LB_TARGET_ZONE_NOT_ENABLED',
    'LB_NO_TARGETS',
  ],
  find: (inspected) => {
    const all = groupsInUse(inspected);
    // A group of two balancers is one group.
    const groups = [...new Map(all.map((g) => [g.group.arn, g])).values()];
    return [
      ...(inspected.overview.loadBalancers ?? []).flatMap((b) =>
        alarms(
          b,
          all.filter((g) => g.balancer === b),
        ),
      ),
      ...stoppedTargets(inspected, all),
      ...groups.flatMap((g) => failing(g)),
      ...groups.flatMap((g) => outsideZones(g)),
      ...groups.flatMap((g) => withoutTargets(g)),
    ];
  },
};

const groupsInUse = ({ overview }: Inspected): InUse[] =>
  (overview.loadBalancers ?? []).flatMap((balancer) =>
    (balancer.targetGroups ?? []).flatMap((group): InUse[] =>
      group.targets === null || group.inUse === false
        ? []
        : [{ balancer, group: { ...group, targets: group.targets } }],
    ),
  );

const balancerSubject = (b: LoadBalancerFacts) => ({ account: b.account, region: b.region, id: b.arn, name: b.name });
const groupSubject = ({ balancer, group }: InUse) => ({
  account: balancer.account,
  region: balancer.region,
  id: group.arn,
  name: group.name,
});

const isStopped = (t: TargetFacts): boolean => t.reason === 'Target.InvalidState';
/** What is on its way in or out, or without a health check, is no alarm. */
const counts = (t: TargetFacts): boolean => !['initial', 'draining', 'unavailable'].includes(t.state);
const serves = (t: TargetFacts): boolean => t.state === 'healthy' || !counts(t);

function alarms(balancer: LoadBalancerFacts, groups: readonly InUse[]): Finding[] {
  const filled = groups.filter((g) => g.group.targets.length > 0);
  const down = filled.filter((g) => !g.group.targets.some(serves));
  if (down.length === 0) return [];
  const everything = down.length === filled.length;
  const failsOpen = down.some((g) => g.group.targets.some((t) => t.state.startsWith('unhealthy')));
  const evidence = filled.map(({ group }) => ({
    says: allDown.group(group.name, group.targets.filter((t) => t.state === 'healthy').length, group.targets.length),
    from,
    id: group.arn,
  }));
  if (everything)
    return [
      finding({
        ...about(balancerSubject(balancer)),
        code: 'LB_ALL_TARGETS_UNHEALTHY',
        severity: 'critical',
        priority: 'P0',
        cause: true,
        affected: down.map((g) => g.group.arn),
        title: allDown.title(balancer.name),
        impact: allDown.impact(failsOpen),
        evidence,
        fixes: [askHealth(balancer, down[0]!.group.arn)],
        references: [healthChecks],
      }),
    ];
  return down.map((g) =>
    finding({
      ...about(groupSubject(g)),
      code: 'LB_TARGET_GROUP_DOWN',
      severity: 'high',
      priority: 'P1',
      cause: true,
      affected: [balancer.arn],
      title: allDown.groupTitle(g.group.name, balancer.name),
      impact: allDown.impact(g.group.targets.some((t) => t.state.startsWith('unhealthy'))),
      evidence: evidence.filter((e) => e.id === g.group.arn),
      fixes: [askHealth(balancer, g.group.arn)],
      references: [healthChecks],
    }),
  );
}

/** One finding a stopped instance, whichever groups it is in. */
function stoppedTargets({ snapshot, network }: Inspected, groups: readonly InUse[]): Finding[] {
  const found = groups.flatMap((g) => g.group.targets.filter(isStopped).map((target) => ({ ...g, target })));
  return [...grouped(found, (f) => f.target.id).values()].map((same) => {
    const [{ balancer, group, target }] = same as [(typeof found)[number]];
    const instance = network.instances.get(target.id);
    const healthy = group.targets.filter((t) => t.state === 'healthy');
    const zone = target.zone;
    return finding({
      ...about({ account: balancer.account, region: balancer.region, id: target.id, name: target.name }),
      code: 'LB_TARGET_STOPPED',
      severity: 'high',
      priority: 'P1',
      cause: true,
      affected: [...new Set(same.flatMap((s) => [s.group.arn, s.balancer.arn]))].sort(compare),
      title: stopped.title(called(target), [...new Set(same.map((s) => s.balancer.name))].sort(compare)),
      impact: capacity(
        group.name,
        healthy.length,
        group.targets.length,
        zone === null ? undefined : { name: zone, healthy: healthy.filter((t) => t.zone === zone).length },
      ),
      evidence: [
        {
          says: stopped.state(target.state, target.description),
          from,
          id: target.id,
          ...(target.reason === undefined ? {} : { rule: target.reason }),
        },
        ...(instance?.state === undefined
          ? []
          : [{ says: stopped.instance(instance.state), from: 'ec2:DescribeInstances', id: target.id }]),
      ],
      fixes: start(snapshot, balancer, target, instance?.state),
      references: [healthChecks],
    });
  });
}

/** An instance that is still stopping cannot be started yet: its command waits, and is not tried on a copy. */
function start(snapshot: Snapshot, where: LoadBalancerFacts, target: TargetFacts, state: string | undefined): Fix[] {
  const says = stopped.fix(called(target));
  const calls = [ec2('StartInstances', { InstanceIds: [target.id] })];
  if (state === 'stopping') {
    const wait = `aws ec2 wait instance-stopped --instance-ids ${target.id} --region ${where.region}`;
    return [{ says, command: `${wait} &&\n${commandsOf(calls, where.region)}`, calls, verified: false }];
  }
  if (state !== 'stopped') return [];
  return [fixBy(snapshot, where, says, calls, (after) => isRunning(after.network(), target.id))];
}

const isRunning = (network: Network, id: string): boolean => network.instances.get(id)?.state === 'running';

/** Health checks that fail, unless nothing is left at all: then the alarm says it. */
function failing(g: InUse): Finding[] {
  const { balancer, group } = g;
  const bad = group.targets.filter((t) => t.state.startsWith('unhealthy'));
  if (bad.length === 0) return [];
  const healthy = group.targets.filter((t) => t.state === 'healthy').length;
  return [
    finding({
      ...about(groupSubject(g)),
      code: 'LB_TARGET_UNHEALTHY',
      severity: 'high',
      priority: 'P1',
      affected: [...bad.map((t) => t.id), balancer.arn],
      title: unhealthy.title(group.name, bad.length, group.targets.length),
      impact: capacity(group.name, healthy, group.targets.length, undefined),
      evidence: [
        { says: unhealthy.check(group.healthCheck), from: 'elbv2:DescribeTargetGroups', id: group.arn },
        ...bad.map((t) => ({
          says: unhealthy.target(called(t), t.reason ?? t.state, t.description),
          from,
          id: t.id,
          ...(t.reason === undefined ? {} : { rule: t.reason }),
        })),
      ],
      fixes: [askHealth(balancer, group.arn)],
      references: [healthChecks],
    }),
  ];
}

const askHealth = (balancer: LoadBalancerFacts, group: string) =>
  fixByHand(
    unhealthy.fix(),
    `aws elbv2 describe-target-health --target-group-arn ${group} --region ${balancer.region}`,
  );

function outsideZones(g: InUse): Finding[] {
  const { balancer, group } = g;
  const outside = group.targets.filter(
    (t) => t.reason === 'Target.NotInUse' && t.zone !== null && t.zone !== 'all' && !balancer.zones.includes(t.zone),
  );
  if (outside.length === 0) return [];
  return [
    finding({
      ...about(balancerSubject(balancer)),
      code: 'LB_TARGET_ZONE_NOT_ENABLED',
      key: group.arn,
      severity: 'high',
      priority: 'P1',
      cause: true,
      affected: outside.map((t) => t.id),
      title: notInUse.zoneTitle(
        group.name,
        outside.length,
        [...new Set(outside.flatMap((t) => t.zone ?? []))].sort(compare),
      ),
      impact: notInUse.zoneImpact(),
      evidence: outside.map((t) => ({
        says: unhealthy.target(`${called(t)} (${t.zone})`, t.reason ?? t.state, t.description),
        from,
        id: t.id,
        rule: 'Target.NotInUse',
      })),
      fixes: [
        fixByHand(
          notInUse.zoneFix(),
          `aws elbv2 set-subnets --load-balancer-arn ${balancer.arn} --subnets SUBNET_IDS_OF_ALL_ZONES --region ${balancer.region}`,
        ),
      ],
      references: ['https://docs.aws.amazon.com/elasticloadbalancing/latest/application/load-balancer-subnets.html'],
    }),
  ];
}

function withoutTargets(g: InUse): Finding[] {
  const { balancer, group } = g;
  if (group.targets.length > 0 || group.inUse !== true) return [];
  return [
    finding({
      ...about(groupSubject(g)),
      code: 'LB_NO_TARGETS',
      severity: 'high',
      priority: 'P1',
      cause: true,
      affected: [balancer.arn],
      title: noTargets.title(group.name, balancer.name),
      impact: noTargets.impact(),
      evidence: [{ says: noTargets.none(), from, id: group.arn }],
      references: [
        'https://docs.aws.amazon.com/elasticloadbalancing/latest/application/load-balancer-troubleshooting.html',
      ],
    }),
  ];
}
