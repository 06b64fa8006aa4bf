import type { Evidence } from '../../../findings/finding.ts';
import { host as text } from '../../../messages/findings/targets.ts';
import { fixByHand } from '../../overview/fix.ts';
import { type Case, called, isCheckedByRequest, isFailing } from '../case.ts';
import { type Cause, troubleshootingPage } from '../cause.ts';
import { healthOf, metricOf, openWay, settingsOf, siblingsOf, subjectOf } from '../evidence.ts';
import { highest, seriesOf } from '../metrics.ts';
import { onHost } from '../on-host.ts';
import { isWayRead, probesOf } from '../probes.ts';

/**
 * The network is open both ways, so the host it is: it refuses (nothing listens), takes longer than the check waits, or
 * says nothing at all. Only where the engine has followed the way: without interfaces nobody knows.
 */
export const hostDoesNotAnswer: Cause = (target) => {
  const { group, checkPort: port } = target;
  if (!isFailing(target) || port === undefined) return [];
  const { network } = target.inspected;
  const probes = probesOf(network, target);
  if (probes.length === 0 || !probes.every((p) => isWayRead(network, p.node.vpc))) return [];
  const kind = kindOf(target);
  if (kind === undefined) return [];
  const timeout = group.raw.HealthCheckTimeoutSeconds ?? 5;
  return [
    {
      code: kind,
      resource: target.instance?.id ?? target.id,
      resourceName: called(target),
      key: String(port),
      tell: (targets) => {
        const subject = subjectOf(targets);
        const titles = {
          LB_TARGET_SERVICE_DOWN: () => text.downTitle(subject, port),
          LB_TARGET_SILENT: () => text.silentTitle(subject, port),
          LB_TARGET_SLOW: () => text.slowTitle(subject, timeout),
        };
        const evidence: Evidence[] = [
          ...healthOf(targets),
          ...openWay(target),
          settingsOf(group),
          ...siblingsOf(target),
          ...(kind === 'LB_TARGET_SLOW' ? metricOf(target, 'TargetResponseTime', 'Maximum', seconds) : []),
        ];
        return {
          title: titles[kind](),
          evidence,
          fixes: [fixOf(target, kind, port)],
          references: [troubleshootingPage],
        };
      },
    },
  ];
};

type Kind = 'LB_TARGET_SERVICE_DOWN' | 'LB_TARGET_SILENT' | 'LB_TARGET_SLOW';

const seconds = (value: number): string => `${Math.round(value * 1000) / 1000} s`;

/** An Application Load Balancer tells a refused connection from silence; a check by TCP does not (rule L3). */
function kindOf(target: Case): Kind | undefined {
  const { reason, group } = target;
  if (reason === 'Target.Timeout') return isSlow(target) ? 'LB_TARGET_SLOW' : 'LB_TARGET_SILENT';
  if (reason !== 'Target.FailedHealthChecks') return undefined;
  return isCheckedByRequest(group) || group.balancers.length > 0 ? 'LB_TARGET_SERVICE_DOWN' : undefined;
}

/** Requests that were answered at last took longer than the check waits. */
function isSlow({ group, inspected }: Case): boolean {
  const timeout = group.raw.HealthCheckTimeoutSeconds ?? 5;
  return group.balancers.some((balancer) => {
    const of = { account: group.account, region: group.region, balancer: balancer.arn, group: group.arn };
    return (highest(seriesOf(inspected.snapshot, of, 'TargetResponseTime', 'Maximum')) ?? 0) >= timeout;
  });
}

function fixOf(target: Case, kind: Kind, port: number) {
  switch (kind) {
    case 'LB_TARGET_SERVICE_DOWN':
      return fixByHand(text.restart(port), onHost(target, `ss -ltnp 'sport = :${port}'; systemctl --failed`));
    case 'LB_TARGET_SILENT':
      return fixByHand(text.unblock(port), onHost(target, `ss -ltnp 'sport = :${port}'; iptables -L -n; uptime`));
    case 'LB_TARGET_SLOW':
      return fixByHand(
        text.slowFix,
        onHost(target, `uptime; curl -so /dev/null -w '%{time_total}\\n' http://localhost:${port}/`),
      );
  }
}
