import { HttpResponse } from '@smithy/core/protocols';
import { describe, expect, test } from 'vitest';
import { AwsError } from '../../src/changes/world.ts';
import { protocols } from '../../src/lab/protocol/index.ts';
import type { LabRequest, LabResponse } from '../../src/lab/protocol/message.ts';
import { wireError } from '../../src/lab/protocol/protocol.ts';
import { missingMembers } from '../../src/lab/protocol/required.ts';
import { loadService, type Operation, type ProtocolName, services } from '../../src/lab/protocol/service.ts';
import { comparable, exampleOf, sequence } from './example.ts';
import { form } from './requests.ts';

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

/** The service's SDK client, with `answer` for a server. */
async function clientOf(
  sdk: Record<string, unknown>,
  protocolName: ProtocolName | undefined,
  answer: (request: LabRequest) => LabResponse,
): Promise<Client> {
  const ClientOf = Object.entries(sdk).find(
    ([name, value]) => /Client$/.test(name) && name !== '__Client' && typeof value === 'function',
  )![1] as ClientClass;
  const protocol = protocolName === undefined ? undefined : await clientProtocol(protocolName);
  return new ClientOf({
    region: 'us-east-1',
    endpoint: 'http://127.0.0.1:1',
    credentials: { accessKeyId: 'AKIDEXAMPLE', secretAccessKey: 'secret' },
    maxAttempts: 1,
    ...(protocol === undefined ? {} : { protocol }),
    requestHandler: {
      async handle(sent: SdkRequest) {
        const { status, headers, body } = answer(received(sent));
        return { response: new HttpResponse({ statusCode: status, headers, body }) };
      },
    },
  });
}

async function clientProtocol(name: ProtocolName): Promise<unknown> {
  const ours = await import('@aws-sdk/core/protocols');
  if (name === 'awsQuery') return ours.AwsQueryProtocol;
  if (name === 'rpcv2Cbor') return ours.AwsSmithyRpcV2CborProtocol;
  return undefined;
}

/** S3's SDK puts a bucket's name into the host, which is no part of the schema: the lab has no buckets to ask for. */
const ofBucket = (key: string, { input }: Operation): boolean =>
  key === 's3' && input.isStructSchema() && Object.hasOwn(input.getMemberSchemas(), 'Bucket');

let checkedOperations = 0;

