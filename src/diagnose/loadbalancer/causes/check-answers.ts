import type { Fix } from '../../../findings/finding.ts';
import { check as text } from '../../../messages/findings/targets.ts';
import type { Text } from '../../../messages/text.ts';
import { scopeOf } from '../../../snapshot/snapshot.ts';
import { fixBy, fixByHand } from '../../overview/fix.ts';
import type { Case } from '../case.ts';
import { type Cause, healthCheckPage } from '../cause.ts';
import { healthOf, metricOf, settingsOf, siblingsOf } from '../evidence.ts';
import { codesOf, settingCalls, settingsSuspected } from '../group-health.ts';
import { elbv2 } from '../registration.ts';

/**
 * Targets answer, and not what the check expects: a path that is not there (404), one that wants a login (401, 403), a
 * redirect or another success code than the matcher takes. Errors (5xx) are the application's.
 */
export const checkAnswers: Cause = (target) => {
  const { group } = target;
  const [code] = codesOf(target);
  if (target.reason !== 'Target.ResponseCodeMismatch' || code === undefined || code >= 500) return [];
  if (!settingsSuspected(target)) return [];
  const kind = kindOf(code);
  const path = group.raw.HealthCheckPath ?? '/';
  const matcher = group.raw.Matcher?.HttpCode ?? '200';
  const titles: Record<typeof kind, () => Text> = {
    LB_HEALTH_CHECK_PATH: () => text.pathTitle(group.name, path, code),
    LB_HEALTH_CHECK_REFUSED: () => text.refusedTitle(group.name, path, code),
    LB_HEALTH_CHECK_MATCHER: () => text.matcherTitle(group.name, code, matcher),
  };
  return [
    {
      code: kind,
      resource: group.arn,
      resourceName: group.name,
      changedBy: settingCalls,
      tell: (targets) => ({
        title: titles[kind](),
        evidence: [
          settingsOf(group),
          ...healthOf(targets),
          ...siblingsOf(target),
          ...metricOf(target, `HTTPCode_Target_${Math.floor(code / 100)}XX_Count`, 'Sum', String),
        ],
        fixes: fixesOf(target, kind, code, matcher),
        references: [healthCheckPage],
      }),
    },
  ];
};

type Kind = 'LB_HEALTH_CHECK_PATH' | 'LB_HEALTH_CHECK_REFUSED' | 'LB_HEALTH_CHECK_MATCHER';

const kindOf = (code: number): Kind => {
  if (code < 400) return 'LB_HEALTH_CHECK_MATCHER';
  return code === 401 || code === 403 || code === 407 ? 'LB_HEALTH_CHECK_REFUSED' : 'LB_HEALTH_CHECK_PATH';
};

function fixesOf({ inspected, group }: Case, kind: Kind, code: number, matcher: string): Fix[] {
  const byHand = (says: Text): Fix =>
    fixByHand(
      says,
      `aws elbv2 modify-target-group --target-group-arn ${group.arn} --health-check-path HEALTH_CHECK_PATH --region ${group.region}`,
    );
  if (kind === 'LB_HEALTH_CHECK_PATH') return [byHand(text.pathFix)];
  if (kind === 'LB_HEALTH_CHECK_REFUSED') return [byHand(text.refusedFix)];
  const wider = code < 300 ? '200-299' : `${matcher},${code}`;
  const match = fixBy(
    inspected.snapshot,
    group,
    text.matcherFix(wider),
    [elbv2('ModifyTargetGroup', { TargetGroupArn: group.arn, Matcher: { HttpCode: wider } })],
    (after) =>
      isTaken(
        code,
        scopeOf(after.snapshot, group.account, group.region)?.elbv2?.TargetGroups?.find(
          (g) => g.TargetGroupArn === group.arn,
        )?.Matcher?.HttpCode,
      ),
  );
  return code < 300 ? [match] : [byHand(text.redirectFix), match];
}

/** Whether a matcher such as `200,302` or `200-299` takes a code. */
const isTaken = (code: number, matcher = '200'): boolean =>
  matcher.split(',').some((part) => {
    const [from, to = from] = part.split('-').map(Number);
    return code >= from! && code <= to!;
  });
