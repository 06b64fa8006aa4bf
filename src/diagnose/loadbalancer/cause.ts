import type { Evidence, Fix, Priority, Severity } from '../../findings/finding.ts';
import type { Text } from '../../messages/text.ts';
import type { Case } from './case.ts';

/** What a cause has to say about the targets that it keeps from serving. */
export interface Told {
  title: Text;
  evidence: Evidence[];
  fixes: Fix[];
  references: string[];
  /** Left out: by how many targets are left. */
  severity?: Severity;
  priority?: Priority;
}

/**
 * Why a target does not serve. Suspects of several targets with the same code, resource and key are one finding, told
 * by the first of them about all of the targets.
 */
export interface Suspect {
  code: string;
  /** What to change. */
  resource: string;
  resourceName?: string;
  /** Where the resource is, when not where the group is. */
  account?: string;
  key?: string;
  /** False: a state that passes by itself. */
  cause?: false;
  /** The calls in CloudTrail that bring such a thing about. */
  changedBy?: RegExp;
  /** What else such calls may name, besides the resource. */
  changedAt?: readonly string[];
  tell(targets: readonly Case[]): Told;
}

/** Looks for one cause in a target that does not serve; empty: that is not it. */
export type Cause = (target: Case) => Suspect[];

export const healthCheckPage =
  'https://docs.aws.amazon.com/elasticloadbalancing/latest/application/target-group-health-checks.html';
export const troubleshootingPage =
  'https://docs.aws.amazon.com/elasticloadbalancing/latest/application/load-balancer-troubleshooting.html';
