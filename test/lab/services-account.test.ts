import {
  CloudTrailClient,
  DescribeTrailsCommand,
  GetTrailStatusCommand,
  LookupEventsCommand,
} from '@aws-sdk/client-cloudtrail';
import {
  CloudWatchLogsClient,
  DescribeLogGroupsCommand,
  DescribeLogStreamsCommand,
  DescribeResourcePoliciesCommand,
  FilterLogEventsCommand,
} from '@aws-sdk/client-cloudwatch-logs';
import {
  GenerateCredentialReportCommand,
  GetAccountSummaryCommand,
  GetCredentialReportCommand,
  GetRoleCommand,
  GetUserCommand,
  IAMClient,
  ListAccountAliasesCommand,
  ListUsersCommand,
  SimulatePrincipalPolicyCommand,
} from '@aws-sdk/client-iam';
import { beforeAll, describe, expect, test } from 'vitest';
import type { LabEvent } from '../../src/lab/state.ts';
import { freshLab, refusal } from './services-lab.ts';

let lab: Awaited<ReturnType<typeof freshLab>>;
beforeAll(async () => {
  lab = await freshLab();
});

describe('IAM', () => {
  const client = () => new IAMClient({ ...lab.options, region: 'us-east-1' });

  test('the root user has no MFA', async () => {
    expect((await client().send(new GetAccountSummaryCommand({}))).SummaryMap?.AccountMFAEnabled).toBe(0);
    expect((await client().send(new ListAccountAliasesCommand({}))).AccountAliases).toEqual([]);
  });

  test('a credential report must be made before it can be read', async () => {
    expect(await refusal(client().send(new GetCredentialReportCommand({})))).toMatchObject({
      name: 'CredentialReportNotPresentException',
      status: 410,
    });
    expect((await client().send(new GenerateCredentialReportCommand({}))).State).toBe('STARTED');
    expect((await client().send(new GenerateCredentialReportCommand({}))).State).toBe('COMPLETE');
    const report = await client().send(new GetCredentialReportCommand({}));
    expect(report.GeneratedTime).toBeInstanceOf(Date);
    const [header, root, user] = new TextDecoder().decode(report.Content).split('\n');
    expect(header!.split(',')).toHaveLength(22);
    const mfa = header!.split(',').indexOf('mfa_active');
    expect(root!.split(',')[0]).toBe('<root_account>');
    expect(root!.split(',')[mfa]).toBe('false');
    expect(user!.split(',')).toHaveLength(22);
  });

  test('the user that the credentials are of', async () => {
    const { User } = await client().send(new GetUserCommand({}));
    expect(User).toMatchObject({ UserName: 'netops', Arn: 'arn:aws:iam::123456789012:user/netops' });
    expect(User?.CreateDate).toBeInstanceOf(Date);
    expect((await client().send(new ListUsersCommand({}))).Users?.map((u) => u.UserName)).toEqual(['netops']);
    expect((await refusal(client().send(new GetUserCommand({ UserName: 'none' })))).name).toBe('NoSuchEntityException');
    expect((await refusal(client().send(new GetRoleCommand({ RoleName: 'none' })))).name).toBe('NoSuchEntityException');
  });

  test('simulation allows everything but what an injected fault denies', async () => {
    await lab.change((state) => {
      state.apiFaults.push({
        id: 'deny',
        operation: 'elbv2:Describe*',
        effect: { kind: 'error', code: 'AccessDenied', status: 403 },
      });
    });
    const { EvaluationResults } = await client().send(
      new SimulatePrincipalPolicyCommand({
        PolicySourceArn: 'arn:aws:iam::123456789012:user/netops',
        ActionNames: ['ec2:DescribeVpcs', 'elasticloadbalancing:DescribeLoadBalancers'],
      }),
    );
    expect(EvaluationResults?.map((r) => [r.EvalActionName, r.EvalDecision])).toEqual([
      ['ec2:DescribeVpcs', 'allowed'],
      ['elasticloadbalancing:DescribeLoadBalancers', 'implicitDeny'],
    ]);
  });
});

