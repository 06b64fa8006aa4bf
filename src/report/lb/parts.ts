import type { RootContent } from 'mdast';
import { dimensionOf } from '../../diagnose/loadbalancer/metrics.ts';
import { quoted } from '../../findings/aws-command.ts';
import { others, severityName } from '../../messages/analyze.ts';
import * as text from '../../messages/lb.ts';
import type { Text } from '../../messages/text.ts';
import { byCode } from '../analyze/actions.ts';
import { code, codeBlock, type Inline, link, list, paragraph } from '../nodes.ts';
import type { LbReader } from './reader.ts';

const security = /_BY_SG$|_BY_NACL$|^LB_NACL|HTTPS|_REFUSED$|^LB_LAMBDA_PERMISSION$/;
const performance = /ZONE|SLOW|5XX|REJECTED|CONNECTION|FLAPPING|TIMEOUT|DISABLED|SINGLE/;

/** Findings of one kind, a line a code; what to do about them stands with the actions. */
function lines(reader: LbReader, codes: RegExp, none: Text): RootContent[] {
  const { say } = reader;
  const groups = byCode(reader.findings.filter((f) => codes.test(f.code)));
  if (groups.length === 0) return [paragraph(say(none))];
  return [
    list(
      groups.map((same): Inline => {
        const first = same[0]!;
        const more = same.length > 1 ? ` ${say(others(same.length - 1))}` : '';
        return [`${say(severityName[first.severity])} — ${say(first.title)}${more} (`, code(first.code), ')'];
      }),
    ),
  ];
}

export const securityPart = (reader: LbReader): RootContent[] => lines(reader, security, text.securityNone);
export const performancePart = (reader: LbReader): RootContent[] => lines(reader, performance, text.performanceNone);

/** What the balancers cost in a month at the window's rate of use. */
export function costPart(reader: LbReader): RootContent[] {
  const { say } = reader;
  const balancers = reader.diagnosis.balancers ?? [];
  if (balancers.length === 0) return [paragraph(say(text.nothingToDo))];
  const priced = balancers.find((b) => b.cost.source !== null && b.cost.asOf !== null);
  const idle = balancers.filter((b) => b.groups?.every((g) => (g.healthy ?? 1) === 0));
  return [
    list(
      balancers.map(({ name, cost }) =>
        say(
          cost.monthlyUsd === null
            ? text.costUnknown(name, cost.formula)
            : text.costLine(name, cost.monthlyUsd.toFixed(2), cost.formula),
        ),
      ),
    ),
    ...(idle.length === 0 ? [] : [paragraph(say(text.costIdle(idle.map((b) => b.name))))]),
    ...(priced === undefined ? [] : [paragraph(say(text.costSource(priced.cost.asOf!)), link(priced.cost.source!))]),
  ];
}

/** More alarms than these are for a template, not for a paste. */
const mostAlarms = 6;

/** Alarms for groups that nothing watches yet, and a daily look. */
export function automationPart(reader: LbReader): RootContent[] {
  const { say, snapshot } = reader;
  const watched = watchedGroups(reader);
  const commands = (reader.diagnosis.balancers ?? [])
    .filter((b) => b.type !== 'gateway')
    .flatMap((b) =>
      (b.groups ?? [])
        .filter((g) => !watched.has(dimensionOf(g.arn)) && (g.total ?? 0) > 0)
        .map((g) => {
          const namespace = b.type === 'network' ? 'AWS/NetworkELB' : 'AWS/ApplicationELB';
          // The seed of the alarm is the loss of half of the targets, or of the only one.
          const threshold = Math.max(1, Math.ceil((g.total ?? 1) / 2));
          return `aws cloudwatch put-metric-alarm --alarm-name ${quoted(`${g.name}-healthy-hosts`)} --namespace ${namespace} --metric-name HealthyHostCount --dimensions Name=TargetGroup,Value=${dimensionOf(g.arn)} Name=LoadBalancer,Value=${dimensionOf(b.arn)} --statistic Minimum --period 60 --evaluation-periods 3 --threshold ${threshold} --comparison-operator LessThanThreshold --treat-missing-data breaching --alarm-actions SNS_TOPIC_ARN --region ${b.region}`;
        }),
    );
  const source = snapshot.source === 'lab' ? ' --source lab' : ` --region ${snapshot.regions[0] ?? ''}`;
  return [
    ...(watched.size > 0 ? [paragraph(say(text.automationHave(watched.size)))] : []),
    ...(commands.length === 0
      ? []
      : [paragraph(say(text.automationIntro)), codeBlock('sh', commands.slice(0, mostAlarms).join('\n'))]),
    paragraph(say(text.automationDaily)),
    codeBlock('sh', `0 9 * * * netops lb${source} --fail-on high --quiet`),
  ];
}

/** Target groups, as CloudWatch names them, that an alarm has in its dimensions. */
const watchedGroups = ({ snapshot }: LbReader): Set<string> =>
  new Set(
    snapshot.scopes
      .flatMap((s) => s.cloudwatch?.MetricAlarms ?? [])
      .flatMap((a) => [
        ...(a.Dimensions ?? []),
        ...(a.Metrics ?? []).flatMap((m) => m.MetricStat?.Metric?.Dimensions ?? []),
      ])
      .filter((d) => d.Name === 'TargetGroup')
      .map((d) => d.Value ?? ''),
  );
