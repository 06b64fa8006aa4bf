import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { makeCall } from '../../src/aws/actions/make-call.ts';
import { withOneAccount } from '../../src/capabilities/one-account.ts';
import { openSnapshot } from '../../src/capabilities/source.ts';
import { changes } from '../../src/changes/index.ts';
import { UserError } from '../../src/errors/user-error.ts';
import { recording } from '../../src/lab/behaviour/history.ts';
import { labAccount, labId, labRegion } from '../../src/lab/seed/ids.ts';
import { seedState } from '../../src/lab/seed/index.ts';
import { saveState } from '../../src/lab/store.ts';
import { worldOf } from '../../src/lab/world.ts';
import { documents } from '../../src/report/published-schemas.ts';
import { tools } from '../../src/tools/index.ts';
import { type Approval, isReport, type ToolSetting } from '../../src/tools/tool.ts';

const now = new Date();
const signal = new AbortController().signal;

const setting = (approve: (approval: Approval) => Promise<boolean> = async () => false): ToolSetting => {
  const source = { source: 'lab', region: [], roleArn: [] };
  return {
    ...{ lang: 'en', zone: 'Asia/Seoul', now: new Date(), source, signal, approve },
    open: (needs, waiting = {}) => openSnapshot(source, needs, waiting, { signal }),
  };
};

async function call(name: string, input: object = {}, asked = setting()) {
  const tool = tools.find((t) => t.name === name);
  if (tool === undefined) throw new Error(`no tool ${name}`);
  return await tool.run(tool.input.parse(input), asked);
}

async function report(name: string, input: object = {}) {
  const result = await call(name, input);
  if (!isReport(result)) throw new Error(`${name} answers no report`);
  const made = JSON.parse(JSON.stringify(result.document()));
  return { ...result, made: documents[made.kind as keyof typeof documents].parse(made) };
}

async function rows(name: string, input: object = {}) {
  const result = await call(name, input);
  if (isReport(result)) throw new Error(`${name} answers a report`);
  // biome-ignore lint/suspicious/noExplicitAny: what a tool answers is any JSON
  return result as { says: { ko: string; en: string }; data: any };
}

/** The one sentence that a tool refuses with. */
const refusal = async (name: string, input: object, asked = setting()): Promise<string> => {
  const error = await call(name, input, asked).then(
    () => undefined,
    (thrown) => thrown,
  );
  expect(error).toBeInstanceOf(UserError);
  return (error as UserError).text.en;
};

beforeAll(async () => {
  process.env.NETOPS_HOME = mkdtempSync(join(tmpdir(), 'netops-tools-'));
  const state = seedState(new Date(now.getTime() - 86_400_000));
  // Flow logs of DMZVPC since two hours ago.
  const at = new Date(now.getTime() - 7_200_000);
  const world = worldOf(state, { account: labAccount, region: labRegion, now: at, writes: true });
  const flowLogs = {
    ResourceType: 'VPC',
    ResourceIds: [labId('vpc', 'DMZVPC')],
    TrafficType: 'ALL',
    LogGroupName: '/netops/flow-logs',
    DeliverLogsPermissionArn: 'arn:aws:iam::123456789012:role/flow-logs',
  };
  recording(state, at, () => changes.ec2!.CreateFlowLogs!(world, flowLogs as never));
  await saveState(state);
});

