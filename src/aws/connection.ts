import type { AwsCredentialIdentity, AwsCredentialIdentityProvider, RetryStrategyV2 } from '@smithy/types';
import { near } from '../errors/near.ts';
import { UserError } from '../errors/user-error.ts';
import * as text from '../messages/credentials.ts';
import { connectionError } from './errors.ts';
import { httpHandler, type RequestHandler } from './http.ts';
import { isKnownRegion, nearRegions } from './regions.ts';
import { attempts } from './retry.ts';

declare const NETOPS_VERSION: string;

/** What an AWS client is made with. */
export interface ClientConfig {
  region: string;
  credentials: AwsCredentialIdentityProvider;
  endpoint?: string;
  profile?: string;
  requestHandler: RequestHandler;
  retryStrategy: RetryStrategyV2;
  maxAttempts: number;
  customUserAgent: [string, string][];
  logger: Record<'trace' | 'debug' | 'info' | 'warn' | 'error', () => void>;
}

/** One account to read: whose credentials, which regions, over which way. */
export interface Connection {
  /** `aws`, `lab`. */
  source: string;
  profile?: string;
  roleArn?: string;
  /** Given by `--endpoint-url`, AWS_ENDPOINT_URL or the lab. */
  endpoint?: string;
  /** `all`: those that are enabled in the account. */
  regions: readonly string[] | 'all';
  /** A region that answers: where to ask who is calling and which regions there are. */
  firstRegion: string;
  credentials: AwsCredentialIdentityProvider;
  config(region: string, retryStrategy: RetryStrategyV2): ClientConfig;
  /** Closes the sockets. */
  close(): void;
}

export interface ConnectionOptions {
  profile?: string;
  region: readonly string[];
  roleArn: readonly string[];
  endpointUrl?: string;
  /** The lab in place of AWS. */
  lab?: {
    endpoint: string;
    requestHandler?: unknown;
    credentials: AwsCredentialIdentity;
    region: string;
  };
}

/**
 * The connections that a command's options ask for: one for the caller's account, or one for each role.
 *
 * @throws UserError for options that cannot be meant, an unknown profile, no region, an unreadable AWS_CA_BUNDLE
 */
export async function connect(options: ConnectionOptions): Promise<Connection[]> {
  // The SDK's advice about Node's version is for those who build on the SDK, not for those who read a report.
  process.env.AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED ??= 'true';
  const { lab, profile } = options;
  checkRoles(options.roleArn);
  const named = profile ?? (process.env.AWS_PROFILE || undefined);
  if (lab === undefined && named !== undefined) {
    await requireProfile(named);
    // A profile's endpoint_url and services section are looked up by the SDK under this name alone.
    process.env.AWS_PROFILE = named;
  }
  const regions =
    options.region.length > 0 ? [...new Set(options.region)] : [lab?.region ?? (await usualRegion(named))];
  const all = regions.includes('all');
  for (const region of regions) if (region !== 'all') checkRegion(region);
  const firstRegion = all ? (lab?.region ?? (await usualRegion(named, 'us-east-1'))) : regions[0]!;
  const endpoint = options.endpointUrl ?? lab?.endpoint;
  const requestHandler =
    lab?.requestHandler === undefined
      ? httpHandler(process.env, process.env.AWS_CA_BUNDLE || (await profileSetting(named, 'ca_bundle')))
      : (lab.requestHandler as RequestHandler);

  const connection = (credentials: AwsCredentialIdentityProvider, roleArn?: string): Connection => ({
    source: lab === undefined ? 'aws' : 'lab',
    ...(profile === undefined ? {} : { profile }),
    ...(roleArn === undefined ? {} : { roleArn }),
    ...endpointOf(endpoint),
    regions: all ? 'all' : regions,
    firstRegion,
    credentials,
    config: (region, retryStrategy) => ({
      region,
      credentials,
      ...(endpoint === undefined ? {} : { endpoint }),
      ...(profile === undefined ? {} : { profile }),
      requestHandler,
      retryStrategy,
      maxAttempts: attempts.throttled,
      customUserAgent: [['netops', typeof NETOPS_VERSION === 'string' ? NETOPS_VERSION : 'dev']],
      logger: silent,
    }),
    close: () => requestHandler.destroy?.(),
  });

  const caller = renewed(
    lab === undefined
      ? await callerCredentials(profile, { region: firstRegion, requestHandler, logger: silent })
      : async () => lab.credentials,
  );
  if (options.roleArn.length === 0) return [connection(caller)];
  const { fromTemporaryCredentials } = await import('@aws-sdk/credential-providers');
  return options.roleArn.map((RoleArn) => {
    const clientConfig = { region: firstRegion, requestHandler, logger: silent, ...(endpoint ? { endpoint } : {}) };
    const assume = fromTemporaryCredentials({
      masterCredentials: caller,
      params: { RoleArn, RoleSessionName: 'netops' },
      clientConfig: clientConfig as never,
    });
    return connection(renewed(assume), RoleArn);
  });
}

