import { type Finding, type Fix, finding } from '../../../findings/finding.ts';
import { alarm, noTargets } from '../../../messages/findings/balancers.ts';
import type { Balancer } from '../../../network/index.ts';
import { compare } from '../../overview/facts/scopes.ts';
import { fixBy, fixByHand } from '../../overview/fix.ts';
import { type Group, type Inspected, isFailing, isServing } from '../case.ts';
import { healthCheckPage, troubleshootingPage } from '../cause.ts';
import { elbv2, registered } from '../registration.ts';
import type { Diagnosed } from '../targets.ts';
import { changeEvidence, changeOf, requestOf } from '../trail.ts';

const from = 'elbv2:DescribeTargetHealth';

/**
 * Groups and balancers without a healthy target (rule L4). P0 when a balancer has none left at all. An alarm tells what
 * is seen; the causes are findings of their own.
 */
export function alarms({ snapshot }: Inspected, groups: readonly Group[], { codes }: Diagnosed): Finding[] {
  const used = groups.filter((g) => g.inUse === true && g.targets !== undefined);
  const balancers = [...new Set(used.flatMap((g) => g.balancers))].sort((a, b) => compare(a.arn, b.arn));
  const down = new Set(used.filter(isDown));
  const whole = new Set(
    balancers.filter((b) => {
      const own = used.filter((g) => g.balancers.includes(b) && g.targets!.length > 0);
      return own.length > 0 && own.every((g) => down.has(g));
    }),
  );
  return [
    ...[...whole].map((b) =>
      balancerAlarm(
        b,
        used.filter((g) => g.balancers.includes(b) && g.targets!.length > 0),
        codes,
      ),
    ),
    ...[...down].filter((g) => !g.balancers.some((b) => whole.has(b))).map((g) => groupAlarm(g, codes)),
    ...used.filter((g) => g.targets!.length === 0).map((g) => emptyGroup(snapshot, g)),
  ];
}

/** What is on its way in or out is no alarm. */
const isDown = ({ targets = [] }: Group): boolean =>
  targets.length > 0 && !targets.some((t) => isServing(t) || t.state === 'initial' || t.state === 'draining');

const counts = (group: Group) => ({
  says: alarm.counts(group.name, (group.targets ?? []).filter(isServing).length, group.targets?.length ?? 0),
  from,
  id: group.arn,
});

const causesOf = (groups: readonly Group[], codes: Diagnosed['codes']): string[] =>
  [...new Set(groups.flatMap((g) => (g.targets ?? []).flatMap((t) => codes.get(t) ?? [])))].sort(compare);

const impactOf = (groups: readonly Group[]) =>
  groups.some((g) => g.targets?.some(isFailing)) ? alarm.failsOpen : alarm.nothingLeft;

const look = (group: Group, codes: string[]) =>
  fixByHand(
    alarm.causes(codes),
    `aws elbv2 describe-target-health --target-group-arn ${group.arn} --region ${group.region}`,
  );

const balancerAlarm = (balancer: Balancer, groups: readonly Group[], codes: Diagnosed['codes']): Finding =>
  finding({
    account: groups[0]!.account,
    region: groups[0]!.region,
    code: 'LB_ALL_TARGETS_UNHEALTHY',
    severity: 'critical',
    priority: 'P0',
    resource: balancer.arn,
    resourceName: balancer.name,
    affected: groups.map((g) => g.arn),
    title: alarm.balancer(balancer.name),
    impact: impactOf(groups),
    evidence: groups.map(counts),
    fixes: [look(groups[0]!, causesOf(groups, codes))],
    references: [healthCheckPage],
  });

const groupAlarm = (group: Group, codes: Diagnosed['codes']): Finding =>
  finding({
    account: group.account,
    region: group.region,
    code: 'LB_TARGET_GROUP_DOWN',
    severity: 'high',
    priority: 'P1',
    resource: group.arn,
    resourceName: group.name,
    affected: group.balancers.map((b) => b.arn),
    title: alarm.group(
      group.name,
      group.balancers.map((b) => b.name),
    ),
    impact: impactOf([group]),
    evidence: [counts(group)],
    fixes: [look(group, causesOf([group], codes))],
    references: [healthCheckPage],
  });

/** Nothing is registered: every request for the group is answered 503. */
function emptyGroup(snapshot: Inspected['snapshot'], group: Group): Finding {
  const { account, region, arn, name, balancers } = group;
  const change = changeEvidence(snapshot, group, arn, /^(DeregisterTargets|CreateTargetGroup)$/);
  return finding({
    account,
    region,
    code: 'LB_NO_TARGETS',
    severity: 'high',
    priority: 'P1',
    cause: true,
    resource: arn,
    resourceName: name,
    affected: balancers.map((b) => b.arn),
    title: noTargets.title(
      name,
      balancers.map((b) => b.name),
    ),
    impact: noTargets.impact,
    evidence: [{ says: noTargets.none, from, id: arn }, ...change],
    fixes: [registerAgain(snapshot, group)],
    references: [troubleshootingPage],
  });
}

/** What was deregistered last, as CloudTrail has it; else somebody must say what serves. */
function registerAgain(snapshot: Inspected['snapshot'], group: Group): Fix {
  const { arn, region } = group;
  const change = changeOf(snapshot, group, arn, /^DeregisterTargets$/);
  const request = change ? requestOf(snapshot, group, change.id) : undefined;
  const Targets = targetsIn(request?.targets);
  if (Targets.length === 0)
    return fixByHand(
      noTargets.byHand,
      `aws elbv2 register-targets --target-group-arn ${arn} --targets Id=TARGET_ID --region ${region}`,
    );
  return fixBy(
    snapshot,
    group,
    noTargets.again,
    [elbv2('RegisterTargets', { TargetGroupArn: arn, Targets })],
    (after) => Targets.every((t) => registered(after.snapshot, group, t.Id) !== undefined),
  );
}

/** Targets as CloudTrail writes them: names with a small first letter. */
const targetsIn = (list: unknown): { Id: string; Port?: number }[] =>
  (Array.isArray(list) ? (list as { id?: unknown; port?: unknown }[]) : []).flatMap(({ id, port }) =>
    typeof id === 'string' ? [{ Id: id, ...(typeof port === 'number' ? { Port: port } : {}) }] : [],
  );
