import { host as text } from '../../../messages/findings/targets.ts';
import { fixByHand } from '../../overview/fix.ts';
import { type Cause, healthCheckPage } from '../cause.ts';
import { healthOf, settingsOf, subjectOf } from '../evidence.ts';

/** Nothing that was read explains it: said as such, with what is known. */
export const unknownCause: Cause = ({ group, reason }) => [
  {
    code: 'LB_TARGET_UNHEALTHY',
    resource: group.arn,
    resourceName: group.name,
    key: reason ?? '',
    cause: false,
    tell: (targets) => ({
      title: text.unknownTitle(subjectOf(targets)),
      evidence: [...healthOf(targets), settingsOf(group)],
      fixes: [
        fixByHand(
          text.restart(group.raw.Port ?? 0),
          `aws elbv2 describe-target-health --target-group-arn ${group.arn} --region ${group.region}`,
        ),
      ],
      references: [healthCheckPage],
    }),
  },
];