describe.each(cases)('%s over %s', (key, protocolName, definition) => {
  const seeds = key === 'ec2' ? [1] : [1, 2, 3];

  test('reads what the SDK sends and writes what the SDK reads', async () => {
    const service = await loadService(definition);
    const sdk = await definition.load!();
    const protocol = protocols[protocolName];
    let operation: Operation;
    let input: Record<string, unknown> = {};
    let output: Record<string, unknown> = {};
    let got: Record<string, unknown> | undefined;
    const client = await clientOf(sdk, key === 'cloudwatch' ? protocolName : undefined, (request) => {
      const match = protocol.match(service, request);
      expect(match.name).toBe(operation.name);
      got = protocol.decode(service, { ...match, operation }, request);
      return protocol.encode(service, operation, output, 'request-1');
    });

    const operations = service
      .operations()
      .filter((each) => !streams(each) && !rewritten.has(each.name) && !ofBucket(key, each));
    expect(operations.length).toBeGreaterThanOrEqual(key === 's3' ? 1 : 5);
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

  test('the SDK reads every error that the service has modelled, and one that it has not', async () => {
    const service = await loadService(definition);
    const sdk = await definition.load!();
    const protocol = protocols[protocolName];
    let thrown = new AwsError('', '');
    const client = await clientOf(sdk, key === 'cloudwatch' ? protocolName : undefined, () =>
      protocol.encodeError(service, wireError(service, thrown), 'request-1'),
    );
    const [operation] = service.operations().filter((each) => !streams(each) && !ofBucket(key, each));
    const Command = sdk[`${operation!.name}Command`] as new (input: unknown) => unknown;
    const input = exampleOf(operation!.input, { random: sequence(1), maxDepth: 3, isoTimestamps: false });
    const names = Object.entries(sdk)
      .filter(([name, schema]) => name.endsWith('$') && Array.isArray(schema) && schema[0] === -3)
      .map(([name]) => name.slice(0, -1))
      .filter((name) => !name.endsWith('ServiceException'));
    if (key !== 'ec2') expect(names.length).toBeGreaterThan(3);
    for (const name of [...names, 'Some.Code']) {
      const schema = service.error(name);
      const example = (
        schema === undefined ? {} : exampleOf(schema, { random: sequence(2), maxDepth: 3, isoTimestamps: true })
      ) as Record<string, unknown>;
      const members = Object.fromEntries(Object.entries(example).filter(([key]) => key.toLowerCase() !== 'message'));
      thrown = new AwsError(name, 'it <failed> & "how"', { members });
      const error = (await client.send(new Command(input)).catch((caught: unknown) => caught)) as Record<
        string,
        unknown
      >;
      // Two of CloudWatch's shapes have one awsQuery code between them: the SDK takes the shape of that name.
      const code = wireError(service, thrown).queryCode;
      const read = schema === undefined || code === name ? name : [name, service.error(code)?.getName()];
      expect([read].flat(), name).toContain(error.name);
      expect(error.message, name).toBe('it <failed> & "how"');
      expect(error.$metadata, name).toMatchObject({ requestId: 'request-1' });
      const { httpError } = schema?.getMergedTraits() ?? {};
      if (httpError !== undefined) expect(error.$metadata, name).toMatchObject({ httpStatusCode: httpError });
      for (const [member, value] of Object.entries(members)) {
        expect(comparable(error[member]), `${name}.${member}`).toEqual(
          comparable(value, schema!.getMemberSchema(member)),
        );
      }
    }
  });
});

test('it was all of them', () => {
  expect(checkedOperations).toBeGreaterThan(1_800);
});

describe('what is empty stays empty, and is not missing', () => {
  test.each([
    ['ec2', 'DescribeVpcs', { Vpcs: [] }],
    ['ec2', 'DescribeVpcs', { Vpcs: [{ VpcId: '', Tags: [] }] }],
    ['elbv2', 'DescribeLoadBalancers', { LoadBalancers: [] }],
    ['iam', 'GetAccountSummary', { SummaryMap: {} }],
    ['route53', 'ListHostedZones', { HostedZones: [], Marker: '', IsTruncated: false, MaxItems: 100 }],
    ['cloudfront', 'ListDistributions', { DistributionList: { Items: [], Quantity: 0 } }],
    ['guardduty', 'ListDetectors', { DetectorIds: [] }],
    ['cloudwatch', 'GetMetricData', { MetricDataResults: [{ Id: 'a', Timestamps: [], Values: [] }] }],
  ] as const)('%s %s %j', async (key, name, output) => {
    const definition = services.find((service) => service.key === key)!;
    const service = await loadService(definition);
    const spoken = key === 'cloudwatch' ? 'awsJson1_0' : definition.protocols[0];
    const sdk = await definition.load!();
    const operation = service.operation(name)!;
    const client = await clientOf(sdk, undefined, () =>
      protocols[spoken].encode(service, operation, output as unknown as Record<string, unknown>, 'request-1'),
    );
    const Command = sdk[`${name}Command`] as new (input: unknown) => unknown;
    const { $metadata: _metadata, ...read } = await client.send(new Command({}));
    expect(read).toEqual(output);
  });

  test('awsQuery sends an empty list as its bare name', async () => {
    const definition = services.find(({ key }) => key === 'elbv2')!;
    const service = await loadService(definition);
    const request = form('elasticloadbalancing', {
      Action: 'ModifyRule',
      Version: '2015-12-01',
      RuleArn: 'arn:r',
      Conditions: '',
      'Actions.member.2.Type': 'redirect',
      'Actions.member.10.Type': 'forward',
      'Actions.member.1.Type': 'authenticate-oidc',
    });
    const match = protocols.awsQuery.match(service, request);
    expect(protocols.awsQuery.decode(service, { ...match, operation: match.operation! }, request)).toEqual({
      RuleArn: 'arn:r',
      Conditions: [],
      Actions: [{ Type: 'authenticate-oidc' }, { Type: 'redirect' }, { Type: 'forward' }],
    });
  });
});

/** From the schema's own list, counted another way than the code does. */
function requiredCount({ input }: Operation): number {
  const schema = input.getSchema() as unknown as [number, string, string, unknown, string[], unknown[], number?];
  const tokens = [...input.structIterator()]
    .slice(0, schema[6] ?? 0)
    .filter(([, member]) => member.isIdempotencyToken());
  return (schema[6] ?? 0) - tokens.length;
}
