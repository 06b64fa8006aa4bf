import { describe, expect, test } from 'vitest';
import { type CollectOptions, collect, type Progress } from '../../src/aws/collect.ts';
import type { Connection } from '../../src/aws/connection.ts';
import { UserError } from '../../src/errors/user-error.ts';
import { labAccount, labRegion } from '../../src/lab/seed/ids.ts';
import { gapMeans } from '../../src/messages/gaps.ts';
import { kinds } from '../../src/snapshot/keys.ts';
import { type Scope, type Snapshot, scopeOf } from '../../src/snapshot/snapshot.ts';
import { collectLab, error, fault, labConnections, now } from './lab.ts';

const here = (snapshot: Snapshot): Scope => scopeOf(snapshot, labAccount, labRegion)!;
const global = (snapshot: Snapshot): Scope => scopeOf(snapshot, labAccount, 'global')!;
const gaps = (snapshot: Snapshot): string[] => snapshot.gaps.map((g) => `${g.service}:${g.operation} ${g.code}`);

const refusal = async (work: Promise<unknown>): Promise<UserError> => {
  const failure = await work.then(
    () => undefined,
    (e) => e,
  );
  expect(failure).toBeInstanceOf(UserError);
  return failure;
};

describe('a whole account', () => {
  test('every key that is not read on request alone is there, without gaps', async () => {
    const snapshot = await collectLab();
    expect(snapshot.gaps).toEqual([]);
    expect(snapshot).toMatchObject({
      schemaVersion: 1,
      takenAt: now.toISOString(),
      source: 'lab',
      regions: [labRegion],
      accounts: [{ id: labAccount, callerArn: `arn:aws:iam::${labAccount}:user/netops`, partition: 'aws' }],
    });
    const read = new Set(
      snapshot.scopes.flatMap((scope) =>
        Object.keys(kinds).flatMap((service) =>
          Object.keys((scope as never as Record<string, object>)[service] ?? {}).map((key) => `${service}.${key}`),
        ),
      ),
    );
    const all = Object.entries(kinds).flatMap(([service, keys]) => Object.keys(keys).map((key) => `${service}.${key}`));
    expect(all.filter((key) => !read.has(key)).sort()).toEqual([
      'cloudfront.DistributionConfigs',
      'cloudtrail.Events',
      'cloudwatch.MetricSeries',
      'ec2.InstanceMetadataDefaults',
      'ec2.NetworkInterfaceAttributes',
      'ec2.ServiceDetails',
      'ec2.VpcEndpointServicePermissions',
      'guardduty.Findings',
      'iam.CredentialReport',
      'logs.QueryResults',
      'route53.DNSSEC',
    ]);
  });

  test('what is read on request is read when it is named', async () => {
    const snapshot = await collectLab(undefined, {
      needs: ['iam.CredentialReport', 'cloudtrail.Events', 'ec2.NetworkInterfaceAttributes'],
    });
    expect(snapshot.gaps).toEqual([]);
    expect(global(snapshot).iam!.CredentialReport).toMatch(/^user,arn,/);
    expect(here(snapshot).cloudtrail!.Events).toEqual([]);
    expect(Object.keys(here(snapshot).ec2!.NetworkInterfaceAttributes!)).toHaveLength(25);
  });

  test('a credential report that is still being written is waited for', async () => {
    const readyAt = Date.now() + 1_200;
    const snapshot = await collectLab(
      (state) => {
        state.credentialReportReadyAt = new Date(readyAt).toISOString();
      },
      { needs: ['iam.CredentialReport'] },
    );
    expect(Date.now()).toBeGreaterThanOrEqual(readyAt);
    expect(snapshot.gaps).toEqual([]);
    expect(global(snapshot).iam?.CredentialReport).toMatch(/^user,arn,/);
  });

  test('a service that the partition lacks: a gap when it is needed by name, nothing when all is read', async () => {
    const inChina = async (): Promise<Connection[]> =>
      // Only AWS itself has partitions; an endpoint of one's own serves whatever it serves.
      (await labConnections(undefined, [], ['cn-north-1'])).map((c) => ({ ...c, endpoint: undefined }));
    const read = async (needs: CollectOptions['needs']) => await collect({ connections: await inChina(), needs, now });
    const asked = await read(['route53domains.Domains', 'ec2.Vpcs']);
    expect(gaps(asked)).toEqual(['route53domains:ListDomains ServiceNotInPartition']);
    expect(asked.scopes.every((s) => s.route53domains?.Domains === undefined)).toBe(true);
    expect(gapMeans(asked.gaps[0]!).en).toContain('This AWS partition does not have the service.');
    expect(gaps(await read('all')).filter((g) => /shield|route53domains/.test(g))).toEqual([]);
  });

  test('only what is needed is asked, with what it hangs on', async () => {
    const snapshot = await collectLab(undefined, { needs: ['elbv2.TargetHealthDescriptions', 'ec2.Vpcs'] });
    expect(snapshot.scopes).toHaveLength(1);
    expect(Object.keys(here(snapshot))).toEqual(['account', 'region', 'ec2', 'elbv2']);
    expect(Object.keys(here(snapshot).ec2!)).toEqual(['Vpcs']);
    expect(Object.keys(here(snapshot).elbv2!)).toEqual(['TargetGroups', 'TargetHealthDescriptions']);
  });

  test('two runs are the same to the byte', async () => {
    // A network that stands still: its health checkers say when they last looked.
    const connections = await labConnections((state) => {
      state.clock = { fixed: now.toISOString() };
    });
    const run = async (): Promise<string> => JSON.stringify(await collect({ connections, needs: 'all', now }));
    const [a, b] = [await run(), await run()];
    // Not toBe: a failure would print both.
    expect(a === b, 'same bytes').toBe(true);
  });

  test('lists longer than a page are whole', async () => {
    const snapshot = await collectLab((state) => {
      const tables = state.snapshot.scopes.find((s) => s.region === labRegion)!.ec2!.RouteTables!;
      // DescribeRouteTables answers a hundred at a time.
      for (let i = 0; i < 250; i++) {
        tables.push({
          RouteTableId: `rtb-${String(i).padStart(17, '0')}`,
          VpcId: tables[0]!.VpcId!,
          Routes: [],
          Associations: [],
          Tags: [],
        });
      }
    });
    const tables = here(snapshot).ec2!.RouteTables!;
    expect(new Set(tables.map((t) => t.RouteTableId)).size).toBe(tables.length);
    expect(tables.length).toBe(286);
    expect(tables.map((t) => t.RouteTableId)).toEqual([...tables.map((t) => t.RouteTableId)].sort());
  });

  test('keys of tunnels are not in it', async () => {
    const snapshot = await collectLab((state) => {
      const vpn = state.snapshot.scopes.find((s) => s.region === labRegion)!.ec2!.VpnConnections![0]!;
      vpn.CustomerGatewayConfiguration = '<pre_shared_key>hush</pre_shared_key>';
      vpn.Options = { ...vpn.Options, TunnelOptions: [{ OutsideIpAddress: '203.0.113.1', PreSharedKey: 'hush' }] };
    });
    expect(JSON.stringify(snapshot)).not.toContain('hush');
    expect(here(snapshot).ec2!.VpnConnections![0]!.Options!.TunnelOptions).toEqual([
      { OutsideIpAddress: '203.0.113.1' },
    ]);
  });

  test('metric series of the window asked for, empty where CloudWatch has nothing', async () => {
    const connections = await labConnections();
    const query = { account: labAccount, region: labRegion, stat: 'Sum', period: 3600 };
    const window = { from: '2026-11-22T00:00:00.000Z', to: '2026-11-23T00:00:00.000Z' };
    const snapshot = await collect({
      connections,
      needs: ['ec2.NatGateways'],
      now,
      metrics: (so_far) => [
        ...here(so_far).ec2!.NatGateways!.map((n) => ({
          ...query,
          ...window,
          namespace: 'AWS/NATGateway',
          metric: 'BytesInFromDestination',
          dimensions: [{ Name: 'NatGatewayId', Value: n.NatGatewayId! }],
        })),
        { ...query, ...window, namespace: 'AWS/NATGateway', metric: 'NoSuchMetric', dimensions: [] },
      ],
    });
    const series = here(snapshot).cloudwatch!.MetricSeries!;
    expect(series).toHaveLength(4);
    expect(series.find((s) => s.metric === 'NoSuchMetric')).toMatchObject({ timestamps: [], values: [], ...window });
    const traffic = series.filter((s) => s.metric === 'BytesInFromDestination');
    expect(traffic.some((s) => s.values.length === 24 && s.values.every((v) => v > 0))).toBe(true);
    for (const s of traffic) expect([...s.timestamps].sort()).toEqual(s.timestamps);
  });
});

