import type { Action } from '@aws-sdk/client-elastic-load-balancing-v2';
import type { Saved } from '../../snapshot/snapshot.ts';
import { edit, isKept, known } from '../draft.ts';
import type { World } from '../world.ts';
import { targetsBecomeUnused, targetsBecomeUsed } from './targets.ts';

/** The target groups that actions forward to, weighted ones too. */
export function forwardedTo(actions: readonly Saved<Action>[] | undefined): string[] {
  return (actions ?? []).flatMap((action) =>
    action.Type === 'forward'
      ? [
          ...(action.TargetGroupArn === undefined ? [] : [action.TargetGroupArn]),
          ...(action.ForwardConfig?.TargetGroups ?? []).flatMap((tuple) => tuple.TargetGroupArn ?? []),
        ]
      : [],
  );
}

/**
 * Brings `LoadBalancerArns` of all target groups into step with the listeners and rules, after one of them changed. A
 * group that no balancer uses any more has unused targets, and the other way round.
 */
export function settleUse(world: World): void {
  if (!isKept(world, 'elbv2', 'Listeners') || !isKept(world, 'elbv2', 'Rules')) return;
  const users = new Map<string, Set<string>>();
  for (const [balancer, listeners] of Object.entries(world.here.elbv2?.Listeners ?? {})) {
    for (const listener of listeners) {
      const rules = world.here.elbv2?.Rules?.[listener.ListenerArn ?? ''] ?? [];
      const actions = [...(listener.DefaultActions ?? []), ...rules.flatMap((rule) => rule.Actions ?? [])];
      for (const group of forwardedTo(actions)) {
        users.set(group, (users.get(group) ?? new Set()).add(balancer));
      }
    }
  }
  const before = new Map((known(world, 'elbv2', 'TargetGroups') ?? []).map((g) => [g.TargetGroupArn, g]));
  const isStale = (group: { TargetGroupArn?: string; LoadBalancerArns?: string[] }): boolean => {
    const now = users.get(group.TargetGroupArn ?? '') ?? new Set();
    const was = group.LoadBalancerArns ?? [];
    return was.length !== now.size || was.some((arn) => !now.has(arn));
  };
  const edited = edit(world, 'elbv2', 'TargetGroups', isStale, (copy) => {
    copy.LoadBalancerArns = [...(users.get(copy.TargetGroupArn ?? '') ?? [])];
  });
  for (const group of edited) {
    const was = (before.get(group.TargetGroupArn)?.LoadBalancerArns ?? []).length > 0;
    const is = (group.LoadBalancerArns ?? []).length > 0;
    if (was && !is) targetsBecomeUnused(world, group.TargetGroupArn!);
    if (!was && is) targetsBecomeUsed(world, group.TargetGroupArn!);
  }
}
