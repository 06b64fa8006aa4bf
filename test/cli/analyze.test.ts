import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import stringWidth from 'string-width';
import { beforeAll, describe, expect, test } from 'vitest';
import { documents } from '../../src/report/published-schemas.ts';
import { freshHome, netops, type Run } from '../netops.ts';

const parts = {
  ko: [
    '🌐 네트워크 상태 분석',
    '📊 트래픽 패턴 분석',
    '🔧 즉시 조치사항',
    '🛡️ 보안 영향 평가',
    '⚡ 성능 최적화',
    '💰 비용 최적화',
    '🤖 자동화 방안',
  ],
  en: [
    '🌐 Network state',
    '📊 Traffic patterns',
    '🔧 Immediate actions',
    '🛡️ Security impact',
    '⚡ Performance',
    '💰 Cost',
    '🤖 Automation',
  ],
};

describe('netops analyze on the lab', () => {
  let run: Run;
  let document: ReturnType<typeof parse>;
  const parse = (text: string) => documents.analyze.parse(JSON.parse(text));

  beforeAll(async () => {
    run = await netops(['analyze', '--source', 'lab', '--format', 'json', '--quiet']);
    document = parse(run.stdout);
  });

  test('one JSON document on stdout, nothing but progress on stderr, exit 0', () => {
    expect(run.code).toBe(0);
    expect(run.stderr).toBe('');
    expect(document.accounts).toEqual(['123456789012']);
    expect(document.regions).toEqual(['ap-northeast-2']);
    expect(document.source).toBe('lab');
  });

  test('the network of the workshop: VPCs, kinds of subnets, gateways', () => {
    expect(document.data.vpcs?.map((v) => [v.name, v.cidrs[0]])).toEqual([
      ['DMZVPC', '10.11.0.0/16'],
      ['Default VPC', '172.31.0.0/16'],
      ['VPC01', '10.1.0.0/16'],
      ['VPC02', '10.2.0.0/16'],
      ['mgmtvpc', '10.254.0.0/16'],
    ]);
    const kind = (name: string) => document.data.subnets?.find((s) => s.name === name)?.kind;
    expect(kind('DMZVPC-FWIN-Subnet-A')).toBe('public');
    expect(kind('DMZVPC-Public-Subnet-A')).toBe('inspected');
    expect(kind('DMZVPC-Private-Subnet-A')).toBe('inspected');
    expect(kind('VPC01-PrivateSubnetA')).toBe('private-transit');
    expect(kind('mgmtvpc-Private-Subnet-A')).toBe('private-nat');
    expect(kind('DMZVPC-NEWTGW-Subnet-A')).toBe('isolated');
    expect(document.data.loadBalancers?.find((b) => b.name === 'DMZVPC-alb1')?.targetGroups?.[0]).toMatchObject({
      healthy: 4,
      total: 4,
    });
  });

  test('what is weak is found, and nothing is called a cause while nothing fails', () => {
    const codes = document.findings.map((f) => f.code);
    for (const code of [
      'ACCOUNT_ROOT_MFA_OFF',
      'SG_OPEN_SSH_WORLD',
      'FIREWALL_RETURN_BYPASSED',
      'NFW_RULE_SHADOWED',
      'VPC_NO_FLOW_LOGS',
      'TGW_ROUTE_TO_UNATTACHED_VPC',
      'EIP_UNASSOCIATED',
      'ENDPOINT_S3_MISSING',
    ]) {
      expect(codes).toContain(code);
    }
    expect(document.findings.filter((f) => f.code === 'SG_OPEN_SSH_WORLD')).toHaveLength(6);
    expect(document.findings.filter((f) => f.cause)).toEqual([]);
    expect(document.findings.filter((f) => f.priority === 'P0')).toEqual([]);
    expect(new Set(document.findings.map((f) => f.id)).size).toBe(document.findings.length);
  });

  test('codes and ids are the same in both languages, sentences are not', async () => {
    const english = parse(
      (await netops(['analyze', '--source', 'lab', '--format', 'json', '--quiet', '--lang', 'en'])).stdout,
    );
    expect(english.findings.map((f) => [f.id, f.code])).toEqual(document.findings.map((f) => [f.id, f.code]));
    const hangul = /[가-힣]/;
    expect(JSON.stringify(english)).not.toMatch(hangul);
    for (const f of document.findings) expect(f.title + f.impact).toMatch(hangul);
  });

  test.each(['ko', 'en'] as const)('the seven parts in order, in %s, as Markdown and HTML', async (lang) => {
    const home = freshHome();
    const out = join(home, 'reports');
    const screen = await netops(['analyze', '--source', 'lab', '--lang', lang, '--out', out], { home });
    expect(screen.code).toBe(0);
    for (const line of screen.stdout.split('\n')) {
      if (!line.startsWith('  aws ')) expect(stringWidth(line)).toBeLessThanOrEqual(80);
    }
    const md = readFileSync(join(out, 'network-analysis.md'), 'utf8');
    const at = parts[lang].map((p) => md.indexOf(`## ${p}`));
    expect(at.every((i) => i > 0)).toBe(true);
    expect([...at].sort((a, b) => a - b)).toEqual(at);
    expect(md).toContain('```mermaid');
    const html = readFileSync(join(out, 'network-analysis.html'), 'utf8');
    for (const part of parts[lang]) expect(html).toContain(part);
    expect(html).toContain('<svg');
    expect(html).not.toMatch(/<script|https?:\/\/[^"]*\.(js|css)/);
  });

  test('a second run keeps the first report under a dated name', async () => {
    const home = freshHome();
    const out = join(home, 'reports');
    for (let i = 0; i < 2; i++) await netops(['analyze', '--source', 'lab', '--out', out, '--quiet'], { home });
    const files = readdirSync(out);
    expect(files.filter((f) => /^network-analysis-\d{4}-\d{2}-\d{2}T\d{6}\.md$/.test(f))).toHaveLength(1);
    expect(files).toContain('network-analysis.md');
  });

  test('--fail-on: 3 when a finding is that severe, 0 when none is', async () => {
    expect((await netops(['analyze', '--source', 'lab', '--format', 'json', '--fail-on', 'critical'])).code).toBe(3);
  });

  test('JSON writes no files unless a folder is named', async () => {
    const home = freshHome();
    await netops(['analyze', '--source', 'lab', '--format', 'json'], { home });
    expect(existsSync(join(home, 'projects'))).toBe(false);
  });
});

describe('bad input is one sentence and the right exit code', () => {
  const sentence = (run: Run): string => {
    expect(run.stderr).not.toMatch(/\n\s+at /);
    const lines = run.stderr
      .trim()
      .split('\n')
      .filter((l) => l.startsWith('netops: '));
    expect(lines).toHaveLength(1);
    return lines[0]!;
  };

  test.each([
    [['analyze', '--sauce', 'lab'], 2, '--sauce'],
    [['anlyze'], 2, 'analyze'],
    [['analyze', '--source', 'nowhere'], 2, 'nowhere'],
    [['analyze', '--format', 'pdf'], 2, 'pdf'],
    [['analyze', '--lang', 'fr'], 2, 'fr'],
    [['analyze', '--source', 'lab', '--region', 'seoul'], 1, 'seoul'],
    [['analyze', '--source', 'lab', '--endpoint-url', 'not a url'], 2, '--endpoint-url'],
    [['analyze', '--role-arn', 'role'], 2, '--role-arn'],
    [['analyze', '--source', 'steampipe'], 1, 'steampipe'],
    [['analyze', '--source', 'snapshot:/does/not/exist'], 1, '/does/not/exist'],
  ])('%j', async (args, code, names) => {
    // Both languages for what the program itself says; what collection says is tested with it.
    for (const lang of code === 2 ? ['ko', 'en'] : ['en']) {
      const run = await netops([...args, ...(args.includes('--lang') ? [] : ['--lang', lang])], {
        env: { AWS_REGION: 'ap-northeast-2' },
      });
      expect(run.code).toBe(code);
      expect(sentence(run)).toContain(names);
      expect(run.stdout).toBe('');
    }
  });

  test('no credentials: names the demo and the lab', async () => {
    const run = await netops(['analyze', '--region', 'ap-northeast-2'], {
      env: { AWS_CONFIG_FILE: '/nonexistent', AWS_SHARED_CREDENTIALS_FILE: '/nonexistent' },
    });
    expect(run.code).toBe(1);
    expect(sentence(run)).toMatch(/netops demo.*--source lab/);
  });

  test('an endpoint where nobody listens', async () => {
    const run = await netops(
      ['analyze', '--region', 'ap-northeast-2', '--endpoint-url', 'http://127.0.0.1:9', '--lang', 'en'],
      {
        env: { AWS_ACCESS_KEY_ID: 'AKIAEXAMPLE', AWS_SECRET_ACCESS_KEY: 'secret' },
      },
    );
    expect(run.code).toBe(1);
    expect(sentence(run)).toContain('127.0.0.1:9');
    expect(run.stderr).not.toContain('secret');
  });

  test('a report folder that cannot be: a file in the way', async () => {
    const home = freshHome();
    writeFileSync(join(home, 'file'), '');
    const run = await netops(['analyze', '--source', 'lab', '--out', join(home, 'file', 'x'), '--lang', 'en'], {
      home,
    });
    expect(run.code).toBe(1);
    expect(sentence(run)).toContain('--out');
  });

  test('--help is in the reader’s language, with examples', async () => {
    const ko = await netops(['analyze', '--help']);
    expect(ko.code).toBe(0);
    expect(ko.stdout).toContain('예:');
    const en = await netops(['analyze', '--help', '--lang', 'en']);
    expect(en.stdout).toContain('Examples:');
    expect(en.stdout).not.toMatch(/[가-힣]/);
  });
});
