import { gzipSync } from 'node:zlib';
import { cbor } from '@smithy/core/cbor';
import fc from 'fast-check';
import { beforeEach, describe, expect, test } from 'vitest';
import { type Answer, dispatch } from '../../src/lab/dispatch.ts';
import type { LabRequest } from '../../src/lab/protocol/message.ts';
import { services } from '../../src/lab/protocol/service.ts';
import { seedState } from '../../src/lab/seed/index.ts';
import type { ApiFault, LabState } from '../../src/lab/state.ts';
import { authorization, form, json, rest } from './requests.ts';

const now = new Date('2026-11-23T08:00:00Z');
let state: LabState;
beforeEach(() => {
  state = seedState(now);
  state.clock = { fixed: now.toISOString() };
});

const ask = (request: LabRequest): Promise<Answer> => dispatch(state, request);
const text = ({ response }: Answer): string => Buffer.from(response.body).toString('utf8');
const brief = (answer: Answer): [number, string | undefined] => [answer.response.status, answer.code];
const ec2 = (parameters: Record<string, string>): LabRequest => form('ec2', { Version: '2016-11-15', ...parameters });

describe('no credentials', () => {
  test.each([
    [
      'EC2',
      form(undefined, { Action: 'DescribeVpcs', Version: '2016-11-15' }),
      400,
      'MissingParameter',
      /AWSAccessKeyId/,
    ],
    [
      'ELB',
      form(undefined, { Action: 'DescribeLoadBalancers', Version: '2015-12-01' }),
      403,
      'MissingAuthenticationToken',
      /<ErrorResponse xmlns="http:\/\/elasticloadbalancing/,
    ],
    [
      'STS',
      form(undefined, { Action: 'GetCallerIdentity', Version: '2011-06-15' }),
      403,
      'MissingAuthenticationToken',
      /missing Authentication Token/,
    ],
    [
      'WAF',
      json(undefined, 'AWSWAF_20190729.ListWebACLs', '{}'),
      400,
      'MissingAuthenticationTokenException',
      /"__type":"Missing/,
    ],
    [
      'Network Firewall',
      json(undefined, 'NetworkFirewall_20201112.ListFirewalls', '{}', '1.0'),
      400,
      'MissingAuthenticationTokenException',
      /__type/,
    ],
    ['Route 53', rest(undefined, 'GET', '/2013-04-01/hostedzone'), 403, 'MissingAuthenticationToken', /<ErrorResponse/],
    ['anything', rest(undefined, 'GET', '/'), 403, 'MissingAuthenticationToken', /<ErrorResponse/],
  ])('%s', async (_name, request, status, code, body) => {
    const answer = await ask(request);
    expect(brief(answer)).toEqual([status, code]);
    expect(text(answer)).toMatch(body);
    expect(answer.response.headers['x-amzn-requestid']).toMatch(/^[0-9a-f-]{36}$/);
  });

  test('a broken Authorization header is refused too', async () => {
    const broken = (header: string): LabRequest => ({
      ...ec2({ Action: 'DescribeVpcs' }),
      headers: { authorization: header },
    });
    expect(brief(await ask({ ...broken('Basic abc'), query: new URLSearchParams('Version=2016-11-15') }))).toEqual([
      401,
      'AuthFailure',
    ]);
    const iam = form('iam', { Action: 'GetUser' });
    const unsigned = {
      ...iam,
      headers: { ...iam.headers, authorization: iam.headers.authorization!.replace(/, Signature=.*/, '') },
    };
    const query = new URLSearchParams('Version=2010-05-08');
    expect(brief(await ask({ ...unsigned, query }))).toEqual([400, 'IncompleteSignature']);
    const short = {
      ...iam.headers,
      authorization: 'AWS4-HMAC-SHA256 Credential=AKID/20261123/iam, SignedHeaders=host, Signature=00',
    };
    expect(brief(await ask({ ...iam, headers: short, query }))).toEqual([400, 'IncompleteSignature']);
  });

  test('a presigned request is signed', async () => {
    const query = new URLSearchParams({
      Action: 'GetCallerIdentity',
      Version: '2011-06-15',
      'X-Amz-Credential': 'AKID/20261123/us-east-1/sts/aws4_request',
      'X-Amz-Signature': '00',
    });
    const answer = await ask({ ...rest(undefined, 'GET', '/'), query });
    expect(answer.response.status).toBe(200);
    expect(text(answer)).toContain('<Arn>arn:aws:iam::123456789012:user/netops</Arn>');
  });

  test('SigV4a has its region in a header', async () => {
    const signed = form('sts', { Action: 'GetCallerIdentity', Version: '2011-06-15' });
    signed.headers.authorization =
      'AWS4-ECDSA-P256-SHA256 Credential=AKID/20261123/sts/aws4_request, SignedHeaders=host, Signature=00';
    signed.headers['x-amz-region-set'] = 'us-east-1';
    expect((await ask(signed)).response.status).toBe(200);
  });
});

