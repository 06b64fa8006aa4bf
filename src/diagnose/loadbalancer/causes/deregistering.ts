import { passing as text } from '../../../messages/findings/targets.ts';
import { fixBy } from '../../overview/fix.ts';
import type { Cause } from '../cause.ts';
import { healthOf, subjectOf } from '../evidence.ts';
import { elbv2, named, registered } from '../registration.ts';

/** Somebody, or a deployment, is taking it out of the group. */
export const deregistering: Cause = ({ group, inspected, state, reason }) => {
  if (state !== 'draining' && reason !== 'Target.DeregistrationInProgress') return [];
  const delay = group.attributes['deregistration_delay.timeout_seconds'];
  return [
    {
      code: 'LB_TARGET_DEREGISTERING',
      resource: group.arn,
      resourceName: group.name,
      changedBy: /^(DeregisterTargets|TerminateInstances)$/,
      tell: (targets) => ({
        title: text.deregistering(subjectOf(targets)),
        severity: 'medium',
        priority: 'P2',
        evidence: [
          ...healthOf(targets),
          ...(delay === undefined
            ? []
            : [{ says: text.delay(delay), from: 'elbv2:DescribeTargetGroupAttributes', id: group.arn }]),
        ],
        fixes: [
          fixBy(
            inspected.snapshot,
            group,
            text.registerAgain,
            [elbv2('RegisterTargets', { TargetGroupArn: group.arn, Targets: targets.map(named) })],
            (after) =>
              targets.every(({ id, port }) => {
                const now = registered(after.snapshot, group, id, port);
                return now !== undefined && now !== 'draining';
              }),
          ),
        ],
        references: [
          'https://docs.aws.amazon.com/elasticloadbalancing/latest/application/edit-target-group-attributes.html',
        ],
      }),
    },
  ];
};
