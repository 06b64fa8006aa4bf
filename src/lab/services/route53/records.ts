import type { ListResourceRecordSetsCommandInput, ResourceRecordSet } from '@aws-sdk/client-route-53';
import { AwsError } from '../../../changes/world.ts';
import type { Saved } from '../../../snapshot/snapshot.ts';
import type { Handlers, LabCall } from '../../handler.ts';
import { byCode, dataOf, maxItems, sortName, zoneOf } from './lookup.ts';

type RecordSet = Saved<ResourceRecordSet>;
type Key = readonly [name: string, type: string, identifier: string];

const keyOf = (record: RecordSet): Key => [sortName(record.Name ?? ''), record.Type ?? '', record.SetIdentifier ?? ''];

const compareKeys = (a: Key, b: Key): number => byCode(a[0], b[0]) || byCode(a[1], b[1]) || byCode(a[2], b[2]);

/** A page holds up to 300 record sets. */
const mostRecords = 300;

/**
 * By name (labels reversed), type, set identifier; from the given record on, which need not exist.
 * https://docs.aws.amazon.com/Route53/latest/APIReference/API_ListResourceRecordSets.html
 */
function listResourceRecordSets(call: LabCall, input: ListResourceRecordSetsCommandInput) {
  const { id } = zoneOf(call, input.HostedZoneId);
  const { StartRecordName: name, StartRecordType: type, StartRecordIdentifier: identifier } = input;
  if (type !== undefined && name === undefined) {
    throw new AwsError('InvalidInput', 'The resource record set type cannot be specified without a name.');
  }
  if (identifier !== undefined && type === undefined) {
    throw new AwsError('InvalidInput', 'The resource record set identifier cannot be specified without a type.');
  }
  const start: Key = [name === undefined ? '' : sortName(name), type ?? '', identifier ?? ''];
  const records = (dataOf(call).ResourceRecordSets?.[id] ?? [])
    .filter((record) => compareKeys(keyOf(record), start) >= 0)
    .sort((a, b) => compareKeys(keyOf(a), keyOf(b)));
  const size = maxItems(input.MaxItems, mostRecords);
  const next = records[size];
  return {
    ResourceRecordSets: records.slice(0, size),
    IsTruncated: next !== undefined,
    ...(next === undefined
      ? {}
      : {
          NextRecordName: next.Name,
          NextRecordType: next.Type,
          ...(next.SetIdentifier === undefined ? {} : { NextRecordIdentifier: next.SetIdentifier }),
        }),
    MaxItems: size,
  };
}

export const reads: Handlers = { ListResourceRecordSets: listResourceRecordSets };
