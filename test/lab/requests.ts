import type { LabRequest } from '../../src/lab/protocol/message.ts';

/** A signed scope, as clients send it; the lab checks no signature. */
export const authorization = (signingName: string, region = 'ap-northeast-2', key = 'AKIDEXAMPLE'): string =>
  `AWS4-HMAC-SHA256 Credential=${key}/20261123/${region}/${signingName}/aws4_request, SignedHeaders=host, Signature=00`;

const base: Omit<LabRequest, 'body'> = {
  method: 'POST',
  path: '/',
  query: new URLSearchParams(),
  headers: {},
  sourceIp: '127.0.0.1',
};

/** A Query request (ec2Query, awsQuery). */
export const form = (
  signingName: string | undefined,
  parameters: Record<string, string>,
  headers: Record<string, string> = {},
): LabRequest => ({
  ...base,
  headers: {
    'content-type': 'application/x-www-form-urlencoded; charset=utf-8',
    ...(signingName === undefined ? {} : { authorization: authorization(signingName) }),
    ...headers,
  },
  body: Buffer.from(new URLSearchParams(parameters).toString()),
});

/** An awsJson request. */
export const json = (
  signingName: string | undefined,
  target: string,
  body: string,
  version: '1.0' | '1.1' = '1.1',
  headers: Record<string, string> = {},
): LabRequest => ({
  ...base,
  headers: {
    'content-type': `application/x-amz-json-${version}`,
    'x-amz-target': target,
    ...(signingName === undefined ? {} : { authorization: authorization(signingName) }),
    ...headers,
  },
  body: Buffer.from(body),
});

/** A REST request; `target` is path and query. */
export function rest(signingName: string | undefined, method: string, target: string, body = ''): LabRequest {
  const [path = '/', query = ''] = target.split('?');
  return {
    ...base,
    method,
    path,
    query: new URLSearchParams(query),
    headers: signingName === undefined ? {} : { authorization: authorization(signingName, 'us-east-1') },
    body: Buffer.from(body),
  };
}
