import { spawn } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { bin, freshHome, netops, type Run } from '../netops.ts';
import { caBundle, credentials, type Endpoint, startEndpoint, startProxy, startTls } from './aws-endpoint.ts';

const region = 'ap-northeast-2';
const command = ['snapshot', 'save', '--format', 'json', '--lang', 'en'];

/** The one sentence on stderr, without a stack trace. */
function sentence(run: Run): string {
  const lines = run.stderr.trim().split('\n');
  expect(lines).toHaveLength(1);
  expect(run.stdout).toBe('');
  return lines[0]!;
}

function homeWith(config: string, credentialsFile = ''): string {
  const home = freshHome();
  mkdirSync(join(home, '.aws'), { recursive: true });
  writeFileSync(join(home, '.aws', 'config'), config);
  writeFileSync(join(home, '.aws', 'credentials'), credentialsFile);
  return home;
}

let aws: Endpoint;
beforeAll(async () => {
  aws = await startEndpoint();
});
afterAll(async () => {
  await aws.close();
});

describe('what cannot be meant', () => {
  test.each([
    [['--source', 'azure'], 2, /--source 'azure' is not known/],
    [['--source', 'snapshot:'], 2, /--source 'snapshot:' is not known/],
    [['--source', 'steampipe'], 1, /source steampipe is not supported yet/],
    [['--source', 'postgres://me:hush@host/db'], 1, /source postgres is not supported yet/],
    [['--source', 'snapshot:nowhere'], 1, /no snapshot nowhere/],
    [['--endpoint-url', 'localhost:4566'], 2, /--endpoint-url 'localhost:4566' is not a URL/],
    [['--role-arn', 'NetOps'], 2, /not the ARN of an IAM role/],
    [
      ['--role-arn', 'arn:aws:iam::111122223333:role/a', '--role-arn', 'arn:aws:iam::111122223333:role/b'],
      2,
      /two roles of the account 111122223333/,
    ],
  ])('%s', async (args, code, says) => {
    const run = await netops([...command, '--region', region, ...args], { env: credentials });
    expect(sentence(run)).toMatch(says);
    expect(run.code).toBe(code);
    expect(run.stderr).not.toContain('hush');
  });
});

describe('credentials', () => {
  test('none: the lab and the demo are named', async () => {
    const run = await netops([...command, '--region', region]);
    expect(sentence(run)).toMatch(/no AWS credentials found.*netops demo.*--source lab/);
    expect(run.code).toBe(1);
  });

  test('an SSO session that is not there any more: the exact command', async () => {
    const home = homeWith(`[profile prod]
sso_session = corp
sso_account_id = 111122223333
sso_role_name = ReadOnly
region = ${region}
[sso-session corp]
sso_start_url = https://corp.awsapps.com/start
sso_region = ap-northeast-2
`);
    const run = await netops([...command, '--profile', 'prod'], { home });
    expect(sentence(run)).toMatch(/the SSO session has expired.*: aws sso login --profile prod$/);
    expect(run.code).toBe(1);
  });

  test('an unknown profile: the near ones', async () => {
    const home = homeWith('[profile prod]\nregion = us-east-1\n[profile dev]\nregion = us-east-1\n[sso-session prd]\n');
    const run = await netops([...command, '--profile', 'prd'], { home });
    expect(sentence(run)).toMatch(/there is no profile prd. Did you mean prod\?$/);
    const other = await netops([...command, '--profile', 'somebody-else'], { home });
    expect(sentence(other)).toMatch(/Configured profiles: dev, prod$/);
    expect([run.code, other.code]).toEqual([1, 1]);
  });

  test("a profile's keys and region, and its endpoint for one service", async () => {
    const home = homeWith(
      `[profile lab]\nregion = ${region}\nendpoint_url = ${aws.url}\n`,
      '[lab]\naws_access_key_id = NETOPSLAB\naws_secret_access_key = netops-lab\n',
    );
    const run = await netops([...command, '--profile', 'lab', '--quiet'], { home });
    expect(run.stderr).toBe('');
    expect(JSON.parse(run.stdout)).toMatchObject({ regions: [region], source: 'aws', accounts: ['123456789012'] });
  });

  test('expired ones', async () => {
    const endpoint = await startEndpoint();
    await endpoint.fault({ operation: '*', effect: { kind: 'error', code: 'ExpiredToken', status: 403 } });
    const run = await netops([...command, '--region', region, '--quiet', '--endpoint-url', endpoint.url], {
      env: credentials,
    });
    await endpoint.close();
    expect(sentence(run)).toMatch(/temporary credentials have expired/);
    expect(run.code).toBe(1);
  });
});

