import type { Action } from '@aws-sdk/client-elastic-load-balancing-v2';
import type { Saved, Scope } from '../../snapshot/snapshot.ts';

/** Whether any listener's default action or any rule forwards to a target group. */
export function targetsInUse(scope: Scope, arn: string): boolean {
  const actions: Saved<Action>[] = [
    ...Object.values(scope.elbv2?.Listeners ?? {}).flatMap((ls) => ls.flatMap((l) => l.DefaultActions ?? [])),
    ...Object.values(scope.elbv2?.Rules ?? {}).flatMap((rs) => rs.flatMap((r) => r.Actions ?? [])),
  ];
  return actions.some(
    (a) => a.TargetGroupArn === arn || a.ForwardConfig?.TargetGroups?.some((g) => g.TargetGroupArn === arn),
  );
}
