import { execFile } from 'node:child_process';
import { chmodSync, mkdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type LabServer, startServer } from '../../src/lab/server.ts';
import { dailyScript } from '../../src/report/security/daily-script.ts';
import { freshHome } from '../netops.ts';
import { runAws } from './aws-cli.ts';

/* The daily script as it is handed over, run by a POSIX shell with the real AWS CLI and jq against the lab. */

const home = freshHome();
const cli = process.env.NETOPS_AWS_CLI ?? 'aws';
const shellcheck = process.env.NETOPS_SHELLCHECK ?? 'shellcheck';
const jq = process.env.NETOPS_JQ ?? 'jq';
let server: LabServer;

beforeAll(async () => {
  process.env.NETOPS_HOME = home;
  server = await startServer({ port: 0, log: () => {} });
  mkdirSync(join(home, 'bin'));
  // The script looks for its two tools on the PATH.
  for (const [name, path] of [
    ['aws', cli],
    ['jq', jq],
  ] as const)
    if (path.includes('/')) symlinkSync(path, join(home, 'bin', name));
});
afterAll(async () => {
  await server.close();
  delete process.env.NETOPS_HOME;
});

interface Ran {
  code: number;
  stdout: string;
  stderr: string;
}

const run = (command: string, args: string[], env: Record<string, string> = {}): Promise<Ran> =>
  new Promise((resolve, reject) => {
    execFile(command, args, { env: { PATH: process.env.PATH ?? '', ...env } }, (error, stdout, stderr) => {
      if (error !== null && typeof error.code !== 'number') reject(error);
      else resolve({ code: error === null ? 0 : Number(error.code), stdout, stderr });
    });
  });

function written(lang: 'ko' | 'en'): string {
  const file = join(home, `daily-${lang}.sh`);
  writeFileSync(file, dailyScript(['ap-northeast-2'], lang));
  chmodSync(file, 0o755);
  return file;
}

const daily = (lang: 'ko' | 'en', env: Record<string, string> = {}): Promise<Ran> =>
  run('/bin/sh', [written(lang)], {
    PATH: `${join(home, 'bin')}:${process.env.PATH}`,
    HOME: home,
    AWS_ENDPOINT_URL: server.endpoint,
    AWS_ACCESS_KEY_ID: 'NETOPSLAB',
    AWS_SECRET_ACCESS_KEY: 'netops-lab',
    AWS_DEFAULT_REGION: 'ap-northeast-2',
    AWS_EC2_METADATA_DISABLED: 'true',
    AWS_CONFIG_FILE: '/nonexistent',
    AWS_SHARED_CREDENTIALS_FILE: '/nonexistent',
    AWS_MAX_ATTEMPTS: '1',
    ...env,
  });

test('shellcheck has nothing to say of it, in either language', async () => {
  for (const lang of ['ko', 'en'] as const)
    expect(await run(shellcheck, ['--shell=sh', written(lang)])).toEqual({ code: 0, stdout: '', stderr: '' });
});

test('on the lab: what is critical is named, and it ends with 1', async () => {
  const { code, stdout, stderr } = await daily('ko');
  expect({ code, stderr }).toEqual({ code: 1, stderr: '' });
  expect(stdout).toContain('CRITICAL global           루트 사용자에 MFA가 없습니다: root');
  expect(stdout).toMatch(/CRITICAL ap-northeast-2 {3}보안 그룹이 전 세계에 열려 있습니다: sg-\w+ PrivateEC2SG tcp 22/);
  expect(stdout.match(/tcp 22$/gm)).toHaveLength(6);
  expect(stdout).toMatch(/: 심각 7, 높음 \d+, 보통 \d+, 확인하지 못함 0\n$/);
}, 300_000);

test('without what is critical it ends with 0', async () => {
  const found = JSON.parse(
    (
      await runAws(server.endpoint, [
        'ec2',
        'describe-security-groups',
        '--filters',
        'Name=ip-permission.from-port,Values=22',
        '--output',
        'json',
      ])
    ).stdout,
  ) as { SecurityGroups: { GroupId: string }[] };
  for (const { GroupId } of found.SecurityGroups)
    await runAws(
      server.endpoint,
      `ec2 revoke-security-group-ingress --group-id ${GroupId} --protocol tcp --port 22 --cidr 0.0.0.0/0`.split(' '),
    );
  // The lab’s root user has no MFA, and no call gives it one: this account has another answer.
  const wrapper = join(home, 'other', 'aws');
  mkdirSync(dirname(wrapper));
  const summary = '{"SummaryMap":{"AccountMFAEnabled":1,"AccountAccessKeysPresent":0}}';
  writeFileSync(wrapper, `#!/bin/sh\n[ "$1" = iam ] && { echo '${summary}'; exit 0; }\nexec ${cli} "$@"\n`);
  chmodSync(wrapper, 0o755);
  const { code, stdout, stderr } = await daily('en', { PATH: `${dirname(wrapper)}:${home}/bin:${process.env.PATH}` });
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  expect(stdout).toMatch(/: critical 0, high \d+, medium \d+, not checked 0\n$/);
}, 300_000);

test('a call that is refused is said, and it ends with 2 when nothing else is critical', async () => {
  const wrapper = join(home, 'refused', 'aws');
  mkdirSync(dirname(wrapper));
  writeFileSync(wrapper, '#!/bin/sh\necho "An error occurred (AccessDenied) \u001b[31mred" >&2\nexit 254\n');
  chmodSync(wrapper, 0o755);
  const { code, stdout } = await daily('en', { PATH: `${dirname(wrapper)}:${home}/bin:${process.env.PATH}` });
  expect(code).toBe(2);
  expect(stdout).toContain('could not be checked');
  expect(stdout).not.toContain('\u001b');
  expect(readFileSync(written('en'), 'utf8')).toContain('#!/bin/sh');
});

test('root credentials that the organization took away are no alarm; a trail whose status is refused is not called off', async () => {
  const wrapper = join(home, 'taken', 'aws');
  mkdirSync(dirname(wrapper));
  const summary = '{"SummaryMap":{"AccountMFAEnabled":0,"AccountPasswordPresent":0,"AccountAccessKeysPresent":0}}';
  const trails = '{"trailList":[{"TrailARN":"arn:aws:cloudtrail:ap-northeast-2:123456789012:trail/org"}]}';
  writeFileSync(
    wrapper,
    `#!/bin/sh\ncase "$2" in\nget-account-summary) echo '${summary}';;\ndescribe-trails) echo '${trails}';;\n*) echo refused >&2; exit 254;;\nesac\n`,
  );
  chmodSync(wrapper, 0o755);
  const { code, stdout } = await daily('en', { PATH: `${dirname(wrapper)}:${home}/bin:${process.env.PATH}` });
  expect(code).toBe(2);
  expect(stdout).not.toContain('the root user has no MFA');
  expect(stdout).not.toContain('no trail is logging');
  expect(stdout).toContain('cloudtrail get-trail-status');
});
