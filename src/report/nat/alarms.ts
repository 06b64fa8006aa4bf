import type { NatFacts } from '../../diagnose/nat/index.ts';
import { natLimits } from '../../diagnose/nat/measure.ts';
import { quoted } from '../../findings/aws-command.ts';

/** An alarm on one metric of one gateway. */
export interface NatAlarm {
  name: string;
  metric: string;
  stat: 'Sum' | 'Maximum';
  /** More than this, in each of `periods` periods of five minutes. */
  threshold: number;
  periods: number;
  gateway: string;
  region: string;
}

const period = 300;
/** Connections to warn at, of what the addresses carry to one destination. */
const warnAt = 0.8;

/** What should wake somebody: any port error, drops that last, and connections near the limit. */
export const alarmsOf = ({ id, name, region, addresses }: NatFacts): NatAlarm[] => {
  const own = { gateway: id, region };
  const called = `${name ?? id}`;
  const near = Math.round(natLimits.connectionsAnAddress * addresses * warnAt);
  return [
    {
      ...own,
      name: `${called}-port-allocation-errors`,
      metric: 'ErrorPortAllocation',
      stat: 'Sum',
      threshold: 0,
      periods: 1,
    },
    { ...own, name: `${called}-packets-dropped`, metric: 'PacketsDropCount', stat: 'Sum', threshold: 100, periods: 3 },
    {
      ...own,
      name: `${called}-connections`,
      metric: 'ActiveConnectionCount',
      stat: 'Maximum',
      threshold: near,
      periods: 3,
    },
  ];
};

/** As commands for a POSIX shell. */
export const asCli = (alarms: readonly NatAlarm[]): string =>
  alarms
    .map(
      (a) =>
        `aws cloudwatch put-metric-alarm --alarm-name ${quoted(a.name)} --namespace AWS/NATGateway --metric-name ${a.metric} --dimensions Name=NatGatewayId,Value=${a.gateway} --statistic ${a.stat} --period ${period} --evaluation-periods ${a.periods} --threshold ${a.threshold} --comparison-operator GreaterThanThreshold --treat-missing-data notBreaching --alarm-actions SNS_TOPIC_ARN --region ${a.region}`,
    )
    .join('\n');

/** Letters and digits only, as a logical id must be; the gateway's id makes it unlike any other. */
const logical = (a: NatAlarm): string => `${a.metric}${a.gateway.replace(/[^A-Za-z0-9]/g, '')}`;

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
      '      Namespace: AWS/NATGateway',
      `      MetricName: ${a.metric}`,
      '      Dimensions:',
      '        - Name: NatGatewayId',
      `          Value: ${a.gateway}`,
      `      Statistic: ${a.stat}`,
      `      Period: ${period}`,
      `      EvaluationPeriods: ${a.periods}`,
      `      Threshold: ${a.threshold}`,
      '      ComparisonOperator: GreaterThanThreshold',
      '      TreatMissingData: notBreaching',
      '      AlarmActions: [!Ref SnsTopicArn]',
    ]),
  ].join('\n');

/** A Terraform string: `${` and `%{` in a name are no templates. */
const hcl = (value: string): string => JSON.stringify(value).replace(/([$%])\{/g, '$1$1{');

/** As Terraform resources. */
export const asTerraform = (alarms: readonly NatAlarm[]): string =>
  [
    'variable "sns_topic_arn" {\n  type = string\n}',
    ...alarms.map((a) =>
      [
        `resource "aws_cloudwatch_metric_alarm" "${logical(a)}" {`,
        `  alarm_name          = ${hcl(a.name)}`,
        '  namespace           = "AWS/NATGateway"',
        `  metric_name         = "${a.metric}"`,
        `  dimensions          = { NatGatewayId = "${a.gateway}" }`,
        `  statistic           = "${a.stat}"`,
        `  period              = ${period}`,
        `  evaluation_periods  = ${a.periods}`,
        `  threshold           = ${a.threshold}`,
        '  comparison_operator = "GreaterThanThreshold"',
        '  treat_missing_data  = "notBreaching"',
        '  alarm_actions       = [var.sns_topic_arn]',
        '}',
      ].join('\n'),
    ),
  ].join('\n\n');
