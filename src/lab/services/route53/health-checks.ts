import { createHash } from 'node:crypto';
import type {
  GetHealthCheckCommandInput,
  GetHealthCheckStatusCommandInput,
  ListHealthChecksCommandInput,
} from '@aws-sdk/client-route-53';
import { AwsError } from '../../../changes/world.ts';
import { healthOf } from '../../behaviour/health-checks.ts';
import type { Handlers, LabCall } from '../../handler.ts';
import { dataOf, maxItems } from './lookup.ts';

/** The regions that Route 53 checks from when a health check names none. */
const checkerRegions = [
  'us-east-1',
  'us-west-1',
  'us-west-2',
  'eu-west-1',
  'ap-southeast-1',
  'ap-southeast-2',
  'ap-northeast-1',
  'sa-east-1',
];

const mostChecks = 100;

/** @throws AwsError NoSuchHealthCheck */
function checkOf(call: LabCall, id: string | undefined) {
  const check = dataOf(call).HealthChecks?.find((c) => c.Id === id);
  if (check === undefined) {
    throw new AwsError('NoSuchHealthCheck', `A health check with id ${id} does not exist.`, { status: 404 });
  }
  return check;
}

function listHealthChecks(call: LabCall, input: ListHealthChecksCommandInput) {
  const checks = dataOf(call).HealthChecks ?? [];
  const size = maxItems(input.MaxItems, mostChecks);
  const from = input.Marker === undefined ? 0 : checks.findIndex((check) => check.Id === input.Marker);
  if (from < 0) throw new AwsError('InvalidInput', `The marker ${input.Marker} is not valid.`);
  const next = checks[from + size];
  return {
    HealthChecks: checks.slice(from, from + size),
    Marker: input.Marker ?? '',
    IsTruncated: next !== undefined,
    ...(next === undefined ? {} : { NextMarker: next.Id }),
    MaxItems: size,
  };
}

const getHealthCheck = (call: LabCall, input: GetHealthCheckCommandInput) => ({
  HealthCheck: checkOf(call, input.HealthCheckId),
});

const getHealthCheckCount = (call: LabCall) => ({ HealthCheckCount: dataOf(call).HealthChecks?.length ?? 0 });

/** An address of AWS's checkers (15.177.0.0/18), the same for the same check, region and number. */
function checkerAddress(id: string, region: string, n: number): string {
  const [a, b] = createHash('sha256').update(`${id}/${region}/${n}`).digest();
  return `15.177.${a! % 64}.${1 + (b! % 254)}`;
}

/** Two checkers a region, each with what it saw within the last interval. */
function getHealthCheckStatus(call: LabCall, input: GetHealthCheckStatusCommandInput) {
  const check = checkOf(call, input.HealthCheckId);
  const { Type, Regions, RequestInterval } = check.HealthCheckConfig ?? {};
  if (Type === 'CALCULATED' || Type === 'CLOUDWATCH_METRIC' || Type === 'RECOVERY_CONTROL') {
    throw new AwsError('InvalidInput', `The status of a health check of type ${Type} cannot be read from checkers.`);
  }
  const { status } = healthOf(call, check);
  const interval = (RequestInterval ?? 30) * 1000;
  return {
    HealthCheckObservations: (Regions?.length ? Regions : checkerRegions).flatMap((Region) =>
      [0, 1].map((n) => {
        const IPAddress = checkerAddress(check.Id ?? '', Region, n);
        const lag = createHash('sha256').update(IPAddress).digest().readUInt16BE(0) % interval;
        const CheckedTime = new Date(Math.floor((call.now.getTime() - lag) / interval) * interval + lag).toISOString();
        return { Region, IPAddress, StatusReport: { Status: status, CheckedTime } };
      }),
    ),
  };
}

export const reads: Handlers = {
  ListHealthChecks: listHealthChecks,
  GetHealthCheck: getHealthCheck,
  GetHealthCheckCount: getHealthCheckCount,
  GetHealthCheckStatus: getHealthCheckStatus,
};
