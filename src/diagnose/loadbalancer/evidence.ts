import type { Evidence } from '../../findings/finding.ts';
import { fact, type Subject, subject } from '../../messages/findings/targets.ts';
import { type Case, called, checkProtocolOf, type Group, isCheckedByRequest } from './case.ts';
import { highest, seriesOf, sumOf } from './metrics.ts';
import { probesOf } from './probes.ts';

/** How many targets of one finding are shown one by one. */
const shown = 5;

/** A target's name with its address, as an operator knows the machine. */
export const withAddress = (target: Case): string =>
  target.address === undefined || called(target).includes(target.address)
    ? called(target)
    : `${called(target)} (${target.address})`;

export const subjectOf = (targets: readonly Case[]): Subject =>
  subject(targets.map(withAddress), targets[0]!.group.name);

/** What AWS says of the targets; of many the first, and how many more. */
export function healthOf(targets: readonly Case[]): Evidence[] {
  const from = 'elbv2:DescribeTargetHealth';
  const rest = targets.length - shown;
  return [
    ...targets.slice(0, shown).map(
      (t): Evidence => ({
        says: fact.state(targets.length === 1 ? undefined : called(t), t.state, t.reason, t.description),
        from,
        id: t.id,
        ...(t.reason === undefined ? {} : { rule: t.reason }),
      }),
    ),
    ...(rest > 0 ? [{ says: fact.moreTargets(rest), from, id: targets[0]!.group.arn }] : []),
  ];
}

/** `HTTP :traffic-port/path`, as the group has it set. */
export const checkText = ({ raw, ...group }: Group): string => {
  const port = raw.HealthCheckPort ?? 'traffic-port';
  const path = isCheckedByRequest({ raw, ...group }) ? (raw.HealthCheckPath ?? '/') : '';
  return `${checkProtocolOf({ raw, ...group })} :${port}${path}`;
};

export const settingsOf = (group: Group): Evidence => ({
  says: fact.check(
    checkText(group),
    group.raw.HealthCheckIntervalSeconds ?? 30,
    group.raw.HealthCheckTimeoutSeconds ?? 5,
    isCheckedByRequest(group) ? (group.raw.Matcher?.HttpCode ?? group.raw.Matcher?.GrpcCode) : undefined,
  ),
  from: 'elbv2:DescribeTargetGroups',
  id: group.arn,
});

/** That the engine finds the way open, both ways: what is left is the host. */
export function openWay(target: Case): Evidence[] {
  const probes = probesOf(target.inspected.network, target);
  const [first] = probes;
  if (first === undefined) return [];
  return [{ says: fact.open(probes.length, first.port), from: 'ec2:DescribeNetworkInterfaces', id: first.id }];
}

/** How the rest of the group fares: it tells a broken machine from a broken setting. */
export function siblingsOf(target: Case): Evidence[] {
  const targets = target.group.targets ?? [];
  const healthy = targets.filter((t) => t.state === 'healthy').length;
  const from = 'elbv2:DescribeTargetHealth';
  const says = healthy > 0 ? fact.siblings(healthy) : fact.allFail(targets.length);
  return [{ says, from, id: target.group.arn }];
}

/** What metrics of the last hour say of a group, where they have anything to say. */
export function metricOf(
  target: Case,
  metric: string,
  stat: 'Sum' | 'Maximum',
  form: (value: number) => string,
): Evidence[] {
  const { group, inspected } = target;
  return group.balancers.flatMap((balancer): Evidence[] => {
    const of = { account: group.account, region: group.region, balancer: balancer.arn, group: group.arn };
    const series = seriesOf(inspected.snapshot, of, metric, stat);
    const value = stat === 'Sum' ? sumOf(series) : highest(series);
    if (value === null || value === 0) return [];
    return [{ says: fact.metric(metric, form(value)), from: 'cloudwatch:GetMetricData', id: group.arn }];
  });
}
