import type { STSClientConfig } from '@aws-sdk/client-sts';
import { ConfiguredRetryStrategy } from '@smithy/core/retry';
import { NodeHttpHandler } from '@smithy/node-http-handler';
import type { AwsCredentialIdentity, AwsCredentialIdentityProvider } from '@smithy/types';
import { UserError } from '../errors/user-error.ts';
import * as text from '../messages/credentials.ts';
import { httpOptions } from './transport.ts';

declare const NETOPS_VERSION: string;

/** What sends a client's requests: over a socket, or straight to a lab in this process. */
export type RequestHandler = NonNullable<STSClientConfig['requestHandler']>;

/** What an AWS client is made with. */
export interface ClientConfig {
  region: string;
  credentials?: AwsCredentialIdentity | AwsCredentialIdentityProvider;
  endpoint?: string;
  requestHandler: RequestHandler;
  retryStrategy: ConfiguredRetryStrategy;
  customUserAgent: [string, string][];
  profile?: string;
}

/** One account to read: its credentials, and how it is reached. */
export interface Connection {
  /** `aws`, `lab`. */
  source: string;
  config(region: string): ClientConfig;
  /** Regions asked for; `all` is resolved by the collector. */
  regions: string[];
  roleArn?: string;
  profile?: string;
  endpoint?: string;
}

export interface ConnectionOptions {
  profile?: string;
  region: string[];
  roleArn: string[];
  endpointUrl?: string;
  /** Given by the lab: a handler without a socket, credentials, its region. */
  lab?: { endpoint: string; requestHandler?: RequestHandler; credentials: AwsCredentialIdentity; region: string };
}

/** Throttled and failed calls are tried again this often; ten throttles in a row are survived. */
const maxAttempts = 13;

/** Full jitter over a doubling wait, 4 s at most (https://aws.amazon.com/blogs/architecture/exponential-backoff-and-jitter/). */
const backoff = (attempt: number): number => Math.random() * Math.min(4_000, 100 * 2 ** attempt);

/**
 * The connections that a command's options ask for: one for the caller, or one for each role.
 *
 * @throws UserError for an endpoint or role that cannot be one, an unknown profile, no region
 */
export async function connect(options: ConnectionOptions): Promise<Connection[]> {
  process.env.AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED ??= 'true';
  const { lab } = options;
  const endpoint = lab?.endpoint ?? options.endpointUrl;
  if (options.endpointUrl !== undefined && !/^https?:\/\/[^/]+/.test(options.endpointUrl)) {
    throw new UserError(text.badEndpoint(options.endpointUrl), 2);
  }
  for (const arn of options.roleArn) {
    if (!/^arn:aws[\w-]*:iam::\d{12}:role\/.+/.test(arn)) throw new UserError(text.badRole(arn), 2);
  }
  const regions = options.region.length > 0 ? options.region : [lab?.region ?? (await usualRegion(options.profile))];
  checkRegions(regions);
  const requestHandler: RequestHandler =
    lab?.requestHandler ?? new NodeHttpHandler(await httpOptions(endpoint ?? process.env.AWS_ENDPOINT_URL));
  const base = lab?.credentials ?? (await callerCredentials(options.profile));

  const connection = (credentials: ClientConfig['credentials'], roleArn?: string): Connection => ({
    source: lab === undefined ? 'aws' : 'lab',
    regions,
    ...(roleArn === undefined ? {} : { roleArn }),
    ...(options.profile === undefined ? {} : { profile: options.profile }),
    ...(endpoint === undefined ? {} : { endpoint }),
    config: (region) => ({
      region,
      ...(credentials === undefined ? {} : { credentials }),
      ...(endpoint === undefined ? {} : { endpoint }),
      requestHandler,
      retryStrategy: new ConfiguredRetryStrategy(maxAttempts, backoff),
      customUserAgent: [['netops', typeof NETOPS_VERSION === 'string' ? NETOPS_VERSION : 'dev']],
    }),
  });
  if (options.roleArn.length === 0) return [connection(base)];
  const { fromTemporaryCredentials } = await import('@aws-sdk/credential-providers');
  return options.roleArn.map((RoleArn) =>
    connection(
      fromTemporaryCredentials({
        masterCredentials: base,
        params: { RoleArn, RoleSessionName: 'netops' },
        clientConfig: {
          region: regions[0] === 'all' ? 'us-east-1' : regions[0]!,
          requestHandler,
          ...(endpoint === undefined ? {} : { endpoint }),
        } as never,
      }),
      RoleArn,
    ),
  );
}

async function callerCredentials(profile: string | undefined): Promise<AwsCredentialIdentityProvider> {
  const { fromNodeProviderChain } = await import('@aws-sdk/credential-providers');
  const named = profile ?? process.env.AWS_PROFILE;
  if (named !== undefined && named !== '') await requireProfile(named);
  return fromNodeProviderChain(profile === undefined ? {} : { profile });
}

async function requireProfile(profile: string): Promise<void> {
  const { loadSharedConfigFiles } = await import('@smithy/core/config');
  const { configFile, credentialsFile } = await loadSharedConfigFiles();
  const known = [...new Set([...Object.keys(configFile), ...Object.keys(credentialsFile)])]
    .filter((p) => !/^(sso-session|services)[. ]/.test(p))
    .sort();
  if (!known.includes(profile)) throw new UserError(text.unknownProfile(profile, known));
}

async function usualRegion(profile: string | undefined): Promise<string> {
  const fromEnv = process.env.AWS_REGION || process.env.AWS_DEFAULT_REGION;
  if (fromEnv) return fromEnv;
  const { loadSharedConfigFiles } = await import('@smithy/core/config');
  const { configFile, credentialsFile } = await loadSharedConfigFiles().catch(
    () => ({ configFile: {}, credentialsFile: {} }) as never,
  );
  const named = profile ?? process.env.AWS_PROFILE ?? 'default';
  const region = configFile[named]?.region ?? credentialsFile[named]?.region;
  if (region === undefined) {
    // Without credentials the region is the lesser trouble: say the greater one.
    if (named !== 'default') await requireProfile(named);
    else if (
      !process.env.AWS_ACCESS_KEY_ID &&
      Object.keys(configFile).length + Object.keys(credentialsFile).length === 0
    ) {
      throw new UserError(text.noCredentials());
    }
    throw new UserError(text.noRegion());
  }
  return region;
}

/** Region names have this form in every partition: `us-east-1`, `cn-north-1`, `us-gov-west-1`, `eusc-de-east-1`. */
const regionForm = /^[a-z]{2,4}(-[a-z]+)+-\d+$/;

function checkRegions(regions: string[]): void {
  for (const region of regions) {
    if (region !== 'all' && !regionForm.test(region)) throw new UserError(text.unknownRegion(region, []));
  }
}

/** The partition of a region, and the region in which its services without regions answer. */
export function partitionOf(region: string): { partition: string; globalRegion: string } {
  if (region.startsWith('cn-')) return { partition: 'aws-cn', globalRegion: 'cn-northwest-1' };
  if (region.startsWith('us-gov-')) return { partition: 'aws-us-gov', globalRegion: 'us-gov-west-1' };
  return { partition: 'aws', globalRegion: 'us-east-1' };
}
