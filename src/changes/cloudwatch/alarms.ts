import type {
  DeleteAlarmsInput,
  MetricAlarm,
  PutMetricAlarmInput,
  SetAlarmStateInput,
} from '@aws-sdk/client-cloudwatch';
import type { Saved } from '../../snapshot/snapshot.ts';
import { add, all, edit, remove } from '../draft.ts';
import { partitionOf } from '../partition.ts';
import { saved } from '../saved.ts';
import { AwsError, type World } from '../world.ts';

const invalidValue = (message: string): AwsError => new AwsError('InvalidParameterValueException', message);
const invalidCombination = (message: string): AwsError => new AwsError('InvalidParameterCombinationException', message);
const missing = (name: string): AwsError =>
  new AwsError('MissingRequiredParameterException', `The parameter ${name} is required.`);
const notFound = (name: string): AwsError =>
  new AwsError('ResourceNotFound', `The alarm ${name} does not exist.`, { status: 404 });

/** https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_PutMetricAlarm.html */
function check(input: PutMetricAlarmInput): void {
  if (!input.AlarmName) throw missing('AlarmName');
  const several = (input.Metrics ?? []).length > 0;
  if (several && (input.MetricName !== undefined || input.Namespace !== undefined || input.Period !== undefined)) {
    throw invalidCombination('Metrics cannot be used together with MetricName, Namespace or Period.');
  }
  if (!several) {
    for (const name of ['MetricName', 'Namespace', 'Period'] as const) if (!input[name]) throw missing(name);
    if ((input.Statistic === undefined) === (input.ExtendedStatistic === undefined)) {
      throw invalidCombination('Exactly one of Statistic and ExtendedStatistic must be specified.');
    }
    const period = input.Period!;
    if (![10, 20, 30].includes(period) && (period <= 0 || period % 60 !== 0)) {
      throw invalidValue(`Period must be 10, 20, 30 or a multiple of 60: ${period}`);
    }
  }
  for (const name of ['EvaluationPeriods', 'ComparisonOperator'] as const) if (!input[name]) throw missing(name);
  if (input.Threshold === undefined && input.ThresholdMetricId === undefined) throw missing('Threshold');
  const { DatapointsToAlarm, EvaluationPeriods } = input;
  if (DatapointsToAlarm !== undefined && DatapointsToAlarm > EvaluationPeriods!) {
    throw invalidValue('DatapointsToAlarm must not be greater than EvaluationPeriods.');
  }
}

/** Makes an alarm, or replaces one of the same name whole; its state stays. */
export function PutMetricAlarm(world: World, input: PutMetricAlarmInput) {
  check(input);
  const { Tags: _, ...settings } = input;
  const old = all(world, 'cloudwatch', 'MetricAlarms').find((alarm) => alarm.AlarmName === input.AlarmName);
  const at = world.now.toISOString();
  const alarm: Saved<MetricAlarm> = {
    ...saved(settings),
    AlarmArn: `arn:${partitionOf(world)}:cloudwatch:${world.region}:${world.account}:alarm:${input.AlarmName}`,
    AlarmConfigurationUpdatedTimestamp: at,
    ActionsEnabled: input.ActionsEnabled ?? true,
    OKActions: [...(input.OKActions ?? [])],
    AlarmActions: [...(input.AlarmActions ?? [])],
    InsufficientDataActions: [...(input.InsufficientDataActions ?? [])],
    Dimensions: saved(input.Dimensions ?? []),
    StateValue: old?.StateValue ?? 'INSUFFICIENT_DATA',
    StateReason: old?.StateReason ?? 'Unchecked: Initial alarm creation',
    StateUpdatedTimestamp: old?.StateUpdatedTimestamp ?? at,
    StateTransitionedTimestamp: old?.StateTransitionedTimestamp ?? at,
  };
  if (old === undefined) add(world, 'cloudwatch', 'MetricAlarms', alarm);
  else {
    edit(
      world,
      'cloudwatch',
      'MetricAlarms',
      (a) => a.AlarmName === input.AlarmName,
      (copy) => {
        for (const key of Object.keys(copy) as (keyof MetricAlarm)[]) delete copy[key];
        Object.assign(copy, alarm);
      },
    );
  }
  return {};
}

/** https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_DeleteAlarms.html: all of them or none. */
export function DeleteAlarms(world: World, input: DeleteAlarmsInput) {
  const names = input.AlarmNames ?? [];
  const there = new Set(all(world, 'cloudwatch', 'MetricAlarms').map((alarm) => alarm.AlarmName));
  const unknown = names.find((name) => !there.has(name));
  if (unknown !== undefined) throw notFound(unknown);
  remove(world, 'cloudwatch', 'MetricAlarms', (alarm) => names.includes(alarm.AlarmName ?? ''));
  return {};
}

/** https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_SetAlarmState.html */
export function SetAlarmState(world: World, input: SetAlarmStateInput) {
  const alarm = all(world, 'cloudwatch', 'MetricAlarms').find((a) => a.AlarmName === input.AlarmName);
  if (alarm === undefined) throw notFound(input.AlarmName ?? '');
  if (!['OK', 'ALARM', 'INSUFFICIENT_DATA'].includes(input.StateValue ?? '')) {
    throw invalidValue(`StateValue must be OK, ALARM or INSUFFICIENT_DATA: ${input.StateValue}`);
  }
  if (input.StateReasonData !== undefined && !isJson(input.StateReasonData)) {
    throw new AwsError('InvalidFormatFault', 'StateReasonData was not syntactically valid JSON.');
  }
  const at = world.now.toISOString();
  edit(
    world,
    'cloudwatch',
    'MetricAlarms',
    (a) => a.AlarmName === input.AlarmName,
    (copy) => {
      if (copy.StateValue !== input.StateValue) copy.StateTransitionedTimestamp = at;
      copy.StateValue = input.StateValue;
      copy.StateReason = input.StateReason;
      copy.StateUpdatedTimestamp = at;
      if (input.StateReasonData !== undefined) copy.StateReasonData = input.StateReasonData;
    },
  );
  return {};
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}
