import type { MetricAlarm } from '@aws-sdk/client-cloudwatch';
import type { NatFacts } from '../../diagnose/nat/index.ts';
import { natLimits, targets } from '../../diagnose/nat/measure.ts';
import { quoted } from '../../findings/aws-command.ts';
import { type Saved, type Snapshot, scopeOf } from '../../snapshot/snapshot.ts';

/** An alarm on one gateway, by one metric or by a share of two. */
export interface NatAlarm {
  name: string;
  /** The first is what is watched; a second makes it percent of that. */
  metrics: readonly [string] | readonly [part: string, whole: string];
  stat: 'Sum' | 'Maximum';
  /** Beyond this, in each of `periods` periods of five minutes. */
  threshold: number;
  when: 'GreaterThanThreshold' | 'LessThanThreshold';
  periods: number;
  gateway: string;
  region: string;
}

const period = 300;
/** Connections to warn at, of what the addresses carry to one destination. */
const warnAt = 0.8;

/** What should wake somebody: any port error, drops that last, connections near the limit or without an answer. */
export const alarmsOf = ({ id, name, region, addresses }: NatFacts): NatAlarm[] => {
  const own = { gateway: id, region, stat: 'Sum', when: 'GreaterThanThreshold' } as const;
  const called = `${name ?? id}`;
  const near = Math.round(natLimits.connectionsAnAddress * addresses * warnAt);
  return [
    { ...own, name: `${called}-port-allocation-errors`, metrics: ['ErrorPortAllocation'], threshold: 0, periods: 1 },
    { ...own, name: `${called}-packets-dropped`, metrics: ['PacketsDropCount'], threshold: 100, periods: 3 },
    {
      ...own,
      name: `${called}-connections`,
      metrics: ['ActiveConnectionCount'],
      stat: 'Maximum',
      threshold: near,
      periods: 3,
    },
    {
      ...own,
      name: `${called}-success-rate`,
      metrics: ['ConnectionEstablishedCount', 'ConnectionAttemptCount'],
      threshold: targets.successPercent,
      when: 'LessThanThreshold',
      periods: 3,
    },
  ];
};

/** Names of alarms that watch a metric of a gateway now, alone or in an expression. */
export function watchedBy(snapshot: Snapshot, { account, region, id }: NatFacts, metric: string): string[] {
  const alarms = scopeOf(snapshot, account, region)?.cloudwatch?.MetricAlarms ?? [];
  return alarms
    .filter((alarm) => metricsOf(alarm).some((m) => m.name === metric && m.gateway === id))
    .map((alarm) => alarm.AlarmName ?? '')
    .sort((a, b) => (a < b ? -1 : a > b ? 1 : 0));
}

function metricsOf(alarm: Saved<MetricAlarm>) {
  const single = { Namespace: alarm.Namespace, MetricName: alarm.MetricName, Dimensions: alarm.Dimensions };
  return [single, ...(alarm.Metrics ?? []).flatMap((m) => m.MetricStat?.Metric ?? [])]
    .filter((m) => m.Namespace === 'AWS/NATGateway')
    .map((m) => ({
      name: m.MetricName,
      gateway: m.Dimensions?.find((d) => d.Name === 'NatGatewayId')?.Value,
    }));
}

const percentOf = '100 * part / whole';

/** What an expression is made of, as `put-metric-alarm --metrics` takes it. */
const expression = ({ metrics: [part, whole], gateway, stat }: NatAlarm): object[] => [
  { Id: 'share', Expression: percentOf, Label: `${part} %`, ReturnData: true },
  ...[
    ['part', part],
    ['whole', whole],
  ].map(([Id, MetricName]) => ({
    Id,
    MetricStat: {
      Metric: {
        Namespace: 'AWS/NATGateway',
        MetricName,
        Dimensions: [{ Name: 'NatGatewayId', Value: gateway }],
      },
      Period: period,
      Stat: stat,
    },
    ReturnData: false,
  })),
];

