import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { documents } from '../../src/report/published-schemas.ts';
import { freshHome, netops, type Run } from '../netops.ts';

const parse = (run: Run) => documents.nat.parse(JSON.parse(run.stdout));
const nat = ['nat', '--source', 'lab', '--quiet'];

describe('the healthy lab', () => {
  const home = freshHome();
  let ko: Run;
  let en: Run;
  let json: ReturnType<typeof parse>;

  beforeAll(async () => {
    ko = await netops([...nat, '--out', join(home, 'ko')], { home });
    en = await netops([...nat, '--vpc', 'DMZVPC', '--lang', 'en', '--format', 'md', '--out', join(home, 'en')], {
      home,
    });
    json = parse(await netops([...nat, '--vpc', 'DMZVPC', '--format', 'json'], { home }));
  });

  test('no cause: it is not the gateway, by figures that were measured', () => {
    expect(json.findings.filter((f) => f.cause)).toEqual([]);
    expect(json.data.gateways!.map((g) => [g.name, g.verdict])).toEqual([
      ['DMZVPC-NATGW-A', 'not-the-gateway'],
      ['DMZVPC-NATGW-B', 'not-the-gateway'],
    ]);
    for (const { measured } of json.data.gateways!) {
      expect(measured!.connections!.peak).toBe(101);
      expect(measured!.ratio).toBeGreaterThan(190);
      expect(measured!.portAllocationErrors).toBe(0);
      // The batch jobs run from 07:00 to 09:00 in Seoul.
      expect(['T22', 'T23']).toContain(measured!.peakHour!.at.slice(10, 13));
    }
  });

  test('behind a firewall NAT’s waived charge is no saving, and what the firewall’s GB cost is not guessed', () => {
    expect(json.data.gateways!.every((g) => g.cost.waivedBehind.length > 0)).toBe(true);
    const endpoints = json.data.advice.filter((a) => a.code === 'INTERFACE_ENDPOINT');
    expect(endpoints.length).toBeGreaterThan(0);
    for (const a of endpoints) expect([a.monthlyUsd, a.command]).toEqual([null, '']);
    const gateways = json.data.advice.filter((a) => a.code === 'GATEWAY_ENDPOINT');
    expect(gateways.length).toBeGreaterThan(0);
    for (const a of gateways) {
      expect(a.monthlyUsd).toBeNull();
      expect(a.formula).toMatch(/^[\d.]+ GB × \$\?\/GB \(Network Firewall\)$/);
      // The hosts' tables in two zones: no gateway's table, which AWS refuses, and no firewall's or main one.
      expect(a.command.split('\n').map((line) => line.match(/rtb-/g)?.length)).toEqual([2, 2]);
    }
  });

  test('without a firewall the saving is NAT’s, and an endpoint that does not pay is not recommended', () => {
    const md = readFileSync(join(home, 'ko', 'nat-gateway-analysis.md'), 'utf8');
    expect(md).toMatch(/mgmtvpc에 S3, DynamoDB 게이트웨이 .*최대 \$[\d.]+ +\| [\d.]+ GB × \$0\.059\/GB/);
    expect(md).toMatch(/mgmtvpc의 ECR API, ECR.* 인터페이스 엔드포인트는 이 트래픽에서는 손해입니다/);
  });

  test('both reports, in both languages, with alarms three ways', () => {
    expect([ko.code, en.code]).toEqual([0, 0]);
    expect(ko.stdout).toContain('NAT 게이트웨이 3개');
    expect(en.stdout).not.toMatch(/[가-힣]/);
    const md = readFileSync(join(home, 'ko', 'nat-gateway-analysis.md'), 'utf8');
    // An alarm on the share of answered connections needs two metrics.
    expect(md).toMatch(/--metrics '\[\{"Id":"share","Expression":"100 \* part \/ whole"/);
    expect(md).toMatch(/07:00–09:00에 몰린 .*의 절반을/);
    const shown = ['put-metric-alarm', 'AWS::CloudWatch::Alarm', 'aws_cloudwatch_metric_alarm', 'KST', '07:00|08:00'];
    for (const part of shown) expect(md).toMatch(new RegExp(part));
    expect(readFileSync(join(home, 'ko', 'nat-gateway-analysis.html'), 'utf8')).toContain('<svg');
  });
});

test('a gateway without ports is named as the cause, and more addresses are what helps', async () => {
  const home = freshHome();
  await netops(['lab', 'break', 'nat-port-exhaustion', '--quiet'], { home });
  const json = parse(await netops([...nat, '--last', '1h', '--format', 'json'], { home }));
  const a = json.data.gateways!.find((g) => g.name === 'DMZVPC-NATGW-A')!;
  const causes = json.findings.filter((f) => f.cause);
  expect(causes.map((f) => [f.code, f.resource])).toEqual([['NAT_PORT_ALLOCATION_ERRORS', a.id]]);
  expect(a.verdict).toBe('port-exhaustion');
  expect(json.data.advice.find((x) => x.code === 'MORE_ADDRESSES')!.resource).toBe(a.id);
});

test('wrong windows and names are said in a sentence', async () => {
  const home = freshHome();
  const runs = await Promise.all([
    netops([...nat, '--from', '2099-01-01'], { home }),
    netops([...nat, '--from', '2026-01-01', '--since', '2026-01-01'], { home }),
    netops([...nat, '--name', 'nobody'], { home }),
  ]);
  expect(runs.map((r) => r.code)).toEqual([2, 2, 1]);
  for (const r of runs) expect(r.stderr.trim().split('\n')).toHaveLength(1);
  expect(runs[2]!.stderr).toContain('DMZVPC-NATGW-A');
});

test('400 days ago CloudWatch keeps hours only, and what it has nothing of is unknown', async () => {
  const home = freshHome();
  const day = (ago: number): string => `${new Date(Date.now() - ago * 86_400_000).toISOString().slice(0, 19)}Z`;
  const json = parse(await netops([...nat, '--since', day(400), '--until', day(399), '--format', 'json'], { home }));
  for (const { measured, verdict, cost } of json.data.gateways!) {
    if (measured === null) expect([verdict === 'not-the-gateway', cost.monthlyGb]).toEqual([false, null]);
    else expect(measured.periodSeconds).toBe(3600);
  }
});

test('CloudWatch refused: a gap, traffic unknown, and the report stands on the configuration', async () => {
  const home = freshHome();
  await netops(['lab', 'start', '--detach', '--port', '0'], { home });
  try {
    const { endpoint } = JSON.parse((await netops(['lab', 'status', '--format', 'json'], { home })).stdout).summary;
    await fetch(`${endpoint}/_netops/api-faults`, {
      method: 'POST',
      body: JSON.stringify({
        operation: 'cloudwatch:*',
        effect: { kind: 'error', code: 'AccessDenied', status: 403 },
      }),
    });
    const json = parse(await netops([...nat, '--format', 'json'], { home }));
    expect(json.gaps.map((g) => g.operation)).toContain('GetMetricData');
    expect(json.data.gateways!.map((g) => [g.measured, g.verdict])).toEqual(Array(3).fill([null, 'unknown']));
    expect(json.data.gateways!.every((g) => g.cost.monthlyGb === null && g.cost.monthlyUsd! > 0)).toBe(true);
    expect(json.findings.map((f) => f.code)).toContain('NAT_SERVES_OTHER_ZONES');
    const screen = await netops([...nat, '--lang', 'en'], { home });
    expect([screen.code, screen.stdout.includes('could not be read')]).toEqual([0, true]);
  } finally {
    await netops(['lab', 'stop'], { home });
  }
});
