import { spawn } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import { createServer, request as httpRequest } from 'node:http';
import { connect as openSocket } from 'node:net';
import { join } from 'node:path';
import { DescribeInstancesCommand, DescribeVpcsCommand, EC2Client, StopInstancesCommand } from '@aws-sdk/client-ec2';
import { DescribeTargetHealthCommand, ElasticLoadBalancingV2Client } from '@aws-sdk/client-elastic-load-balancing-v2';
import { ListResolverEndpointsCommand, Route53ResolverClient } from '@aws-sdk/client-route53resolver';
import { GetCallerIdentityCommand, STSClient } from '@aws-sdk/client-sts';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { collect } from '../../src/aws/collect.ts';
import { connect } from '../../src/aws/connection.ts';
import { UserError } from '../../src/errors/user-error.ts';
import { stateFromSnapshot } from '../../src/lab/from-snapshot.ts';
import { labConnection, openLab, resetLab } from '../../src/lab/in-process.ts';
import { lockState } from '../../src/lab/lock.ts';
import { askLab, runningLab } from '../../src/lab/running.ts';
import { seedState } from '../../src/lab/seed/index.ts';
import { type LabServer, startServer } from '../../src/lab/server.ts';
import type { LabState } from '../../src/lab/state.ts';
import { labFiles, loadState, saveState } from '../../src/lab/store.ts';
import type { Snapshot } from '../../src/snapshot/snapshot.ts';
import { freshHome } from '../netops.ts';
import { form } from './requests.ts';

let home: string;
let servers: LabServer[] = [];
let lines: string[] = [];
beforeEach(() => {
  home = freshHome();
  process.env.NETOPS_HOME = home;
  lines = [];
});
afterEach(async () => {
  await Promise.all(servers.map((server) => server.close()));
  servers = [];
  delete process.env.NETOPS_HOME;
});

async function start(port = 0): Promise<LabServer> {
  const server = await startServer({ port, log: (line) => lines.push(line) });
  servers.push(server);
  return server;
}

const instance = 'i-06ab0389cfa6b82d5';
const sdk = async () => {
  const { credentials, endpoint, region, requestHandler } = await labConnection();
  return { credentials, endpoint, region, requestHandler: requestHandler as never, maxAttempts: 1 };
};
const stop = async (): Promise<unknown> =>
  new EC2Client(await sdk()).send(new StopInstancesCommand({ InstanceIds: [instance] }));
const instanceState = async (): Promise<string | undefined> => {
  const found = await new EC2Client(await sdk()).send(new DescribeInstancesCommand({ InstanceIds: [instance] }));
  return found.Reservations?.[0]?.Instances?.[0]?.State?.Name;
};
const saved = (): LabState => JSON.parse(readFileSync(labFiles().state, 'utf8')) as LabState;
const message = async (work: Promise<unknown>): Promise<string> => {
  const error = await work.then(
    () => undefined,
    (thrown: unknown) => thrown,
  );
  expect(error).toBeInstanceOf(UserError);
  return (error as UserError).text.en;
};

