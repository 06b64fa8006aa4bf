import { existsSync, readdirSync, readFileSync } from 'node:fs';
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
const stopped = 'i-06ab0389cfa6b82d5';
const parse = (run: Run) => documents.lb.parse(JSON.parse(run.stdout));

describe('the seed’s scene: one of four targets is stopped', () => {
  const home = freshHome();
  let ko: Run;
  let en: Run;
  let json: ReturnType<typeof parse>;

  beforeAll(async () => {
    await netops(['lab', 'break', 'target-stopped', '--quiet'], { home });
    const lb = ['lb', 'DMZVPC-alb1', '--source', 'lab', '--quiet'];
    ko = await netops([...lb, '--out', join(home, 'ko')], { home });
    en = await netops([...lb, '--out', join(home, 'en'), '--lang', 'en'], { home });
    json = parse(await netops([...lb, '--format', 'json'], { home }));
  });

  test('the one cause, on the instance, with a fix that was tried', () => {
    const causes = json.findings.filter((f) => f.cause);
    expect(causes.map((f) => [f.code, f.resource])).toEqual([['LB_TARGET_STOPPED', stopped]]);
    expect(causes[0]!.fixes[0]).toMatchObject({
      command: `aws ec2 start-instances --instance-ids ${stopped} --region ap-northeast-2`,
      verified: true,
    });
    expect(json.summary).toMatchObject({ balancers: 1, targets: 4, healthy: 3, causes: 1 });
  });

  test('who stopped it, and when', () => {
    expect(json.data.changes).toHaveLength(1);
    expect(json.data.changes[0]).toMatchObject({ name: 'StopInstances', who: 'night-shift', resource: stopped });
    for (const run of [ko, en]) expect(run.stdout).toMatch(/\d{4}-\d\d-\d\d \d\d:\d\d KST/);
  });

  test('balancer, zones, listeners, health check, targets and availability', () => {
    const [balancer] = json.data.balancers!;
    expect(balancer).toMatchObject({
      name: 'DMZVPC-alb1',
      scheme: 'internet-facing',
      state: 'active',
      dnsName: 'DMZVPC-alb1-716575623.ap-northeast-2.elb.amazonaws.com',
      zones: [
        { zone: 'ap-northeast-2a', targets: 2, healthy: 2 },
        { zone: 'ap-northeast-2b', targets: 2, healthy: 1 },
      ],
      listeners: [{ protocol: 'HTTP', port: 80, defaultAction: 'DMZVPC-ALB-tg1' }],
    });
    const [group] = balancer!.groups!;
    expect(group).toMatchObject({ availabilityPercent: 75, healthy: 3, total: 4 });
    expect(group!.check).toMatchObject({ path: '/ec2meta-webpage/index.php', intervalSeconds: 10, timeoutSeconds: 5 });
    expect(group!.targets!.find((t) => t.id === stopped)).toMatchObject({
      state: 'unused',
      description: 'Target is in the stopped state',
      causes: ['LB_TARGET_STOPPED'],
    });
  });

  test.each(['ko', 'en'] as const)('the report in its seven parts, in %s', (lang) => {
    const dir = join(home, lang);
    expect(readdirSync(dir).sort()).toEqual(['load-balancer-analysis.html', 'load-balancer-analysis.md']);
    const md = readFileSync(join(dir, 'load-balancer-analysis.md'), 'utf8');
    const at = parts[lang].map((p) => md.indexOf(`## ${p}`));
    expect(at.every((i) => i > 0)).toBe(true);
    expect([...at].sort((a, b) => a - b)).toEqual(at);
    for (const fact of ['75', '2/2', '1/2', stopped, 'aws ec2 start-instances', 'LB_NO_ACCESS_LOGS', 'LB_NO_HTTPS'])
      expect(md).toContain(fact);
    expect(md).toMatch(/\$\d+\.\d\d/);
    const html = readFileSync(join(dir, 'load-balancer-analysis.html'), 'utf8');
    expect(html).toContain('<svg');
    expect(html).not.toMatch(/<script/);
    if (lang === 'en') expect(md + en.stdout).not.toMatch(/[가-힣]/);
    else expect(md).toMatch(/가용성 75%/);
  });

  test('the screen: short, with the cause and its command, no wider than it should be', () => {
    for (const run of [ko, en]) {
      expect(run.code).toBe(0);
      expect(run.stderr).toBe('');
      expect(run.stdout).toContain('LB_TARGET_STOPPED');
      expect(run.stdout).toContain('aws ec2 start-instances');
      expect(run.stdout.split('\n').length).toBeLessThan(70);
      for (const line of run.stdout.split('\n'))
        if (!line.startsWith('  aws ') && !line.includes(home)) expect(stringWidth(line)).toBeLessThanOrEqual(80);
    }
  });

  test('by ARN, by DNS name, by target group, by a target’s address; --fail-on', async () => {
    const [balancer] = json.data.balancers!;
    for (const name of [balancer!.arn, balancer!.dnsName, 'dmzvpc-alb-tg1', '10.11.24.102']) {
      const found = parse(await netops(['lb', name, '--source', 'lab', '--format', 'json', '--quiet'], { home }));
      expect(found.data.balancers!.map((b) => b.name)).toEqual(['DMZVPC-alb1']);
    }
    const run = await netops(['lb', '--source', 'lab', '--format', 'json', '--quiet', '--fail-on', 'high'], { home });
    expect(run.code).toBe(3);
    expect(parse(run).data.balancers).toHaveLength(2);
  });

  test('CloudTrail and CloudWatch refused: gaps, and the diagnosis stands on what is left', async () => {
    await netops(['lab', 'start', '--detach', '--port', '0'], { home });
    try {
      const { endpoint } = JSON.parse((await netops(['lab', 'status', '--format', 'json'], { home })).stdout).summary;
      for (const operation of ['cloudtrail:LookupEvents', 'cloudwatch:*'])
        await fetch(`${endpoint}/_netops/api-faults`, {
          method: 'POST',
          body: JSON.stringify({ operation, effect: { kind: 'error', code: 'AccessDenied', status: 403 } }),
        });
      const found = parse(await netops(['lb', '--source', 'lab', '--format', 'json', '--quiet'], { home }));
      expect(found.findings.filter((f) => f.cause).map((f) => f.code)).toEqual(['LB_TARGET_STOPPED']);
      expect(new Set(found.gaps.map((g) => `${g.service}:${g.operation}`))).toEqual(
        new Set(['cloudtrail:LookupEvents', 'cloudwatch:DescribeAlarms', 'cloudwatch:GetMetricData']),
      );
      expect(found.data.balancers!.every((b) => b.traffic === null)).toBe(true);
      const screen = await netops(['lb', '--source', 'lab', '--quiet', '--lang', 'en'], { home });
      expect(screen.code).toBe(0);
      expect(screen.stdout).toContain('cloudtrail:LookupEvents');
    } finally {
      await netops(['lab', 'stop'], { home });
    }
  });
});

