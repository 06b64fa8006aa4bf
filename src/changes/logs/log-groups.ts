import type {
  CreateLogGroupRequest,
  DeleteLogGroupRequest,
  DeleteRetentionPolicyRequest,
  PutRetentionPolicyRequest,
} from '@aws-sdk/client-cloudwatch-logs';
import { add, all, edit, remove } from '../draft.ts';
import { partitionOf } from '../partition.ts';
import { AwsError, type World } from '../world.ts';

/** https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_PutRetentionPolicy.html */
const retentions = [
  1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557, 2922, 3288, 3653,
];

const invalid = (message: string): AwsError => new AwsError('InvalidParameterException', message);

function nameFrom(name: string | undefined): string {
  if (name === undefined || !/^[.\-_/#A-Za-z0-9]{1,512}$/.test(name)) {
    throw invalid(
      `1 validation error detected: Value '${name ?? ''}' at 'logGroupName' failed to satisfy constraint: Member must satisfy regular expression pattern: [\\.\\-_/#A-Za-z0-9]+`,
    );
  }
  return name;
}

function checkExists(world: World, name: string): void {
  if (!all(world, 'logs', 'logGroups').some((group) => group.logGroupName === name)) {
    throw new AwsError('ResourceNotFoundException', 'The specified log group does not exist.');
  }
}

/** https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_CreateLogGroup.html */
export function CreateLogGroup(world: World, input: CreateLogGroupRequest) {
  const logGroupName = nameFrom(input.logGroupName);
  if (all(world, 'logs', 'logGroups').some((group) => group.logGroupName === logGroupName)) {
    throw new AwsError('ResourceAlreadyExistsException', 'The specified log group already exists');
  }
  const logGroupArn = `arn:${partitionOf(world)}:logs:${world.region}:${world.account}:log-group:${logGroupName}`;
  add(world, 'logs', 'logGroups', {
    logGroupName,
    creationTime: world.now.getTime(),
    metricFilterCount: 0,
    arn: `${logGroupArn}:*`,
    storedBytes: 0,
    ...(input.kmsKeyId === undefined ? {} : { kmsKeyId: input.kmsKeyId }),
    logGroupClass: input.logGroupClass ?? 'STANDARD',
    logGroupArn,
  });
  return {};
}

/** https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_DeleteLogGroup.html */
export function DeleteLogGroup(world: World, input: DeleteLogGroupRequest) {
  const name = nameFrom(input.logGroupName);
  checkExists(world, name);
  remove(world, 'logs', 'logGroups', (group) => group.logGroupName === name);
  return {};
}

/** Days, one of those that CloudWatch Logs allows. */
export function PutRetentionPolicy(world: World, input: PutRetentionPolicyRequest) {
  const name = nameFrom(input.logGroupName);
  const days = input.retentionInDays;
  if (days === undefined || !retentions.includes(days)) {
    throw invalid(
      `1 validation error detected: Value '${days}' at 'retentionInDays' failed to satisfy constraint: Member must satisfy enum value set: [${retentions.join(', ')}]`,
    );
  }
  checkExists(world, name);
  edit(
    world,
    'logs',
    'logGroups',
    (group) => group.logGroupName === name,
    (copy) => {
      copy.retentionInDays = days;
    },
  );
  return {};
}

/** https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_DeleteRetentionPolicy.html: kept for ever. */
export function DeleteRetentionPolicy(world: World, input: DeleteRetentionPolicyRequest) {
  const name = nameFrom(input.logGroupName);
  checkExists(world, name);
  edit(
    world,
    'logs',
    'logGroups',
    (group) => group.logGroupName === name,
    (copy) => {
      delete copy.retentionInDays;
    },
  );
  return {};
}
