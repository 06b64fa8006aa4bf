import { join } from 'node:path';
import { afterEach, expect, test } from 'vitest';
import { UserError } from '../../src/errors/user-error.ts';
import { type ForeignServers, type ServerConfig, startServers } from '../../src/mcp/client.ts';
import { bin } from '../netops.ts';
import { environment, labHome } from './session.ts';

const odd = (habit: string, more: ServerConfig = {}): ServerConfig => ({
  command: process.execPath,
  args: [join(import.meta.dirname, 'odd-server.mjs'), habit],
  ...more,
});

let running: ForeignServers | undefined;
afterEach(async () => {
  await running?.close();
  running = undefined;
});

async function started(configs: Record<string, ServerConfig>, env: NodeJS.ProcessEnv = process.env) {
  running = startServers(configs, env);
  await running.settled;
  const call = async (name: string, input: object = {}, signal = new AbortController().signal) => {
    const tool = running!.tools().find((t) => t.name === name);
    if (tool === undefined) throw new Error(`no tool ${name}`);
    return await tool.call(input, signal);
  };
  const problem = (name: string): string => running!.states().find((s) => s.name === name)?.problem?.en ?? '';
  return { servers: running, call, problem };
}

const refusal = async (call: Promise<unknown>): Promise<string> => {
  const error = await call.then(
    () => undefined,
    (thrown) => thrown,
  );
  expect(error).toBeInstanceOf(UserError);
  return (error as UserError).text.en;
};

test('our own server, as an agent would use it', async () => {
  const home = await labHome();
  const server = { command: process.execPath, args: [bin, 'mcp', '--source', 'lab', '--lang', 'en'] };
  const { servers, call } = await started({
    netops: { ...server, env: environment(home), autoApprove: ['trace_path'] },
  });
  expect(servers.states()).toMatchObject([{ name: 'netops', state: 'ready' }]);
  const trace = servers.tools().find((t) => t.name === '@netops/trace_path');
  expect(trace).toMatchObject({
    autoApproved: true,
    annotations: { readOnlyHint: true },
    inputSchema: { type: 'object' },
  });
  expect(servers.tools().find((t) => t.name === '@netops/call_aws')).toMatchObject({ autoApproved: false });
  const vpcs = await call('@netops/call_aws', { service: 'ec2', operation: 'describe-vpcs' });
  expect(vpcs).toMatchObject({ data: { output: { Vpcs: expect.any(Array) } } });
  expect(await refusal(call('@netops/trace_path', { source: 'x' }))).toMatch(/destination/);
});

test('one that does not start is reported with its last words, and the others work', async () => {
  const { servers, call, problem } = await started({
    dead: odd('dies'),
    missing: { command: 'no-such-command-here' },
    nothing: {},
    off: odd('fine', { disabled: true }),
    silent: odd('silent', { timeout: 700 }),
    chatter: odd('only-rubbish', { timeout: 5_000 }),
    web: { url: 'http://127.0.0.1:9/mcp', timeout: 2_000 },
    strange: { url: 'ftp://example.com' },
    fine: odd('rubbish', { disabledTools: ['hang'] }),
  });
  expect(problem('dead')).toMatch(/left.*Traceback.*ImportError: no module named boto$/);
  expect(problem('dead')).not.toContain('\u001b');
  expect(problem('missing')).toMatch(/no command no-such-command-here/);
  expect(problem('nothing')).toMatch(/command or a url/);
  expect(problem('silent')).toMatch(/no answer within 1 s/);
  expect(problem('chatter')).toMatch(/no answer within 5 s\. It wrote \d+ lines that are not MCP/);
  expect(problem('web')).toMatch(/did not start/);
  expect(problem('strange')).toMatch(/ftp:/);
  const states = Object.fromEntries(servers.states().map((s) => [s.name, s.state]));
  expect(states).toEqual({
    ...{ dead: 'failed', missing: 'failed', nothing: 'failed', off: 'disabled', silent: 'failed', chatter: 'failed' },
    ...{ web: 'failed', strange: 'failed', fine: 'ready' },
  });
  expect(servers.tools().map((t) => t.name)).toEqual(['@fine/die', '@fine/echo', '@fine/environment', '@fine/fail']);
  expect(await call('@fine/echo', { a: 1 })).toBe('{"a":1}');
}, 60_000);

test('one that dies, hangs or fails in a call takes nobody down', async () => {
  const { servers, call } = await started({ a: odd('fine', { timeout: 1_500 }), b: odd('fine') });
  expect(await refusal(call('@a/fail'))).toBe('@a/fail failed: no such bucket');
  expect(await refusal(call('@a/hang'))).toMatch(/did not end within 2 s/);
  const controller = new AbortController();
  const stopped = call('@b/hang', {}, controller.signal);
  controller.abort(new Error('enough'));
  await expect(stopped).rejects.toThrow('enough');
  const dying = servers.tools().find((t) => t.name === '@a/die')!;
  expect(await refusal(dying.call({}, new AbortController().signal))).toMatch(/has left.*out of memory/);
  await expect.poll(() => servers.states()[0]?.state).toBe('left');
  expect(servers.states()[0]?.problem?.en).toMatch(/has left.*out of memory/);
  expect(await refusal(dying.call({}, new AbortController().signal))).toMatch(/has left/);
  expect(await call('@b/echo', {})).toBe('{}');
});

test('variables are filled in, an unset one is named, and keys of models stay here', async () => {
  const server = odd('fine', { env: { TOKEN: `\${MY_TOKEN}`, ZONE: `\${NO_ZONE:-b}`, PLAIN: `\${env:MY_TOKEN}!` } });
  const { call, problem } = await started(
    { a: server, b: odd('fine', { env: { X: `\${NOT_SET}` } }) },
    { ...process.env, MY_TOKEN: 's3', AWS_REGION: 'ap-northeast-2', ANTHROPIC_API_KEY: 'key' },
  );
  const seen = JSON.parse((await call('@a/environment')) as string);
  expect(seen).toMatchObject({ TOKEN: 's3', ZONE: 'b', PLAIN: 's3!', AWS_REGION: 'ap-northeast-2' });
  expect(seen).not.toHaveProperty('ANTHROPIC_API_KEY');
  expect(problem('b')).toMatch(/no NOT_SET/);
});

test('closing ends every process, also one that will not go', async () => {
  const { servers, call } = await started({ a: odd('stubborn') });
  const { PID } = JSON.parse((await call('@a/environment')) as string);
  expect(process.kill(PID, 0)).toBe(true);
  await servers.close();
  await expect.poll(() => isAlive(PID)).toBe(false);
}, 20_000);

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}
