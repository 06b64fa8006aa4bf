import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { gunzipSync } from 'node:zlib';
import { changes } from '../changes/index.ts';
import { AwsError } from '../changes/world.ts';
import { takeFaults } from './api-faults.ts';
import { recording } from './behaviour/history.ts';
import { settle } from './behaviour/settle.ts';
import { labNow } from './clock.ts';
import { labAccountOf, labRegionOf } from './from-snapshot.ts';
import type { Caller, Handler, LabCall } from './handler.ts';
import {
  accountOfAccessKey,
  type Credential,
  readCredential,
  type Session,
  sessionOfToken,
} from './protocol/credentials.ts';
import { protocolOf, serviceOf } from './protocol/index.ts';
import { Malformed } from './protocol/malformed.ts';
import type { LabRequest, LabResponse } from './protocol/message.ts';
import { type Match, type Protocol, wireError } from './protocol/protocol.ts';
import { missingMembers } from './protocol/required.ts';
import { loadService, type Operation, type Service, type ServiceDefinition } from './protocol/service.ts';
import { labHex } from './seed/ids.ts';
import { readers } from './services/index.ts';
import type { LabState } from './state.ts';
import { record } from './trail.ts';
import { worldOf } from './world.ts';

/** What came of a call. */
export interface Answer {
  response: LabResponse;
  /** `ec2`, or `?` when the lab has no such service. */
  service: string;
  operation: string;
  /** The error's code, when there was one. */
  code?: string;
  /** The state is no longer what it was: save it. */
  changed: boolean;
  /** An injected fault of the connection: answer nothing, or half. */
  connection?: 'cut' | 'truncate';
  /** An error of the lab itself, for its log. */
  defect?: unknown;
}

/** The most that a request may hold after decompression. AWS's own limits are smaller for every operation. */
export const maxBodyBytes = 16 * 1024 * 1024;

/** Operations that need no signature: they bring a token of their own. */
const unsigned = new Set(['AssumeRoleWithWebIdentity', 'AssumeRoleWithSAML']);

/**
 * Answers one AWS call on the lab's state. Never throws: every failure is an answer in the call's own protocol.
 * Changes are made in one go, without an await between, so calls that run at once see whole changes only.
 */
export async function dispatch(state: LabState, received: LabRequest): Promise<Answer> {
  const requestId = randomUUID();
  const reading = readCredential(received);
  const credential = reading.kind === 'signed' ? reading.credential : undefined;
  const definition = serviceOf(received, credential?.signingName);
  const protocol = protocolOf(received, definition);
  const answer: Answer = {
    response: { status: 500, headers: {}, body: new Uint8Array() },
    service: definition?.key ?? credential?.signingName ?? '?',
    operation: '?',
    changed: false,
  };
  let service: Service | undefined;
  try {
    const request = decompressed(received, protocol);
    if (reading.kind === 'incomplete') throw protocol.errors.incompleteSignature(reading.detail);
    if (definition === undefined) {
      throw credential === undefined
        ? protocol.errors.missingCredentials()
        : protocol.errors.unknownOperation(operationNamed(request));
    }
    service = await loadService(definition);
    if (credential === undefined && !unsigned.has(operationNamed(request))) throw protocol.errors.missingCredentials();
    const match = protocol.match(service, request);
    answer.operation = match.name;
    const output = await run(state, request, service, protocol, match, credential, answer);
    answer.response = protocol.encode(service, match.operation!, output, requestId);
  } catch (thrown) {
    const error = errorOf(thrown, protocol, definition);
    if (!(thrown instanceof AwsError || thrown instanceof Malformed)) answer.defect = thrown;
    const wire = wireError(service, error);
    answer.code = wire.queryCode;
    answer.response = protocol.encodeError(service, wire, requestId);
  }
  return answer;
}

function errorOf(thrown: unknown, protocol: Protocol, definition: ServiceDefinition | undefined): AwsError {
  if (thrown instanceof AwsError) return thrown;
  if (thrown instanceof Malformed && definition !== undefined) return protocol.errors.malformed(thrown, definition);
  return protocol.errors.internal();
}

/** The operation's name where a request says it plainly, for services that the lab does not have. */
function operationNamed(request: LabRequest): string {
  const target = request.headers['x-amz-target'];
  if (target !== undefined) return target.slice(target.lastIndexOf('.') + 1);
  return (
    request.query.get('Action') ??
    new URLSearchParams(Buffer.from(request.body).toString('utf8')).get('Action') ??
    `${request.method} ${request.path}`
  );
}

/** SDKs compress large PutMetricData calls. */
function decompressed(request: LabRequest, protocol: Protocol): LabRequest {
  if (request.headers['content-encoding'] !== 'gzip') return request;
  try {
    return { ...request, body: gunzipSync(request.body, { maxOutputLength: maxBodyBytes }) };
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ERR_BUFFER_TOO_LARGE') throw protocol.errors.tooLarge();
    throw new Malformed('syntax', 'The request body is not valid gzip');
  }
}

