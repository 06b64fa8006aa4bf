import { createHash } from 'node:crypto';
import type {
  TargetDescription,
  TargetGroup,
  TargetHealthDescription,
} from '@aws-sdk/client-elastic-load-balancing-v2';
import type { Saved, Scope } from '../../snapshot/snapshot.ts';
import type { LabState } from '../state.ts';
import { type Finding, type Health, healthAt, shownHealth, type Timing } from './health-timing.ts';
import { factOverTime } from './history.ts';
import { networkOf } from './network.ts';
import { checkTarget, healthCheckPort, type TargetCheck, targetFact, targetText } from './target-check.ts';

type Group = Saved<TargetGroup>;
type Target = Saved<TargetDescription>;

/**
 * What DescribeTargetHealth answers for a group at an instant: what its checks come to, as far as the thresholds let it
 * show yet.
 */
export function targetHealth(state: LabState, scope: Scope, group: Group, now: Date): Saved<TargetHealthDescription>[] {
  const where = { state, scope, network: networkOf(state) };
  const kept = scope.elbv2?.TargetHealthDescriptions?.[group.TargetGroupArn!] ?? [];
  return kept.map((description) => {
    const { Target } = description;
    const text = targetText(checkTarget(where, group, description));
    const course = factOverTime(state, targetFact(group.TargetGroupArn, Target), text);
    const shown = shownHealth(findingsOf(course), timingOf(group, Target));
    const port = group.HealthCheckEnabled === false ? undefined : healthCheckPort(group, Target);
    return {
      Target,
      ...(port === undefined ? {} : { HealthCheckPort: String(port) }),
      TargetHealth: healthAt(shown, now.getTime()) ?? initial,
    };
  });
}

/** A target that was registered this very moment. */
const initial: Health = {
  State: 'initial',
  Reason: 'Elb.RegistrationInProgress',
  Description: 'Target registration is in progress',
};

/** What a target's checks come to over time, from what the fact about it was over time. */
export const findingsOf = (course: readonly { at: number; text: string | undefined }[]): Finding[] =>
  course.map(({ at, text }) => ({
    at,
    health: text === undefined ? undefined : (JSON.parse(text) as TargetCheck).health,
  }));

/** How long it takes until a change of a target shows. */
export function timingOf(group: Group, target: Target | undefined): Timing {
  const intervalMs = (group.HealthCheckIntervalSeconds ?? 30) * 1000;
  const healthyThreshold = group.HealthyThresholdCount ?? 5;
  const isApplication = group.Protocol === 'HTTP' || group.Protocol === 'HTTPS';
  const hash = createHash('sha256').update(targetFact(group.TargetGroupArn, target)).digest();
  return {
    intervalMs,
    timeoutMs: (group.HealthCheckTimeoutSeconds ?? 5) * 1000,
    healthyThreshold,
    unhealthyThreshold: group.UnhealthyThresholdCount ?? 2,
    // An Application Load Balancer takes a new target after one success.
    firstThreshold: isApplication ? 1 : healthyThreshold,
    phaseMs: hash.readUInt32BE() % intervalMs,
  };
}
