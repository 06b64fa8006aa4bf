import { describe, expect, test } from 'vitest';
import { connectionError, gapCode, networkCode, oneLine } from '../../src/aws/errors.ts';

const failure = (name: string, message = '', more: object = {}): Error =>
  Object.assign(new Error(message), { name, ...more });

describe('what to do about credentials', () => {
  test.each([
    // The messages are the SDK's own, of @aws-sdk/credential-provider-sso, token-providers and credential-provider-login.
    [
      failure(
        'CredentialsProviderError',
        'The SSO session associated with this profile has expired. To refresh this SSO session run aws sso login with the corresponding profile.',
      ),
      { profile: 'prod' },
      /aws sso login --profile prod$/,
    ],
    [
      failure(
        'TokenProviderError',
        "Token is expired. To refresh this SSO session run 'aws sso login' with the corresponding profile.",
      ),
      { profile: 'dev' },
      /aws sso login --profile dev$/,
    ],
    [
      failure('CredentialsProviderError', 'Session token not found or invalid'),
      { profile: 'dev' },
      /aws sso login --profile dev$/,
    ],
    [
      failure(
        'CredentialsProviderError',
        'Failed to load a token for session x, please re-authenticate using aws login',
      ),
      { profile: 'dev' },
      /aws login --profile dev$/,
    ],
    [
      failure('CredentialsProviderError', 'Could not load credentials from any providers'),
      {},
      /netops demo.*--source lab/,
    ],
    [
      failure(
        'CredentialsProviderError',
        'Could not resolve credentials using profile: [x] in configuration/credentials file(s).',
      ),
      { profile: 'x' },
      /the profile x gives no credentials: Could not resolve/,
    ],
    [
      failure(
        'CredentialsProviderError',
        'Profile is configured with invalid SSO credentials. Required parameters "sso_account_id"',
      ),
      { profile: 'x' },
      /the profile x gives no credentials/,
    ],
    [failure('ExpiredToken'), { profile: 'p' }, /temporary credentials have expired.*aws sso login --profile p/],
    [failure('RequestTimeTooSkewed'), {}, /clock differs/],
    [
      failure('SignatureDoesNotMatch', 'Signature expired: 20261123T000000Z is now earlier than 20261123T001500Z'),
      {},
      /clock differs/,
    ],
    [
      failure('InvalidSignatureException', 'The request signature we calculated does not match'),
      {},
      /secret access key belongs/,
    ],
    [failure('UnrecognizedClientException'), { regions: ['me-south-1'] }, /me-south-1 is enabled in this account/],
    [failure('AccessDenied'), { roleArn: 'arn:aws:iam::1:role/x' }, /role arn:aws:iam::1:role\/x cannot be assumed/],
    [
      failure('Error', 'connect ECONNREFUSED 127.0.0.1:9', { code: 'ECONNREFUSED' }),
      {},
      /127\.0\.0\.1:9 \(connection refused\)/,
    ],
    [
      failure('Error', 'getaddrinfo ENOTFOUND ec2.nowhere', { code: 'ENOTFOUND' }),
      {},
      /ec2\.nowhere \(its name does not resolve\)/,
    ],
    [failure('Error', '', { code: 'SELF_SIGNED_CERT_IN_CHAIN' }), {}, /AWS_CA_BUNDLE/],
    [failure('Error', 'Bad response: 407'), {}, /proxy refused the connection \(407\)/],
  ])('%s', (error, attempt, sentence) => {
    expect(connectionError(error, attempt)?.text.en).toMatch(sentence);
    expect(connectionError(error, attempt)?.exitCode).toBe(1);
  });

  test('an error about anything else is none of these', () => {
    expect(connectionError(failure('UnauthorizedOperation'), {})).toBeUndefined();
    expect(connectionError(failure('TypeError', 'x is not a function'), {})).toBeUndefined();
    // Refused without a role: some permission is missing, not the credentials.
    expect(connectionError(failure('AccessDenied'), {})).toBeUndefined();
  });
});

describe('the code of a gap', () => {
  test.each([
    [failure('UnauthorizedOperation'), 'UnauthorizedOperation'],
    [failure('TimeoutError', 'Connection timed out', { code: 'ETIMEDOUT' }), 'Timeout'],
    [failure('TimeoutError', 'socket hang up', { code: 'ECONNRESET' }), 'NetworkError'],
    [failure('Error', 'wrapped', { cause: failure('Error', '', { code: 'EPIPE' }) }), 'NetworkError'],
    [failure('AggregateError', '', { errors: [failure('Error', '', { code: 'ECONNREFUSED' })] }), 'NetworkError'],
    [failure('SyntaxError', 'Unexpected token < in JSON at position 0'), 'InvalidResponse'],
    [failure('UnknownError', '', { $metadata: { httpStatusCode: 502 } }), 'HTTP502'],
    [failure('Error', ''), 'Error'],
  ])('%s → %s', (error, code) => {
    expect(gapCode(error)).toBe(code);
  });

  test('AWS answering with an error is no network trouble', () => {
    expect(networkCode(failure('Throttling', 'Rate exceeded', { $metadata: { httpStatusCode: 400 } }))).toBeUndefined();
  });
});

test('a message becomes one line without control characters', () => {
  expect(oneLine('a\n\tb\u001b[31m c\u0007')).toBe('a b [31m c');
  expect(oneLine('x'.repeat(1000))).toHaveLength(400);
});
