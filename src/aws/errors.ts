import { UserError } from '../errors/user-error.ts';
import * as text from '../messages/credentials.ts';

interface Failure {
  name?: string;
  code?: string;
  message?: string;
  cause?: unknown;
  errors?: unknown[];
  $metadata?: { httpStatusCode?: number };
}

const networkCodes = new Set([
  'ECONNREFUSED',
  'ECONNRESET',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'EPIPE',
  'EPROTO',
  'UND_ERR_SOCKET',
  'CERT_HAS_EXPIRED',
  'DEPTH_ZERO_SELF_SIGNED_CERT',
  'SELF_SIGNED_CERT_IN_CHAIN',
  'UNABLE_TO_GET_ISSUER_CERT_LOCALLY',
  'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
  'ERR_TLS_CERT_ALTNAME_INVALID',
]);

/** The system's code of a failed connection, however deep the SDK wrapped it. */
export function networkCode(error: unknown): string | undefined {
  const { code, cause, errors } = (error ?? {}) as Failure;
  if (code !== undefined && networkCodes.has(code)) return code;
  for (const inner of [cause, ...(errors ?? [])]) {
    const found = inner === undefined ? undefined : networkCode(inner);
    if (found !== undefined) return found;
  }
  return undefined;
}

/** A gap's code: AWS's own where AWS answered. */
export function gapCode(error: unknown, signal: AbortSignal): string {
  const { name = 'Error', message = '' } = (error ?? {}) as Failure;
  if (signal.aborted)
    return signal.reason instanceof DOMException && signal.reason.name === 'TimeoutError' ? 'Timeout' : 'Cancelled';
  if (name === 'TimeoutError' || /timed? ?out/i.test(message)) return 'Timeout';
  if (networkCode(error) !== undefined || /socket hang up|premature close|aborted/i.test(message))
    return 'NetworkError';
  return name;
}

const expired = new Set(['ExpiredToken', 'ExpiredTokenException', 'RequestExpired']);
const invalid = new Set(['InvalidClientTokenId', 'UnrecognizedClientException', 'AuthFailure', 'InvalidAccessKeyId']);
const skewed = new Set(['RequestTimeTooSkewed', 'SignatureDoesNotMatch', 'InvalidSignatureException']);

/**
 * What to tell a person when nothing can be read at all: one sentence that says what is wrong and what to do.
 * Undefined when the error is not about credentials, the clock or the connection.
 */
export function connectionError(
  error: unknown,
  context: { profile?: string; endpoint?: string; roleArn?: string },
): UserError | undefined {
  const { name = '', message = '' } = (error ?? {}) as Failure;
  const profile = context.profile ?? process.env.AWS_PROFILE;
  if (
    /SSO session|sso (token|login)|refresh failed/i.test(message) &&
    /expired|invalid|login|not found/i.test(message)
  ) {
    return new UserError(text.ssoExpired(profile ?? 'default'));
  }
  if (
    name === 'CredentialsProviderError' ||
    name === 'TokenProviderError' ||
    /Could not load credentials/i.test(message)
  ) {
    if (profile !== undefined && /Could not resolve credentials using profile|profile/i.test(message)) {
      return new UserError(text.profileWithoutCredentials(profile, message));
    }
    return new UserError(text.noCredentials());
  }
  if (expired.has(name)) return new UserError(text.tokenExpired(profile));
  if (invalid.has(name)) return new UserError(text.credentialsRefused(name));
  if (skewed.has(name)) return new UserError(text.signatureRefused(name));
  if (context.roleArn !== undefined && /AccessDenied/.test(name))
    return new UserError(text.roleRefused(context.roleArn));
  const network = networkCode(error);
  if (network !== undefined) return new UserError(text.unreachable(context.endpoint, network));
  if (name === 'TimeoutError') return new UserError(text.unreachable(context.endpoint, 'timeout'));
  return undefined;
}
