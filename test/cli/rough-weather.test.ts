import { execFileSync, spawn } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { CreateTagsCommand, DescribeVpcsCommand, EC2Client } from '@aws-sdk/client-ec2';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { bin, freshHome, netops } from '../netops.ts';
import { credentials, type Endpoint, startEndpoint } from './aws-endpoint.ts';

const region = 'ap-northeast-2';
const analyze = (url: string, ...more: string[]): string[] => [
  ...['analyze', '--region', region, '--endpoint-url', url, '--quiet', '--lang', 'en'],
  ...more,
];

describe('calls that fail', () => {
  test('half of them denied: what is left is reported, what is not is named at the top', async () => {
    const aws = await startEndpoint();
    await aws.fault({ operation: '*', share: 0.5, effect: { kind: 'error', code: 'AccessDenied', status: 403 } });
    const out = join(freshHome(), 'reports');
    const run = await netops(analyze(aws.url, '--out', out, '--format', 'json'), { env: credentials });
    await aws.close();
    expect([run.code, run.stderr]).toEqual([0, '']);
    const { gaps } = JSON.parse(run.stdout);
    expect(gaps.length).toBeGreaterThan(20);
    const md = readFileSync(join(out, 'network-analysis.md'), 'utf8');
    expect(md.indexOf('What could not be read\n')).toBeGreaterThan(0);
    expect(md.indexOf('What could not be read\n')).toBeLessThan(md.indexOf('## 🌐'));
    for (const gap of gaps) expect(md).toContain(gap.operation);
  });

  test('throttled ten times, then a 500, then cut connections: waited out', async () => {
    const aws = await startEndpoint();
    await aws.fault({
      operation: 'ec2:DescribeVpcs',
      times: 10,
      effect: { kind: 'error', code: 'Throttling', status: 400 },
    });
    await aws.fault({
      operation: 'ec2:DescribeSubnets',
      times: 1,
      effect: { kind: 'error', code: 'InternalError', status: 500 },
    });
    await aws.fault({ operation: 'ec2:DescribeRouteTables', times: 1, effect: { kind: 'cut' } });
    const run = await netops(analyze(aws.url, '--format', 'json'), { env: credentials });
    await aws.close();
    expect([run.code, run.stderr]).toEqual([0, '']);
    const { gaps, data } = JSON.parse(run.stdout);
    expect(gaps).toEqual([]);
    expect(data.vpcs).toHaveLength(5);
  });
});

describe('text from AWS is data', () => {
  const script = '<script>alert(1)</script>';
  const escaped = '\u001b[31mred\u001b]0;title\u0007';
  const pipes = 'a|b\n# not a heading';
  let aws: Endpoint;
  beforeAll(async () => {
    aws = await startEndpoint();
    const ec2 = new EC2Client({
      region,
      endpoint: aws.url,
      credentials: { accessKeyId: 'NETOPSLAB', secretAccessKey: 'netops-lab' },
    });
    const { Vpcs = [] } = await ec2.send(new DescribeVpcsCommand({}));
    const names = [script, escaped, pipes];
    for (const [i, name] of names.entries())
      await ec2.send(new CreateTagsCommand({ Resources: [Vpcs[i]!.VpcId!], Tags: [{ Key: 'Name', Value: name }] }));
  });
  afterAll(async () => {
    await aws.close();
  });

  test('on the terminal no escape but our own, in HTML no element, in Markdown no row or heading', async () => {
    const out = join(freshHome(), 'reports');
    const run = await netops(analyze(aws.url, '--out', out, '--no-color'), { env: credentials });
    expect(run.code).toBe(0);
    expect(run.stdout).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u007f]/);
    const html = readFileSync(join(out, 'network-analysis.html'), 'utf8');
    expect(html).not.toContain('<script');
    expect(html).toContain('&#x3C;script>');
    const md = readFileSync(join(out, 'network-analysis.md'), 'utf8');
    expect(md).not.toMatch(/^# not a heading/m);
    expect(md).not.toContain('\u001b');
    // Every row of a table has as many cells as its header.
    const cells = (line: string): number => line.replaceAll('\\|', '').split('|').length;
    const rows = md.split('\n').map((line, i, all) => ({ line, before: all[i - 1] }));
    for (const { line, before } of rows)
      if (line.startsWith('|') && before?.startsWith('|')) expect(cells(line), line).toBe(cells(before));
  });

  test('in JSON the names are what they are', async () => {
    const run = await netops(analyze(aws.url, '--format', 'json'), { env: credentials });
    const names = JSON.parse(run.stdout).data.vpcs.map((v: { name: string }) => v.name);
    for (const name of [script, escaped, pipes]) expect(names).toContain(name);
  });
});

describe('little and much', () => {
  test('a region with nothing in it: a short honest report', async () => {
    const out = join(freshHome(), 'reports');
    for (const [lang, says] of [
      ['en', 'There is no VPC'],
      ['ko', 'VPC가 없습니다'],
    ] as const) {
      const run = await netops(['analyze', '--source', 'lab', '--region', 'us-west-2', '--lang', lang, '--out', out]);
      expect(run.code).toBe(0);
      expect(run.stdout).toContain(says);
      expect(readFileSync(join(out, 'network-analysis.md'), 'utf8').split('\n').length).toBeLessThan(180);
    }
  });
});

describe('the machine it runs on', () => {
  test.skipIf(process.platform === 'win32')('a closed pipe is no error', async () => {
    const home = freshHome();
    const line = `set -o pipefail; '${process.execPath}' '${bin}' analyze --source lab --format json --quiet | head -n 1`;
    const child = spawn('bash', ['-c', line], {
      env: { PATH: process.env.PATH ?? '', HOME: home, NETOPS_HOME: join(home, 'netops') },
    });
    let stdout = '';
    let stderr = '';
    child.stdout.on('data', (chunk) => {
      stdout += chunk;
    });
    child.stderr.on('data', (chunk) => {
      stderr += chunk;
    });
    const code = await new Promise((resolve) => child.on('close', resolve));
    expect({ code, stdout, stderr }).toEqual({ code: 0, stdout: '{\n', stderr: '' });
  });

  test('a full disk: one sentence, and no half of a report', async (context) => {
    const disk = join(freshHome(), 'disk');
    mkdirSync(disk);
    try {
      execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=16k', 'tmpfs', disk], { stdio: 'ignore' });
    } catch {
      return context.skip('only root can make a small disk');
    }
    try {
      const out = join(disk, 'reports');
      const run = await netops(['analyze', '--source', 'lab', '--out', out, '--quiet', '--lang', 'en']);
      expect(run.code).toBe(1);
      expect(run.stderr).toMatch(/^netops: [^\n]*(no space|disk is full|ENOSPC)[^\n]*\n$/i);
      if (existsSync(out))
        for (const file of readdirSync(out)) expect(readFileSync(join(out, file), 'utf8')).toContain('🤖');
    } finally {
      execFileSync('umount', ['-l', disk]);
    }
  });
});