describe('what fails is a gap, and the rest is read', () => {
  test('a refused call: its key is absent, what hangs on it is not tried, everything else is there', async () => {
    const snapshot = await collectLab(fault('elbv2:DescribeTargetGroups', error('AccessDenied', 403)));
    expect(snapshot.gaps).toEqual([
      {
        account: labAccount,
        region: labRegion,
        service: 'elbv2',
        operation: 'DescribeTargetGroups',
        code: 'AccessDenied',
        message: expect.any(String),
      },
    ]);
    expect('TargetGroups' in here(snapshot).elbv2!).toBe(false);
    expect('TargetHealthDescriptions' in here(snapshot).elbv2!).toBe(false);
    expect('Tags' in here(snapshot).elbv2!).toBe(false);
    expect(here(snapshot).elbv2!.LoadBalancers).toHaveLength(2);
  });

  test('a call refused for some parents: what was read stays, one gap names the others', async () => {
    const snapshot = await collectLab(
      fault('ec2:DescribeVpcAttribute', error('UnauthorizedOperation', 403), { times: 1 }),
    );
    expect(gaps(snapshot)).toEqual(['ec2:DescribeVpcAttribute UnauthorizedOperation']);
    expect(snapshot.gaps[0]!.of).toHaveLength(1);
    const read = Object.keys(here(snapshot).ec2!.VpcAttributes!);
    expect(read).toHaveLength(4);
    expect(read).not.toContain(snapshot.gaps[0]!.of![0]);
  });

  test('half of all calls denied: each is a gap or a key, never both, never a failure', async () => {
    const snapshot = await collectLab(fault('*', error('AccessDeniedException', 403), { share: 0.5 }));
    expect(snapshot.gaps.length).toBeGreaterThan(20);
    expect(snapshot.scopes.length).toBeGreaterThan(0);
    expect(new Set(snapshot.gaps.map((g) => g.code))).toEqual(new Set(['AccessDeniedException']));
    // A gap without parents named says that nothing of the read is there.
    for (const { account, region, service, operation, of } of snapshot.gaps) {
      if (of !== undefined || operation !== 'DescribeVpcs') continue;
      // Who called may be among what was denied: then the account is told by what was read.
      expect((scopeOf(snapshot, account, region) as never as Record<string, object>)[service]).not.toHaveProperty(
        'Vpcs',
      );
    }
  });

  test('throttled ten times in a row: waited out', { timeout: 60_000 }, async () => {
    const snapshot = await collectLab(fault('ec2:DescribeVpcs', error('RequestLimitExceeded', 503), { times: 10 }), {
      needs: ['ec2.Vpcs'],
    });
    expect(snapshot.gaps).toEqual([]);
    expect(here(snapshot).ec2!.Vpcs).toHaveLength(5);
  });

  test.each([
    ['a 500', error('InternalFailure', 500)],
    ['a 503', error('ServiceUnavailable', 503)],
    ['a cut connection', { kind: 'cut' } as const],
  ])('%s once is tried again; for ever is a gap', async (_name, effect) => {
    const once = await collectLab(fault('route53:ListHostedZones', effect, { times: 1 }), { needs: ['route53'] });
    expect(once.gaps).toEqual([]);
    expect(global(once).route53!.HostedZones).toHaveLength(2);
    const ever = await collectLab(fault('route53:ListHostedZones', effect), { needs: ['route53'] });
    expect(ever.gaps).toHaveLength(1);
    expect(ever.gaps[0]).toMatchObject({ service: 'route53', operation: 'ListHostedZones', region: 'global' });
    expect(ever.gaps[0]!.code).toBe(effect.kind === 'cut' ? 'NetworkError' : (effect as { code: string }).code);
    expect(global(ever).route53!.HealthChecks).toHaveLength(2);
  });

  test('calls that a backend does not know', async () => {
    const snapshot = await collectLab(fault('networkfirewall:*', error('UnknownOperationException', 404)));
    expect(gaps(snapshot)).toEqual(['networkfirewall:ListFirewalls UnknownOperationException']);
    expect('networkfirewall' in here(snapshot)).toBe(false);
  });

  test('the deadline: what is read by then is kept, the rest is Timeout', async () => {
    const snapshot = await collectLab(fault('elbv2:*', { kind: 'delay', ms: 20_000 }), {
      needs: ['ec2.Vpcs', 'elbv2.LoadBalancers'],
      deadlineMs: 1_500,
    });
    expect(gaps(snapshot)).toEqual(['elbv2:DescribeLoadBalancers Timeout']);
    expect(here(snapshot).ec2!.Vpcs).toHaveLength(5);
  });

  test('metrics that cannot be read', async () => {
    const snapshot = await collectLab(fault('cloudwatch:GetMetricData', error('AccessDeniedException', 403)), {
      needs: ['ec2.Vpcs'],
      metrics: () => [
        {
          account: labAccount,
          region: labRegion,
          namespace: 'AWS/EC2',
          metric: 'NetworkIn',
          dimensions: [],
          stat: 'Sum',
          period: 300,
          from: '2026-11-22T23:00:00.000Z',
          to: '2026-11-23T00:00:00.000Z',
        },
      ],
    });
    expect(gaps(snapshot)).toEqual(['cloudwatch:GetMetricData AccessDeniedException']);
  });
});

