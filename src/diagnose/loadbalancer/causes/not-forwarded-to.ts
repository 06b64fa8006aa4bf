import type { Fix } from '../../../findings/finding.ts';
import { notForwarded as text } from '../../../messages/findings/targets.ts';
import type { Balancer } from '../../../network/index.ts';
import { scopeOf } from '../../../snapshot/snapshot.ts';
import { compare } from '../../overview/facts/scopes.ts';
import { type After, fixBy, fixByHand } from '../../overview/fix.ts';
import type { Group } from '../case.ts';
import type { Cause } from '../cause.ts';
import { healthOf } from '../evidence.ts';
import { elbv2 } from '../registration.ts';

const listenerPage = 'https://docs.aws.amazon.com/elasticloadbalancing/latest/application/load-balancer-listeners.html';

/**
 * No listener or rule forwards to the group. A balancer of its VPC that has no listener at all is what to mend; else the
 * group's own lack of one.
 */
export const notForwardedTo: Cause = (target) => {
  const { group } = target;
  if (group.inUse !== false || target.reason !== 'Target.NotInUse') return [];
  const idle = balancersFor(target.inspected.network.balancers, group);
  const bare = idle.find((b) => b.listeners?.length === 0);
  const evidence = [{ says: text.noRule, from: 'elbv2:DescribeRules', id: group.arn }];
  if (bare !== undefined)
    return [
      {
        code: 'LB_NO_LISTENER',
        resource: bare.arn,
        resourceName: bare.name,
        changedBy: /^(DeleteListener|CreateLoadBalancer)$/,
        tell: (targets) => ({
          title: text.balancerTitle(bare.name),
          evidence: [
            { says: text.listeners(''), from: 'elbv2:DescribeListeners', id: bare.arn },
            ...evidence,
            ...healthOf(targets.slice(0, 1)),
          ],
          fixes: [create(group, target.inspected.snapshot, bare)],
          references: [listenerPage],
        }),
      },
    ];
  return [
    {
      code: 'LB_TARGET_GROUP_NO_LISTENER',
      resource: group.arn,
      resourceName: group.name,
      changedAt: idle.map((b) => b.arn),
      changedBy: /^(ModifyListener|ModifyRule|DeleteRule|DeleteListener|CreateTargetGroup|SetRulePriorities)$/,
      tell: (targets) => ({
        title: text.groupTitle(group.name, targets.length),
        evidence: [
          ...evidence,
          ...idle.map((b) => ({
            says: text.listeners(listenersOf(b)),
            from: 'elbv2:DescribeListeners',
            id: b.arn,
          })),
          ...healthOf(targets.slice(0, 1)),
        ],
        fixes: forwardAgain(group, target.inspected.snapshot, idle),
        references: [listenerPage],
      }),
    },
  ];
};

/** Balancers of the group's VPC and kind that forward to nothing, so that the group may be theirs. */
const balancersFor = (balancers: ReadonlyMap<string, Balancer>, group: Group): Balancer[] => {
  const type = /^HTTPS?$/.test(group.raw.Protocol ?? '') ? 'application' : 'network';
  return [...balancers.values()]
    .filter((b) => b.vpc?.id === group.raw.VpcId && b.type === type)
    .filter((b) => b.listeners?.every((l) => l.targetGroups.length === 0))
    .sort((a, b) => compare(a.name, b.name));
};

const listenersOf = (b: Balancer): string =>
  (b.listeners ?? []).map((l) => `${l.protocol} ${l.port} → ${l.raw.DefaultActions?.at(-1)?.Type ?? ''}`).join(', ');

const forwardTo = (group: Group) => [{ Type: 'forward', TargetGroupArn: group.arn }];

function create(group: Group, snapshot: Parameters<typeof fixBy>[0], balancer: Balancer): Fix {
  const protocol = group.raw.Protocol === 'HTTPS' ? 'HTTP' : (group.raw.Protocol ?? 'HTTP');
  const port = balancer.type === 'application' ? 80 : (group.raw.Port ?? 80);
  return fixBy(
    snapshot,
    group,
    text.create(protocol, port, group.name),
    [
      elbv2('CreateListener', {
        LoadBalancerArn: balancer.arn,
        Protocol: protocol,
        Port: port,
        DefaultActions: forwardTo(group),
      }),
    ],
    isUsed(group),
  );
}

/** A listener that answers by itself is what has taken the group's place. */
function forwardAgain(group: Group, snapshot: Parameters<typeof fixBy>[0], idle: readonly Balancer[]): Fix[] {
  const listener = idle
    .flatMap((b) => b.listeners ?? [])
    .find((l) => l.raw.DefaultActions?.at(-1)?.Type !== 'redirect');
  if (listener === undefined)
    return [
      fixByHand(
        text.byHand(group.name),
        `aws elbv2 create-rule --listener-arn LISTENER_ARN --priority PRIORITY --conditions Field=path-pattern,Values='PATTERN' --actions Type=forward,TargetGroupArn=${group.arn} --region ${group.region}`,
      ),
    ];
  return [
    fixBy(
      snapshot,
      group,
      text.forward(`${listener.protocol} ${listener.port}`, group.name),
      [elbv2('ModifyListener', { ListenerArn: listener.arn, DefaultActions: forwardTo(group) })],
      isUsed(group),
    ),
  ];
}

const isUsed =
  (group: Group) =>
  (after: After): boolean =>
    [...after.network().balancers.values()].some((b) => b.listeners?.some((l) => l.targetGroups.includes(group.arn))) &&
    scopeOf(after.snapshot, group.account, group.region) !== undefined;