describe('unknown operations and services answer as AWS does, never 500', () => {
  test.each([
    [
      'EC2',
      ec2({ Action: 'DescribeUnicorns' }),
      400,
      'InvalidAction',
      'The action DescribeUnicorns is not valid for this web service.',
    ],
    [
      'EC2, known to the SDK but not to the lab',
      ec2({ Action: 'DescribeBundleTasks' }),
      400,
      'InvalidAction',
      'is not valid',
    ],
    ['EC2 without an action', ec2({}), 400, 'MissingAction', 'missing an action'],
    [
      'IAM',
      form('iam', { Action: 'Nope', Version: '2010-05-08' }),
      400,
      'InvalidAction',
      'Could not find operation Nope for version 2010-05-08',
    ],
    ['CloudWatch Query', form('monitoring', { Action: 'Nope', Version: '2010-08-01' }), 400, 'InvalidAction', 'Nope'],
    [
      'the Classic balancers, which are another version of the API',
      form('elasticloadbalancing', { Action: 'DescribeLoadBalancers', Version: '2012-06-01' }),
      400,
      'InvalidAction',
      'Could not find operation DescribeLoadBalancers for version 2012-06-01',
    ],
    [
      'CloudWatch JSON',
      json('monitoring', 'GraniteServiceVersion20100801.Nope', '{}', '1.0'),
      400,
      'UnknownOperationException',
      '__type',
    ],
    ['Shield', json('shield', 'AWSShield_20160616.Nope', '{}'), 400, 'UnknownOperationException', '__type'],
    [
      'Resolver, which has no schemas',
      json('route53resolver', 'Route53Resolver.Nope', '{}'),
      400,
      'UnknownOperationException',
      '__type',
    ],
    [
      'JSON without a target',
      { ...rest('shield', 'POST', '/'), body: Buffer.from('{}') },
      400,
      'UnknownOperationException',
      '__type',
    ],
    ['Route 53', rest('route53', 'GET', '/2013-04-01/unicorn'), 404, 'UnknownOperationException', '<Code>'],
    [
      'CloudFront, wrong method',
      rest('cloudfront', 'PATCH', '/2020-05-31/distribution'),
      404,
      'UnknownOperationException',
      '<Code>',
    ],
    ['GuardDuty', rest('guardduty', 'GET', '/unicorn'), 404, 'UnknownOperationException', 'message'],
    [
      'a path that is badly encoded',
      rest('guardduty', 'GET', '/detector/%ff'),
      404,
      'UnknownOperationException',
      'message',
    ],
    [
      'another Query service',
      form('rds', { Action: 'DescribeDBInstances' }),
      400,
      'InvalidAction',
      'DescribeDBInstances',
    ],
    ['another JSON service', json('kms', 'TrentService.ListKeys', '{}'), 400, 'UnknownOperationException', '__type'],
    [
      'another REST service',
      rest('lambda', 'GET', '/2015-03-31/functions'),
      404,
      'UnknownOperationException',
      '<Code>',
    ],
    [
      'a bucket, which the lab has none of',
      rest('s3', 'GET', '/bucket'),
      404,
      'UnknownOperationException',
      '<Error><Code>',
    ],
    ['names from JavaScript', ec2({ Action: 'constructor' }), 400, 'InvalidAction', 'constructor'],
    [
      'names from JavaScript in JSON',
      json('shield', 'AWSShield_20160616.__proto__', '{}'),
      400,
      'UnknownOperationException',
      '',
    ],
    [
      'names from JavaScript, no schemas',
      json('route53resolver', 'Route53Resolver.toString', '{}'),
      400,
      'UnknownOperationException',
      '',
    ],
  ])('%s', async (_name, request, status, code, says) => {
    const answer = await ask(request as LabRequest);
    expect(brief(answer)).toEqual([status, code]);
    expect(text(answer)).toContain(says);
    expect(answer.defect).toBeUndefined();
  });
});