/** As commands for a POSIX shell. */
export const asCli = (alarms: readonly NatAlarm[]): string =>
  alarms
    .map((a) => {
      const watched =
        a.metrics.length === 1
          ? `--namespace AWS/NATGateway --metric-name ${a.metrics[0]} --dimensions Name=NatGatewayId,Value=${a.gateway} --statistic ${a.stat} --period ${period}`
          : `--metrics ${quoted(JSON.stringify(expression(a)))}`;
      return `aws cloudwatch put-metric-alarm --alarm-name ${quoted(a.name)} ${watched} --evaluation-periods ${a.periods} --threshold ${a.threshold} --comparison-operator ${a.when} --treat-missing-data notBreaching --alarm-actions SNS_TOPIC_ARN --region ${a.region}`;
    })
    .join('\n');

/** Letters and digits only, as a logical id must be; the gateway's id makes it unlike any other. */
const logical = (a: NatAlarm): string => `${a.metrics[0]}${a.gateway.replace(/[^A-Za-z0-9]/g, '')}`;

/** As a CloudFormation template. Strings are JSON's, which YAML reads alike. */
export const asCloudFormation = (alarms: readonly NatAlarm[]): string =>
  [
    'Parameters:',
    '  SnsTopicArn:',
    '    Type: String',
    'Resources:',
    ...alarms.flatMap((a) => [
      `  ${logical(a)}:`,
      '    Type: AWS::CloudWatch::Alarm',
      '    Properties:',
      `      AlarmName: ${JSON.stringify(a.name)}`,
      ...(a.metrics.length === 1
        ? [
            '      Namespace: AWS/NATGateway',
            `      MetricName: ${a.metrics[0]}`,
            '      Dimensions:',
            '        - Name: NatGatewayId',
            `          Value: ${a.gateway}`,
            `      Statistic: ${a.stat}`,
            `      Period: ${period}`,
          ]
        : ['      Metrics:', ...expression(a).map((m) => `        - ${JSON.stringify(m)}`)]),
      `      EvaluationPeriods: ${a.periods}`,
      `      Threshold: ${a.threshold}`,
      `      ComparisonOperator: ${a.when}`,
      '      TreatMissingData: notBreaching',
      '      AlarmActions: [!Ref SnsTopicArn]',
    ]),
  ].join('\n');

/** A Terraform string: `${` and `%{` in a name are no templates. */
const hcl = (value: string): string => JSON.stringify(value).replace(/([$%])\{/g, '$1$1{');

/** The blocks of an expression. */
const metricQueries = ({ metrics: [part, whole], gateway, stat }: NatAlarm): string[] => [
  '  metric_query {',
  '    id          = "share"',
  `    expression  = "${percentOf}"`,
  '    return_data = true',
  '  }',
  ...[
    ['part', part],
    ['whole', whole],
  ].flatMap(([id, metric]) => [
    '  metric_query {',
    `    id = "${id}"`,
    '    metric {',
    '      namespace   = "AWS/NATGateway"',
    `      metric_name = "${metric}"`,
    `      dimensions  = { NatGatewayId = "${gateway}" }`,
    `      stat        = "${stat}"`,
    `      period      = ${period}`,
    '    }',
    '  }',
  ]),
];

/** As Terraform resources. */
export const asTerraform = (alarms: readonly NatAlarm[]): string =>
  [
    'variable "sns_topic_arn" {\n  type = string\n}',
    ...alarms.map((a) =>
      [
        `resource "aws_cloudwatch_metric_alarm" "${logical(a)}" {`,
        `  alarm_name          = ${hcl(a.name)}`,
        ...(a.metrics.length === 1
          ? [
              '  namespace           = "AWS/NATGateway"',
              `  metric_name         = "${a.metrics[0]}"`,
              `  dimensions          = { NatGatewayId = "${a.gateway}" }`,
              `  statistic           = "${a.stat}"`,
              `  period              = ${period}`,
            ]
          : []),
        `  evaluation_periods  = ${a.periods}`,
        `  threshold           = ${a.threshold}`,
        `  comparison_operator = "${a.when}"`,
        '  treat_missing_data  = "notBreaching"',
        '  alarm_actions       = [var.sns_topic_arn]',
        ...(a.metrics.length === 1 ? [] : metricQueries(a)),
        '}',
      ].join('\n'),
    ),
  ].join('\n\n');