describe('reports are those of the command line', () => {
  test('analyze_network', async () => {
    const { made } = await report('analyze_network');
    expect(made.accounts).toEqual(['123456789012']);
    expect(made.findings.length).toBeGreaterThan(10);
  });

  test('trace_path, and what a change would make of it', async () => {
    const asked = { source: 'DMZVPC-Private-A-10.11.20.101', destination: '10.11.24.101', port: '22' };
    expect((await report('trace_path', asked)).made.data).toMatchObject({ reachable: true });
    const closed = await call('call_aws', {
      service: 'ec2',
      operation: 'describe-security-groups',
      parameters: { Filters: [{ Name: 'group-name', Values: ['PrivateEC2SG'] }] },
    });
    // biome-ignore lint/suspicious/noExplicitAny: AWS's own shape
    const groups = (closed as any).data.output.SecurityGroups as { GroupId: string; GroupName: string }[];
    const changes = groups.map(({ GroupId }) => ({
      service: 'ec2',
      operation: 'RevokeSecurityGroupIngress',
      input: {
        GroupId,
        IpPermissions: [{ IpProtocol: 'tcp', FromPort: 22, ToPort: 22, IpRanges: [{ CidrIp: '0.0.0.0/0' }] }],
      },
    }));
    expect(changes.length).toBeGreaterThan(0);
    const tried = (await report('trace_path', { ...asked, changes })).made.data;
    expect(tried).toMatchObject({ reachable: true, after: { reachable: false } });
  });

  test('find_exposure, analyze_nat_gateway, diagnose_load_balancer, estimate_cost, audit_security', async () => {
    const exposure = (await report('find_exposure', { from: 'internet', to: 'DMZVPC' })).made;
    expect(exposure.kind).toBe('exposure');
    const nat = (await report('analyze_nat_gateway', { vpc: 'DMZVPC' })).made;
    expect(nat.data).toMatchObject({ gateways: [{}, {}] });
    const balancers = (await report('diagnose_load_balancer', { name: 'DMZVPC-alb1' })).made;
    expect(balancers.summary).toMatchObject({ balancers: 1, targets: 4 });
    const cost = (await report('estimate_cost')).made;
    expect(cost.summary).toMatchObject({ monthlyUsd: expect.any(Number), unknown: expect.any(Number) });
    const audit = (await report('audit_security')).made;
    expect(audit.summary).toHaveProperty('score');
  }, 90_000);

  test('a name that nobody has is one sentence', async () => {
    expect(await refusal('diagnose_load_balancer', { name: 'nobody' })).toMatch(/nobody/);
    expect(await refusal('trace_path', { source: 'nobody', destination: 'internet', port: '443' })).toMatch(/nobody/);
    expect(await refusal('trace_path', { source: 'internet', destination: '10.0.0.1', port: '70000' })).toMatch(
      /70000/,
    );
  });
});

describe('get_metric_data', () => {
  const nat = async (): Promise<string> => {
    const { data } = await rows('call_aws', { service: 'ec2', operation: 'DescribeNatGateways' });
    return data.output.NatGateways[0].NatGatewayId;
  };

  test('a series and its figures agree', async () => {
    const { data, says } = await rows('get_metric_data', {
      namespace: 'AWS/NATGateway',
      metric: 'BytesOutToDestination',
      dimensions: { NatGatewayId: await nat() },
      stat: 'Sum',
      period: 3600,
    });
    const values = data.points.map((p: { value: number }) => p.value);
    expect(data.count).toBe(values.length);
    expect(data.count).toBeGreaterThanOrEqual(23);
    expect(data.max).toBe(Math.max(...values));
    expect(data.points.find((p: { at: string }) => p.at === data.maxAt).value).toBe(data.max);
    expect(data.sum).toBeCloseTo(values.reduce((a: number, b: number) => a + b, 0));
    expect(says.en).toContain(`${data.count} data points, one every 1h`);
  });

  test('no data is no zero, and no such metric is said with what there is', async () => {
    const id = await nat();
    const ask = { namespace: 'AWS/NATGateway', metric: 'BytesOutToDestination', stat: 'Sum' };
    const other = await rows('get_metric_data', { ...ask, dimensions: { NatGatewayId: 'nat-00000000000000000' } });
    expect(other.data).toMatchObject({ exists: false, count: 0, sum: null, max: null, points: [] });
    expect(other.data.knownDimensions).toContainEqual({ NatGatewayId: id });
    expect(other.says.en).toContain(`NatGatewayId=${id}`);
    const none = await rows('get_metric_data', { ...ask, namespace: 'AWS/Nothing' });
    expect(none.data).toMatchObject({ exists: false, knownDimensions: [] });
    // A metric of the account's own, put half an hour ago and never since.
    const at = new Date(now.getTime() - 1_800_000);
    const own = { MetricName: 'Orders', Value: 3, Timestamp: at };
    await withOneAccount(setting().source, {}, ({ connection, region }) =>
      makeCall(connection, region, {
        service: 'cloudwatch',
        operation: 'PutMetricData',
        input: { Namespace: 'Shop', MetricData: [own] },
      }),
    );
    const quiet = { since: new Date(now.getTime() - 600_000).toISOString() };
    const before = await rows('get_metric_data', { namespace: 'Shop', metric: 'Orders', stat: 'Sum', ...quiet });
    expect(before.data).toMatchObject({ exists: true, count: 0, sum: null, average: null });
    expect(before.says.en).toMatch(/not zero/);
    expect(before.says.ko).toMatch(/0이 아니라/);
  });

  test('a period that cannot be is refused with one that can', async () => {
    const ask = { namespace: 'AWS/NATGateway', metric: 'BytesOutToDestination' };
    expect(await refusal('get_metric_data', { ...ask, period: 90 })).toMatch(/multiple of 60/);
    const week = { since: new Date(now.getTime() - 7 * 86_400_000).toISOString() };
    expect(await refusal('get_metric_data', { ...ask, ...week, period: 60 })).toMatch(/at least (420|480)/);
  });
});

