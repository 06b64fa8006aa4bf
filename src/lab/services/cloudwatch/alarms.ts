import type {
  DescribeAlarmsCommandInput,
  DescribeAlarmsForMetricCommandInput,
  Dimension,
  MetricAlarm,
} from '@aws-sdk/client-cloudwatch';
import { AwsError } from '../../../changes/world.ts';
import type { Saved } from '../../../snapshot/snapshot.ts';
import { metricsOf } from '../../behaviour/metrics/index.ts';
import type { LabCall } from '../../handler.ts';
import { page } from '../../paging.ts';
import { alarmNow } from './alarm-state.ts';
import { invalidCombination, invalidValue } from './errors.ts';

/** https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_DescribeAlarms.html */
const aPage = 50;
const mostOnPage = 100;

function alarmsOf(call: LabCall): Saved<MetricAlarm>[] {
  const alarms = call.here.cloudwatch?.MetricAlarms ?? [];
  if (alarms.length === 0) return [];
  const metrics = metricsOf(call.state, call.account, call.region);
  return alarms.map((alarm) => alarmNow(metrics, alarm, call.now));
}

export function describeAlarms(call: LabCall, input: DescribeAlarmsCommandInput) {
  const { NextToken, MaxRecords, ...question } = input;
  const { AlarmNames, AlarmNamePrefix, AlarmTypes, StateValue, ActionPrefix } = input;
  if (AlarmNames !== undefined && AlarmNamePrefix !== undefined) {
    throw invalidCombination('AlarmNames and AlarmNamePrefix must not both be specified.');
  }
  if (AlarmNames !== undefined && AlarmNames.length > 100) {
    throw invalidValue('The collection AlarmNames must not have a size greater than 100.');
  }
  const actions = (a: Saved<MetricAlarm>): string[] => [
    ...(a.AlarmActions ?? []),
    ...(a.OKActions ?? []),
    ...(a.InsufficientDataActions ?? []),
  ];
  // The lab has no composite alarms and no log alarms.
  const isAsked = AlarmTypes === undefined || AlarmTypes.length === 0 || AlarmTypes.includes('MetricAlarm');
  const found = (isAsked ? alarmsOf(call) : [])
    .filter(
      (a) =>
        (AlarmNames === undefined || AlarmNames.includes(a.AlarmName ?? '')) &&
        (AlarmNamePrefix === undefined || a.AlarmName?.startsWith(AlarmNamePrefix)) &&
        (StateValue === undefined || a.StateValue === StateValue) &&
        (ActionPrefix === undefined || actions(a).some((action) => action.startsWith(ActionPrefix))),
    )
    .sort((a, b) => ((a.AlarmName ?? '') < (b.AlarmName ?? '') ? -1 : 1));
  const { items, next } = page(
    found,
    { size: MaxRecords, token: NextToken, question: { question, account: call.account, region: call.region } },
    {
      usual: aPage,
      most: mostOnPage,
      badToken: () => new AwsError('InvalidNextToken', 'The next token specified is invalid.'),
      badSize: (size) =>
        invalidValue(`The value ${size} for parameter MaxRecords is invalid. It must be between 1 and 100.`),
    },
  );
  return { MetricAlarms: items, CompositeAlarms: [], ...(next === undefined ? {} : { NextToken: next }) };
}

export function describeAlarmsForMetric(call: LabCall, input: DescribeAlarmsForMetricCommandInput) {
  const { MetricName, Namespace, Dimensions, Statistic, ExtendedStatistic, Period, Unit } = input;
  const wanted = textOf(Dimensions);
  return {
    MetricAlarms: alarmsOf(call).filter(
      (a) =>
        a.MetricName === MetricName &&
        a.Namespace === Namespace &&
        textOf(a.Dimensions as Dimension[] | undefined) === wanted &&
        (Statistic === undefined || a.Statistic === Statistic) &&
        (ExtendedStatistic === undefined || a.ExtendedStatistic === ExtendedStatistic) &&
        (Period === undefined || a.Period === Period) &&
        (Unit === undefined || a.Unit === Unit),
    ),
  };
}

const textOf = (dimensions: readonly Dimension[] | undefined): string =>
  (dimensions ?? [])
    .map((d) => `${d.Name}=${d.Value}`)
    .sort()
    .join(' ');