describe('input that cannot be read', () => {
  test.each([
    [
      'EC2: unknown parameter',
      ec2({ Action: 'DescribeVpcs', Colour: 'red' }),
      400,
      'UnknownParameter',
      'The parameter Colour is not recognized',
    ],
    [
      'EC2: unknown parameter deep inside',
      ec2({ Action: 'DescribeVpcs', 'Filter.1.Names': 'x' }),
      400,
      'UnknownParameter',
      'Filter.1.Names',
    ],
    ['EC2: not a boolean', ec2({ Action: 'DescribeVpcs', DryRun: 'maybe' }), 400, 'InvalidParameterValue', 'maybe'],
    ['EC2: not a number', ec2({ Action: 'DescribeVpcs', MaxResults: 'ten' }), 400, 'InvalidParameterValue', 'ten'],
    [
      'EC2: missing',
      ec2({ Action: 'StopInstances' }),
      400,
      'MissingParameter',
      'The request must contain the parameter InstanceId',
    ],
    [
      'STS: missing',
      form('sts', { Action: 'AssumeRole', Version: '2011-06-15' }),
      400,
      'ValidationError',
      "2 validation errors detected: Value null at 'roleArn' failed to satisfy constraint: Member must not be null; Value null at 'roleSessionName'",
    ],
    [
      'WAF: not JSON',
      json('wafv2', 'AWSWAF_20190729.ListWebACLs', '{'),
      400,
      'SerializationException',
      'not valid JSON',
    ],
    [
      'WAF: a list for a string',
      json('wafv2', 'AWSWAF_20190729.ListWebACLs', '{"Scope":[]}'),
      400,
      'SerializationException',
      'Start of structure',
    ],
    [
      'WAF: a number for a string',
      json('wafv2', 'AWSWAF_20190729.ListWebACLs', '{"Scope":1}'),
      400,
      'SerializationException',
      'NUMBER_VALUE can not be converted to a String',
    ],
    [
      'WAF: a list for everything',
      json('wafv2', 'AWSWAF_20190729.ListWebACLs', '[]'),
      400,
      'SerializationException',
      '',
    ],
    [
      'WAF: null for everything',
      json('wafv2', 'AWSWAF_20190729.ListWebACLs', 'null'),
      400,
      'SerializationException',
      '',
    ],
    [
      'WAF: missing',
      json('wafv2', 'AWSWAF_20190729.ListWebACLs', '{}'),
      400,
      'ValidationException',
      "Value null at 'scope'",
    ],
    [
      'Resolver: not an object',
      json('route53resolver', 'Route53Resolver.ListResolverRules', '[]'),
      400,
      'SerializationException',
      '',
    ],
  ])('%s', async (_name, request, status, code, says) => {
    const answer = await ask(request);
    expect(brief(answer)).toEqual([status, code]);
    expect(text(answer)).toContain(says);
    expect(answer.defect).toBeUndefined();
  });

  test('Route 53: XML that is none', async () => {
    const answer = await ask(rest('route53', 'POST', '/2013-04-01/hostedzone/Z1/rrset/', '<ChangeResource'));
    expect(answer.response.status).toBe(400);
    expect(text(answer)).toContain('<Type>Sender</Type>');
  });

  test('CBOR that is none', async () => {
    const request = rest('monitoring', 'POST', '/service/GraniteServiceVersion20100801/operation/PutMetricAlarm', 'x');
    request.headers['smithy-protocol'] = 'rpc-v2-cbor';
    const answer = await ask({ ...request, body: new Uint8Array([0xff, 0x00]) });
    expect(answer.response.status).toBe(400);
    expect(answer.response.headers['smithy-protocol']).toBe('rpc-v2-cbor');
    expect(cbor.deserialize(answer.response.body)).toMatchObject({ __type: 'SerializationException' });
  });

  test('CloudWatch answers in all three of its protocols', async () => {
    const alarm = { AlarmName: 'a', EvaluationPeriods: 1, ComparisonOperator: 'GreaterThanThreshold', Threshold: 1 };
    const metric = { ...alarm, Namespace: 'Lab', MetricName: 'm', Period: 60, Statistic: 'Sum' };
    const parameters = Object.fromEntries(Object.entries(metric).map(([name, value]) => [name, String(value)]));
    const inQuery = await ask(form('monitoring', { Action: 'PutMetricAlarm', Version: '2010-08-01', ...parameters }));
    expect([inQuery.response.status, text(inQuery)]).toEqual([200, expect.stringContaining('<PutMetricAlarmResponse')]);
    const target = 'GraniteServiceVersion20100801.PutMetricAlarm';
    const inJson = await ask(json('monitoring', target, JSON.stringify(metric), '1.0'));
    expect([inJson.response.status, inJson.response.headers['content-type']]).toEqual([
      200,
      'application/x-amz-json-1.0',
    ]);
    const request = rest('monitoring', 'POST', '/service/GraniteServiceVersion20100801/operation/PutMetricAlarm');
    request.headers['smithy-protocol'] = 'rpc-v2-cbor';
    const inCbor = await ask({ ...request, body: cbor.serialize(metric) });
    expect([inCbor.response.status, cbor.deserialize(inCbor.response.body)]).toEqual([200, {}]);
  });

  test('compressed bodies are read; a bomb and rubbish are refused', async () => {
    const plain = form('sts', { Action: 'GetCallerIdentity', Version: '2011-06-15' }, { 'content-encoding': 'gzip' });
    expect((await ask({ ...plain, body: gzipSync(plain.body) })).response.status).toBe(200);
    expect(brief(await ask({ ...plain, body: gzipSync(Buffer.alloc(40_000_000)) }))).toEqual([
      413,
      'RequestEntityTooLarge',
    ]);
    expect(brief(await ask(plain))).toEqual([400, 'MalformedInput']);
  });

  test('whatever bytes come, the answer is an error of the client, and the lab is as it was', async () => {
    const before = JSON.stringify(state);
    const names = services.map(({ signingName }) => signingName);
    await fc.assert(
      fc.asyncProperty(
        fc.record({
          signingName: fc.constantFrom(...names, 's3'),
          method: fc.constantFrom('GET', 'POST', 'PUT', 'DELETE', 'HEAD', 'OPTIONS'),
          path: fc.oneof(
            fc.webPath(),
            fc.constantFrom('/', '/2013-04-01/hostedzone/Z1/rrset', '/2020-05-31/distribution'),
          ),
          query: fc.webQueryParameters(),
          target: fc.option(fc.oneof(fc.constantFrom('X.ListWebACLs', 'X.ListMetrics', 'X.', '.'), fc.string())),
          type: fc.constantFrom('application/x-amz-json-1.1', 'application/x-www-form-urlencoded', 'text/xml', ''),
          cbor: fc.boolean(),
          body: fc.oneof(
            fc.uint8Array(),
            fc.json().map((value) => new Uint8Array(Buffer.from(value))),
            fc
              .array(
                fc.tuple(
                  fc.constantFrom('Action', 'Version', 'Filter.1.Name', 'Filter', 'VpcId.0', 'a.b.c', '.'),
                  fc.string(),
                ),
              )
              .map((pairs) => new Uint8Array(Buffer.from(new URLSearchParams(pairs).toString()))),
          ),
        }),
        async ({ signingName, method, path, query, target, type, cbor: inCbor, body }) => {
          const headers: Record<string, string> = { authorization: authorization(signingName), 'content-type': type };
          if (target !== null) headers['x-amz-target'] = target;
          if (inCbor) headers['smithy-protocol'] = 'rpc-v2-cbor';
          const answer = await ask({
            method,
            path,
            query: new URLSearchParams(query),
            headers,
            body,
            sourceIp: '127.0.0.1',
          });
          expect(answer.defect).toBeUndefined();
          expect(answer.response.status).toBeLessThan(500);
          expect(answer.changed).toBe(false);
        },
      ),
      { numRuns: 400 },
    );
    expect(JSON.stringify(state)).toBe(before);
  });
});

