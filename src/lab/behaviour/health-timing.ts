import type { TargetHealth } from '@aws-sdk/client-elastic-load-balancing-v2';
import type { Saved } from '../../snapshot/snapshot.ts';

export type Health = Saved<TargetHealth>;

/** What a check of a target comes to from an instant on; undefined: there is no such target. */
export interface Finding {
  /** Milliseconds since 1970; -Infinity: since ever. */
  at: number;
  health: Health | undefined;
}

/** A target group's settings, as far as they say how long a change takes to show. */
export interface Timing {
  intervalMs: number;
  timeoutMs: number;
  /** Checks that must pass in a row before an unhealthy target is healthy. */
  healthyThreshold: number;
  unhealthyThreshold: number;
  /** Checks that must pass before a new target is healthy. */
  firstThreshold: number;
  /** When within the interval the target is checked. */
  phaseMs: number;
}

export const checking: Health = {
  State: 'initial',
  Reason: 'Elb.InitialHealthChecking',
  Description: 'Initial health checks in progress',
};

/** `healthy` and `unhealthy` come from checks; all other states AWS knows without one. */
const isChecked = (health: Health | undefined): boolean => health?.State === 'healthy' || health?.State === 'unhealthy';

/**
 * What AWS shows of a target over time, from what its checks come to over time: a target turns after as many checks in
 * a row as the group's thresholds say, while what needs no check (a stopped instance, a group in no use) shows at once.
 * https://docs.aws.amazon.com/elasticloadbalancing/latest/application/target-group-health-checks.html
 *
 * @param findings in order, the first from -Infinity on
 */
export function shownHealth(findings: readonly Finding[], timing: Timing): Finding[] {
  const shown: Finding[] = [];
  let now: Health | undefined;
  const show = (at: number, health: Health | undefined): void => {
    now = health;
    shown.push({ at, health });
  };
  /** Results in a row: how many, and whether they passed. */
  let row = { passed: true, count: 0 };
  findings.forEach(({ at, health }, i) => {
    const until = findings[i + 1]?.at ?? Number.POSITIVE_INFINITY;
    if (!isChecked(health)) {
      row = { passed: true, count: 0 };
      show(at, health);
      return;
    }
    if (at === Number.NEGATIVE_INFINITY) {
      row = { passed: health!.State === 'healthy', count: Number.POSITIVE_INFINITY };
      show(at, health);
      return;
    }
    if (!isChecked(now) && now?.Reason !== checking.Reason) show(at, checking);
    for (let check = firstCheck(at, timing); check < until; check += timing.intervalMs) {
      const passed = health!.State === 'healthy';
      row = row.passed === passed ? { passed, count: row.count + 1 } : { passed, count: 1 };
      const decided = row.count >= threshold(now, passed, timing);
      const known = health!.Reason === 'Target.Timeout' ? check + timing.timeoutMs : check;
      // A result that comes after the next change is still a result of this one; what follows must not show before it.
      if (
        decided &&
        (now?.State !== health!.State || now?.Reason !== health!.Reason || now?.Description !== health!.Description)
      ) {
        show(Math.min(known, until), health);
      }
      if (decided) break;
    }
  });
  return shown;
}

const threshold = (now: Health | undefined, passed: boolean, timing: Timing): number => {
  if (!passed) return timing.unhealthyThreshold;
  return now?.State === 'initial' ? timing.firstThreshold : timing.healthyThreshold;
};

function firstCheck(at: number, { intervalMs, phaseMs }: Timing): number {
  return at + ((((phaseMs - at) % intervalMs) + intervalMs) % intervalMs);
}

/** What was shown at an instant. */
export function healthAt(shown: readonly Finding[], at: number): Health | undefined {
  let low = 0;
  let high = shown.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (shown[middle]!.at <= at) low = middle + 1;
    else high = middle;
  }
  return shown[low - 1]?.health;
}