describe('regions', () => {
  test('none is set', async () => {
    const run = await netops(command, { env: credentials });
    expect(sentence(run)).toMatch(/no region is set/);
    expect(run.code).toBe(1);
  });

  test('an unknown one: the near ones, whether it looks like one or not', async () => {
    for (const typed of ['ap-norheast-2', 'ap-northeast-9']) {
      const run = await netops([...command, '--region', typed, '--quiet', '--endpoint-url', aws.url], {
        env: credentials,
      });
      expect(sentence(run)).toMatch(new RegExp(`there is no region ${typed}. Did you mean .*ap-northeast-2`));
      expect(run.code).toBe(1);
    }
  });

  test('all: those that the account has enabled', async () => {
    const run = await netops([...command, '--region', 'all', '--quiet', '--endpoint-url', aws.url], {
      env: credentials,
    });
    const { regions, gaps } = JSON.parse(run.stdout);
    expect(regions).toHaveLength(17);
    expect(regions).not.toContain('me-south-1');
    expect(gaps).toEqual([]);
  });
});

describe('the way to AWS', () => {
  test('an endpoint that is down', async () => {
    const run = await netops([...command, '--region', region, '--quiet', '--endpoint-url', 'http://127.0.0.1:9'], {
      env: credentials,
    });
    expect(sentence(run)).toMatch(/cannot connect to http:\/\/127\.0\.0\.1:9 \(connection refused\)/);
    expect(run.code).toBe(1);
    expect(run.ms).toBeLessThan(10_000);
  });

  test('AWS_ENDPOINT_URL, and one service elsewhere', async () => {
    const ec2 = await startEndpoint();
    const run = await netops([...command, '--region', region, '--quiet'], {
      env: { ...credentials, AWS_ENDPOINT_URL: aws.url, AWS_ENDPOINT_URL_EC2: ec2.url },
    });
    await ec2.close();
    expect(run.code).toBe(0);
    expect(new Set(ec2.calls.map((call) => call.split(':')[0]))).toEqual(new Set(['ec2']));
    expect(ec2.calls.length).toBeGreaterThan(30);
  });

  test('an HTTP proxy in the way', async () => {
    const proxy = await startProxy({ plain: aws.url, password: 'kim:p@ss' });
    const save = [...command, '--region', region, '--quiet', '--endpoint-url', 'http://aws.test:4566'];
    const through = await netops(save, {
      env: { ...credentials, HTTP_PROXY: `http://kim:p%40ss@127.0.0.1:${proxy.port}` },
    });
    expect(through.stderr).toBe('');
    expect(JSON.parse(through.stdout).accounts).toEqual(['123456789012']);
    expect(proxy.asked[0]).toMatch(/^(GET|POST) http:\/\/aws\.test:4566\//);
    const asked = proxy.asked.length;
    const around = await netops([...command, '--region', region, '--quiet', '--endpoint-url', aws.url], {
      env: { ...credentials, HTTP_PROXY: `http://127.0.0.1:${proxy.port}`, NO_PROXY: '127.0.0.1' },
    });
    await proxy.close();
    expect([around.code, around.stderr]).toEqual([0, '']);
    expect(proxy.asked.length).toBe(asked);
  });

  test('a proxy that inspects TLS, its certificate in AWS_CA_BUNDLE', async () => {
    const tls = await startTls(aws.url);
    const proxy = await startProxy({ plain: aws.url, tls: tls.port });
    const save = [...command, '--region', region, '--quiet', '--endpoint-url', 'https://aws.test'];
    const env = { ...credentials, HTTPS_PROXY: `127.0.0.1:${proxy.port}` };
    const trusting = await netops(save, { env: { ...env, AWS_CA_BUNDLE: caBundle } });
    expect(trusting.stderr).toBe('');
    expect(JSON.parse(trusting.stdout).accounts).toEqual(['123456789012']);
    expect(new Set(proxy.asked)).toEqual(new Set(['CONNECT aws.test:443']));

    const wary = await netops(save, { env });
    expect(sentence(wary)).toMatch(/certificate is not trusted.*AWS_CA_BUNDLE/);
    const lost = await netops(save, { env: { ...env, AWS_CA_BUNDLE: '/no/such.pem' } });
    expect(sentence(lost)).toMatch(/\/no\/such\.pem, cannot be read/);
    expect([wary.code, lost.code]).toEqual([1, 1]);
    await proxy.close();
    await tls.close();
  });

  test('a proxy that wants a password', async () => {
    const proxy = await startProxy({ plain: aws.url, tls: 9, password: 'kim:secret' });
    const run = await netops([...command, '--region', region, '--quiet', '--endpoint-url', 'https://aws.test'], {
      env: { ...credentials, HTTPS_PROXY: `http://127.0.0.1:${proxy.port}` },
    });
    await proxy.close();
    expect(sentence(run)).toMatch(/the proxy refused the connection \(407\)/);
  });

  test('every call names netops as its caller', async () => {
    const agents = new Set<string>();
    const { createServer } = await import('node:http');
    const server = createServer((from, to) => {
      agents.add(String(from.headers['user-agent']));
      to.writeHead(403, { 'content-type': 'text/xml' }).end(
        '<Response><Errors><Error><Code>UnauthorizedOperation</Code></Error></Errors></Response>',
      );
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const { port } = server.address() as import('node:net').AddressInfo;
    const run = await netops(
      [...command, '--region', region, '--quiet', '--endpoint-url', `http://127.0.0.1:${port}`],
      { env: credentials },
    );
    server.closeAllConnections();
    server.close();
    expect(run.code).toBe(1);
    for (const agent of agents) expect(agent).toMatch(/netops\/\d+\.\d+\.\d+/);
  });
});

describe('progress', () => {
  const save = (...more: string[]) => [...command, '--region', region, '--endpoint-url', aws.url, ...more];

  test('plain lines on stderr where there is no terminal, none with --quiet; stdout is the result alone', async () => {
    const run = await netops(save(), { env: credentials });
    expect(run.stderr.trim().split('\n')).toEqual([
      expect.stringMatching(/^(global|ap-northeast-2): (\d+)\/\2 read$/),
      expect.stringMatching(/^(global|ap-northeast-2): (\d+)\/\2 read$/),
      expect.stringMatching(/^collected: 2 places, \d+ reads, \d+\.\d s$/),
    ]);
    expect(run.stderr).not.toContain('\u001b');
    JSON.parse(run.stdout);
    expect((await netops(save('--quiet'), { env: credentials })).stderr).toBe('');
  });

  test('Ctrl-C stops it: 130, a word, nothing saved', async () => {
    const slow = await startEndpoint();
    await slow.fault({ operation: 'ec2:*', effect: { kind: 'delay', ms: 30_000 } });
    const home = freshHome();
    const child = spawn(process.execPath, [bin, ...command, '--region', region, '--endpoint-url', slow.url], {
      env: { PATH: process.env.PATH ?? '', HOME: home, NETOPS_HOME: home, ...credentials },
    });
    let stderr = '';
    let stdout = '';
    child.stderr.on('data', (chunk) => {
      stderr += chunk;
    });
    child.stdout.on('data', (chunk) => {
      stdout += chunk;
    });
    while (!stderr.includes('global')) await new Promise((resolve) => setTimeout(resolve, 20));
    const started = performance.now();
    child.kill('SIGINT');
    const code = await new Promise((resolve) => child.on('close', resolve));
    await slow.close();
    expect(code).toBe(130);
    expect(performance.now() - started).toBeLessThan(3_000);
    expect(stderr).toContain('collection stopped.');
    expect(stdout).toBe('');
  });
});
