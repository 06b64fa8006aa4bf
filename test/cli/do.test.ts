import { spawn } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { AuditLine } from '../../src/operate/audit.ts';
import { documents } from '../../src/report/published-schemas.ts';
import { bin, freshHome, netops, type Run } from '../netops.ts';

const server = 'DMZVPC-Private-B-10.11.24.102';
const stopped = 'i-06ab0389cfa6b82d5';
const lab = ['--source', 'lab', '--quiet'];
const parse = (run: Run) => documents.do.parse(JSON.parse(run.stdout));
const logOf = (home: string): AuditLine[] =>
  readFileSync(join(home, 'netops', 'audit', 'changes.jsonl'), 'utf8')
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line) as AuditLine);

describe('netops do on the lab', () => {
  const home = freshHome();
  let endpoint: string;
  const group = 'sg-0e684c02f79ce5182';

  beforeAll(async () => {
    await netops(['lab', 'start', '--detach', '--port', '0'], { home });
    endpoint = JSON.parse((await netops(['lab', 'status', '--format', 'json'], { home })).stdout).summary.endpoint;
  });
  afterAll(async () => {
    await netops(['lab', 'stop'], { home });
  });

  const fault = async (operation: string, effect: object, times = 1): Promise<void> => {
    await fetch(`${endpoint}/_netops/api-faults`, {
      method: 'POST',
      body: JSON.stringify({ operation, effect, times }),
    });
  };
  const noFaults = async (): Promise<void> => {
    await fetch(`${endpoint}/_netops/api-faults`, { method: 'DELETE' });
  };
  const open = (): string[] => ['do', 'open-port', group, 'tcp/8443', '10.99.0.0/16', ...lab];

  test('a dry run shows calls, who loses what and the way back, and changes nothing', async () => {
    const run = await netops(['do', `${server} EC2 인스턴스를 Stop 시켜줘`, ...lab, '--dry-run', '--format', 'json'], {
      home,
    });
    const { summary, data } = parse(run);
    expect(summary).toEqual({ result: 'preview', record: null });
    expect(data).toMatchObject({
      before: `${server} (${stopped}) 상태: running`,
      calls: [{ service: 'ec2', operation: 'StopInstances', input: { InstanceIds: [stopped] } }],
      destructive: true,
      undo: [{ operation: 'StartInstances' }],
      dryRun: [{ operation: 'StopInstances', code: 'DryRunOperation' }],
    });
    expect(data.effect.targets.map((t) => t.state)).toEqual(['healthy']);
    expect(existsSync(join(home, 'netops', 'audit'))).toBe(false);
  });

  test('without a terminal, without --allow-destructive, with a name nobody has: nothing is done', async () => {
    const stop = ['do', 'stop-instance', stopped, ...lab, '--lang', 'en'];
    const [asks, destructive, unknown, unread] = await Promise.all([
      netops(stop, { home }),
      netops([...stop, '--yes'], { home }),
      netops(['do', 'stop', 'nobody', ...lab, '--lang', 'en'], { home }),
      netops(['do', '뭐라도', '해줘', ...lab], { home }),
    ]);
    expect([asks.code, destructive.code, unknown.code, unread.code]).toEqual([1, 1, 1, 2]);
    expect(asks.stderr).toContain('there is no terminal to ask on');
    expect(destructive.stderr).toContain('--allow-destructive');
    expect(unknown.stderr).toContain('nobody');
    expect(unread.stderr).toContain('stop-instance INSTANCE');
    expect(existsSync(join(home, 'netops', 'audit'))).toBe(false);
  });

  test('IAM refuses: said with the action that is missing, and in the log', async () => {
    await fault('ec2:AuthorizeSecurityGroupIngress', { kind: 'error', code: 'UnauthorizedOperation', status: 403 });
    const run = await netops([...open(), '--yes'], { home });
    expect(run.code).toBe(1);
    expect(run.stderr).toContain('ec2:AuthorizeSecurityGroupIngress 권한이 필요합니다');
    expect(logOf(home).map((l) => l.kind)).toEqual(['intent', 'call', 'outcome']);
    expect(logOf(home).at(-1)).toMatchObject({ result: 'failed' });
  });

  test('killed in the middle of the call: the log can be read and says what was meant', async () => {
    const before = logOf(home).length;
    await fault('ec2:AuthorizeSecurityGroupIngress', { kind: 'delay', ms: 20_000 });
    const child = spawn(process.execPath, [bin, ...open(), '--yes'], {
      env: { PATH: process.env.PATH, HOME: home, NETOPS_HOME: join(home, 'netops'), AWS_EC2_METADATA_DISABLED: 'true' },
      stdio: 'ignore',
    });
    const ended = new Promise((resolve) => child.on('close', resolve));
    while (logOf(home).length === before && child.exitCode === null) await sleep(50);
    child.kill('SIGKILL');
    await ended;
    const lines = logOf(home).slice(before);
    expect(lines.map((l) => l.kind)).toEqual(['intent']);
    expect(lines[0]).toMatchObject({
      asked: expect.stringContaining('open-port'),
      who: expect.stringContaining(':user/'),
    });
  });

  test('what was not read is not absent: no change without its effect', async () => {
    await noFaults();
    await fault('ec2:DescribeAddresses', { kind: 'error', code: 'AccessDenied', status: 403 });
    const before = logOf(home).length;
    const run = await netops([...open(), '--yes'], { home });
    await noFaults();
    expect([run.code, run.stdout]).toEqual([1, '']);
    expect(run.stderr).toContain('ec2:DescribeAddresses');
    expect(logOf(home)).toHaveLength(before);
    const roles = ['1', '2'].flatMap((n) => ['--role-arn', `arn:aws:iam::${n.repeat(12)}:role/NetOps`]);
    expect((await netops([...open(), '--yes', ...roles], { home })).code).toBe(2);
  });

  test('done, seen, recorded; done again is said; undone by the record', async () => {
    const peer = '10.98.0.0/16';
    const form = ['do', 'open-port', group, 'tcp/8444', peer, ...lab, '--yes', '--format', 'json'];
    const first = parse(await netops(form, { home }));
    expect(first.summary.result).toBe('done');
    const again = parse(await netops(form, { home }));
    expect(again.summary).toEqual({ result: 'already', record: null });
    const undo = await netops(['do', 'undo', 'LAST', ...lab, '--yes', '--allow-destructive', '--format', 'json'], {
      home,
    });
    expect(parse(undo).summary.result).toBe('done');
    expect(parse(undo).data.calls).toMatchObject([{ operation: 'RevokeSecurityGroupIngress' }]);
    expect(parse(await netops([...form, '--dry-run'], { home })).summary.result).toBe('preview');
    expect(
      logOf(home)
        .filter((l) => l.kind === 'intent')
        .at(-1),
    ).toMatchObject({ undoes: first.summary.record });
  });
});