describe('nothing at all', () => {
  test('every call refused: one sentence with the caller and the way out', async () => {
    const { text, exitCode } = await refusal(
      collectLab(
        (state) => {
          fault('ec2:*', error('UnauthorizedOperation', 403))(state);
          fault('elbv2:*', error('UnauthorizedOperation', 403))(state);
        },
        { needs: ['ec2', 'elbv2'] },
      ),
    );
    expect(exitCode).toBe(1);
    expect(text.en).toMatch(
      /nothing could be read: .*UnauthorizedOperation.*arn:aws:iam::123456789012:user\/netops.*netops doctor/,
    );
  });

  test.each([
    ['ExpiredToken', /temporary credentials have expired.*aws sso login/],
    ['InvalidClientTokenId', /AWS refused the credentials \(InvalidClientTokenId\)/],
    ['AuthFailure', /refused the credentials/],
    ['SignatureDoesNotMatch', /refused the signature.*secret access key/],
    ['RequestTimeTooSkewed', /clock differs/],
  ])('%s', async (code, sentence) => {
    expect((await refusal(collectLab(fault('*', error(code, 403))))).text.en).toMatch(sentence);
  });

  test('nothing before the deadline', async () => {
    const failing = collectLab(fault('*', { kind: 'delay', ms: 20_000 }), { deadlineMs: 700 });
    expect((await refusal(failing)).text.en).toMatch(/nothing could be read within 1 s/);
  });

  test('Ctrl-C ends it at once', async () => {
    const controller = new AbortController();
    const started = performance.now();
    const work = collectLab(fault('*', { kind: 'delay', ms: 20_000 }), { signal: controller.signal });
    setTimeout(() => controller.abort(), 500);
    await expect(work).rejects.toMatchObject({ name: 'AbortError' });
    expect(performance.now() - started).toBeLessThan(5_000);
  });
});

