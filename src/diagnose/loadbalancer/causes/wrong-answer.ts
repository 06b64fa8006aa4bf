import { answers as text } from '../../../messages/findings/targets.ts';
import { fixByHand } from '../../overview/fix.ts';
import { called } from '../case.ts';
import { type Cause, troubleshootingPage } from '../cause.ts';
import { healthOf, metricOf, settingsOf, siblingsOf, subjectOf } from '../evidence.ts';
import { codesOf } from '../group-health.ts';
import { onHost } from '../on-host.ts';

/** The application itself fails (5xx), or this one machine lacks what the others have. */
export const wrongAnswer: Cause = (target) => {
  const [code] = codesOf(target);
  if (target.reason !== 'Target.ResponseCodeMismatch' || code === undefined) return [];
  const { group } = target;
  const fails = code >= 500;
  const path = group.raw.HealthCheckPath ?? '/';
  return [
    {
      code: fails ? 'LB_TARGET_ANSWERS_5XX' : 'LB_TARGET_ANSWERS_WRONG',
      resource: target.instance?.id ?? target.id,
      resourceName: called(target),
      key: String(code),
      tell: (targets) => ({
        title: fails ? text.errorTitle(subjectOf(targets), code) : text.missingTitle(subjectOf(targets), path, code),
        evidence: [
          ...healthOf(targets),
          settingsOf(group),
          ...siblingsOf(target),
          ...(fails ? metricOf(target, 'HTTPCode_Target_5XX_Count', 'Sum', String) : []),
        ],
        fixes: [
          fixByHand(
            text.look,
            onHost(target, `curl -si http://localhost:${target.checkPort ?? target.port}${path} | head -20`),
          ),
        ],
        references: [troubleshootingPage],
      }),
    },
  ];
};
