import type { Connection } from '../aws/connection.ts';
import { UserError } from '../errors/user-error.ts';
import * as text from '../messages/aws-calls.ts';
import { connectionOptions, parseSource, type SourceOptions } from './source.ts';

/** Which account and region a call goes to, where the source leaves a choice. */
export interface Place {
  /** Twelve digits; the source's only one when left out. */
  account?: string;
  /** The source's first one when left out. */
  region?: string;
}

/** A way into one account and region, for as long as the work takes. */
export interface Site {
  connection: Connection;
  region: string;
}

/**
 * Lends a connection to one account of the source for calls that are no collection.
 *
 * @throws UserError for a source of files (2), an account that is not of the source, several accounts and none named (1)
 */
export async function withOneAccount<T>(
  source: SourceOptions,
  { account, region }: Place,
  work: (site: Site) => Promise<T>,
): Promise<T> {
  const parsed = parseSource(source.source);
  if (parsed.kind === 'snapshot') throw new UserError(text.callsNeedAws, 2);
  const { connect } = await import('../aws/connection.ts');
  const { connectionError, gapCode, oneLine } = await import('../aws/errors.ts');
  const roleArn = roleFor(source.roleArn, account);
  const regions = region === undefined ? source.region : [region];
  const attempt = { ...source, roleArn, region: regions };
  const connections = await connect(await connectionOptions(attempt, parsed));
  try {
    const connection = connections[0]!;
    if (account !== undefined && roleArn.length === 0) await checkAccount(connection, account);
    return await work({ connection, region: region ?? connection.firstRegion });
  } catch (error) {
    if (error instanceof UserError || (error as Error)?.name === 'AbortError') throw error;
    const known = connectionError(error, {
      ...(source.profile === undefined ? {} : { profile: source.profile }),
      ...(connections[0]?.endpoint === undefined ? {} : { endpoint: connections[0].endpoint }),
      ...(roleArn[0] === undefined ? {} : { roleArn: roleArn[0] }),
      regions,
    });
    if (known !== undefined) throw known;
    throw new UserError(text.refused(gapCode(error), oneLine(error instanceof Error ? error.message : String(error))));
  } finally {
    for (const connection of connections) connection.close();
  }
}

const accountOf = (arn: string): string => arn.split(':')[4] ?? '';

function roleFor(arns: readonly string[], account: string | undefined): string[] {
  if (account === undefined) {
    if (arns.length > 1) throw new UserError(text.whichAccount(arns.map(accountOf)));
    return [...arns];
  }
  if (arns.length === 0) return [];
  const arn = arns.find((a) => accountOf(a) === account);
  if (arn === undefined) throw new UserError(text.notThisAccount(account, arns.map(accountOf)));
  return [arn];
}

async function checkAccount(connection: Connection, account: string): Promise<void> {
  const { callerIdentity } = await import('../aws/collect/sts.ts');
  const { retries } = await import('../aws/retry.ts');
  const config = connection.config(
    connection.firstRegion,
    retries(() => {}),
  );
  const identity = await callerIdentity(config, AbortSignal.timeout(30_000));
  if (identity.account !== account) throw new UserError(text.notThisAccount(account, [identity.account]));
}
