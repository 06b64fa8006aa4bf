import { UserError } from '../errors/user-error.ts';
import * as text from '../messages/aws-calls.ts';
import { withoutSecrets } from '../snapshot/secrets.ts';
import { type Place, withOneAccount } from './one-account.ts';
import { type Nature, natureOf } from './read-only.ts';
import type { SourceOptions } from './source.ts';

/** One AWS API call by its service and operation, as the SDK and the AWS CLI name them. */
export interface CallAsked extends Place {
  service: string;
  /** `DescribeVpcs` or `describe-vpcs`. */
  operation: string;
  input: Record<string, unknown>;
}

/** A call with its names as the SDK has them. */
export interface NamedCall {
  service: string;
  operation: string;
  nature: Nature;
}

/**
 * @throws UserError with exit code 2 for a service without a client here, or an operation that it does not have
 */
export async function namedCall({ service, operation }: CallAsked): Promise<NamedCall> {
  const { operationsOf, sdkClients, serviceNamed } = await import('../aws/clients.ts');
  const { near } = await import('../errors/near.ts');
  const short = serviceNamed(service);
  if (short === undefined) throw new UserError(text.unknownService(service, Object.keys(sdkClients)), 2);
  const known = await operationsOf(short);
  const plain = (name: string): string => name.toLowerCase().replace(/[^a-z0-9]/g, '');
  const found = known.find((name) => plain(name) === plain(operation));
  if (found === undefined) throw new UserError(text.unknownOperation(short, operation, near(operation, known)), 2);
  return { service: short, operation: found, nature: natureOf(short, found) };
}

export interface CallMade extends NamedCall {
  region: string;
  /** AWS's answer as JSON keeps it, its secrets left out. */
  output: Record<string, unknown>;
}

/**
 * Makes a call that reads, and answers what AWS answers.
 *
 * @throws UserError for a call that does more than read, or that AWS refuses
 */
export async function readCall(asked: CallAsked, source: SourceOptions, signal: AbortSignal): Promise<CallMade> {
  const named = await namedCall(asked);
  const name = `${named.service}:${named.operation}`;
  if (named.nature === 'secret') throw new UserError(text.callIsSecret(name));
  if (named.nature === 'effect') throw new UserError(text.callHasEffect(name));
  if (named.nature === 'changes') throw new UserError(text.callChanges(name));
  return await withOneAccount(source, asked, async ({ connection, region }) => {
    const { sdkClients } = await import('../aws/clients.ts');
    const { makeCall } = await import('../aws/actions/make-call.ts');
    const { globalRegionOf } = await import('../aws/regions.ts');
    const { saved } = await import('../aws/saved.ts');
    const where = sdkClients[named.service]!.global === true ? globalRegionOf(region) : region;
    const output = await makeCall(connection, where, { ...named, input: asked.input }, { signal });
    return { ...named, region: where, output: withoutSecrets(saved(output)) as Record<string, unknown> };
  });
}
