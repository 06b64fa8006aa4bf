import { type ChildProcess, spawn } from 'node:child_process';
import { chmodSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { request } from 'node:http';
import { join } from 'node:path';
import { Client } from '@modelcontextprotocol/sdk/client/index.js';
import { StreamableHTTPClientTransport } from '@modelcontextprotocol/sdk/client/streamableHttp.js';
import { ElicitRequestSchema } from '@modelcontextprotocol/sdk/types.js';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { bin, netops } from '../netops.ts';
import { call, environment, labHome } from './session.ts';

interface Served {
  child: ChildProcess;
  url: URL;
  stderr(): string;
}

/** Starts the server on a free port and waits until it says where it listens. */
async function serve(home: string, args: string[] = []): Promise<Served> {
  const all = [bin, 'mcp', '--http', '0', '--source', 'lab', '--lang', 'en', ...args];
  const child = spawn(process.execPath, all, { env: environment(home), stdio: ['ignore', 'pipe', 'pipe'] });
  let stderr = '';
  const url = await new Promise<string>((resolve, reject) => {
    child.on('close', (code) => reject(new Error(`left with ${code}: ${stderr}`)));
    child.stderr.on('data', (chunk) => {
      stderr += chunk;
      const found = /MCP server: (\S+)\n(?=[\s\S]*Token)/.exec(stderr);
      if (found !== null) resolve(found[1]!);
    });
  });
  return { child, url: new URL(url), stderr: () => stderr };
}

async function connect(url: URL, token: string, elicits = false): Promise<Client> {
  const client = new Client({ name: 'test', version: '1' }, { capabilities: elicits ? { elicitation: {} } : {} });
  const headers = { authorization: `Bearer ${token}` };
  await client.connect(new StreamableHTTPClientTransport(url, { requestInit: { headers } }) as never);
  return client;
}

/** A request with headers that fetch would not let through. */
const raw = (url: URL, headers: Record<string, string>, method = 'POST', path = '/mcp'): Promise<number> =>
  new Promise((resolve, reject) => {
    const asked = request({ host: url.hostname, port: url.port, path, method, headers }, (response) => {
      response.resume();
      resolve(response.statusCode ?? 0);
    });
    asked.on('error', reject);
    asked.end(method === 'POST' ? '{"jsonrpc":"2.0","id":1,"method":"ping"}' : undefined);
  });

describe('HTTP on loopback', () => {
  let served: Served;
  let token: string;
  beforeAll(async () => {
    served = await serve(await labHome(), ['--allow-changes']);
    token = /Token \(not shown again\): (\S+)/.exec(served.stderr())![1]!;
  });
  afterAll(() => served.child.kill());

  test('two clients at once, each with results of its own', async () => {
    const [a, b] = await Promise.all([connect(served.url, token), connect(served.url, token)]);
    await Promise.all([a.listTools(), b.listTools()]);
    const steps: number[] = [];
    const told = await call({ client: a }, 'diagnose_load_balancer', {}, { onprogress: (p) => steps.push(p.progress) });
    expect(told.value).toMatchObject({ result: 'r1', summary: { balancers: 2 } });
    expect(steps.length).toBeGreaterThan(0);
    const other = await call({ client: b }, 'read_result', { result: 'r1' });
    expect(other).toMatchObject({ isError: true });
    await a.close();
    expect((await call({ client: b }, 'snapshot_list')).isError).toBe(false);
    await b.close();
  });

  test('asks for approval in the middle of a call', async () => {
    const client = await connect(served.url, token, true);
    const asked: string[] = [];
    client.setRequestHandler(ElicitRequestSchema, ({ params }) => {
      asked.push(params.message);
      return { action: 'accept', content: { approve: true } };
    });
    const change = ['close-port', 'sg-06327d72296cfcfd6', '443', '0.0.0.0/0'];
    const done = await call({ client }, 'apply_change', { change });
    expect(done.value.summary).toMatchObject({ result: 'done' });
    expect(asked[0]).toContain('revoke-security-group-ingress');
    await client.close();
  });

  test('without the token, from a web page, or by another name nobody is let in', async () => {
    const host = served.url.host;
    const good = {
      authorization: `Bearer ${token}`,
      accept: 'application/json, text/event-stream',
      'content-type': 'application/json',
    };
    expect(await raw(served.url, { host })).toBe(401);
    expect(await raw(served.url, { ...good, authorization: 'Bearer wrong' })).toBe(401);
    expect(await raw(served.url, { ...good, authorization: `Basic ${token}` })).toBe(401);
    expect(await raw(served.url, { ...good, origin: 'https://evil.example' })).toBe(403);
    expect(await raw(served.url, { ...good, origin: 'null' })).toBe(403);
    expect(await raw(served.url, { ...good, origin: 'http://localhost.evil.example' })).toBe(403);
    expect(await raw(served.url, { ...good, host: 'evil.example' })).toBe(403);
    expect(await raw(served.url, { ...good, host: `evil.example:${served.url.port}` })).toBe(403);
    expect(await raw(served.url, good, 'GET', '/')).toBe(404);
    expect(await raw(served.url, { ...good, 'mcp-session-id': 'nobody' })).toBe(404);
    // A call before the session's beginning is wrong, and yet let in: the door was the token.
    expect(await raw(served.url, { ...good, origin: 'http://localhost:6274' })).toBe(400);
    await expect(connect(served.url, 'wrong')).rejects.toThrow();
  });

  test('only this machine can reach it', () => expect(served.url.hostname).toBe('127.0.0.1'));
});

describe('the token file', () => {
  test('is made for its owner alone, and used again', async () => {
    const home = await labHome();
    const file = join(home, 'token');
    const first = await serve(home, ['--token-file', file]);
    const token = readFileSync(file, 'utf8').trim();
    expect(statSync(file).mode & 0o777).toBe(0o600);
    expect(first.stderr()).not.toContain(token);
    first.child.kill();
    const second = await serve(home, ['--token-file', file]);
    const client = await connect(second.url, token);
    expect((await client.listTools()).tools.length).toBeGreaterThan(5);
    await client.close();
    second.child.kill();
  });

  test('that others can read, or that is too short, is refused', async () => {
    const home = await labHome();
    const file = join(home, 'token');
    writeFileSync(file, `${'x'.repeat(40)}\n`);
    chmodSync(file, 0o644);
    const args = ['mcp', '--http', '0', '--source', 'lab', '--lang', 'en', '--token-file', file];
    expect(await netops(args, { home })).toMatchObject({ code: 1, stderr: expect.stringContaining('chmod 600') });
    chmodSync(file, 0o600);
    writeFileSync(file, 'short');
    expect(await netops(args, { home })).toMatchObject({ code: 1, stderr: expect.stringContaining('too short') });
  });

  test('wrong usage is said before anything is served', async () => {
    for (const [args, why] of [
      [['--http', '70000'], /70000/],
      [['--token-file', 'x'], /--http/],
      [['--source', 'moon'], /moon/],
    ] as const)
      expect(await netops(['mcp', '--lang', 'en', ...args])).toMatchObject({
        code: 2,
        stdout: '',
        stderr: expect.stringMatching(why),
      });
  });
});
