import { createHash } from 'node:crypto';
import type { LabRequest } from './message.ts';

/** What a request's signature says of its sender. Signatures are accepted as they are: the lab has no secrets. */
export interface Credential {
  accessKeyId: string;
  region: string;
  signingName: string;
  sessionToken: string | undefined;
}

export type CredentialReading =
  | { kind: 'signed'; credential: Credential }
  | { kind: 'absent' }
  | { kind: 'incomplete'; detail: string };

/**
 * Reads the credential scope (`AKID/20261123/ap-northeast-2/ec2/aws4_request`) of a signed or presigned request.
 * SigV4a scopes have no region; it is in `X-Amz-Region-Set`.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_sigv-authentication-methods.html
 */
export function readCredential({ headers, query }: LabRequest): CredentialReading {
  const authorization = headers.authorization;
  const presigned = query.get('X-Amz-Credential');
  if (authorization === undefined && presigned === null) return { kind: 'absent' };
  let scope = presigned ?? '';
  if (authorization !== undefined) {
    if (!/^AWS4-(HMAC-SHA256|ECDSA-P256-SHA256)\s/.test(authorization)) {
      return { kind: 'incomplete', detail: `Unsupported authorization type: ${authorization.split(/\s/)[0]}` };
    }
    const given = /Credential=([^,\s]+)/.exec(authorization)?.[1];
    for (const part of ['Credential', 'Signature', 'SignedHeaders']) {
      if (!authorization.includes(`${part}=`)) {
        return { kind: 'incomplete', detail: `Authorization header requires '${part}' parameter.` };
      }
    }
    scope = given ?? '';
  }
  const parts = scope.split('/');
  const terminator = parts.pop();
  const signingName = parts.pop();
  const regionSet = headers['x-amz-region-set']?.split(',')[0];
  const region = parts.length >= 3 ? parts.pop() : regionSet;
  const date = parts.pop();
  const accessKeyId = parts.join('/');
  if (terminator !== 'aws4_request' || !signingName || !region || !/^\d{8}$/.test(date ?? '') || accessKeyId === '') {
    return { kind: 'incomplete', detail: `Credential must have exactly 5 slash-delimited elements, got '${scope}'` };
  }
  const sessionToken = headers['x-amz-security-token'] ?? query.get('X-Amz-Security-Token') ?? undefined;
  return { kind: 'signed', credential: { accessKeyId, region, signingName, sessionToken } };
}

/** Who a session of the lab's STS acts as. It is in the session's token, so that it outlives the lab's process. */
export interface Session {
  arn: string;
  userId: string;
  account: string;
  /** ISO 8601. */
  expiration: string;
}

const base32 = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';

function toBase32(number: bigint, length: number): string {
  let text = '';
  for (let rest = number, i = 0; i < length; i++, rest >>= 5n) text = base32[Number(rest & 31n)] + text;
  return text;
}

function fromBase32(text: string): bigint | undefined {
  let number = 0n;
  for (const c of text) {
    const digit = base32.indexOf(c);
    if (digit < 0) return undefined;
    number = (number << 5n) | BigInt(digit);
  }
  return number;
}

const hashNumber = (text: string, bytes: number): bigint =>
  BigInt(
    `0x${createHash('sha256')
      .update(text)
      .digest('hex')
      .slice(0, bytes * 2)}`,
  );

const checkOf = (upper: bigint): bigint => hashNumber(`netops-lab/${upper}`, 2);

/**
 * The access key of a session: `ASIA`, then 80 bits in base32 (40 of account, 24 that tell sessions apart, 16 of check,
 * by which the lab knows its own keys). AWS's keys hold their account too.
 */
export function sessionAccessKey(account: string, session: string): string {
  const upper = (BigInt(account) << 24n) | hashNumber(session, 3);
  return `ASIA${toBase32((upper << 16n) | checkOf(upper), 16)}`;
}

/** The account of an access key that the lab made; `undefined` for any other key. */
export function accountOfAccessKey(accessKeyId: string): string | undefined {
  const number = /^ASIA[A-Z2-7]{16}$/.test(accessKeyId) ? fromBase32(accessKeyId.slice(4)) : undefined;
  if (number === undefined) return undefined;
  const upper = number >> 16n;
  return checkOf(upper) === (number & 0xffffn) ? (upper >> 24n).toString().padStart(12, '0') : undefined;
}

const tokenPrefix = 'netops-lab-';

export const sessionToken = (session: Session): string =>
  tokenPrefix + Buffer.from(JSON.stringify(session)).toString('base64');

/** The session of a token that the lab's STS made; `undefined` for any other. */
export function sessionOfToken(token: string | undefined): Session | undefined {
  if (!token?.startsWith(tokenPrefix)) return undefined;
  try {
    const session = JSON.parse(Buffer.from(token.slice(tokenPrefix.length), 'base64').toString('utf8')) as Session;
    return typeof session.arn === 'string' && typeof session.account === 'string' ? session : undefined;
  } catch {
    return undefined;
  }
}