describe('netops lb on the healthy lab', () => {
  test('no cause, no alarm; JSON writes no files', async () => {
    const home = freshHome();
    const document = parse(await netops(['lb', '--source', 'lab', '--format', 'json', '--quiet'], { home }));
    expect(document.findings.filter((f) => f.cause || f.priority === 'P0' || f.priority === 'P1')).toEqual([]);
    expect(document.summary).toMatchObject({ balancers: 2, targets: 5, healthy: 5, causes: 0 });
    expect(existsSync(join(home, 'projects'))).toBe(false);
  });
});

describe('a window of the past', () => {
  test('400 days ago, in coarser periods; the causes are of now all the same', async () => {
    const home = freshHome();
    await netops(['lab', 'break', 'target-stopped', '--quiet'], { home });
    const day = (ago: number): string => new Date(Date.now() - ago * 86_400_000).toISOString();
    const args = ['lb', '--source', 'lab', '--format', 'json', '--quiet'];
    const { data, findings } = parse(await netops([...args, '--since', day(400), '--until', day(399)], { home }));
    const { traffic } = data.balancers![0]!;
    expect(Date.parse(traffic!.to) - Date.parse(traffic!.from)).toBe(86_400_000);
    expect(Date.now() - Date.parse(traffic!.to)).toBeGreaterThan(398 * 86_400_000);
    expect(traffic!.byPeriod.length).toBeLessThanOrEqual(24);
    expect(findings.filter((f) => f.cause).map((f) => f.code)).toEqual(['LB_TARGET_STOPPED']);
  });
});

describe('bad input is one sentence and the right exit code', () => {
  test.each([
    [['lb', 'no-such-balancer', '--source', 'lab'], 1, 'DMZVPC-alb1'],
    [['lb', '--source', 'lab', '--last', 'yesterday'], 2, 'yesterday'],
    [['lb', '--source', 'lab', '--last', '500d'], 2, '500d'],
    [['lb', '--source', 'lab', '--last', '0h'], 2, '0h'],
    [['lb', '--source', 'lab', '--since', 'noon'], 2, 'noon'],
    [['lb', '--source', 'lab', '--since', '2199-01-01'], 2, '2198-12-31T15:00'],
    [['lb', '--source', 'lab', '--since', '2020-01-01T00:00Z'], 2, '455'],
    [['lb', '--source', 'lab', '--since', '2026-11-01', '--until', '2026-10-01'], 2, '2026-09-30T15:00'],
    [['lb', '--source', 'lab', '--since', '2026-11-01', '--last', '1h'], 2, '--since'],
    [['lb', '--source', 'lab', '--until', '2026-11-01'], 2, '--until'],
    [['lab', 'break', 'no-such-fault'], 2, 'no-such-fault'],
    [['lab', 'heal', 'target-stopped'], 1, 'target-stopped'],
    [['lab', 'quiz', '--seed', 'x'], 2, '--seed'],
  ])('%j', async (args, code, names) => {
    for (const lang of ['ko', 'en']) {
      const run = await netops([...args, '--quiet', '--lang', lang]);
      expect(run.code).toBe(code);
      expect(run.stderr.trim().split('\n')).toHaveLength(1);
      expect(run.stderr).toContain(names);
      expect(run.stdout).toBe('');
    }
  });
});