describe('execute_log_insights_query', () => {
  const log_group = '/netops/flow-logs';
  const query = 'stats count(*) as records by action';
  const day = { since: new Date(now.getTime() - 86_400_000).toISOString() };

  test('rows of flow logs, with what was scanned', async () => {
    const nothing = await rows('execute_log_insights_query', {
      ...{ log_group: '/aws/network-firewall/FWIN-DMZVPC/flow', query },
      ...{ since: day.since, until: new Date(now.getTime() - 7_200_000).toISOString() },
    });
    expect(nothing.data).toMatchObject({ rows: [], recordsScanned: 0 });
    expect(nothing.says.en).toMatch(/not one log line/);
    const found = await rows('execute_log_insights_query', { log_group, query, ...day });
    const accepted = found.data.rows.find((r: { action: string }) => r.action === 'ACCEPT');
    expect(Number(accepted.records)).toBeGreaterThan(10);
    expect(found.data.query).toBe(`${query} | limit 100`);
    expect(found.data.bytesScanned).toBeGreaterThan(0);
    const none = { log_group, query: 'filter action = "x"', ...day };
    expect((await rows('execute_log_insights_query', none)).says.en).toMatch(/no record matches/);
  });

  test('a window too long, a group that is not there, a query that is none', async () => {
    const long = { since: new Date(now.getTime() - 40 * 86_400_000).toISOString() };
    expect(await refusal('execute_log_insights_query', { log_group, query, ...long })).toMatch(/31 days/);
    expect(await refusal('execute_log_insights_query', { log_group: '/nobody', query })).toMatch(
      /no log group \/nobody/,
    );
    expect(await refusal('execute_log_insights_query', { log_group, query: 'select 1' })).toMatch(/AWS refused/);
  });
});

describe('call_aws', () => {
  test('reads, under the names of the API and of the AWS CLI', async () => {
    const { data } = await rows('call_aws', { service: 'ec2', operation: 'DescribeVpcs' });
    expect(data.output.Vpcs).toHaveLength(5);
    const balancers = { service: 'elasticloadbalancingv2', operation: 'describe-load-balancers' };
    expect((await rows('call_aws', balancers)).data).toMatchObject({ service: 'elbv2', region: 'ap-northeast-2' });
    expect((await rows('call_aws', { service: 'iam', operation: 'list-account-aliases' })).data.region).toBe(
      'us-east-1',
    );
  });

  test('says that there are more pages', async () => {
    const { says } = await rows('call_aws', {
      service: 'ec2',
      operation: 'describe-subnets',
      parameters: { MaxResults: 5 },
    });
    expect(says.en).toContain('more pages');
  });

  test.each([
    ['iam', 'CreateAccessKey', /cannot foresee what iam:CreateAccessKey/],
    ['iam', 'GenerateCredentialReport', /cannot foresee/],
    ['logs', 'StartQuery', /cannot foresee/],
    ['s3', 'GetObject', /secrets or the content/],
    ['ssm', 'GetParametersByPath', /secrets or the content/],
    ['sts', 'get-session-token', /secrets or the content/],
    ['ec2', 'GetPasswordData', /secrets or the content/],
    ['ec2', 'get-flow-logs-integration-template', /makes something/],
    ['ec2', 'describe-vpc', /DescribeVpcs/],
    ['dynamodb', 'ListTables', /no client for dynamodb.*route53/],
  ])('%s %s is refused', async (service, operation, why) => {
    expect(await refusal('call_aws', { service, operation })).toMatch(why);
  });

  test('a change is previewed, approved and recorded, or not made', async () => {
    const tag = { Resources: ['vpc-069a0792750d520b5'], Tags: [{ Key: 'owner', Value: 'net' }] };
    const ask = { service: 'ec2', operation: 'create-tags', parameters: tag };
    const shown: Approval[] = [];
    const asking = (yes: boolean) =>
      setting(async (approval) => {
        shown.push(approval);
        return yes;
      });
    const tags = async () => {
      const { data } = await rows('call_aws', {
        service: 'ec2',
        operation: 'DescribeVpcs',
        parameters: { VpcIds: tag.Resources },
      });
      return data.output.Vpcs[0].Tags.map((t: { Key: string }) => t.Key);
    };
    expect(await refusal('call_aws', ask, asking(false))).not.toBe('');
    expect(await tags()).not.toContain('owner');
    const made = await call('call_aws', ask, asking(true));
    if (!isReport(made)) throw new Error('no report');
    expect(made.document().summary).toMatchObject({ result: 'done', record: expect.any(String) });
    expect(await tags()).toContain('owner');
    expect(shown[0]?.preview.en).toContain('aws ec2 create-tags');
    const again = await call('call_aws', ask, asking(true));
    if (!isReport(again)) throw new Error('no report');
    expect(again.document().summary).toMatchObject({ result: 'already' });
    expect(shown).toHaveLength(2);
    const nobody = { service: 'ec2', operation: 'StopInstances', parameters: { InstanceIds: ['i-00000000000000000'] } };
    expect(await refusal('call_aws', nobody, asking(true))).toMatch(/AWS would refuse it: InvalidInstanceID.NotFound/);
    expect(await refusal('call_aws', { ...ask, region: 'us-west-2' }, asking(true))).toMatch(/us-west-2 was not read/);
    const undone = await call('apply_change', { change: ['undo', 'LAST'] }, asking(true));
    if (!isReport(undone)) throw new Error('no report');
    expect(await tags()).not.toContain('owner');
  });

  test('secrets are left out of what AWS answers', async () => {
    const { data } = await rows('call_aws', { service: 'ec2', operation: 'DescribeVpnConnections' });
    expect(data.output.VpnConnections).not.toHaveLength(0);
    for (const vpn of data.output.VpnConnections) {
      expect(vpn.CustomerGatewayConfiguration ?? '(left out: secret)').toBe('(left out: secret)');
      for (const tunnel of vpn.Options.TunnelOptions)
        expect(tunnel.PreSharedKey ?? '(left out: secret)').toBe('(left out: secret)');
    }
    const { data: cdn } = await rows('call_aws', { service: 'cloudfront', operation: 'ListDistributions' });
    const header = JSON.stringify(cdn).match(/"HeaderName":"X-Custom-Secret","HeaderValue":"([^"]*)"/);
    expect(header?.[1]).toBe('(left out: secret)');
  });

  test('what AWS refuses is one sentence', async () => {
    const parameters = { VpcIds: ['vpc-00000000000000000'] };
    expect(await refusal('call_aws', { service: 'ec2', operation: 'DescribeVpcs', parameters })).toMatch(
      /AWS refused the call: InvalidVpcID.NotFound/,
    );
    const elsewhere = { service: 'ec2', operation: 'DescribeVpcs', account: '999999999999' };
    expect(await refusal('call_aws', elsewhere)).toMatch(/999999999999 is not connected.*123456789012/);
  });
});