describe('several accounts', () => {
  const other = '210987654321';
  const roles = [`arn:aws:iam::${labAccount}:role/Read`, `arn:aws:iam::${other}:role/Read`];
  /** A second account that has VPC01 shared with it. */
  const shared = (state: Parameters<NonNullable<Parameters<typeof collectLab>[0]>>[0]): void => {
    const { ec2 } = state.snapshot.scopes.find((s) => s.region === labRegion)!;
    const vpc = ec2!.Vpcs!.find((v) => v.Tags?.some((t) => t.Value === 'VPC01'))!;
    state.snapshot.accounts.push({ id: other, partition: 'aws' });
    state.snapshot.scopes.push({
      account: other,
      region: labRegion,
      ec2: {
        Vpcs: [structuredClone(vpc)],
        Subnets: structuredClone(ec2!.Subnets!.filter((s) => s.VpcId === vpc.VpcId)),
      },
    });
  };

  test('roles are assumed; a shared VPC is in the scope of each, with its owner', async () => {
    const snapshot = await collectLab(shared, { roleArn: roles, needs: ['ec2.Vpcs', 'ec2.Subnets'] });
    expect(snapshot.gaps).toEqual([]);
    expect(snapshot.accounts.map((a) => a.id)).toEqual([labAccount, other]);
    expect(snapshot.accounts[1]!.callerArn).toMatch(/^arn:aws:sts::210987654321:assumed-role\/Read\/netops/);
    const [own, theirs] = [here(snapshot), scopeOf(snapshot, other, labRegion)!];
    expect(own.ec2!.Vpcs).toHaveLength(5);
    expect(theirs.ec2!.Vpcs).toHaveLength(1);
    expect(own.ec2!.Vpcs).toContainEqual(theirs.ec2!.Vpcs![0]);
    expect(theirs.ec2!.Vpcs![0]!.OwnerId).toBe(labAccount);
  });

  test('a role that is refused is a gap; the other account is read', async () => {
    const snapshot = await collectLab(
      (state) => {
        shared(state);
        fault('sts:AssumeRole', error('AccessDenied', 403), { times: 1 })(state);
      },
      { roleArn: roles, needs: ['ec2.Vpcs'] },
    );
    expect(snapshot.accounts).toHaveLength(1);
    expect(gaps(snapshot)).toEqual(['sts:AssumeRole AccessDenied']);
    expect(roles.join(' ')).toContain(snapshot.gaps[0]!.account);
    expect(snapshot.gaps[0]!.account).not.toBe(snapshot.accounts[0]!.id);
  });

  test('every role refused: which one, and what to look at', async () => {
    const failing = collectLab(fault('sts:AssumeRole', error('AccessDenied', 403)), { roleArn: [roles[1]!] });
    expect((await refusal(failing)).text.en).toMatch(/the role arn:aws:iam::210987654321:role\/Read cannot be assumed/);
  });
});

test('progress counts every read once, and ends with all of them', async () => {
  const last = new Map<string, Progress>();
  await collectLab(fault('elbv2:DescribeListeners', error('AccessDenied', 403)), {
    needs: ['ec2.VpcAttributes', 'elbv2'],
    onProgress: (p) => last.set(`${p.region} ${p.service}`, p),
  });
  expect([...last.values()].map(({ service, done, failed, total }) => ({ service, done, failed, total }))).toEqual([
    { service: 'ec2', done: 2, failed: 0, total: 2 },
    // Rules hang on listeners.
    { service: 'elbv2', done: 8, failed: 2, total: 8 },
  ]);
});
