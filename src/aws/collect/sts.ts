import { GetCallerIdentityCommand, STSClient } from '@aws-sdk/client-sts';
import type { ClientConfig } from '../connection.ts';

/** Whose credentials these are. */
export interface Identity {
  account: string;
  arn: string;
  /** AWS's clock when it answered, from the HTTP `Date` header, and this machine's, in milliseconds. */
  clocks?: { aws: number; here: number };
}

/** Asks AWS who is calling. Nobody can be denied this call, so its failure is one of credentials or connection. */
export async function callerIdentity(config: ClientConfig, abortSignal: AbortSignal): Promise<Identity> {
  const client = new STSClient(config as never);
  let clocks: Identity['clocks'];
  client.middlewareStack.add(
    (next) => async (args) => {
      const started = Date.now();
      const result = await next(args);
      const date = (result.response as { headers?: Record<string, string> }).headers?.date;
      const aws = date === undefined ? Number.NaN : Date.parse(date);
      // The answer was made between the two; the header has whole seconds.
      if (!Number.isNaN(aws)) clocks = { aws: aws + 500, here: (started + Date.now()) / 2 };
      return result;
    },
    { step: 'deserialize', priority: 'low' },
  );
  const { Account, Arn } = await client.send(new GetCallerIdentityCommand({}), { abortSignal });
  return {
    account: Account ?? 'unknown',
    arn: Arn ?? 'unknown',
    ...(clocks === undefined ? {} : { clocks }),
  };
}