describe('apply_change', () => {
  const change = 'close-port sg-06327d72296cfcfd6 443 0.0.0.0/0'.split(' ');

  test('previews without asking', async () => {
    const result = await call('apply_change', { change, preview_only: true });
    if (!isReport(result)) throw new Error('no report');
    expect(result.document().summary).toMatchObject({ result: 'preview' });
  });

  test('does nothing without a yes, and what was shown with one', async () => {
    const shown: Approval[] = [];
    const asking = (yes: boolean) =>
      setting(async (approval) => {
        shown.push(approval);
        return yes;
      });
    expect(await refusal('apply_change', { change }, asking(false))).not.toBe('');
    const result = await call('apply_change', { change }, asking(true));
    if (!isReport(result)) throw new Error('no report');
    expect(result.document().summary).toMatchObject({ result: 'done' });
    expect(shown).toHaveLength(2);
    expect(shown[0]?.preview.en).toContain('revoke-security-group-ingress');
    expect(shown[0]?.destructive).toBe(true);
  });
});

test('snapshots are saved, listed and compared; a path is no name', async () => {
  const first = await rows('snapshot_save');
  expect(first.data.resources).toBeGreaterThan(100);
  const second = await rows('snapshot_save');
  const { data } = await rows('snapshot_list');
  expect(data.snapshots.map((s: { name: string }) => s.name)).toEqual([second.data.name, first.data.name]);
  const { made } = await report('snapshot_diff');
  expect(made.kind).toBe('snapshot-diff');
  const tool = tools.find((t) => t.name === 'snapshot_diff')!;
  expect(tool.input.safeParse({ before: '/etc' }).success).toBe(false);
  expect(tool.input.safeParse({ before: '../../x' }).success).toBe(false);
});

test('every tool says what it is in both languages, and its input is a JSON schema', async () => {
  const { z } = await import('zod');
  for (const tool of tools) {
    for (const text of [tool.title, tool.description]) expect(text.ko).not.toBe(text.en);
    const schema = z.toJSONSchema(tool.input, { io: 'input' });
    expect(schema).toMatchObject({ type: 'object' });
    for (const [name, field] of Object.entries(schema.properties ?? {}))
      expect((field as { description?: string }).description, `${tool.name}.${name}`).toBeTruthy();
  }
});
