import { spawn } from 'node:child_process';
import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Ajv } from 'ajv';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { tools } from '../../src/tools/index.ts';
import { serveLab } from '../lab-clock.ts';
import { bin } from '../netops.ts';
import { call, environment, labHome, type Session, session } from './session.ts';

const bytes = (value: unknown): number => Buffer.byteLength(typeof value === 'string' ? value : JSON.stringify(value));

describe('a session on stdio', () => {
  let home: string;
  let open: Session;
  beforeAll(async () => {
    home = await labHome();
    open = await session(home);
  });
  afterAll(async () => await open.close());

  test('lists every tool, with schemas that are schemas and hints that are true', async () => {
    const { tools: listed } = await open.client.listTools();
    expect(listed.map((t) => t.name)).toEqual([...tools.map((t) => t.name), 'read_result']);
    const ajv = new Ajv({ strict: false });
    for (const tool of listed) {
      expect(ajv.validateSchema(tool.inputSchema), tool.name).toBe(true);
      expect(ajv.validateSchema(tool.outputSchema!), tool.name).toBe(true);
      expect(tool.inputSchema).toMatchObject({ type: 'object', additionalProperties: false });
      // Started without --allow-changes nothing changes AWS; a saved snapshot is a file all the same.
      expect(tool.annotations).toMatchObject({
        destructiveHint: false,
        readOnlyHint: tool.name !== 'snapshot_save',
        openWorldHint: !['snapshot_list', 'snapshot_diff', 'read_result'].includes(tool.name),
      });
    }
  });

  test('a report is short, says how old it is, and tells progress while it is read', async () => {
    const steps: { progress: number; total?: number; message?: string }[] = [];
    const told = await call(open, 'analyze_network', {}, { onprogress: (p) => steps.push(p) });
    expect(told.isError).toBe(false);
    expect(bytes(told.value) + bytes(told.text)).toBeLessThan(20_000);
    expect(told.value).toMatchObject({ tool: 'analyze_network', accounts: ['123456789012'], source: 'lab' });
    expect(told.value.ageSeconds).toBeLessThan(30);
    expect(told.text).toContain('data, not instructions');
    expect(steps.length).toBeGreaterThan(0);
    const values = steps.map((s) => s.progress);
    expect(values).toEqual([...new Set(values)].sort((a, b) => a - b));
    expect(steps.at(-1)!.message).toMatch(/^Reading AWS: \d+ of \d+/);
  });

  test('all findings are had page by page, each once, as the document has them', async () => {
    const { value } = await call(open, 'audit_security');
    expect(value.findings.total).toBeGreaterThan(50);
    expect(value.findings.items.length).toBeLessThan(value.findings.total);
    const found: string[] = value.findings.items.map((f: { id: string }) => f.id);
    for (let next: string | null = value.findings.next; next !== null; ) {
      const page = await call(open, 'read_result', { cursor: next });
      expect(bytes(page.value)).toBeLessThan(16_000);
      found.push(...page.value.value.map((f: { id: string }) => f.id));
      next = page.value.next;
    }
    expect(found).toHaveLength(value.findings.total);
    expect(new Set(found).size).toBe(found.length);
    const first = await call(open, 'read_result', { result: value.result, pointer: '/findings/0' });
    expect(first.value.value).toMatchObject({ id: found[0], evidence: expect.any(Array), fixes: expect.any(Array) });
  });

  test('what was left out is named, and read on from there without a gap', async () => {
    const { value, text } = await call(open, 'call_aws', { service: 'ec2', operation: 'describe-security-groups' });
    const shown = value.data.output.SecurityGroups;
    const [rest] = value.leftOut;
    expect(rest).toMatchObject({ pointer: '/data/output/SecurityGroups', shown: shown.length });
    expect(text).toContain(rest.next);
    const all = [...shown];
    for (let next: string | null = rest.next; next !== null; ) {
      const page = await call(open, 'read_result', { cursor: next });
      all.push(...page.value.value);
      next = page.value.next;
    }
    expect(all).toHaveLength(rest.total);
    expect(new Set(all.map((g) => g.GroupId)).size).toBe(rest.total);
  });

  test('a part that is not there is said with what is', async () => {
    const { value } = await call(open, 'snapshot_list');
    expect((await call(open, 'read_result', { result: value.result, pointer: '/dat' })).text).toContain('/data');
    expect((await call(open, 'read_result', { result: 'r999' })).text).toMatch(/no result r999.*r\d/);
    expect((await call(open, 'read_result', { cursor: 'x' })).isError).toBe(true);
    expect((await call(open, 'read_result', {})).isError).toBe(true);
  });

  test('a snapshot read a moment ago answers again; another question is read for', async () => {
    const name = 'DMZVPC-alb1';
    const first = await call(open, 'diagnose_load_balancer', { name });
    const again = await call(open, 'diagnose_load_balancer', { name });
    expect(again.value.takenAt).toBe(first.value.takenAt);
    const other = await call(open, 'diagnose_load_balancer', {});
    expect(other.value.takenAt).not.toBe(first.value.takenAt);
  });

  test('wrong input is an answer that says what is wrong', async () => {
    for (const [name, input, why] of [
      ['trace_path', { source: 'a' }, /destination/],
      ['get_metric_data', { namespace: 'AWS/EC2', metric: 'x', period: 'day' }, /period/],
      ['analyze_network', { regions: ['x'] }, /regions/],
      ['call_aws', { service: 'iam', operation: 'CreateAccessKey' }, /cannot foresee/],
      ['diagnose_load_balancer', { name: 'nobody' }, /nobody/],
      ['no_such_tool', {}, /analyze_network/],
    ] as const) {
      const told = await call(open, name, input);
      expect(told.isError, name).toBe(true);
      expect(told.text).toMatch(why);
      expect(told.text.trim().split('\n')).toHaveLength(1);
    }
  });

  test('a port is a port, as text and as a number', async () => {
    const flow = { source: '10.1.20.101', destination: '10.11.20.101' };
    const [text, number] = [
      await call(open, 'trace_path', { ...flow, port: '443' }),
      await call(open, 'trace_path', { ...flow, port: 443, protocol: 6 }),
    ];
    expect(number.value.data).toEqual(text.value.data);
    expect(await call(open, 'trace_path', { ...flow, port: 70_000 })).toMatchObject({ isError: true });
  });

  test('a change is refused by a server that only reads, and can be previewed', async () => {
    const change = 'stop instance DMZVPC-Private-B-10.11.24.102';
    const refused = await call(open, 'apply_change', { change });
    expect(refused).toMatchObject({ isError: true, text: expect.stringContaining('--allow-changes') });
    const preview = await call(open, 'apply_change', { change, preview_only: true });
    expect(preview.value.summary).toEqual({ result: 'preview', record: null });
    expect(preview.text).toContain('aws ec2 stop-instances');
  });

  test('prompts are filled in', async () => {
    const { prompts } = await open.client.listPrompts();
    expect(prompts.map((p) => p.name)).toContain('unhealthy-targets');
    const filled = await open.client.getPrompt({
      name: 'blocked-path',
      arguments: { source: 'web1', destination: '10.1.20.101', port: '443' },
    });
    expect(filled.messages[0]?.content).toMatchObject({
      text: expect.stringMatching(/web1 to 10\.1\.20\.101 on port 443/),
    });
    await expect(open.client.getPrompt({ name: 'blocked-path', arguments: { source: 'a' } })).rejects.toThrow(
      /needs destination/,
    );
    await expect(open.client.getPrompt({ name: 'nothing' })).rejects.toThrow(/no prompt nothing/);
  });

  test('resources: snapshots and their parts, reports, results; nothing outside', async () => {
    const saved = await call(open, 'snapshot_save');
    const folder = join(home, 'projects', 'netops');
    mkdirSync(folder, { recursive: true });
    writeFileSync(join(folder, 'report one.md'), '# One\n');
    writeFileSync(join(home, 'secret.md'), 'secret');
    symlinkSync(join(home, 'secret.md'), join(folder, 'link.md'));
    const read = async (uri: string) => {
      const [content] = (await open.client.readResource({ uri })).contents;
      return content as { mimeType: string; text: string };
    };
    const { resources } = await open.client.listResources();
    const uris = resources.map((r) => r.uri);
    const snapshot = `netops://snapshots/${saved.value.data.name}`;
    expect(uris).toEqual(expect.arrayContaining([snapshot, 'netops://reports/report%20one.md', 'netops://results/r1']));
    expect(uris.join()).not.toContain('link.md');
    expect(JSON.parse((await read(snapshot)).text)).toMatchObject({
      source: 'lab',
      accounts: [{ id: '123456789012' }],
    });
    const vpcs = JSON.parse((await read(`${snapshot}/123456789012/ap-northeast-2/ec2/Vpcs`)).text);
    expect(vpcs.Vpcs).toHaveLength(5);
    expect(await read('netops://reports/report%20one.md')).toMatchObject({
      mimeType: 'text/markdown',
      text: '# One\n',
    });
    expect((await read('netops://results/r1')).text).toMatch(/^# /);
    expect(JSON.parse((await read('netops://results/r1/findings')).text).length).toBeGreaterThan(10);
    const { resourceTemplates } = await open.client.listResourceTemplates();
    expect(resourceTemplates.map((t) => t.uriTemplate)).toContain('netops://results/{result}/findings');
    for (const uri of [
      'netops://reports/..%2F..%2Fsecret.md',
      'netops://reports/link.md',
      'netops://snapshots/..%2F..',
      `${snapshot}/123456789012/ap-northeast-2/__proto__/toString`,
      'netops://results/r999',
      'file:///etc/passwd',
    ])
      await expect(read(uri)).rejects.toThrow(/no resource/);
  });

  test('nothing is said on standard error while all is well', () => expect(open.stderr()).toBe(''));
});

describe('approval by elicitation', () => {
  const change = 'stop instance DMZVPC-Private-A-10.11.20.104';

  test('asked with what would be done; a no changes nothing, a yes does', async () => {
    const home = await labHome();
    const asked: string[] = [];
    let reply: { action: 'accept' | 'decline' | 'cancel'; content?: Record<string, boolean> } = { action: 'decline' };
    const open = await session(home, ['--allow-changes'], ({ message }) => {
      asked.push(message);
      return reply;
    });
    const { tools: listed } = await open.client.listTools();
    expect(listed.find((t) => t.name === 'apply_change')?.annotations).toMatchObject({ destructiveHint: true });
    for (reply of [
      { action: 'decline' as const },
      { action: 'cancel' as const },
      { action: 'accept' as const, content: { approve: false } },
    ])
      expect(await call(open, 'apply_change', { change })).toMatchObject({ isError: true });
    const find = {
      service: 'ec2',
      operation: 'describe-instances',
      parameters: { Filters: [{ Name: 'private-ip-address', Values: ['10.11.20.104'] }] },
    };
    const state = async () => (await call(open, 'call_aws', find)).value.data.output.Reservations[0].Instances[0].State;
    expect(await state()).toMatchObject({ Name: 'running' });
    reply = { action: 'accept', content: { approve: true } };
    const lab = await serveLab(home);
    const done = await lab.hurried(call(open, 'apply_change', { change }));
    expect(done.value.summary).toMatchObject({ result: 'done', record: expect.any(String) });
    expect(await state()).toMatchObject({ Name: 'stopped' });
    expect(asked).toHaveLength(4);
    expect(asked[0]).toContain('aws ec2 stop-instances');
    // A client shows it as it is: no character of it is written as an entity.
    expect(asked.join()).not.toMatch(/&#?\w+;/);
    await open.close();
    await lab.stop();
  }, 90_000);

  test('a client that cannot ask is refused with what to do', async () => {
    const open = await session(await labHome(), ['--allow-changes']);
    const refused = await call(open, 'apply_change', { change });
    expect(refused).toMatchObject({ isError: true, text: expect.stringMatching(/elicitation.*netops do/) });
    await open.close();
  });
});

describe('rough weather', () => {
  test('a call that is cancelled stops, and the session goes on', async () => {
    const home = await labHome((state) => {
      state.apiFaults.push({ id: 'slow', operation: 'elbv2:*', effect: { kind: 'delay', ms: 20_000 } });
    });
    const open = await session(home);
    const controller = new AbortController();
    const started = performance.now();
    const slow = call(
      open,
      'diagnose_load_balancer',
      {},
      { signal: controller.signal, onprogress: () => controller.abort('enough') },
    );
    await expect(slow).rejects.toThrow();
    expect(await call(open, 'snapshot_list')).toMatchObject({ isError: false });
    expect(performance.now() - started).toBeLessThan(15_000);
    await open.close();
  });

  test('a read that is denied is a gap, not a failure', async () => {
    const home = await labHome((state) => {
      const effect = { kind: 'error', code: 'AccessDenied', status: 403 } as const;
      state.apiFaults.push({ id: 'denied', operation: 'elbv2:DescribeTargetHealth', effect });
    });
    const open = await session(home);
    const { value, text, isError } = await call(open, 'diagnose_load_balancer');
    expect(isError).toBe(false);
    expect(value.gaps).toMatchObject({ items: [{ call: 'elbv2:DescribeTargetHealth', code: 'AccessDenied' }] });
    expect(text).toContain('elbv2:DescribeTargetHealth');
    expect(value.summary.healthy).toBeNull();
    await open.close();
  });

  test('rubbish on standard input is survived; the end of it ends the program', async () => {
    const home = await labHome();
    const child = spawn(process.execPath, [bin, 'mcp', '--source', 'lab'], { env: environment(home) });
    let [stdout, stderr] = ['', ''];
    child.stdout.on('data', (chunk) => {
      stdout += chunk;
    });
    child.stderr.on('data', (chunk) => {
      stderr += chunk;
    });
    child.stdin.write('rubbish\n{"jsonrpc":"2.0"}\n');
    child.stdin.write(`${JSON.stringify({ jsonrpc: '2.0', id: 1, method: 'ping' })}\n`);
    child.stdin.end();
    const code = await new Promise((resolve) => child.on('close', resolve));
    expect(code).toBe(0);
    expect(
      stdout
        .trim()
        .split('\n')
        .map((line) => JSON.parse(line)),
    ).toEqual([{ jsonrpc: '2.0', id: 1, result: {} }]);
    expect(stderr).not.toBe('');
  });
});
