import { passing as text } from '../../../messages/findings/targets.ts';
import { fixByHand } from '../../overview/fix.ts';
import { type Cause, healthCheckPage } from '../cause.ts';
import { healthOf, settingsOf, subjectOf } from '../evidence.ts';

/** Just registered: nothing is wrong yet. */
export const registering: Cause = ({ group, state }) => {
  if (state !== 'initial') return [];
  const interval = group.raw.HealthCheckIntervalSeconds ?? 30;
  const seconds = interval * (group.raw.HealthyThresholdCount ?? 5);
  return [
    {
      code: 'LB_TARGET_INITIAL',
      resource: group.arn,
      resourceName: group.name,
      cause: false,
      changedBy: /^RegisterTargets$/,
      tell: (targets) => ({
        title: text.initial(subjectOf(targets)),
        severity: 'info',
        priority: 'P3',
        evidence: [...healthOf(targets), settingsOf(group)],
        fixes: [
          fixByHand(
            text.wait(seconds),
            `aws elbv2 wait target-in-service --target-group-arn ${group.arn} --region ${group.region}`,
          ),
        ],
        references: [healthCheckPage],
      }),
    },
  ];
};
