import { type Case, isFailing, isServing } from '../case.ts';
import type { Cause, Suspect } from '../cause.ts';
import { blockedByNetworkAcl } from './blocked-by-network-acl.ts';
import { blockedBySecurityGroup } from './blocked-by-security-group.ts';
import { checkAnswers } from './check-answers.ts';
import { checkPort } from './check-port.ts';
import { checkProtocol } from './check-protocol.ts';
import { deregistering } from './deregistering.ts';
import { hostDoesNotAnswer } from './host-does-not-answer.ts';
import { instanceNotRunning } from './instance-not-running.ts';
import { internalError } from './internal-error.ts';
import { ipUnusable } from './ip-unusable.ts';
import { lambdaFunction } from './lambda.ts';
import { noWay } from './no-way.ts';
import { notForwardedTo } from './not-forwarded-to.ts';
import { registering } from './registering.ts';
import { statusCheckFailed } from './status-check-failed.ts';
import { targetPort } from './target-port.ts';
import { unknownCause } from './unknown.ts';
import { wrongAnswer } from './wrong-answer.ts';
import { zoneNotEnabled } from './zone-not-enabled.ts';

/** What AWS knows without a check, in the order in which it decides. The first that holds is the cause. */
const standing: readonly Cause[] = [
  deregistering,
  notForwardedTo,
  instanceNotRunning,
  ipUnusable,
  zoneNotEnabled,
  internalError,
];

/** What stops packets. All of them must go before the target serves, so all are causes. */
const onTheWay: readonly Cause[] = [blockedBySecurityGroup, blockedByNetworkAcl, noWay];

/** With the way open: what the check asks for, then what the host makes of it. The first that holds is the cause. */
const atTheEnd: readonly Cause[] = [
  registering,
  lambdaFunction,
  statusCheckFailed,
  checkProtocol,
  checkPort,
  targetPort,
  checkAnswers,
  wrongAnswer,
  hostDoesNotAnswer,
  unknownCause,
];

/** A suspect, and the case that it was found in. */
export interface Found {
  suspect: Suspect;
  target: Case;
}

/** Why a target does not serve; for one that passes its checks, what keeps requests on another port from it. */
export function suspectsOf(target: Case): Found[] {
  const found = isServing(target) ? [] : checkSuspects(target);
  return [...found.map((suspect) => ({ suspect, target })), ...trafficSuspects(target)];
}

function checkSuspects(target: Case): Suspect[] {
  const known = first(standing, target);
  if (known.length > 0) return known;
  // A target that answered with a status has a way that is open.
  const stopped = target.reason === 'Target.ResponseCodeMismatch' ? [] : onTheWay.flatMap((cause) => cause(target));
  return stopped.length > 0 ? stopped : first(atTheEnd, target);
}

function first(causes: readonly Cause[], target: Case): Suspect[] {
  for (const cause of causes) {
    const found = cause(target);
    if (found.length > 0) return found;
  }
  return [];
}

/** Checks on a port of their own say nothing about the port of the requests: its way is looked at apart. */
function trafficSuspects(target: Case): Found[] {
  if (target.checkPort === undefined || target.port === undefined || target.checkPort === target.port) return [];
  if (!isServing(target) && !isFailing(target)) return [];
  const asked: Case = { ...target, checkPort: target.port };
  return onTheWay.flatMap((cause) => cause(asked)).map((suspect) => ({ suspect, target: asked }));
}
