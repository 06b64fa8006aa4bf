import { type Case, type Group, isFailing } from './case.ts';
import { seriesOf } from './metrics.ts';
import { changeOf, type TrailChange } from './trail.ts';

/** Calls that change how a group checks its targets. */
export const settingCalls = /^(ModifyTargetGroup|CreateTargetGroup)$/;

/** The latest change of a group's settings; null: none in the window; undefined: CloudTrail was not read. */
export const settingChange = (group: Group, target: Case): TrailChange | null | undefined =>
  changeOf(target.inspected.snapshot, group, group.arn, settingCalls);

/**
 * Whether the check's settings, not the targets, are to be suspected: no target passes them, and somebody has changed
 * them, or nothing says that targets passed them lately.
 */
export function settingsSuspected(target: Case): boolean {
  const { group } = target;
  const checked = (group.targets ?? []).filter((t) => t.state === 'healthy' || isFailing(t));
  if (checked.some((t) => t.state === 'healthy')) return false;
  const change = settingChange(group, target);
  if (change !== null && change !== undefined) return true;
  // A CloudTrail that shows no change clears the settings only where metrics show that they were good.
  return change === undefined || !passedLately(target);
}

/** Whether CloudWatch has seen a healthy target of the group in the last hour. */
function passedLately({ group, inspected }: Case): boolean {
  return group.balancers.some((balancer) => {
    const of = { account: group.account, region: group.region, balancer: balancer.arn, group: group.arn };
    return seriesOf(inspected.snapshot, of, 'HealthyHostCount', 'Minimum')?.values.some((v) => v > 0) === true;
  });
}

/** The status codes that failed checks got, from AWS's description: `Health checks failed with these codes: [404]`. */
export const codesOf = (target: Case): number[] =>
  (/\[([\d, -]+)\]/.exec(target.description ?? '')?.[1] ?? '')
    .split(',')
    .map((code) => Number(code.trim()))
    .filter((code) => code >= 100 && code <= 599);