async function run(
  state: LabState,
  request: LabRequest,
  service: Service,
  protocol: Protocol,
  match: Match,
  credential: Credential | undefined,
  answer: Answer,
): Promise<Record<string, unknown>> {
  const { definition } = service;
  const change = ownOf(changes[definition.key], match.name) as Handler | undefined;
  const handle = change ?? ownOf((await readers[definition.key]?.())?.reads, match.name);
  const region = credential?.region ?? labRegionOf(state);
  const caller = callerOf(state, credential);

  const target = { operation: `${definition.key}:${match.name}`, region, account: caller.account };
  for (const effect of takeFaults(state, target)) {
    answer.changed = true;
    if (effect.kind === 'delay') await sleep(effect.ms);
    else if (effect.kind === 'error') {
      const error = injectedError(effect, protocol, definition, match.name, caller.arn);
      // CloudTrail has refused changes too.
      if (change !== undefined && match.operation !== undefined) {
        const input = inputOf(service, protocol, { ...match, operation: match.operation }, request);
        record(callOn(state, caller, region, labNow(state), false), definition, match.name, request, input, { error });
      }
      throw error;
    } else answer.connection = effect.kind;
  }

  const { operation } = match;
  if (operation === undefined || handle === undefined) {
    throw protocol.errors.unknownOperation(match.name, definition);
  }
  const now = labNow(state);
  if (settle(state, now)) answer.changed = true;
  const session = sessionOfToken(credential?.sessionToken);
  if (session !== undefined && Date.parse(session.expiration) <= now.getTime()) throw protocol.errors.expiredToken();
  const input = inputOf(service, protocol, { ...match, operation }, request);

  const { DryRun: dryRun, ...wanted } = input;
  const dry = definition.key === 'ec2' && dryRun === true;
  const call = callOn(state, caller, region, now, change !== undefined && !dry);
  if (dry) {
    // On a copy, so that what would fail does fail, and nothing comes of what would not.
    const error = await dryRunOutcome(handle, structuredClone(state), caller, region, now, wanted);
    if (change !== undefined) {
      record(call, definition, match.name, request, input, { error });
      answer.changed = true;
    }
    throw error;
  }
  if (change === undefined) return asOutput(await handle(call, input as never));
  answer.changed = true;
  try {
    const output = asOutput(recording(state, now, () => change(call, input as never)));
    record(call, definition, match.name, request, input, { output });
    return output;
  } catch (error) {
    record(call, definition, match.name, request, input, { error });
    throw error;
  } finally {
    dropEmptyScopes(state);
  }
}

/** A name comes from outside: `constructor` is no operation. */
const ownOf = <T>(operations: Readonly<Record<string, T>> | undefined, name: string): T | undefined =>
  operations !== undefined && Object.hasOwn(operations, name) ? operations[name] : undefined;

const asOutput = (output: unknown): Record<string, unknown> => (output ?? {}) as Record<string, unknown>;

async function dryRunOutcome(
  handle: Handler,
  state: LabState,
  caller: Caller,
  region: string,
  now: Date,
  input: Record<string, unknown>,
): Promise<unknown> {
  try {
    await handle(callOn(state, caller, region, now, true), input as never);
  } catch (error) {
    return error;
  }
  return new AwsError('DryRunOperation', 'Request would have succeeded, but DryRun flag is set.', { status: 412 });
}

function inputOf(
  service: Service,
  protocol: Protocol,
  match: Match & { operation: Operation },
  request: LabRequest,
): Record<string, unknown> {
  const input = protocol.decode(service, match, request);
  // A service without schemas decodes to whatever came.
  if (typeof input !== 'object' || input === null || Array.isArray(input)) {
    throw new Malformed('value', 'Start of structure or map found where not expected.');
  }
  const missing = missingMembers(match.operation.input, input);
  if (missing.length > 0) throw protocol.errors.missing(missing, service.definition);
  return input;
}

/**
 * An injected error. `AccessDenied`, `Throttling` and `ExpiredToken` become what the service itself would say; any other
 * code is answered as it is.
 */
function injectedError(
  effect: { code: string; status: number; message?: string },
  protocol: Protocol,
  definition: ServiceDefinition,
  operation: string,
  callerArn: string,
): AwsError {
  if (effect.code === 'AccessDenied') return protocol.errors.denied(definition, operation, callerArn);
  if (effect.code === 'Throttling') return protocol.errors.throttled();
  if (effect.code === 'ExpiredToken') return protocol.errors.expiredToken();
  return new AwsError(effect.code, effect.message ?? 'injected by the lab', { status: effect.status });
}

/** Who calls: the session of a token that the lab gave, else the lab's user in the account that the key belongs to. */
function callerOf(state: LabState, credential: Credential | undefined): Caller {
  const accessKeyId = credential?.accessKeyId ?? 'anonymous';
  const session: Session | undefined = sessionOfToken(credential?.sessionToken);
  if (session !== undefined) {
    return { account: session.account, arn: session.arn, userId: session.userId, accessKeyId };
  }
  const account = accountOfAccessKey(accessKeyId) ?? labAccountOf(state);
  const userId = `AIDA${labHex(`user/${account}/netops`).toUpperCase()}`;
  const partition =
    state.snapshot.accounts.find(({ id }) => id === account)?.partition ?? partitionOfRegion(credential?.region ?? '');
  return { account, arn: `arn:${partition}:iam::${account}:user/netops`, userId, accessKeyId };
}

const partitionOfRegion = (region: string): string =>
  region.startsWith('cn-') ? 'aws-cn' : region.startsWith('us-gov-') ? 'aws-us-gov' : 'aws';

/** What an operation is given. */
const callOn = (state: LabState, caller: Caller, region: string, now: Date, writes: boolean): LabCall => ({
  ...worldOf(state, { account: caller.account, region, now, writes }),
  state,
  caller,
});

function dropEmptyScopes(state: LabState): void {
  const { snapshot } = state;
  if (snapshot.scopes.some((scope) => Object.keys(scope).length === 2)) {
    snapshot.scopes = snapshot.scopes.filter((scope) => Object.keys(scope).length > 2);
  }
}
