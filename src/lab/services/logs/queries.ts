import type {
  DescribeQueriesCommandInput,
  GetQueryResultsCommandInput,
  LogGroup,
  QueryStatus,
  StartQueryCommandInput,
  StopQueryCommandInput,
} from '@aws-sdk/client-cloudwatch-logs';
import { AwsError } from '../../../changes/world.ts';
import type { Saved } from '../../../snapshot/snapshot.ts';
import type { LabCall } from '../../handler.ts';
import { page } from '../../paging.ts';
import { uuidOf } from '../../uuid.ts';
import { eventsOf } from './events.ts';
import { QueryFault } from './insights/lexer.ts';
import { mostRows, parseQuery } from './insights/parse.ts';
import { type QueryOutcome, runQuery } from './insights/run.ts';

interface Query {
  id: string;
  account: string;
  region: string;
  text: string;
  group: string;
  createTime: number;
  status: QueryStatus;
  run(): QueryOutcome;
  outcome?: QueryOutcome;
}

/** https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/cloudwatch_limits_cwl.html */
const mostAtOnce = 30;
/** Results of so many queries are kept, in this process alone. AWS keeps them for seven days. */
const mostKept = 200;

const queries = new Map<string, Query>();
let started = 0;

const invalid = (message: string): AwsError => new AwsError('InvalidParameterException', message);
const isOpen = ({ status }: Query): boolean => status === 'Scheduled' || status === 'Running';

/** The groups that a query names, in one of the three ways. */
function groupsNamed(input: StartQueryCommandInput, groups: readonly Saved<LogGroup>[]): Saved<LogGroup>[] {
  const given = [
    input.logGroupName === undefined ? undefined : [input.logGroupName],
    input.logGroupNames,
    input.logGroupIdentifiers,
  ].filter((names) => names !== undefined);
  if (given.length !== 1)
    throw invalid('Exactly one of logGroupName, logGroupNames and logGroupIdentifiers must be specified.');
  const names = given[0]!.map((name) => name.replace(/:\*$/, ''));
  if (names.length < 1 || names.length > 50) throw invalid('A query is of 1 to 50 log groups.');
  return names.map((name) => {
    const group = groups.find((g) => g.logGroupName === name || g.logGroupArn === name);
    if (group === undefined)
      throw new AwsError('ResourceNotFoundException', `Log group '${name}' does not exist for account ID.`);
    return group;
  });
}

/**
 * Schedules a query. It runs when its results are asked for: the first answer says that it is running, the second has
 * the results.
 *
 * @throws AwsError MalformedQueryException, ResourceNotFoundException, LimitExceededException, InvalidParameterException
 */
export function startQuery(call: LabCall, input: StartQueryCommandInput, all: readonly Saved<LogGroup>[]) {
  const groups = groupsNamed(input, all);
  const [from, to] = [input.startTime! * 1000, input.endTime! * 1000 + 999];
  if (from > to) throw invalid('Query start time must be before its end time.');
  if (input.limit !== undefined && (input.limit < 1 || input.limit > mostRows))
    throw invalid(`limit must be between 1 and ${mostRows}`);
  const commands = parsedOrRefused(input.queryString ?? '');
  const reaches = groups.some(({ creationTime = 0, retentionInDays }) => {
    const kept = retentionInDays === undefined ? 0 : call.now.getTime() - retentionInDays * 86_400_000;
    return to >= Math.max(creationTime, kept);
  });
  if (!reaches)
    throw new AwsError(
      'MalformedQueryException',
      'end date and time is either before the log groups creation time or exceeds the log groups log retention settings',
    );
  const mine = [...queries.values()].filter((q) => q.account === call.account && q.region === call.region);
  if (mine.filter(isOpen).length >= mostAtOnce)
    throw new AwsError('LimitExceededException', 'Account maximum query concurrency limit exceeded.');
  const id = uuidOf(`query/${call.now.getTime()}/${started++}/${process.pid}`);
  const names = groups.map((g) => g.logGroupName ?? '');
  queries.set(id, {
    id,
    account: call.account,
    region: call.region,
    text: input.queryString ?? '',
    group: names[0]!,
    createTime: call.now.getTime(),
    status: 'Scheduled',
    run: () => runQuery(commands, eventsOfAll(call, names, from, to), input.limit),
  });
  for (const old of [...queries.keys()].slice(0, Math.max(0, queries.size - mostKept))) queries.delete(old);
  return { queryId: id };
}

function* eventsOfAll(call: LabCall, groups: readonly string[], from: number, to: number) {
  for (const group of groups) yield* eventsOf(call, group, from, to);
}

function parsedOrRefused(query: string) {
  try {
    return parseQuery(query);
  } catch (fault) {
    if (!(fault instanceof QueryFault)) throw fault;
    throw new AwsError('MalformedQueryException', `${fault.message} (${fault.start}:${fault.end})`);
  }
}

function queryOf(call: LabCall, id: string | undefined): Query {
  const query = queries.get(id ?? '');
  if (query === undefined || query.account !== call.account || query.region !== call.region)
    throw new AwsError('ResourceNotFoundException', `Query with id ${id} does not exist.`);
  return query;
}

const nothing = { recordsMatched: 0, recordsScanned: 0, bytesScanned: 0 };

export function getQueryResults(call: LabCall, { queryId }: GetQueryResultsCommandInput) {
  const query = queryOf(call, queryId);
  if (query.status === 'Scheduled') query.status = 'Running';
  else if (query.status === 'Running') {
    query.outcome = query.run();
    query.status = 'Complete';
  }
  return {
    queryLanguage: 'CWLI',
    results: query.outcome?.rows ?? [],
    statistics: query.outcome?.statistics ?? nothing,
    status: query.status,
  };
}

export function stopQuery(call: LabCall, { queryId }: StopQueryCommandInput) {
  const query = queryOf(call, queryId);
  if (!isOpen(query)) throw invalid(`Query with id ${queryId} has already ended with status ${query.status}.`);
  query.status = 'Cancelled';
  return { success: true };
}

/** The newest first. */
export function describeQueries(call: LabCall, input: DescribeQueriesCommandInput) {
  const { maxResults, nextToken, ...question } = input;
  const found = [...queries.values()]
    .filter((q) => q.account === call.account && q.region === call.region)
    .filter((q) => input.logGroupName === undefined || q.group === input.logGroupName)
    .filter((q) => input.status === undefined || q.status === input.status)
    .reverse()
    .map((q) => ({
      queryLanguage: 'CWLI',
      queryId: q.id,
      queryString: q.text,
      status: q.status,
      createTime: q.createTime,
      logGroupName: q.group,
    }));
  const { items, next } = page(
    found,
    { size: maxResults, token: nextToken, question: { key: 'queries', question } },
    {
      usual: 1000,
      most: 1000,
      badToken: 'InvalidParameterException',
      badSize: 'InvalidParameterException',
      sizeName: 'maxResults',
    },
  );
  return { queries: items, ...(next === undefined ? {} : { nextToken: next }) };
}
