import { HttpResponse } from '@smithy/core/protocols';
import { describe, expect, test } from 'vitest';
import { protocols } from '../../src/lab/protocol/index.ts';
import type { LabRequest } from '../../src/lab/protocol/message.ts';
import { missingMembers } from '../../src/lab/protocol/required.ts';
import { loadService, type Operation, type ProtocolName, services } from '../../src/lab/protocol/service.ts';
import { comparable, exampleOf, sequence } from './example.ts';

/*
 * The codecs against the SDK's own clients, for every operation that a service's schemas have: what a client sends, our
 * side reads back as it was meant; what our side answers, the client reads as it was meant.
 */

interface SdkRequest {
  method: string;
  path: string;
  query?: Record<string, string | string[] | null>;
  headers: Record<string, string>;
  body?: string | Uint8Array;
}

/** What an SDK client hands to its HTTP handler, as a request that came in. */
function received(request: SdkRequest): LabRequest {
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries(request.query ?? {})) {
    for (const item of Array.isArray(value) ? value : [value ?? '']) query.append(name, item);
  }
  return {
    method: request.method,
    path: request.path,
    query,
    headers: Object.fromEntries(Object.entries(request.headers).map(([k, v]) => [k.toLowerCase(), v])),
    // The SDK's own byte array warns when Buffer.from() looks at it.
    body: ArrayBuffer.isView(request.body)
      ? new Uint8Array(request.body.buffer, request.body.byteOffset, request.body.byteLength)
      : Buffer.from(request.body ?? ''),
    sourceIp: '127.0.0.1',
  };
}

interface Client {
  send(command: unknown): Promise<Record<string, unknown>>;
}
type ClientClass = new (config: Record<string, unknown>) => Client;

/** Members that stream are read piece by piece by the client; the lab has no such operation. */
const streams = ({ input, output }: Operation): boolean =>
  [input, output].some(
    (schema) => schema.isStructSchema() && [...schema.structIterator()].some(([, member]) => member.isStreaming()),
  );

/** Operations whose client does more than serialise: it asks for a presigned URL of another region first. */
const rewritten = new Set(['CopySnapshot']);

const cases = services
  .filter((definition) => definition.load !== undefined)
  .flatMap((definition) => {
    const spoken: ProtocolName[] =
      definition.key === 'cloudwatch' ? ['awsJson1_0', 'awsQuery', 'rpcv2Cbor'] : [definition.protocols[0]];
    return spoken.map((name) => [definition.key, name, definition] as const);
  });

async function clientProtocol(name: ProtocolName): Promise<unknown> {
  const ours = await import('@aws-sdk/core/protocols');
  if (name === 'awsQuery') return ours.AwsQueryProtocol;
  if (name === 'rpcv2Cbor') return ours.AwsSmithyRpcV2CborProtocol;
  return undefined;
}

let checkedOperations = 0;

describe.each(cases)('%s over %s', (key, protocolName, definition) => {
  const seeds = key === 'ec2' ? [1] : [1, 2, 3];

  test('reads what the SDK sends and writes what the SDK reads', async () => {
    const service = await loadService(definition);
    const sdk = await definition.load!();
    const ClientOf = Object.entries(sdk).find(
      ([name, value]) => /Client$/.test(name) && name !== '__Client' && typeof value === 'function',
    )![1] as ClientClass;
    const protocol = protocols[protocolName];
    let operation: Operation;
    let input: Record<string, unknown> = {};
    let output: Record<string, unknown> = {};
    let got: Record<string, unknown> | undefined;
    const other = key === 'cloudwatch' ? await clientProtocol(protocolName) : undefined;
    const client = new ClientOf({
      region: 'us-east-1',
      endpoint: 'http://127.0.0.1:1',
      credentials: { accessKeyId: 'AKIDEXAMPLE', secretAccessKey: 'secret' },
      maxAttempts: 1,
      ...(other === undefined ? {} : { protocol: other }),
      requestHandler: {
        async handle(sent: SdkRequest) {
          const request = received(sent);
          const match = protocol.match(service, request);
          expect(match.name).toBe(operation.name);
          got = protocol.decode(service, { ...match, operation }, request);
          const { status, headers, body } = protocol.encode(service, operation, output, 'request-1');
          return { response: new HttpResponse({ statusCode: status, headers, body }) };
        },
      },
    });

    const operations = service.operations().filter((each) => !streams(each) && !rewritten.has(each.name));
    expect(operations.length).toBeGreaterThanOrEqual(5);
    checkedOperations += operations.length;
    for (operation of operations) {
      for (const seed of seeds) {
        const random = sequence(seed * 7919 + operation.name.length);
        input = exampleOf(operation.input, { random, maxDepth: 4, isoTimestamps: false }) as Record<string, unknown>;
        output = exampleOf(operation.output, { random, maxDepth: 4, isoTimestamps: true }) as Record<string, unknown>;
        got = undefined;
        const Command = sdk[`${operation.name}Command`] as new (input: unknown) => unknown;
        const read = await client.send(new Command(input));
        expect(comparable(got), `${operation.name}: input`).toEqual(comparable(input));
        const { $metadata, ...rest } = read;
        expect(($metadata as { requestId?: string }).requestId, operation.name).toBe('request-1');
        expect(comparable(rest), `${operation.name}: output`).toEqual(comparable(output, operation.output));
        if (operation.input.isStructSchema() && seed === 1) {
          expect(missingMembers(operation.input, {}).length, operation.name).toBe(requiredCount(operation));
        }
      }
    }
  }, 120_000);
});

test('it was all of them', () => {
  expect(checkedOperations).toBeGreaterThan(1_800);
});

/** From the schema's own list, counted another way than the code does. */
function requiredCount({ input }: Operation): number {
  const schema = input.getSchema() as unknown as [number, string, string, unknown, string[], unknown[], number?];
  const tokens = [...input.structIterator()]
    .slice(0, schema[6] ?? 0)
    .filter(([, member]) => member.isIdempotencyToken());
  return (schema[6] ?? 0) - tokens.length;
}