/** The SDK logs to the console by default; what it has to say reaches the reader as an error or a gap. */
const silent = { trace() {}, debug() {}, info() {}, warn() {}, error() {} };

const endpointOf = (endpoint: string | undefined): { endpoint?: string } => {
  const used = endpoint ?? (process.env.AWS_ENDPOINT_URL || undefined);
  return used === undefined ? {} : { endpoint: used };
};

async function callerCredentials(
  profile: string | undefined,
  clientConfig: object,
): Promise<AwsCredentialIdentityProvider> {
  const { fromNodeProviderChain } = await import('@aws-sdk/credential-providers');
  return fromNodeProviderChain({
    ...(profile === undefined ? {} : { profile }),
    clientConfig: clientConfig as never,
    logger: silent,
  });
}

/** Credentials asked for once and shared by every client, until five minutes before they expire. */
function renewed(provider: AwsCredentialIdentityProvider): AwsCredentialIdentityProvider {
  let current: Promise<AwsCredentialIdentity> | undefined;
  return async () => {
    const before = await current?.catch(() => undefined);
    const due = before === undefined || (before.expiration?.getTime() ?? Infinity) - Date.now() < 5 * 60_000;
    if (!due) return before;
    current = provider();
    return await current;
  };
}

function checkRoles(arns: readonly string[]): void {
  const accounts = new Set<string>();
  for (const arn of arns) {
    const account = /^arn:aws[\w-]*:iam::(\d{12}):role\/.+/.exec(arn)?.[1];
    if (account === undefined) throw new UserError(text.badRole(arn), 2);
    if (accounts.has(account)) throw new UserError(text.roleTwice(account), 2);
    accounts.add(account);
  }
}

/** Regions have this form in every partition: `us-east-1`, `cn-north-1`, `us-gov-west-1`, `eusc-de-east-1`. */
const regionForm = /^[a-z]{2,4}(-[a-z]+)+-\d+$/;

function checkRegion(region: string): void {
  if (!regionForm.test(region) || (!isKnownRegion(region) && !hasKnownParts(region))) {
    throw new UserError(text.unknownRegion(region, nearRegions(region)));
  }
}

/** Whether a name could be of a region that is newer than this program: a known area and direction. */
const hasKnownParts = (region: string): boolean =>
  /^(us|eu|ap|sa|ca|me|af|il|mx|cn|us-gov|us-iso[a-z]*|eu-iso[a-z]*|eusc-[a-z]+)-(north|south|east|west|central|northeast|northwest|southeast|southwest)-\d+$/.test(
    region,
  );

async function profiles(): Promise<{ names: string[]; setting(profile: string, name: string): string | undefined }> {
  const { loadSharedConfigFiles } = await import('@smithy/core/config');
  const { configFile, credentialsFile } = await loadSharedConfigFiles();
  return {
    names: [...new Set([...Object.keys(configFile), ...Object.keys(credentialsFile)])]
      .filter((name) => !/^(sso-session|services)\b/.test(name))
      .sort(),
    setting: (profile, name) => configFile[profile]?.[name] ?? credentialsFile[profile]?.[name],
  };
}

async function requireProfile(profile: string): Promise<void> {
  const { names } = await profiles();
  if (!names.includes(profile)) throw new UserError(text.unknownProfile(profile, near(profile, names), names));
}

const profileSetting = async (profile: string | undefined, name: string): Promise<string | undefined> =>
  (await profiles()).setting(profile ?? 'default', name) || undefined;

/**
 * The region that the AWS CLI would use: AWS_REGION, AWS_DEFAULT_REGION, then the profile's.
 *
 * @throws UserError when there is none; when there are no credentials either, that is said, as the greater trouble
 */
async function usualRegion(profile: string | undefined, otherwise?: string): Promise<string> {
  const fromEnv = process.env.AWS_REGION || process.env.AWS_DEFAULT_REGION;
  const region = fromEnv || (await profileSetting(profile, 'region')) || otherwise;
  if (region !== undefined) return region;
  const credentials = await callerCredentials(profile, { region: 'us-east-1', logger: silent });
  await credentials().catch((error) => {
    throw connectionError(error, { ...(profile === undefined ? {} : { profile }) }) ?? error;
  });
  throw new UserError(text.noRegion());
}
