import { ipUnusable as text } from '../../../messages/findings/targets.ts';
import { type Cause, healthCheckPage } from '../cause.ts';
import { healthOf, subjectOf } from '../evidence.ts';
import { deregister } from '../registration.ts';

/** The address is one of a balancer's own. */
export const ipUnusable: Cause = ({ group, reason }) =>
  reason !== 'Target.IpUnusable'
    ? []
    : [
        {
          code: 'LB_TARGET_IP_UNUSABLE',
          resource: group.arn,
          resourceName: group.name,
          changedBy: /^RegisterTargets$/,
          tell: (targets) => ({
            title: text.title(subjectOf(targets)),
            evidence: healthOf(targets),
            fixes: targets.slice(0, 5).map((t) => deregister(t, text.fix)),
            references: [healthCheckPage],
          }),
        },
      ];
