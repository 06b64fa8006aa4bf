import { check as text } from '../../../messages/findings/targets.ts';
import { buildNetwork } from '../../../network/build/network.ts';
import { compare } from '../../overview/facts/scopes.ts';
import { fixBy } from '../../overview/fix.ts';
import { type Case, groupsOf, isFailing } from '../case.ts';
import { type Cause, healthCheckPage } from '../cause.ts';
import { healthOf, openWay, settingsOf, siblingsOf } from '../evidence.ts';
import { settingCalls, settingsSuspected } from '../group-health.ts';
import { allReach } from '../probes.ts';
import { elbv2 } from '../registration.ts';

/** Checks go to a port of their own where nothing listens, while the service has another one. */
export const checkPort: Cause = (target) => {
  const { group, checkPort: port } = target;
  if (!isFailing(target) || target.reason === 'Target.ResponseCodeMismatch') return [];
  if (port === undefined || port === target.port || !settingsSuspected(target)) return [];
  return [
    {
      code: 'LB_HEALTH_CHECK_PORT',
      resource: group.arn,
      resourceName: group.name,
      changedBy: settingCalls,
      tell: (targets) => ({
        title: text.portTitle(group.name, port, trafficPorts(targets)),
        evidence: [
          { says: text.ports(port, trafficPorts(targets)), from: 'elbv2:DescribeTargetGroups', id: group.arn },
          settingsOf(group),
          ...healthOf(targets),
          ...siblingsOf(target),
          ...openWay(target),
        ],
        fixes: [
          fixBy(
            target.inspected.snapshot,
            group,
            text.portFix,
            [elbv2('ModifyTargetGroup', { TargetGroupArn: group.arn, HealthCheckPort: 'traffic-port' })],
            (after) => checksReach(after.snapshot, targets),
          ),
        ],
        references: [healthCheckPage],
      }),
    },
  ];
};

const trafficPorts = (targets: readonly Case[]): string =>
  [...new Set(targets.map((t) => String(t.port ?? '')))].sort(compare).join(', ');

/** Whether checks go to the traffic port now, and get there. */
function checksReach(snapshot: Case['inspected']['snapshot'], targets: readonly Case[]): boolean {
  const network = buildNetwork(snapshot);
  const group = groupsOf({ snapshot, network })?.find((g) => g.arn === targets[0]!.group.arn);
  const now = (group?.targets ?? []).filter((t) => targets.some((old) => old.id === t.id && old.port === t.port));
  return now.length === targets.length && now.every((t) => t.checkPort === t.port) && allReach(network, now);
}