describe('CloudTrail', () => {
  const client = () => new CloudTrailClient(lab.options);
  const now = Date.now();
  const event = (n: number, more: Partial<LabEvent> = {}): LabEvent => ({
    eventId: `00000000-0000-4000-8000-00000000000${n}`,
    eventTime: new Date(Math.floor(now / 1000) * 1000 - (10 - n) * 60_000).toISOString(),
    account: '123456789012',
    region: 'ap-northeast-2',
    eventSource: 'ec2.amazonaws.com',
    eventName: 'StopInstances',
    callerArn: 'arn:aws:iam::123456789012:user/netops',
    accessKeyId: 'NETOPSLAB',
    sourceIp: '127.0.0.1',
    userAgent: 'test',
    request: { instancesSet: { items: [{ instanceId: `i-${n}` }] } },
    response: null,
    readOnly: false,
    resources: [{ ResourceType: 'AWS::EC2::Instance', ResourceName: `i-${n}` }],
    ...more,
  });

  beforeAll(async () => {
    await lab.change((state) => {
      state.events = [
        event(0, { eventTime: new Date(now - 91 * 86_400_000).toISOString() }),
        event(1),
        event(2, { eventName: 'DeleteRoute', errorCode: 'Client.InvalidRoute.NotFound', errorMessage: 'no route' }),
        event(3, { callerArn: 'arn:aws:sts::123456789012:assumed-role/Ops/kim' }),
        event(4, { eventSource: 'route53.amazonaws.com' }),
        event(5, { account: '210987654321' }),
      ];
    });
  });

  const lookup = async (input: ConstructorParameters<typeof LookupEventsCommand>[0] = {}) =>
    (await client().send(new LookupEventsCommand(input))).Events!;

  test('the region’s events of the account, of 90 days, newest first', async () => {
    expect((await lookup()).map((e) => e.Resources?.[0]?.ResourceName)).toEqual(['i-3', 'i-2', 'i-1']);
    const global = new CloudTrailClient({ ...lab.options, region: 'us-east-1' });
    const there = await global.send(new LookupEventsCommand({}));
    // Route 53's, though it was signed for Seoul.
    expect(there.Events?.map((e) => e.EventSource)).toEqual(['route53.amazonaws.com']);
    expect(JSON.parse(there.Events![0]!.CloudTrailEvent!).awsRegion).toBe('us-east-1');
  });

  test('one event a page, to the end', async () => {
    const names: (string | undefined)[] = [];
    let NextToken: string | undefined;
    do {
      const page = await client().send(new LookupEventsCommand({ MaxResults: 1, NextToken }));
      names.push(...page.Events!.map((e) => e.EventId?.slice(-1)));
      NextToken = page.NextToken;
    } while (NextToken !== undefined);
    expect(names).toEqual(['3', '2', '1']);
  });

  test('by attribute and by time', async () => {
    const by = async (AttributeKey: 'EventName' | 'ResourceName' | 'Username', AttributeValue: string) =>
      (await lookup({ LookupAttributes: [{ AttributeKey, AttributeValue }] })).map((e) => e.EventId?.slice(-1));
    expect(await by('EventName', 'DeleteRoute')).toEqual(['2']);
    expect(await by('ResourceName', 'i-1')).toEqual(['1']);
    expect(await by('Username', 'kim')).toEqual(['3']);
    const at = new Date(event(2).eventTime);
    expect((await lookup({ StartTime: at, EndTime: at })).map((e) => e.EventId?.slice(-1))).toEqual(['2']);
  });

  test('the record is CloudTrail’s', async () => {
    const [newest, failed] = await lookup();
    expect(newest).toMatchObject({ ReadOnly: 'false', Username: 'kim', EventSource: 'ec2.amazonaws.com' });
    expect(newest!.EventTime).toBeInstanceOf(Date);
    expect(JSON.parse(newest!.CloudTrailEvent!)).toMatchObject({
      eventName: 'StopInstances',
      userIdentity: {
        type: 'AssumedRole',
        arn: 'arn:aws:sts::123456789012:assumed-role/Ops/kim',
        sessionContext: { sessionIssuer: { userName: 'Ops' } },
      },
      requestParameters: { instancesSet: { items: [{ instanceId: 'i-3' }] } },
      responseElements: null,
      sourceIPAddress: '127.0.0.1',
      userAgent: 'test',
    });
    expect(JSON.parse(failed!.CloudTrailEvent!)).toMatchObject({
      errorCode: 'Client.InvalidRoute.NotFound',
      errorMessage: 'no route',
      userIdentity: { type: 'IAMUser', userName: 'netops' },
    });
  });

  test('errors', async () => {
    const name = async (call: Promise<unknown>) => (await refusal(call)).name;
    const attribute = { AttributeKey: 'EventName', AttributeValue: 'x' } as const;
    expect(await name(lookup({ LookupAttributes: [attribute, attribute] }))).toBe('InvalidLookupAttributesException');
    expect(await name(lookup({ MaxResults: 51 }))).toBe('InvalidMaxResultsException');
    expect(await name(lookup({ NextToken: 'forged' }))).toBe('InvalidNextTokenException');
    expect(await name(lookup({ StartTime: new Date(now), EndTime: new Date(now - 1000) }))).toBe(
      'InvalidTimeRangeException',
    );
    expect((await client().send(new DescribeTrailsCommand({}))).trailList).toEqual([]);
    expect(await name(client().send(new GetTrailStatusCommand({ Name: 'none' })))).toBe('TrailNotFoundException');
  });
});