describe('the lab inside a process', () => {
  test('a read writes nothing; a change is there for the next process', async () => {
    expect(await instanceState()).toBe('running');
    expect(existsSync(labFiles().state)).toBe(false);
    await stop();
    expect(saved().events.map(({ eventName }) => eventName)).toEqual(['StopInstances']);
    expect(['stopping', 'stopped']).toContain(await instanceState());
  });

  test('speaks JSON, XML and the old Resolver client', async () => {
    const connection = await sdk();
    expect((await new STSClient(connection).send(new GetCallerIdentityCommand({}))).Account).toBe('123456789012');
    const endpoints = await new Route53ResolverClient(connection).send(new ListResolverEndpointsCommand({}));
    expect(endpoints.ResolverEndpoints).toHaveLength(2);
  });

  test('two labs that change at once lose nothing', async () => {
    const [one, two] = [await openLab(), await openLab()];
    const put = (id: string, lab: typeof one): Promise<unknown> =>
      lab.use((state) => {
        state.linksDown.push(id);
        return { changed: true };
      });
    const ids = Array.from({ length: 20 }, (_, i) => `link-${i}`);
    await Promise.all(ids.map((id, i) => put(id, i % 2 === 0 ? one : two)));
    expect([...saved().linksDown].sort()).toEqual([...ids].sort());
  });

  test('two processes that change at once lose nothing', async () => {
    await saveState(seedState(new Date()));
    const script = `
      import { openLab } from ${JSON.stringify(join(import.meta.dirname, '../../src/lab/in-process.ts'))};
      const lab = await openLab();
      for (let i = 0; i < 10; i++) await lab.use((state) => { state.sequence += 1; return { changed: true }; });`;
    const before = saved().sequence;
    const runs = [1, 2, 3].map(
      () =>
        new Promise<number | null>((resolve) => {
          const child = spawn(process.execPath, ['--import', tsLoader(), '--input-type=module', '-e', script], {
            env: { ...process.env, NETOPS_HOME: home },
            stdio: ['ignore', 'inherit', 'inherit'],
          });
          child.on('close', resolve);
        }),
    );
    expect(await Promise.all(runs)).toEqual([0, 0, 0]);
    expect(saved().sequence).toBe(before + 30);
  });

  test('an aborted call ends at once; a cut connection looks like one', async () => {
    const lab = await openLab();
    await lab.use((state) => {
      state.apiFaults.push({ id: 'slow', operation: 'sts:*', effect: { kind: 'delay', ms: 60_000 } });
      state.apiFaults.push({ id: 'cut', operation: 'ec2:*', effect: { kind: 'cut' } });
      return { changed: true };
    });
    const aborting = new AbortController();
    setTimeout(() => aborting.abort(), 50);
    const client = new STSClient(await sdk());
    await expect(client.send(new GetCallerIdentityCommand({}), { abortSignal: aborting.signal })).rejects.toMatchObject(
      {
        name: 'AbortError',
      },
    );
    await expect(new EC2Client(await sdk()).send(new DescribeVpcsCommand({}))).rejects.toMatchObject({
      code: 'ECONNRESET',
    });
  });
});

describe('the state file', () => {
  test.each([
    ['half a file', '{"version":1,"createdAt":"2026'],
    ['something else', '{"hello":"world"}'],
    ['a list', '[]'],
    ['nothing', ''],
    ['null', 'null'],
    ['another version', '{"version":99}'],
  ])('damaged (%s): one sentence that names netops lab reset, and the file stays', async (_name, content) => {
    mkdirSync(labFiles().dir, { recursive: true });
    writeFileSync(labFiles().state, content);
    expect(await message(labConnection())).toMatch(/state\.json.*netops lab reset/);
    expect(await message(start())).toMatch(/netops lab reset/);
    expect(readFileSync(labFiles().state, 'utf8')).toBe(content);
    const aside = await resetLab();
    expect(readFileSync(aside!, 'utf8')).toBe(content);
    expect((await loadState())?.version).toBe(1);
  });

  test('reset keeps every older state', async () => {
    await resetLab();
    await Promise.all([1, 2, 3].map(() => resetLab()));
    expect(readdirSync(labFiles().dir).filter((name) => /^state-\d{4}-.*\.json$/.test(name))).toHaveLength(3);
  });

  test('a folder that cannot be made is one sentence', async () => {
    writeFileSync(join(home, 'file'), '');
    process.env.NETOPS_HOME = join(home, 'file', 'below');
    expect(await message(resetLab())).toMatch(/cannot be saved to .*: a part of the path is a file/);
    expect(await message(stop())).toMatch(/cannot be/);
  });

  test('a lock that a dead process left, and one that nobody touches any more, are taken', async () => {
    mkdirSync(labFiles().dir, { recursive: true });
    const dead = spawn(process.execPath, ['-e', '']);
    await new Promise((resolve) => dead.on('close', resolve));
    const { hostname } = await import('node:os');
    writeFileSync(labFiles().lock, JSON.stringify({ pid: dead.pid, host: hostname(), token: 'x' }));
    const lock = await lockState(2_000);
    expect(await lock.held()).toBe(true);
    await lock.release();

    writeFileSync(labFiles().lock, JSON.stringify({ pid: process.pid, host: hostname(), token: 'y' }));
    const old = new Date(Date.now() - 60_000);
    utimesSync(labFiles().lock, old, old);
    await (await lockState(2_000)).release();
    expect(existsSync(labFiles().lock)).toBe(false);

    writeFileSync(labFiles().lock, JSON.stringify({ pid: process.pid, host: hostname(), token: 'z' }));
    expect(await message(lockState(200))).toContain(`PID ${process.pid}`);
  });
});

