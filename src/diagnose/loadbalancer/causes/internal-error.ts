import { internalError as text } from '../../../messages/findings/targets.ts';
import { fixByHand } from '../../overview/fix.ts';
import { type Cause, healthCheckPage } from '../cause.ts';
import { healthOf, subjectOf } from '../evidence.ts';

/** Something at AWS's end. */
export const internalError: Cause = ({ group, reason }) =>
  reason !== 'Elb.InternalError'
    ? []
    : [
        {
          code: 'LB_INTERNAL_ERROR',
          resource: group.balancers[0]?.arn ?? group.arn,
          resourceName: group.balancers[0]?.name ?? group.name,
          tell: (targets) => ({
            title: text.title(subjectOf(targets)),
            evidence: healthOf(targets),
            fixes: [
              fixByHand(
                text.fix,
                'aws health describe-events --filter services=ELASTICLOADBALANCING,eventStatusCodes=open --region us-east-1',
              ),
            ],
            references: [healthCheckPage],
          }),
        },
      ];