describe('CloudWatch Logs', () => {
  const client = () => new CloudWatchLogsClient(lab.options);

  test('the groups of the firewalls and the resolver', async () => {
    const all = await client().send(new DescribeLogGroupsCommand({}));
    expect(all.logGroups?.map((g) => g.logGroupName)).toEqual([
      '/aws/network-firewall/FWIN-DMZVPC/alert',
      '/aws/network-firewall/FWIN-DMZVPC/flow',
      '/aws/network-firewall/FWOUT-DMZVPC/alert',
      '/aws/network-firewall/FWOUT-DMZVPC/flow',
      '/aws/route53resolver/lab-query-log',
    ]);
    const prefixed = await client().send(new DescribeLogGroupsCommand({ logGroupNamePrefix: '/aws/route53' }));
    expect(prefixed.logGroups).toHaveLength(1);
    const first = await client().send(new DescribeLogGroupsCommand({ limit: 2 }));
    const rest = await client().send(new DescribeLogGroupsCommand({ limit: 50, nextToken: first.nextToken }));
    expect([first.logGroups!.length, rest.logGroups!.length, rest.nextToken]).toEqual([2, 3, undefined]);
  });

  test('streams follow what writes: an hour of a firewall, a running instance of the resolver', async () => {
    const flow = await client().send(
      new DescribeLogStreamsCommand({
        logGroupName: '/aws/network-firewall/FWIN-DMZVPC/flow',
        orderBy: 'LastEventTime',
        descending: true,
        limit: 1,
      }),
    );
    expect(flow.logStreams![0]!.logStreamName).toMatch(
      /^\/aws\/network-firewall\/flow\/FWIN-DMZVPC_\d{4}-\d\d-\d\d-\d\d$/,
    );
    const queries = { logGroupName: '/aws/route53resolver/lab-query-log' };
    expect((await client().send(new DescribeLogStreamsCommand(queries))).logStreams).toHaveLength(24);
    await lab.change((state) => {
      state.snapshot.scopes[0]!.ec2!.Reservations![0]!.Instances![0]!.State = { Code: 80, Name: 'stopped' };
    });
    expect((await client().send(new DescribeLogStreamsCommand(queries))).logStreams).toHaveLength(23);
    expect((await client().send(new FilterLogEventsCommand(queries))).events).toEqual([]);
    expect((await client().send(new DescribeResourcePoliciesCommand({}))).resourcePolicies).toEqual([]);
  });

  test('errors', async () => {
    const none = client().send(new DescribeLogStreamsCommand({ logGroupName: 'none' }));
    expect(await refusal(none)).toMatchObject({
      name: 'ResourceNotFoundException',
      message: 'The specified log group does not exist.',
    });
    const unsaid = client().send(new DescribeLogStreamsCommand({}));
    expect((await refusal(unsaid)).name).toBe('InvalidParameterException');
    const size = client().send(new DescribeLogGroupsCommand({ limit: 51 }));
    expect((await refusal(size)).name).toBe('InvalidParameterException');
  });
});