describe('a lab from a snapshot', () => {
  test('has its account, region and target health', async () => {
    const seed = seedState(new Date());
    const rename = (text: string): string =>
      text.replaceAll('123456789012', '210987654321').replaceAll('ap-northeast-2', 'eu-west-1');
    const snapshot = JSON.parse(rename(JSON.stringify(seed.snapshot))) as LabState['snapshot'];
    const { elbv2 } = snapshot.scopes[0]!;
    const group = elbv2!.TargetGroups!.find(({ TargetGroupName }) => TargetGroupName === 'DMZVPC-ALB-tg1')!;
    const [first, second, third] = elbv2!.TargetHealthDescriptions![group.TargetGroupArn!]!;
    first!.TargetHealth = {
      State: 'unhealthy',
      Reason: 'Target.ResponseCodeMismatch',
      Description: 'Health checks failed with these codes: [503]',
    };
    second!.TargetHealth = { State: 'unhealthy', Reason: 'Target.Timeout', Description: 'Request timed out' };
    third!.TargetHealth = {
      State: 'unhealthy',
      Reason: 'Target.FailedHealthChecks',
      Description: 'Health checks failed',
    };
    const from = stateFromSnapshot(snapshot, new Date());
    expect(from.snapshot).not.toBe(snapshot);
    await saveState(from);
    const connection = await sdk();
    expect(connection.region).toBe('eu-west-1');
    expect((await new STSClient(connection).send(new GetCallerIdentityCommand({}))).Account).toBe('210987654321');
    const health = await new ElasticLoadBalancingV2Client(connection).send(
      new DescribeTargetHealthCommand({ TargetGroupArn: group.TargetGroupArn }),
    );
    expect(health.TargetHealthDescriptions!.map(({ TargetHealth }) => TargetHealth!.Reason)).toEqual([
      'Target.ResponseCodeMismatch',
      'Target.Timeout',
      'Target.FailedHealthChecks',
      undefined,
    ]);
  });

  test('a server sets the state that was there aside', async () => {
    await saveState({ ...seedState(new Date()), sequence: 77 });
    const server = await startServer({
      port: 0,
      log: () => {},
      from: (now) => stateFromSnapshot(seedState(now).snapshot, now),
    });
    servers.push(server);
    const aside = readdirSync(labFiles().dir).find((name) => /^state-.*\.json$/.test(name))!;
    expect((JSON.parse(readFileSync(join(labFiles().dir, aside), 'utf8')) as LabState).sequence).toBe(77);
    expect(saved().sequence).toBe(1);
  });
});

