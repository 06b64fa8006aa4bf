import { UserError } from '../errors/user-error.ts';
import * as text from '../messages/credentials.ts';
import type { Gap } from '../snapshot/snapshot.ts';

/** What an error of the SDK, of Node or of AWS may carry. */
interface Failure {
  name?: string;
  code?: unknown;
  Code?: unknown;
  message?: string;
  cause?: unknown;
  errors?: unknown[];
  $metadata?: { httpStatusCode?: number };
}

const failure = (error: unknown): Failure => (typeof error === 'object' && error !== null ? (error as Failure) : {});

/** Node's codes of a connection that did not come about, or did not last. */
const networkCodes = new Set([
  'EAI_AGAIN',
  'ECONNABORTED',
  'ECONNREFUSED',
  'ECONNRESET',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'ENOTFOUND',
  'EPIPE',
  'EPROTO',
  'ETIMEDOUT',
  'ERR_STREAM_PREMATURE_CLOSE',
]);

/** Node's codes of a certificate that is not trusted. */
const isCertificateCode = (code: string): boolean =>
  /CERT|UNABLE_TO_(GET|VERIFY)|SELF_SIGNED|ERR_TLS/.test(code) && code === code.toUpperCase();

/** The system's code of a failed connection, however deep the SDK wrapped it; undefined when AWS answered. */
export function networkCode(error: unknown, depth = 0): string | undefined {
  const { code, cause, errors, name, message = '' } = failure(error);
  if (typeof code === 'string' && (networkCodes.has(code) || isCertificateCode(code))) return code;
  if (depth < 8) {
    for (const inner of [cause, ...(errors ?? [])]) {
      const found = inner === undefined ? undefined : networkCode(inner, depth + 1);
      if (found !== undefined) return found;
    }
  }
  if (/socket hang up|premature close/i.test(message) || message === 'aborted') return 'ECONNRESET';
  if (/^Bad response: \d+$|^Proxy timeout$/.test(message)) return 'PROXY';
  return name === 'TimeoutError' ? 'ETIMEDOUT' : undefined;
}

/** A gap's code: AWS's own where AWS answered, else `NetworkError`, `Timeout` or `InvalidResponse`. */
export function gapCode(error: unknown): string {
  const network = networkCode(error);
  if (network === 'ETIMEDOUT') return 'Timeout';
  if (network !== undefined) return 'NetworkError';
  const { name = 'Error', Code, $metadata } = failure(error);
  if (isUnreadable(error)) return 'InvalidResponse';
  if (name !== 'Error' && name !== 'Unknown' && name !== 'UnknownError') return name;
  // An answer without a code of its own: a proxy's page, a backend that does not know the operation.
  return typeof Code === 'string' ? Code : $metadata?.httpStatusCode ? `HTTP${$metadata.httpStatusCode}` : name;
}

/** A failed read as a gap; its account is added when it is known. */
export function gapOf(operation: string, region: string, error: unknown, stop: AbortSignal): Omit<Gap, 'account'> {
  const [service, name] = operation.split(':') as [string, string];
  const code = stop.aborted ? (isTimeout(stop.reason) ? 'Timeout' : 'Cancelled') : gapCode(error);
  const message = error instanceof Error && !stop.aborted ? oneLine(error.message) : '';
  return {
    region,
    service,
    operation: name,
    code,
    ...(message === '' || message === code || message === 'UnknownError' ? {} : { message }),
  };
}

const isTimeout = (reason: unknown): boolean => reason instanceof Error && reason.name === 'TimeoutError';

/** An answer that is not what the protocol says: half a document, a page of HTML. */
function isUnreadable(error: unknown): boolean {
  const { name = '', message = '' } = failure(error);
  return (
    name === 'SyntaxError' || /Deserialization error|Unexpected (token|end of)|Unclosed tag|unparsed/i.test(message)
  );
}

const expired = new Set(['ExpiredToken', 'ExpiredTokenException', 'RequestExpired', 'TokenRefreshRequired']);
const invalid = new Set([
  'InvalidClientTokenId',
  'UnrecognizedClientException',
  'AuthFailure',
  'InvalidAccessKeyId',
  'InvalidToken',
  'MissingAuthenticationToken',
  'MissingAuthenticationTokenException',
]);
const badSignature = new Set(['SignatureDoesNotMatch', 'InvalidSignatureException', 'IncompleteSignature']);
const badClock = new Set(['RequestTimeTooSkewed', 'RequestInTheFuture']);

/** What the credentials or the connection were asked with. */
export interface Attempt {
  profile?: string;
  roleArn?: string;
  endpoint?: string;
  regions?: readonly string[];
}

/**
 * An error of the credentials, the clock or the connection as one sentence that says what to do. Undefined when the
 * error is about anything else.
 */
export function connectionError(error: unknown, attempt: Attempt): UserError | undefined {
  if (error instanceof UserError) return error;
  const { name = '', message = '' } = failure(error);
  const profile = attempt.profile ?? (process.env.AWS_PROFILE || undefined);
  const network = networkCode(error);
  if (network !== undefined) return new UserError(unreachable(network, message, attempt.endpoint));
  if (expired.has(name)) return new UserError(text.tokenExpired(profile));
  if (
    badClock.has(name) ||
    (badSignature.has(name) && /expired|not yet current|earlier than|later than/i.test(message))
  )
    return new UserError(text.clockWrong(name));
  if (badSignature.has(name)) return new UserError(text.signatureRefused(name));
  if (invalid.has(name)) return new UserError(text.credentialsRefused(name, attempt.regions ?? []));
  if (/aws sso login|Session token not found or invalid/i.test(message)) {
    return new UserError(text.ssoExpired(profile ?? 'default'));
  }
  if (/aws login|reauthenticate/i.test(message)) return new UserError(text.loginExpired(profile ?? 'default'));
  if (name === 'CredentialsProviderError' || name === 'TokenProviderError') {
    if (/Could not load credentials from any providers/i.test(message) && attempt.profile === undefined) {
      return new UserError(text.noCredentials());
    }
    return new UserError(
      profile === undefined ? text.noCredentials() : text.profileWithoutCredentials(profile, oneLine(message)),
    );
  }
  if (attempt.roleArn !== undefined && /AccessDenied|ValidationError|RegionDisabled/.test(name)) {
    return new UserError(text.roleRefused(attempt.roleArn, name));
  }
  return undefined;
}

function unreachable(code: string, message: string, endpoint: string | undefined) {
  if (isCertificateCode(code)) return text.certificateRefused(code);
  if (code === 'PROXY') return text.proxyRefused(/\d+/.exec(message)?.[0] ?? 'timeout');
  return text.unreachable(endpoint ?? /(?:ENOTFOUND|ECONNREFUSED|EAI_AGAIN) (\S+)/.exec(message)?.[1], code);
}

/** A message of AWS's or the SDK's as one line without control characters. */
export const oneLine = (message: string): string =>
  message
    .replace(/[\u0000-\u001f\u007f-\u009f\s]+/g, ' ')
    .trim()
    .slice(0, 400);