describe('API faults', () => {
  const identity = form('sts', { Action: 'GetCallerIdentity', Version: '2011-06-15' });
  const inject = (fault: Omit<ApiFault, 'id'>): void => {
    state.apiFaults.push({ id: 'f', ...fault });
  };

  test.each([
    [
      'EC2',
      ec2({ Action: 'DescribeVpcs' }),
      403,
      'UnauthorizedOperation',
      'is not authorized to perform: ec2:DescribeVpcs',
    ],
    ['STS', identity, 403, 'AccessDenied', 'sts:GetCallerIdentity'],
    [
      'WAF',
      json('wafv2', 'AWSWAF_20190729.ListWebACLs', '{"Scope":"REGIONAL"}'),
      400,
      'AccessDeniedException',
      'wafv2:ListWebACLs',
    ],
    [
      'CloudWatch',
      json('monitoring', 'GraniteServiceVersion20100801.ListMetrics', '{}', '1.0'),
      400,
      'AccessDeniedException',
      'cloudwatch:ListMetrics',
    ],
    ['Route 53', rest('route53', 'GET', '/2013-04-01/hostedzone'), 403, 'AccessDenied', 'route53:ListHostedZones'],
    ['GuardDuty', rest('guardduty', 'GET', '/detector'), 403, 'AccessDeniedException', 'guardduty:ListDetectors'],
  ])('access denied in the words of %s', async (_name, request, status, code, says) => {
    inject({ operation: '*', effect: { kind: 'error', code: 'AccessDenied', status: 403 } });
    const answer = await ask(request);
    expect(brief(answer)).toEqual([status, code]);
    expect(text(answer)).toContain(says);
  });

  test('a refused change is in the trail, and changes nothing', async () => {
    inject({ operation: 'ec2:Stop*', effect: { kind: 'error', code: 'AccessDenied', status: 403 } });
    const id = 'i-06ab0389cfa6b82d5';
    const before = JSON.stringify(state.snapshot);
    expect(brief(await ask(ec2({ Action: 'StopInstances', 'InstanceId.1': id })))).toEqual([
      403,
      'UnauthorizedOperation',
    ]);
    expect(JSON.stringify(state.snapshot)).toBe(before);
    expect(state.events).toMatchObject([
      {
        eventName: 'StopInstances',
        errorCode: 'Client.UnauthorizedOperation',
        resources: [{ ResourceType: 'AWS::EC2::Instance', ResourceName: id }],
      },
    ]);
  });

  test('throttled so many times, then no more', async () => {
    inject({ operation: 'ec2:Describe*', times: 2, effect: { kind: 'error', code: 'Throttling', status: 400 } });
    expect(brief(await ask(ec2({ Action: 'DescribeVpcs' })))).toEqual([503, 'RequestLimitExceeded']);
    expect((await ask(identity)).response.status).toBe(200);
    expect(brief(await ask(ec2({ Action: 'DescribeSubnets' })))).toEqual([503, 'RequestLimitExceeded']);
    expect((await ask(ec2({ Action: 'DescribeVpcs' }))).response.status).toBe(200);
    expect(state.apiFaults).toEqual([]);
  });

  test('a share of the calls, always the same ones', async () => {
    const hits = async (): Promise<boolean[]> => {
      state.apiFaults = [];
      inject({ operation: 'sts:*', share: 0.4, effect: { kind: 'error', code: 'InternalFailure', status: 500 } });
      const statuses: boolean[] = [];
      for (let i = 0; i < 10; i++) statuses.push((await ask(identity)).response.status === 500);
      return statuses;
    };
    const first = await hits();
    expect(first.filter(Boolean)).toHaveLength(4);
    expect(await hits()).toEqual(first);
  });

  test('only in the region and account that it names; any code; slow; cut', async () => {
    inject({
      operation: 'sts:*',
      region: 'us-east-1',
      effect: { kind: 'error', code: 'Custom.Code', status: 418, message: 'short & stout' },
    });
    expect((await ask(identity)).response.status).toBe(200);
    const elsewhere = {
      ...identity,
      headers: { ...identity.headers, authorization: authorization('sts', 'us-east-1') },
    };
    const answer = await ask(elsewhere);
    expect(brief(answer)).toEqual([418, 'Custom.Code']);
    expect(text(answer)).toContain('short &amp; stout');
    state.apiFaults = [];
    inject({ operation: 'sts:*', account: '210987654321', effect: { kind: 'cut' } });
    expect((await ask(identity)).connection).toBeUndefined();
    state.apiFaults = [];
    inject({ operation: 'sts:*', effect: { kind: 'delay', ms: 60 } });
    inject({ operation: 'sts:*', effect: { kind: 'truncate' } });
    const started = performance.now();
    expect((await ask(identity)).connection).toBe('truncate');
    expect(performance.now() - started).toBeGreaterThan(55);
  });
});