describe('the server', () => {
  test('owns the state, is found by clients, saves what it was told', async () => {
    const server = await start();
    expect(await runningLab()).toEqual({ endpoint: server.endpoint, pid: process.pid, region: 'ap-northeast-2' });
    const connection = await labConnection();
    expect(connection).toMatchObject({ endpoint: server.endpoint, region: 'ap-northeast-2' });
    expect(connection.requestHandler).toBeUndefined();
    const { requestHandler: _none, ...remote } = await sdk();
    const ec2 = new EC2Client(remote);
    await ec2.send(new StopInstancesCommand({ InstanceIds: [instance] }));
    expect(lines.at(-1)).toMatch(/^\d\d:\d\d:\d\d\.\d{3} ec2:StopInstances 200 \d+ms$/);
    await server.close();
    await server.stopped;
    expect(saved().events).toHaveLength(1);
    expect(existsSync(labFiles().lock)).toBe(false);
    expect(await runningLab()).toBeUndefined();
    expect(['stopping', 'stopped']).toContain(await instanceState());
    ec2.destroy();
  });

  test('saves while it runs, not only at its end', async () => {
    const { endpoint } = await start();
    const before = statSync(labFiles().state).mtimeMs;
    const { requestHandler: _none, ...remote } = await sdk();
    await new EC2Client(remote).send(new StopInstancesCommand({ InstanceIds: [instance] }));
    await expect.poll(() => statSync(labFiles().state).mtimeMs, { timeout: 3_000 }).toBeGreaterThan(before);
    expect(saved().events).toHaveLength(1);
    expect(((await askLab(endpoint, 'GET', 'status')) as { changes: number }).changes).toBe(1);
  });

  test('a second one says where the first is; a taken port is one sentence', async () => {
    const { endpoint } = await start();
    expect(await message(start())).toBe(
      `the lab is already running at ${endpoint} (PID ${process.pid}). netops lab stop ends it.`,
    );
    await servers.pop()!.close();
    const other = createServer().listen(0, '127.0.0.1');
    await new Promise((resolve) => other.once('listening', resolve));
    const { port } = other.address() as { port: number };
    expect(await message(start(port))).toMatch(new RegExp(`^port ${port} is in use by another program`));
    expect(existsSync(labFiles().lock)).toBe(false);
    other.close();
  });

  test('a server.json that a killed server left says nothing', async () => {
    mkdirSync(labFiles().dir, { recursive: true });
    writeFileSync(labFiles().server, JSON.stringify({ pid: 1, endpoint: 'http://127.0.0.1:9' }));
    expect(await runningLab()).toBeUndefined();
    await start();
    expect(await runningLab()).toBeDefined();
  });

  test('the control API sets hosts, links, load, faults and clock, and refuses nonsense', async () => {
    const { endpoint } = await start();
    const ask = (method: string, path: string, body?: unknown): Promise<unknown> =>
      askLab(endpoint, method, path, body);
    await ask('PUT', `hosts/${instance}`, { services: { 'tcp/80': { kind: 'http', status: { '*': 500 } } } });
    const { links } = (await ask('GET', 'state')) as { links: string[] };
    const tunnel = links.find((id) => id.startsWith('vpn-'))!;
    expect(tunnel).toMatch(/^vpn-[0-9a-f]+\/[\d.]+$/);
    await ask('PUT', `links/${tunnel}`, { up: false });
    await ask('PUT', 'load/nat-1', { connections: 60_000 });
    await ask('POST', 'api-faults', { operation: 'ec2:*', effect: { kind: 'error', code: 'Throttling' }, times: 10 });
    await ask('PUT', 'clock', { fixed: '2026-11-23T08:00:00Z' });
    // What the control API set is on disk when it answers: another process may read it.
    expect(saved()).toMatchObject({
      hosts: { [instance]: { services: { 'tcp/80': { status: { '*': 500 } } } } },
      linksDown: [tunnel],
      load: { 'nat-1': { connections: 60_000 } },
      apiFaults: [{ operation: 'ec2:*', times: 10, effect: { status: 400 } }],
      clock: { fixed: '2026-11-23T08:00:00.000Z' },
    });
    await ask('PUT', `links/${tunnel}`, { up: true });
    await ask('DELETE', 'load/nat-1');
    await ask('DELETE', 'api-faults');
    await ask('PUT', 'clock', { fixed: null });
    expect(saved()).toMatchObject({ linksDown: [], load: {}, apiFaults: [] });
    expect(saved().clock).toBeUndefined();

    await expect(ask('PUT', 'hosts/i-unknown', { services: {} })).rejects.toThrow('no host i-unknown');
    await expect(ask('PUT', `hosts/${instance}`, { services: { http: {} } })).rejects.toThrow(/services/);
    await expect(ask('PUT', 'links/dxcon-none', { up: false })).rejects.toThrow('no link dxcon-none');
    await expect(ask('PUT', 'clock', { fixed: 'noon' })).rejects.toThrow(/fixed/);
    await expect(ask('POST', 'api-faults', { operation: 'x', effect: { kind: 'fire' } })).rejects.toThrow(/kind/);
    await expect(ask('GET', 'unicorns')).rejects.toThrow('no GET');
  });

  test('reset through the control API sets the state aside', async () => {
    const { endpoint } = await start();
    await askLab(endpoint, 'PUT', 'load/nat-1', { connections: 1 });
    const { aside } = (await askLab(endpoint, 'POST', 'reset')) as { aside: string };
    expect((JSON.parse(readFileSync(aside, 'utf8')) as LabState).load).toEqual({ 'nat-1': { connections: 1 } });
    expect(saved().load).toEqual({});
    expect(((await askLab(endpoint, 'GET', 'state')) as LabState).load).toEqual({});
  });

  test('the control API is not for web pages', async () => {
    const { endpoint } = await start();
    const get = (headers: Record<string, string>): Promise<number> =>
      new Promise((resolve, reject) => {
        httpRequest(`${endpoint}/_netops/status`, { headers }, (response) => {
          response.resume();
          resolve(response.statusCode ?? 0);
        })
          .on('error', reject)
          .end();
      });
    expect(await get({})).toBe(200);
    expect(await get({ host: 'localhost:1234' })).toBe(200);
    expect(await get({ host: '[::1]:1234' })).toBe(200);
    expect(await get({ origin: 'http://127.0.0.1' })).toBe(403);
    expect(await get({ origin: 'null' })).toBe(403);
    expect(await get({ host: 'rebound.example:4599' })).toBe(403);
    expect(await get({ host: '127.0.0.1.evil.example' })).toBe(403);
    expect(await get({ 'sec-fetch-site': 'cross-site' })).toBe(403);
  });

  test('a collection is the same over the socket as inside the process', async () => {
    const collected = async (): Promise<Snapshot> => {
      const connections = await connect({ region: [], roleArn: [], lab: await labConnection() });
      try {
        const now = new Date('2026-11-23T08:00:00Z');
        const needs = [
          'ec2',
          'elbv2',
          'route53',
          'route53resolver',
          'cloudfront',
          'wafv2',
          'guardduty',
          'iam',
        ] as const;
        return await collect({ connections, needs, now, signal: new AbortController().signal });
      } finally {
        for (const connection of connections) connection.close();
      }
    };
    await saveState(seedState(new Date('2026-11-23T00:00:00Z')));
    const inside = await collected();
    expect(inside.gaps).toEqual([]);
    await start();
    expect(await collected()).toEqual(inside);
    expect(lines.length).toBeGreaterThan(60);
  });

  test('stops when asked through the control API', async () => {
    const server = await start();
    await askLab(server.endpoint, 'POST', 'stop');
    await server.stopped;
    expect(await runningLab()).toBeUndefined();
  });

  test('a body that is too large, a broken request and a connection that says nothing leave it running', async () => {
    const { endpoint } = await start();
    const huge = await fetch(endpoint, { method: 'POST', body: new Uint8Array(17 * 1024 * 1024) });
    expect(huge.status).toBe(413);
    const { port } = new URL(endpoint);
    const raw = (text: string): Promise<string> =>
      new Promise((resolve) => {
        const socket = openSocket(Number(port), '127.0.0.1', () => socket.end(text));
        let got = '';
        socket.setEncoding('utf8').on('data', (chunk) => {
          got += chunk;
        });
        socket.on('close', () => resolve(got));
        socket.on('error', () => resolve(got));
      });
    expect(await raw('rubbish\r\n\r\n')).toMatch(/^HTTP\/1\.1 400/);
    expect(await raw('')).toBe('');
    expect(await raw('GET http://[bad/ HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n')).toMatch(/^HTTP\/1\.1 40\d/);
    expect(await raw('HEAD / HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n')).toMatch(
      /^HTTP\/1\.1 403[\s\S]*\r\n\r\n$/,
    );
    expect((await askLab(endpoint, 'GET', 'status')) as { lab: string }).toMatchObject({ lab: 'netops' });
  });

  test('many calls at once over kept connections', async () => {
    await start();
    const { requestHandler: _none, ...remote } = await sdk();
    const client = new STSClient(remote);
    const answers = await Promise.all(Array.from({ length: 200 }, () => client.send(new GetCallerIdentityCommand({}))));
    expect(new Set(answers.map(({ Account }) => Account))).toEqual(new Set(['123456789012']));
    client.destroy();
  });

  test('a cut and a truncated answer', async () => {
    const { endpoint } = await start();
    const { headers, body } = form('sts', { Action: 'GetCallerIdentity', Version: '2011-06-15' });
    const call = (): Promise<string> => fetch(endpoint, { method: 'POST', headers, body }).then((r) => r.text());
    for (const kind of ['cut', 'truncate']) {
      await askLab(endpoint, 'POST', 'api-faults', { operation: 'sts:*', effect: { kind }, times: 1 });
      await expect(call()).rejects.toThrow();
      expect(await call()).toContain('<Account>123456789012</Account>');
    }
  });

  test('a server whose lock was taken does not overwrite what another process saved', async () => {
    const server = await start();
    const { hostname } = await import('node:os');
    writeFileSync(labFiles().lock, JSON.stringify({ pid: 1, host: hostname(), token: 'thief' }));
    const theirs = { ...seedState(new Date()), sequence: 4_711 };
    await saveState(theirs);
    await expect(askLab(server.endpoint, 'PUT', 'load/nat-1', { connections: 1 })).rejects.toThrow(/took over/);
    expect(saved().sequence).toBe(4_711);
    servers = [];
    await server.close();
  });
});

/** Node 20 does not read TypeScript: the tests' own processes do it through esbuild. */
function tsLoader(): string {
  const hooks = `
    import { readFileSync } from 'node:fs';
    import { fileURLToPath } from 'node:url';
    import { transformSync } from ${JSON.stringify(import.meta.resolve('esbuild'))};
    export async function load(url, context, next) {
      if (!url.endsWith('.ts')) return next(url, context);
      const { code } = transformSync(readFileSync(fileURLToPath(url), 'utf8'), { loader: 'ts', format: 'esm' });
      return { format: 'module', source: code, shortCircuit: true };
    }`;
  const registering = `import { register } from 'node:module'; register('data:text/javascript,${encodeURIComponent(hooks).replaceAll("'", '%27')}');`;
  return `data:text/javascript,${encodeURIComponent(registering)}`;
}
