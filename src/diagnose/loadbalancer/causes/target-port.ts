import { check as text } from '../../../messages/findings/targets.ts';
import { fixBy } from '../../overview/fix.ts';
import { type Case, isFailing } from '../case.ts';
import { type Cause, healthCheckPage } from '../cause.ts';
import { healthOf, siblingsOf, subjectOf } from '../evidence.ts';
import { elbv2, named, registered } from '../registration.ts';

/** Registered with another port than the targets that work. */
export const targetPort: Cause = (target) => {
  const { group, inspected, port } = target;
  if (!isFailing(target) || port === undefined || target.checkPort !== port) return [];
  const good = goodPort(target);
  if (good === undefined || good === port) return [];
  return [
    {
      code: 'LB_TARGET_PORT_WRONG',
      resource: group.arn,
      resourceName: group.name,
      key: String(port),
      changedBy: /^RegisterTargets$/,
      tell: (targets) => ({
        title: text.targetPortTitle(subjectOf(targets), port, good),
        evidence: [...healthOf(targets), ...siblingsOf(target)],
        fixes: [
          fixBy(
            inspected.snapshot,
            group,
            text.targetPortFix(good),
            [
              elbv2('RegisterTargets', {
                TargetGroupArn: group.arn,
                Targets: targets.map((t) => named({ id: t.id, port: good })),
              }),
              elbv2('DeregisterTargets', { TargetGroupArn: group.arn, Targets: targets.map(named) }),
            ],
            (after) => targets.every((t) => registered(after.snapshot, group, t.id, good) !== undefined),
          ),
        ],
        references: [healthCheckPage],
      }),
    },
  ];
};

/** The port that all healthy targets of the group share; undefined: none is healthy, or they differ. */
function goodPort({ group }: Case): number | undefined {
  const ports = new Set((group.targets ?? []).filter((t) => t.state === 'healthy').map((t) => t.port));
  return ports.size === 1 ? [...ports][0] : undefined;
}
