import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { bin, freshHome, netops, type Run } from '../netops.ts';

let home: string;
beforeEach(() => {
  home = freshHome();
});
afterEach(async () => {
  await lab('stop');
});

const lab = (...args: string[]): Promise<Run> => netops(['lab', ...args], { home });
const english = (...args: string[]): Promise<Run> => lab(...args, '--lang', 'en');
const stateFile = (): string => join(home, 'netops', 'lab', 'state.json');

describe('netops lab', () => {
  test('start in the background, status, a second start, stop', async () => {
    const started = await english('start', '--detach', '--port', '0');
    expect(started).toMatchObject({ code: 0, stderr: '' });
    const endpoint = /http:\/\/127\.0\.0\.1:\d+/.exec(started.stdout)![0];
    if (process.platform !== 'win32') {
      expect(started.stdout).toContain(
        `export AWS_ENDPOINT_URL=${endpoint} AWS_ACCESS_KEY_ID=NETOPSLAB AWS_SECRET_ACCESS_KEY=netops-lab AWS_REGION=ap-northeast-2`,
      );
    }
    const running = await english('status');
    expect(running.stdout).toContain(`The lab is running at ${endpoint}.`);
    expect(running.stdout).toContain('account 123456789012, region ap-northeast-2');

    const second = await english('start', '--port', '0');
    expect(second).toMatchObject({ code: 1, stdout: '' });
    expect(second.stderr).toMatch(
      new RegExp(`^netops: the lab is already running at ${endpoint} \\(PID \\d+\\).*\\n$`),
    );
    expect((await english('start', '--detach')).stderr).toContain(`already running at ${endpoint}`);

    const json = JSON.parse((await lab('status', '--format', 'json')).stdout) as Record<string, unknown>;
    expect(json).toMatchObject({
      schemaVersion: 1,
      kind: 'lab',
      accounts: ['123456789012'],
      regions: ['ap-northeast-2'],
      source: 'lab',
      summary: { running: true, endpoint, saved: true },
      data: { changes: 0, linksDown: [] },
    });

    expect(await english('stop')).toMatchObject({ code: 0, stdout: 'The lab has stopped; its state is saved.\n' });
    expect(await english('stop')).toMatchObject({ code: 0, stdout: 'No lab server is running.\n' });
    expect((await english('status')).stdout).toMatch(/^No lab server is running\.\nSaved state: /);
  });

  test('by itself it shows its commands; one that does not exist is wrong usage', async () => {
    const help = await lab();
    expect(help.code).toBe(0);
    for (const name of ['start', 'stop', 'status', 'reset'])
      expect(help.stdout).toMatch(new RegExp(`^  ${name} `, 'm'));
    expect(await english('unicorn')).toMatchObject({
      code: 2,
      stdout: '',
      stderr: expect.stringContaining('lab unicorn'),
    });
    expect((await english('stop', 'it')).code).toBe(2);
  });

  test('reads Korean by default', async () => {
    expect((await lab('status')).stdout).toBe(
      '실행 중인 랩 서버가 없습니다.\n저장된 상태가 없습니다. 처음 쓸 때 새로 만듭니다.\n',
    );
    expect((await lab('start', '--port', '70000')).stderr).toBe(
      "netops: '70000'은 포트 번호가 아닙니다. 0에서 65535 사이의 수를 지정하세요.\n",
    );
  });

  test.each(['70000', '-1', 'http', '80.5', ''])('port %j is wrong usage', async (port) => {
    const run = await english('start', `--port=${port}`);
    expect(run).toMatchObject({ code: 2, stdout: '' });
    expect(run.stderr.trim().split('\n')).toHaveLength(1);
  });

  test.each([[], ['--detach']])('a port in use is one sentence and exit 1 %j', async (...detach) => {
    const other = createServer().listen(0, '127.0.0.1');
    await once(other, 'listening');
    const { port } = other.address() as { port: number };
    const run = await english('start', ...detach.flat(), '--port', String(port));
    other.close();
    expect(run).toMatchObject({ code: 1, stdout: '' });
    expect(run.stderr).toBe(`netops: port ${port} is in use by another program. Name another one with --port.\n`);
  });

  test('in the foreground it logs calls on stderr; Ctrl-C stops it and saves', async () => {
    const child = spawn(process.execPath, [bin, 'lab', 'start', '--port', '0', '--lang', 'en'], {
      env: { PATH: process.env.PATH ?? '', HOME: home, NETOPS_HOME: join(home, 'netops') },
    });
    let stdout = '';
    let stderr = '';
    child.stdout.setEncoding('utf8').on('data', (chunk) => {
      stdout += chunk;
    });
    child.stderr.setEncoding('utf8').on('data', (chunk) => {
      stderr += chunk;
    });
    await expect.poll(() => stdout, { timeout: 10_000 }).toContain('Ctrl-C stops it.');
    const endpoint = /http:\/\/127\.0\.0\.1:\d+/.exec(stdout)![0];
    await fetch(`${endpoint}/?Action=DescribeVpcs&Version=2016-11-15`);
    await expect.poll(() => stderr).toMatch(/ec2:\? 400 MissingParameter \d+ms\n/);
    // A client that keeps its connection open must not keep the server.
    child.kill('SIGINT');
    const [code] = (await once(child, 'close')) as [number];
    expect(code).toBe(130);
    expect(stderr).toContain('The lab has stopped; its state is saved.');
    expect(readdirSync(join(home, 'netops', 'lab')).sort()).toEqual(['state.json']);
  });

  test('reset sets the state aside, with and without a server', async () => {
    expect((await english('reset')).stdout).toBe('The lab is in its first state.\n');
    writeFileSync(stateFile(), 'damaged');
    expect(await english('status')).toMatchObject({ code: 1 });
    const first = await english('reset');
    const aside = /is in (\S+)\.$/m.exec(first.stdout)![1]!;
    expect(readFileSync(aside, 'utf8')).toBe('damaged');
    await lab('start', '--detach', '--port', '0');
    expect((await english('reset')).stdout).toMatch(
      /^The lab is in its first state\. The state before is in .*\.json\.\n$/,
    );
    expect((await english('status')).stdout).toContain('The lab is running at');
  });
});
