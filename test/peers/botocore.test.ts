import { type ChildProcess, spawn } from 'node:child_process';
import { dirname, join } from 'node:path';
import { createInterface } from 'node:readline';
import type { NormalizedSchema } from '@smithy/core/schema';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { protocols } from '../../src/lab/protocol/index.ts';
import { loadService, type ProtocolName, services } from '../../src/lab/protocol/service.ts';
import { exampleOf, sequence } from '../lab/example.ts';

/*
 * Our codecs against botocore's, the AWS CLI's and boto3's library: another implementation, from AWS's models rather than
 * from the SDK's schemas. For every operation that both know, botocore writes a request that we read, and reads a
 * response that we wrote.
 */

const python =
  process.env.NETOPS_AWS_CLI === undefined ? 'python3' : join(dirname(process.env.NETOPS_AWS_CLI), 'python');

let child: ChildProcess;
let answers: AsyncIterator<string>;
beforeAll(() => {
  child = spawn(python, [join(import.meta.dirname, 'botocore_exchange.py')], { stdio: ['pipe', 'pipe', 'inherit'] });
  answers = createInterface({ input: child.stdout! })[Symbol.asyncIterator]();
});
afterAll(() => {
  child.stdin!.end();
});

interface Exchange {
  unknown?: true;
  error?: string;
  input: Record<string, unknown>;
  request: { method: string; path: string; query: string; headers: Record<string, string>; body: string };
  expected: unknown;
  parsed: unknown;
}

async function exchange(line: unknown): Promise<Exchange> {
  child.stdin!.write(`${JSON.stringify(line)}\n`);
  return JSON.parse((await answers.next()).value as string) as Exchange;
}

/** botocore's names of services and protocols. */
const botocoreService: Record<string, string> = { networkfirewall: 'network-firewall', configservice: 'config' };
const botocoreProtocol: Record<ProtocolName, string> = {
  ec2Query: 'ec2',
  awsQuery: 'query',
  awsJson1_0: 'json',
  awsJson1_1: 'json',
  restXml: 'rest-xml',
  restJson: 'rest-json',
  rpcv2Cbor: 'smithy-rpc-v2-cbor',
};

/** Bytes in an object of their own, so that Python can tell them from text. */
const withBytes = (value: unknown): unknown => {
  if (value instanceof Uint8Array) return { base64: Buffer.from(value).toString('base64') };
  if (value instanceof Date) return value.toISOString();
  if (Array.isArray(value)) return value.map(withBytes);
  if (typeof value === 'object' && value !== null) {
    return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, withBytes(item)]));
  }
  return value;
};

/** Numbers and booleans as text: the two models disagree on the type of a few members (Route 53's MaxItems). */
const loose = (value: unknown): unknown => {
  if (Array.isArray(value)) return value.map(loose);
  if (typeof value === 'object' && value !== null) {
    return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, loose(item)]));
  }
  return String(value);
};

/**
 * Of S3 the lab has the list of an account's buckets alone: its other operations are told apart by the host's name, which
 * holds the bucket, and by `x-id`, which only the SDK sends.
 */
const spokenHere = (key: string, operation: string) => key !== 's3' || operation === 'ListBuckets';

const cases = services
  .filter(({ load }) => load !== undefined)
  .flatMap((definition) => {
    const spoken: ProtocolName[] =
      definition.key === 'cloudwatch' ? ['awsJson1_0', 'awsQuery', 'rpcv2Cbor'] : [definition.protocols[0]];
    return spoken.map((name) => [definition.key, name, definition] as const);
  });

describe.each(cases)('%s over %s', (key, protocolName, definition) => {
  test('botocore and we understand each other', async () => {
    const service = await loadService(definition);
    const protocol = protocols[protocolName];
    let exchanged = 0;
    for (const operation of service.operations()) {
      if ([operation.input, operation.output].some((schema) => hasStream(schema))) continue;
      if (!spokenHere(key, operation.name)) continue;
      const random = sequence(operation.name.length * 31);
      const input = exampleOf(operation.input, { random, maxDepth: 3, isoTimestamps: false, common: true });
      const output = exampleOf(operation.output, { random, maxDepth: 3, isoTimestamps: false, common: true });
      const encoded = protocol.encode(service, operation, output as Record<string, unknown>, 'request-1');
      const got = await exchange({
        service: botocoreService[key] ?? key,
        protocol: botocoreProtocol[protocolName],
        operation: operation.name,
        input: withBytes(input),
        output: withBytes(output),
        response: {
          status: encoded.status,
          headers: encoded.headers,
          body: Buffer.from(encoded.body).toString('base64'),
        },
      });
      if (got.unknown) continue;
      expect(got.error, operation.name).toBeUndefined();
      expect(got.parsed, `${operation.name}: output`).toEqual(got.expected);
      const request = {
        method: got.request.method,
        path: got.request.path,
        query: new URLSearchParams(got.request.query),
        headers: Object.fromEntries(Object.entries(got.request.headers).map(([k, v]) => [k.toLowerCase(), String(v)])),
        body: Buffer.from(got.request.body, 'base64'),
        sourceIp: '127.0.0.1',
      };
      const match = protocol.match(service, request);
      expect(match.name, operation.name).toBe(operation.name);
      const decoded = protocol.decode(service, { ...match, operation }, request);
      expect(loose(withBytes(decoded)), `${operation.name}: input`).toEqual(loose(got.input));
      exchanged++;
    }
    expect(exchanged).toBeGreaterThanOrEqual(key === 's3' ? 1 : 5);
  }, 300_000);
});

/** Streams are no operations of the lab's; a payload of bytes botocore hands on as text. */
const hasStream = (schema: NormalizedSchema): boolean =>
  schema.isStructSchema() &&
  [...schema.structIterator()].some(
    ([, member]) => member.isStreaming() || (member.getMergedTraits().httpPayload && member.isBlobSchema()),
  );
