import { defaultFormat } from '../../../changes/ec2/flow-logs.ts';
import { fieldsOfFormat, printerOf } from '../../behaviour/flow-logs/record.ts';
import { flowRecords } from '../../behaviour/flow-logs/records.ts';
import { metricWorld } from '../../behaviour/metrics/world.ts';
import type { LabCall } from '../../handler.ts';
import type { LogEvent } from './insights/run.ts';

/** What Logs Insights calls the fields of flow logs in the default format, in its order. */
const discoveredNames = [
  'version',
  'accountId',
  'interfaceId',
  'srcAddr',
  'dstAddr',
  'srcPort',
  'dstPort',
  'protocol',
  'packets',
  'bytes',
  'start',
  'end',
  'action',
  'logStatus',
];

const defaultFields = fieldsOfFormat(defaultFormat).join(' ');

const placeOf: ReadonlyMap<string, number> = new Map(discoveredNames.map((name, i) => [name, i]));

/** Finds the fields of a record by itself. A custom format has to be parsed. */
function discovering(message: string): (field: string) => string | undefined {
  let values: string[] | undefined;
  return (field) => {
    const place = placeOf.get(field);
    if (place === undefined) return undefined;
    values ??= message.split(' ');
    return values[place];
  };
}

const nothing = (): undefined => undefined;

/**
 * The events of a log group from an instant to another (milliseconds since 1970, both included). The lab has those of
 * flow logs; of firewalls and resolvers it has none.
 */
export function* eventsOf(call: LabCall, group: string, from: number, to: number): Generator<LogEvent> {
  const logs = (call.here.ec2?.FlowLogs ?? []).filter((l) => l.LogGroupName === group && l.FlowLogStatus === 'ACTIVE');
  if (logs.length === 0) return;
  const world = metricWorld(call.state, call.account, call.region);
  for (const log of logs) {
    const format = log.LogFormat ?? defaultFormat;
    const print = printerOf(format);
    const isDefault = fieldsOfFormat(format).join(' ') === defaultFields;
    const traffic = (log.TrafficType ?? 'ALL').toLowerCase();
    for (const record of flowRecords(world, log, { from, to, now: call.now.getTime() })) {
      const message = print(record);
      yield {
        timestamp: record.start * 1000,
        message,
        logStream: `${record.interface}-${traffic}`,
        log: `${call.account}:${group}`,
        discovered: isDefault ? discovering(message) : nothing,
      };
    }
  }
}
