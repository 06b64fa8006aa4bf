import { spawn } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { AuditLine } from '../../src/operate/audit.ts';
import { documents } from '../../src/report/published-schemas.ts';
import { type ServedLab, serveLab } from '../lab-clock.ts';
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
  let served: ServedLab;
  const group = 'sg-0e684c02f79ce5182';
  const alb = 'sg-06327d72296cfcfd6';

  beforeAll(async () => {
    served = await serveLab(home);
    ({ endpoint } = served);
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
    const saved = await netops(['do', 'stop-instance', stopped, '--source', 'snapshot:latest'], { home });
    expect([saved.code, saved.stderr]).toEqual([2, expect.stringContaining('저장된 스냅샷은 변경할 수 없습니다')]);
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

  test('what was not read is not absent: unattended it needs more than --yes', async () => {
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

  test('a sentence in Korean stops it, one in English starts it and waits until its target is healthy', async () => {
    const stop = `${server} EC2 인스턴스를 Stop 시켜줘`;
    const stops = await served.hurried(netops(['do', stop, ...lab, '--yes', '--allow-destructive'], { home }));
    expect([stops.code, stops.stderr]).toEqual([0, '']);
    expect(stops.stdout).toContain('완료하고 AWS에서 확인했습니다');
    expect(stops.stdout).toContain(`${server} (${stopped}) 상태: stopped`);
    const start = [
      'do',
      `please start the EC2 instance ${server}`,
      '--source',
      'lab',
      '--lang',
      'en',
      '--yes',
      '--wait',
    ];
    // Slowly, so that what is waited for is not over before it is first looked at on a busy machine.
    const starts = await served.hurried(netops(start, { home }), 4);
    expect(starts.code).toBe(0);
    expect(starts.stderr).toContain(`waiting: ${server} of DMZVPC-ALB-tg1 is `);
    expect(starts.stdout).toContain(`${server} (${stopped}) is running`);
    expect(logOf(home).at(-1)).toMatchObject({ kind: 'outcome', result: 'done' });
  });

  // test/operate/fixes.test.ts has the codes; this is the way there.
  test('security --fix: several have it, only a person can mend it, previewed, applied', async () => {
    const fix = (code: string, ...more: string[]) =>
      netops(['security', '--fix', code, ...more, ...lab, '--lang', 'en'], { home });
    const [several, byHand, preview, applied] = await Promise.all([
      fix('SG_OPEN_SSH_WORLD'),
      fix('VPC_NO_FLOW_LOGS'),
      fix('NACL_OPEN_ADMIN_PORTS', '--resource', 'acl-0b265dee14342b32b', '--dry-run', '--format', 'json'),
      fix('LB_INVALID_HEADERS_KEPT', '--resource', 'DMZVPC-alb1', '--yes', '--format', 'json'),
    ]);
    expect(several.code).toBe(1);
    expect(several.stderr).toMatch(/means 6 of them; name one by its id:\n {2}sg-/);
    expect(byHand.code).toBe(1);
    expect(byHand.stderr).toContain('needs values that only you can choose');
    // A deny that comes before what allowed: nobody may be cut off by surprise.
    expect(parse(preview).data).toMatchObject({ permissions: ['ec2:CreateNetworkAclEntry'], destructive: true });
    expect(parse(applied).summary.result).toBe('done');
  }, 60_000);

  // util-linux's `script` gives a program a terminal; elsewhere this is not tested.
  test.skipIf(!existsSync('/usr/bin/script') || process.platform !== 'linux')(
    'on a terminal: which one, what it would do, asked again when AWS has changed, and done',
    async () => {
      const words = ['do', 'close-port', 'ALBSecurityGroup', '80', '0.0.0.0/0', '--source', 'lab', '--quiet'];
      const terminal = onTerminal(home, words);
      await terminal.shows('번호를 고르십시오');
      terminal.types('1');
      await terminal.shows('실행할까요?');
      expect(terminal.text()).toContain(`revoke-security-group-ingress --group-id ${alb}`);
      expect(terminal.text()).toContain('인터넷에서 닿던 인터페이스');
      await netops(['do', 'open-port', alb, '8443', '10.98.0.0/16', ...lab, '--yes'], { home });
      terminal.types('y');
      await terminal.shows('미리 보기 이후 AWS의 상태가 바뀌었습니다');
      await terminal.shows('실행할까요?', 2);
      terminal.types('예');
      expect(await terminal.ended).toBe(0);
      expect(terminal.text()).toContain('완료하고 AWS에서 확인했습니다');

      const declining = onTerminal(home, ['do', 'open-port', alb, '80', '0.0.0.0/0', '--source', 'lab', '--quiet']);
      await declining.shows('실행할까요?');
      // Ctrl-D: no answer is no.
      declining.types('\u0004', '');
      expect(await declining.ended).toBe(1);
      expect(declining.text()).toContain('실행하지 않았습니다');

      const stopping = onTerminal(home, ['do', 'open-port', alb, '80', '0.0.0.0/0', '--source', 'lab', '--quiet']);
      await stopping.shows('실행할까요?');
      stopping.types('\u0003', '');
      expect(await stopping.ended).toBe(130);
    },
    60_000,
  );
});

/** Runs netops with a terminal for its input and output. */
function onTerminal(home: string, args: string[]) {
  const quoted = [process.execPath, bin, ...args].map((a) => `'${a}'`).join(' ');
  const child = spawn('/usr/bin/script', ['-qec', quoted, '/dev/null'], {
    env: {
      PATH: process.env.PATH,
      HOME: home,
      NETOPS_HOME: join(home, 'netops'),
      AWS_EC2_METADATA_DISABLED: 'true',
      TERM: 'xterm',
    },
  });
  let output = '';
  child.stdout.setEncoding('utf8').on('data', (chunk) => {
    output += chunk;
  });
  const ended = new Promise<number | null>((resolve) => child.on('close', resolve));
  return {
    ended,
    /** Without colours, as one line: a terminal breaks lines where it wants. */
    text: () => output.replace(/\u001b\[[\d;?]*[A-Za-z]/g, '').replace(/\s+/g, ' '),
    types: (line: string, end = '\r') => child.stdin.write(`${line}${end}`),
    shows: async (text: string, times = 1) => {
      const until = Date.now() + 15_000;
      while (output.split(text).length <= times) {
        if (Date.now() > until || child.exitCode !== null) throw new Error(`no "${text}" in ${output}`);
        await sleep(50);
      }
    },
  };
}
