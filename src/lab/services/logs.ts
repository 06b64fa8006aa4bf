import type {
  DescribeDeliverySourcesCommandInput,
  DescribeLogGroupsCommandInput,
  DescribeLogStreamsCommandInput,
  FilterLogEventsCommandInput,
  LogGroup,
  StartQueryCommandInput,
} from '@aws-sdk/client-cloudwatch-logs';
import { partitionOf } from '../../changes/partition.ts';
import { AwsError } from '../../changes/world.ts';
import type { Saved } from '../../snapshot/snapshot.ts';
import type { Handlers, LabCall } from '../handler.ts';
import { page } from '../paging.ts';
import { describeQueries, getQueryResults, startQuery, stopQuery } from './logs/queries.ts';
import { logStreams } from './logs/streams.ts';

const invalid = (message: string): AwsError => new AwsError('InvalidParameterException', message);

function paged<T>(key: string, items: T[], input: { limit?: number; nextToken?: string }) {
  const { limit, nextToken, ...question } = input;
  const { items: shown, next } = page(
    items,
    { size: limit, token: nextToken, question: { key, question } },
    {
      usual: 50,
      most: 50,
      badToken: 'InvalidParameterException',
      badSize: 'InvalidParameterException',
      sizeName: 'limit',
    },
  );
  return { [key]: shown, ...(next === undefined ? {} : { nextToken: next }) };
}

/** The groups that there are, with those that a flow log has made: it does so when it first delivers. */
function groups(call: LabCall): Saved<LogGroup>[] {
  const there = call.here.logs?.logGroups ?? [];
  const made = new Map<string, Saved<LogGroup>>();
  for (const { LogGroupName: name, CreationTime } of call.here.ec2?.FlowLogs ?? []) {
    if (name === undefined || there.some((g) => g.logGroupName === name)) continue;
    const arn = `arn:${partitionOf(call)}:logs:${call.region}:${call.account}:log-group:${name}`;
    const creationTime = Math.min(
      Date.parse(CreationTime ?? '') || call.now.getTime(),
      made.get(name)?.creationTime ?? Number.POSITIVE_INFINITY,
    );
    made.set(name, {
      logGroupName: name,
      creationTime,
      metricFilterCount: 0,
      arn: `${arn}:*`,
      storedBytes: 0,
      logGroupClass: 'STANDARD',
      logGroupArn: arn,
    });
  }
  return [...there, ...made.values()];
}

function describeLogGroups(call: LabCall, input: DescribeLogGroupsCommandInput) {
  if (input.logGroupNamePrefix !== undefined && input.logGroupNamePattern !== undefined) {
    throw invalid('LogGroup name prefix and LogGroup name pattern are mutually exclusive parameters.');
  }
  const wanted = input.logGroupIdentifiers;
  const found = groups(call)
    .filter((group) => group.logGroupName?.startsWith(input.logGroupNamePrefix ?? ''))
    .filter((group) => group.logGroupName?.toLowerCase().includes((input.logGroupNamePattern ?? '').toLowerCase()))
    .filter((group) => input.logGroupClass === undefined || group.logGroupClass === input.logGroupClass)
    .filter(
      (group) => !wanted?.length || [group.logGroupName, group.logGroupArn].some((id) => wanted.includes(id ?? '')),
    )
    .sort((a, b) => ((a.logGroupName ?? '') < (b.logGroupName ?? '') ? -1 : 1));
  return paged('logGroups', found, input);
}

/** @throws AwsError ResourceNotFoundException, InvalidParameterException */
function groupOf(call: LabCall, input: { logGroupName?: string; logGroupIdentifier?: string }): Saved<LogGroup> {
  const { logGroupName: name, logGroupIdentifier: identifier } = input;
  if ((name === undefined) === (identifier === undefined)) {
    throw invalid('You must include exactly one of logGroupName and logGroupIdentifier.');
  }
  const wanted = (name ?? identifier ?? '').replace(/:\*$/, '');
  const group = groups(call).find((g) => g.logGroupName === wanted || (name === undefined && g.logGroupArn === wanted));
  if (group === undefined) throw new AwsError('ResourceNotFoundException', 'The specified log group does not exist.');
  return group;
}

function describeLogStreams(call: LabCall, input: DescribeLogStreamsCommandInput) {
  const group = groupOf(call, input);
  if (input.orderBy === 'LastEventTime' && input.logStreamNamePrefix !== undefined) {
    throw invalid('Cannot order by LastEventTime with a logStreamNamePrefix.');
  }
  const streams = logStreams(call, group.logGroupName ?? '', group.logGroupArn ?? '').filter((stream) =>
    stream.logStreamName?.startsWith(input.logStreamNamePrefix ?? ''),
  );
  if (input.orderBy === 'LastEventTime') {
    streams.sort((a, b) => (a.lastEventTimestamp ?? 0) - (b.lastEventTimestamp ?? 0));
  }
  if (input.descending) streams.reverse();
  return paged('logStreams', streams, input);
}

/** The lab has log events for queries alone. */
function filterLogEvents(call: LabCall, input: FilterLogEventsCommandInput) {
  groupOf(call, input);
  return { events: [], searchedLogStreams: [] };
}

/** CloudFront's are kept in us-east-1. */
function describeDeliverySources(call: LabCall, input: DescribeDeliverySourcesCommandInput) {
  const all = [call.here, ...(call.region === 'us-east-1' ? [call.global] : [])].flatMap(
    (scope) => scope.logs?.deliverySources ?? [],
  );
  const wanted = input.resourceArns ?? [];
  return paged(
    'deliverySources',
    all.filter((source) => wanted.length === 0 || source.resourceArns?.some((arn) => wanted.includes(arn))),
    input,
  );
}

const describeResourcePolicies = () => ({ resourcePolicies: [] });

export const reads: Handlers = {
  DescribeLogGroups: describeLogGroups,
  DescribeLogStreams: describeLogStreams,
  FilterLogEvents: filterLogEvents,
  DescribeDeliverySources: describeDeliverySources,
  DescribeResourcePolicies: describeResourcePolicies,
  StartQuery: (call: LabCall, input: StartQueryCommandInput) => startQuery(call, input, groups(call)),
  GetQueryResults: getQueryResults,
  StopQuery: stopQuery,
  DescribeQueries: describeQueries,
};
