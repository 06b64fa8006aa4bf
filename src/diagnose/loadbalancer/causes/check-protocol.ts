import type { Fix } from '../../../findings/finding.ts';
import { check as text } from '../../../messages/findings/targets.ts';
import { scopeOf } from '../../../snapshot/snapshot.ts';
import { fixBy, fixByHand } from '../../overview/fix.ts';
import { type Case, checkProtocolOf, type Group } from '../case.ts';
import { type Cause, healthCheckPage } from '../cause.ts';
import { healthOf, openWay, settingsOf, siblingsOf } from '../evidence.ts';
import { settingCalls, settingsSuspected } from '../group-health.ts';
import { elbv2 } from '../registration.ts';

const plainPorts = new Set([80, 8000, 8080, 8888]);
const secretPorts = new Set([443, 8443]);

/**
 * Connections are accepted and not understood: the check, or the whole group, speaks HTTP where targets speak HTTPS, or
 * the other way round, or HTTP/2 or gRPC to servers of HTTP/1.1.
 */
export const checkProtocol: Cause = (target) => {
  const { group } = target;
  if (target.reason !== 'Target.FailedHealthChecks' || !settingsSuspected(target)) return [];
  const wanted = wantedProtocol(target);
  if (wanted === undefined) return [];
  const used = checkProtocolOf(group);
  return [
    {
      code: 'LB_HEALTH_CHECK_PROTOCOL',
      resource: group.arn,
      resourceName: group.name,
      changedBy: settingCalls,
      tell: (targets) => ({
        title: text.protocolTitle(group.name, versioned(group, used), wanted.protocol),
        evidence: [
          {
            says: text.protocols(versioned(group, used), versioned(group, group.raw.Protocol ?? used)),
            from: 'elbv2:DescribeTargetGroups',
            id: group.arn,
          },
          settingsOf(group),
          ...healthOf(targets),
          ...siblingsOf(target),
          ...openWay(target),
        ],
        fixes: [wanted.byCheck ? setProtocol(target, wanted.protocol) : newGroup(group, wanted.protocol)],
        references: [healthCheckPage],
      }),
    },
  ];
};

const versioned = ({ raw }: Group, protocol: string): string =>
  raw.ProtocolVersion === undefined || raw.ProtocolVersion === 'HTTP1'
    ? protocol
    : `${protocol} (${raw.ProtocolVersion})`;

/** What the targets seem to speak, and whether the check alone is to be changed. */
function wantedProtocol({ group, checkPort, port }: Case): { protocol: string; byCheck: boolean } | undefined {
  const used = checkProtocolOf(group);
  const traffic = group.raw.Protocol ?? used;
  const differs = /^HTTPS?$/.test(used) && /^HTTPS?$/.test(traffic) && used !== traffic;
  if (differs && checkPort === port) return { protocol: traffic, byCheck: true };
  // A port of the check's own says nothing about what the service speaks.
  if (checkPort === undefined || checkPort !== port || used !== traffic) return undefined;
  if (used === 'HTTPS' && plainPorts.has(checkPort)) return { protocol: 'HTTP', byCheck: false };
  if (used === 'HTTP' && secretPorts.has(checkPort)) return { protocol: 'HTTPS', byCheck: false };
  if (['HTTP2', 'GRPC'].includes(group.raw.ProtocolVersion ?? '')) return { protocol: 'HTTP1', byCheck: false };
  return undefined;
}

const setProtocol = ({ inspected, group }: Case, protocol: string): Fix =>
  fixBy(
    inspected.snapshot,
    group,
    text.protocolFix(protocol),
    [elbv2('ModifyTargetGroup', { TargetGroupArn: group.arn, HealthCheckProtocol: protocol })],
    (after) =>
      scopeOf(after.snapshot, group.account, group.region)?.elbv2?.TargetGroups?.find(
        (g) => g.TargetGroupArn === group.arn,
      )?.HealthCheckProtocol === protocol,
  );

const newGroup = ({ raw, region }: Group, protocol: string): Fix =>
  fixByHand(
    text.groupProtocolFix(protocol),
    `aws elbv2 create-target-group --name NEW_NAME --protocol ${protocol === 'HTTP1' ? raw.Protocol : protocol} --protocol-version HTTP1 --port ${raw.Port} --vpc-id ${raw.VpcId} --health-check-path ${raw.HealthCheckPath ?? '/'} --region ${region}`,
  );
