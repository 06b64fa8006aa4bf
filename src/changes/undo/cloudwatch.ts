import type { MetricAlarm } from '@aws-sdk/client-cloudwatch';
import type { Call } from '../../findings/finding.ts';
import type { Saved } from '../../snapshot/snapshot.ts';
import { all } from '../draft.ts';
import { callsOf, type Undos } from './entry.ts';

const cloudwatch = callsOf('cloudwatch');

/** What makes an alarm anew: its settings, without what CloudWatch says of it. */
function putAlarm(alarm: Saved<MetricAlarm>): Call {
  const {
    AlarmArn: _,
    AlarmConfigurationUpdatedTimestamp: __,
    StateValue: ___,
    StateReason: ____,
    StateReasonData: _____,
    StateUpdatedTimestamp: ______,
    StateTransitionedTimestamp: _______,
    EvaluationState: ________,
    ...settings
  } = alarm;
  return cloudwatch('PutMetricAlarm', settings);
}

export const undoAlarms: Undos = {
  PutMetricAlarm: (world, { AlarmName }) => {
    const old = all(world, 'cloudwatch', 'MetricAlarms').find((alarm) => alarm.AlarmName === AlarmName);
    return [old === undefined ? cloudwatch('DeleteAlarms', { AlarmNames: [AlarmName] }) : putAlarm(old)];
  },
  DeleteAlarms: (world, { AlarmNames }) =>
    all(world, 'cloudwatch', 'MetricAlarms')
      .filter((alarm) => AlarmNames.includes(alarm.AlarmName))
      .map(putAlarm),
};