describe('sessions', () => {
  const assume = (role: string, session = 'audit', headers = {}): LabRequest =>
    form('sts', { Action: 'AssumeRole', Version: '2011-06-15', RoleArn: role, RoleSessionName: session }, headers);
  const part = (answer: Answer, tag: string): string => new RegExp(`<${tag}>(.*?)</${tag}>`).exec(text(answer))![1]!;

  test('a role of another account is that account, by token or by key alone, until it expires', async () => {
    const assumed = await ask(assume('arn:aws:iam::210987654321:role/team/Audit'));
    const key = part(assumed, 'AccessKeyId');
    const token = part(assumed, 'SessionToken');
    const identity = form('sts', { Action: 'GetCallerIdentity', Version: '2011-06-15' });
    const signed = authorization('sts', 'us-east-1', key);
    const withToken = {
      ...identity,
      headers: { ...identity.headers, authorization: signed, 'x-amz-security-token': token },
    };
    expect(text(await ask(withToken))).toContain('<Arn>arn:aws:sts::210987654321:assumed-role/Audit/audit</Arn>');
    const withoutToken = { ...identity, headers: { ...identity.headers, authorization: signed } };
    expect(part(await ask(withoutToken), 'Account')).toBe('210987654321');
    const info = form('sts', { Action: 'GetAccessKeyInfo', Version: '2011-06-15', AccessKeyId: key });
    expect(part(await ask(info), 'Account')).toBe('210987654321');

    state.clock = { fixed: '2026-11-23T09:00:01Z' };
    expect(brief(await ask(withToken))).toEqual([403, 'ExpiredToken']);
    const vpcs = ec2({ Action: 'DescribeVpcs' });
    const expired = { ...vpcs, headers: { ...vpcs.headers, 'x-amz-security-token': token } };
    expect(brief(await ask(expired))).toEqual([400, 'RequestExpired']);
  });

  test("keys that the lab did not make are its own account's", async () => {
    for (const AccessKeyId of ['AKIAIOSFODNN7EXAMPLE', 'ASIAIOSFODNN7EXAMPLE', 'NETOPSLAB', 'ASIAAAAAAAAAAAAAAAAA']) {
      const info = form('sts', { Action: 'GetAccessKeyInfo', Version: '2011-06-15', AccessKeyId });
      expect(part(await ask(info), 'Account')).toBe('123456789012');
    }
  });

  test('the other account has no resources here', async () => {
    const key = part(await ask(assume('arn:aws:iam::210987654321:role/Audit')), 'AccessKeyId');
    const vpcs = ec2({ Action: 'DescribeVpcs' });
    const theirs = await ask({
      ...vpcs,
      headers: { ...vpcs.headers, authorization: authorization('ec2', 'ap-northeast-2', key) },
    });
    expect(text(theirs)).toContain('<vpcSet/>');
    expect(state.snapshot.scopes.map(({ account }) => account)).not.toContain('210987654321');
  });

  test('ARNs are in the partition of the region', async () => {
    const identity = form('sts', { Action: 'GetCallerIdentity', Version: '2011-06-15' });
    state.snapshot.accounts = [];
    for (const [region, partition] of [
      ['cn-north-1', 'aws-cn'],
      ['us-gov-west-1', 'aws-us-gov'],
      ['eu-west-1', 'aws'],
    ] as const) {
      const answer = await ask({
        ...identity,
        headers: { ...identity.headers, authorization: authorization('sts', region) },
      });
      expect(part(answer, 'Arn')).toBe(`arn:${partition}:iam::123456789012:user/netops`);
    }
  });

  test('bad roles and names are refused', async () => {
    expect(brief(await ask(assume('arn:aws:iam::1:role/x')))).toEqual([400, 'ValidationError']);
    expect(brief(await ask(assume('arn:aws:iam::210987654321:role/x', 'a b')))).toEqual([400, 'ValidationError']);
    const short = form('sts', { Action: 'GetSessionToken', Version: '2011-06-15', DurationSeconds: '10' });
    expect(brief(await ask(short))).toEqual([400, 'ValidationError']);
  });

  test('a web identity needs no signature', async () => {
    const request = form(undefined, {
      Action: 'AssumeRoleWithWebIdentity',
      Version: '2011-06-15',
      RoleArn: 'arn:aws:iam::210987654321:role/Web',
      RoleSessionName: 'web',
      WebIdentityToken: 'token',
    });
    expect((await ask(request)).response.status).toBe(200);
  });
});
