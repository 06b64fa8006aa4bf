import { readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import stringWidth from 'string-width';
import { beforeAll, describe, expect, test } from 'vitest';
import type { documents } from '../../src/report/published-schemas.ts';
import { freshHome, netops } from '../netops.ts';
import { credentials, startEndpoint } from './aws-endpoint.ts';

type Document = ReturnType<typeof documents.path.parse>;

const home = freshHome();
// Read once: what is asked of the lab is the same each time.
beforeAll(async () => {
  await netops(['snapshot', 'save', '--source', 'lab', '--quiet'], { home });
});
const path = (...args: string[]) => netops(['path', '--source', 'snapshot:latest', '--quiet', ...args], { home });
async function answer(...args: string[]): Promise<Document> {
  const run = await path(...args, '--format', 'json', '--lang', 'en');
  expect([run.code, run.stderr]).toEqual([0, '']);
  return JSON.parse(run.stdout);
}

const web = 'DMZVPC-Private-A-10.11.20.101';
const app = 'VPC01-Private-A-10.1.20.101';

describe('what gets through', () => {
  test('from a VPC to another over the transit gateway: every hop both ways, with its rule or route', async () => {
    const { data, summary } = await answer(app, web, '--port', '80');
    expect(summary).toMatchObject({ reachable: true, protocol: '6', ports: '80', blocks: 0 });
    expect(data.forward.map((h) => h.component)).toEqual([
      'instance',
      'security-group',
      'route',
      'nacl',
      'nacl',
      'transit-gateway-attachment',
      'transit-gateway',
      'transit-gateway-attachment',
      'route',
      'nacl',
      'nacl',
      'security-group',
      'instance',
    ]);
    expect(data.forward.find((h) => h.component === 'transit-gateway')?.by).toContain('10.11.0.0/16');
    expect(data.forward.at(-2)?.by).toContain('tcp 80 from 0.0.0.0/0');
    expect(data.return[0]?.by).toContain('10.0.0.0/8');
    expect(data.forward.every((h) => h.zone === undefined || h.zone === 'ap-northeast-2a')).toBe(true);
  });

  test('to the internet through firewall and NAT gateway: where addresses change', async () => {
    const { data } = await answer(app, 'internet', '--port', '443');
    const at = (component: string) => data.forward.find((h) => h.component === component);
    expect(data.forward[0]?.src).toMatch(/^10\.1\.20\.101:/);
    expect(at('nat-gateway')?.src).toMatch(/^10\.11\.31\.10:/);
    expect(at('internet-gateway')?.src).toMatch(/^203\.0\.113\.11:/);
    expect(data.return.map((h) => h.component)).toContain('firewall');
  });

  test('through a load balancer to its target: both connections', async () => {
    const { data } = await answer('internet', 'DMZVPC-alb1:80');
    expect(data.reachable).toBe(true);
    const components = data.forward.map((h) => h.component);
    expect(components).toContain('load-balancer');
    expect(components.indexOf('firewall')).toBeLessThan(components.indexOf('load-balancer'));
    expect(data.forward.at(-1)?.component).toBe('instance');
  });

  test('by a DNS name of a zone, an address with a port, onprem:ADDR', async () => {
    const named = await answer(app, 'web1.lab.internal:80');
    expect(named.data.forward.at(-1)?.name).toBe(web);
    const outside = await answer(app, 'www.example.org:443');
    expect(outside.data.assumptions.join()).toMatch(/www\.example\.org.*taken for a host on the internet/);
    expect((await answer(app, '10.11.20.101:80')).data.reachable).toBe(true);
    const { data } = await answer('onprem:192.168.10.53', 'VPC02-Private-A-10.2.20.101', '--port', '22');
    expect(data.reachable).toBe(true);
    expect(data.assumptions.join()).toMatch(/on-premises/);
  });

  test('some of it: which part', async () => {
    const { data } = await answer('10.1.20.0/22', '10.11.20.0/22', '--protocol', '-1');
    expect(data.reachable).toBe(false);
    const passing = data.results.filter((r) => r.reachable);
    expect(passing.some((r) => r.protocol === 'tcp' && /\b80\b/.test(r.ports))).toBe(true);
    expect(data.results.filter((r) => !r.reachable).length).toBeGreaterThan(0);
  });

  test('only what the question needs is collected', async () => {
    const run = await netops(['path', '--source', 'lab', app, web, '--port', '80', '--lang', 'en'], { home });
    const [, read] = /ap-northeast-2: \d+\/(\d+) read/.exec(run.stderr) ?? [];
    expect(Number(read)).toBeLessThan(50);
    expect(run.stderr).not.toContain('failed');
  });
});

describe('what is blocked', () => {
  test('every block, the smallest set of changes, tried on a copy', async () => {
    const { data } = await answer(app, web, '--port', '5432');
    expect(data.reachable).toBe(false);
    expect(data.blocks).toMatchObject([
      { component: 'security-group', id: 'sg-06dea7869352ad505', direction: 'forward', rule: null },
    ]);
    expect(data.fixes).toHaveLength(1);
    expect(data.fixes[0]).toMatchObject({ verified: true });
    expect(data.fixes[0]!.calls).toEqual([
      expect.objectContaining({ service: 'ec2', operation: 'AuthorizeSecurityGroupIngress' }),
    ]);
    expect(data.fixes[0]!.command).toMatch(/^aws ec2 authorize-security-group-ingress .*5432/);
    // The hops go on past the block, to the end.
    expect(data.forward.at(-1)?.component).toBe('instance');
    expect(data.forward.filter((h) => h.verdict === 'deny')).toHaveLength(1);
  });

  test('--with: the answer before and after, and nothing is changed', async () => {
    const before = await answer(app, web, '--port', '5432');
    const file = join(home, 'changes.json');
    writeFileSync(file, JSON.stringify(before.data.fixes[0]!.calls));
    const compared = await answer(app, web, '--port', '5432', '--with', file);
    expect(compared.data.reachable).toBe(false);
    expect(compared.data.after).toMatchObject({ reachable: true, blocks: [] });
    expect((await answer(app, web, '--port', '5432')).data.reachable).toBe(false);
    // A rule for one address makes no difference to the internet.
    expect(compared.data.difference).toMatchObject({ internet: { before: 9, after: 9 }, exposure: [] });
  });

  test('--with a rule that opens the balancers’ targets to the world: what else it opens', async () => {
    const file = join(home, 'open.json');
    const IpPermissions = [{ IpProtocol: 'tcp', FromPort: 3306, ToPort: 3306, IpRanges: [{ CidrIp: '0.0.0.0/0' }] }];
    const input = { GroupId: 'sg-06327d72296cfcfd6', IpPermissions };
    writeFileSync(file, JSON.stringify([{ service: 'ec2', operation: 'AuthorizeSecurityGroupIngress', input }]));
    const { data } = await answer('internet', '198.51.100.11', '--port', '3306', '--with', file);
    expect([data.reachable, data.after?.reachable]).toEqual([false, true]);
    expect(data.difference?.exposure).toHaveLength(2);
    expect(data.difference?.says).toMatch(
      /^What the internet reaches changes on 2 interfaces\. What reaches what changes between \d+ pairs/,
    );
  });

  test.each([
    ['not JSON', '{', /cannot be used/],
    ['no calls', '[]', /cannot be used/],
    [
      'a call that AWS would refuse',
      '[{"service":"ec2","operation":"DeleteRoute","input":{"RouteTableId":"rtb-0"}}]',
      /DeleteRoute/,
    ],
  ])('--with %s: one sentence', async (_, content, says) => {
    const file = join(home, 'bad.json');
    writeFileSync(file, content);
    const run = await path(app, web, '--with', file, '--lang', 'en');
    expect([run.code, run.stdout]).toEqual([1, '']);
    expect(run.stderr).toMatch(says);
    expect(run.stderr.trim().split('\n')).toHaveLength(1);
  });
});

describe('on the screen', () => {
  test.each([
    ['ko', '막힙니다', '여는 방법'],
    ['en', 'Blocked', 'What opens it'],
  ])('in %s the verdict is first, no line too wide', async (lang, verdict, opens) => {
    const run = await path(app, web, '--port', '5432', '--lang', lang);
    expect(run.code).toBe(0);
    expect(run.stdout.indexOf(verdict)).toBeGreaterThan(0);
    expect(run.stdout.indexOf(verdict)).toBeLessThan(run.stdout.indexOf(opens));
    if (lang === 'en') expect(run.stdout).not.toMatch(/[가-힣]/);
    for (const line of run.stdout.split('\n'))
      if (!/^ {2}aws |^\s*\S+$/.test(line)) expect(stringWidth(line)).toBeLessThanOrEqual(80);
  });

  test('files only where they are asked for', async () => {
    const out = join(home, 'reports');
    await path(app, web, '--port', '80', '--out', out);
    expect(readdirSync(out).sort()).toEqual(['path.html', 'path.md']);
  });
});

test('what was not read is no block: neither yes nor no', async () => {
  const aws = await startEndpoint();
  await aws.fault({
    operation: 'ec2:DescribeRouteTables',
    effect: { kind: 'error', code: 'AccessDenied', status: 403 },
  });
  const run = await netops(
    [
      'path',
      app,
      web,
      '--port',
      '80',
      '--region',
      'ap-northeast-2',
      '--endpoint-url',
      aws.url,
      '--quiet',
      '--format',
      'json',
      '--lang',
      'en',
    ],
    { env: credentials },
  );
  await aws.close();
  const { data, gaps } = JSON.parse(run.stdout) as Document;
  expect(gaps.map((g) => g.operation)).toEqual(['DescribeRouteTables']);
  expect(data).toMatchObject({ reachable: false, undecided: true, fixes: [] });
  expect(data.blocks[0]?.reason).toMatch(/was not read/);
});

describe('questions that cannot be answered', () => {
  test.each([
    [[app, web, '--port', '0'], 2, /'0' is not a port/],
    [[app, web, '--port', '70000'], 2, /'70000' is not a port/],
    [[app, '10.11.20.101:99999'], 2, /not a port/],
    [[app, '10.11.20.101:80', '--port', '443'], 2, /differ/],
    [[app, web, '--protocol', 'smtp'], 2, /not a protocol/],
    [[app, web, '--protocol', 'icmp', '--port', '80'], 2, /has no ports/],
    [[app, '10.11.20.1/16'], 2, /host bits/],
    [[app, '10.11.20.300'], 2, /not an address/],
    [['VPC01-Private-A-10.1.20.1001', web], 1, /Did you mean .*VPC01-Private-A-10\.1\.20\.101/],
    [[app, 'i-0123456789abcdef0'], 1, /nothing is called 'i-0123456789abcdef0'.*--region/],
    [['PrivateEC2SG', web], 1, /nothing is called/],
    [[app, 'web9.lab.internal'], 1, /lab\.internal has no record web9\.lab\.internal/],
    [[app], 2, /dst|DST|argument/i],
  ])('%j', async (args, code, says) => {
    const run = await path(...args, '--lang', 'en');
    expect(run.stderr).toMatch(says);
    expect([run.code, run.stdout]).toEqual([code, '']);
    expect(run.stderr.trim().split('\n').length).toBeLessThanOrEqual(2);
  });
});
