import { GetCallerIdentityCommand, STSClient } from '@aws-sdk/client-sts';
import type { ClientConfig } from '../connection.ts';

/** Whose credentials these are. */
export interface Identity {
  account: string;
  arn: string;
}

/** Asks AWS who is calling. Nobody can be denied this call, so its failure is one of credentials or connection. */
export async function callerIdentity(config: ClientConfig, abortSignal: AbortSignal): Promise<Identity> {
  const client = new STSClient(config as never);
  const { Account, Arn } = await client.send(new GetCallerIdentityCommand({}), { abortSignal });
  return { account: Account ?? 'unknown', arn: Arn ?? 'unknown' };
}
