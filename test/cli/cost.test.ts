import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { documents } from '../../src/report/published-schemas.ts';
import { freshHome, netops, type Run } from '../netops.ts';
import { credentials, type Endpoint, startEndpoint } from './aws-endpoint.ts';

const parse = (run: Run) => documents.cost.parse(JSON.parse(run.stdout));
const cost = ['cost', '--source', 'lab', '--quiet'];
/** Sums of decimal prices, to the cent. */
const cents = (usd: number): number => Math.round(usd * 100);

describe('the healthy lab', () => {
  const home = freshHome();
  let ko: Run;
  let en: Run;
  let json: ReturnType<typeof parse>;

  beforeAll(async () => {
    const day = ['--last', '24h'];
    [ko, en, json] = await Promise.all([
      netops([...cost, ...day, '--out', join(home, 'ko')]),
      netops([...cost, ...day, '--lang', 'en', '--format', 'md', '--out', join(home, 'en')]),
      netops([...cost, '--format', 'json', '--lang', 'en']).then(parse),
    ]);
  }, 60_000);

  const item = (product: string) => json.data.items.filter((i) => i.product === product);

  test('hours are counted from what is there, at prices that name their source', () => {
    expect(item('nat-gateway-hour').map((i) => [i.formula, i.monthlyUsd])).toEqual([
      ['3 × 730 h × $0.059/h', 129.21],
      // AWS waives the two gateways that are chained with firewall endpoints.
      ['−2 × 730 h × $0.059/h', -86.14],
    ]);
    expect(item('tgw-attachment-hour')[0]!.formula).toBe('5 × 730 h × $0.07/h');
    expect(item('interface-endpoint-hour')[0]!.resources).toHaveLength(9);
    for (const i of json.data.items.filter((one) => one.monthlyUsd !== null && one.monthlyUsd !== 0)) {
      expect(i.source, i.what).toMatch(/^https:/);
      expect(i.asOf, i.what).toMatch(/^20\d\d-\d\d-\d\d$/);
    }
  });

  test('every public address is there once: NAT gateways’, balancers’, instances’ and idle ones', () => {
    const addresses = item('public-ipv4-hour').flatMap((i) => i.resources.map((r) => r.name));
    expect(addresses).toHaveLength(13);
    expect(new Set(addresses).size).toBe(13);
    expect(
      item('public-ipv4-hour')
        .find((i) => i.what.includes('idle'))!
        .resources.map((r) => r.name),
    ).toEqual(['203.0.113.32', '203.0.113.31']);
  });

  test('traffic is measured and taken for 730 hours', () => {
    const { from, to } = json.data.measured!;
    expect(Date.parse(to) - Date.parse(from)).toBe(7 * 24 * 3_600_000);
    const gb = item('nat-gateway-gb')[0]!;
    expect(gb.basis).toBe('measured');
    // The lab’s gateways carry about 9.3 GB a day.
    expect(gb.quantity! / (730 / 24)).toBeGreaterThan(8);
    expect(gb.quantity! / (730 / 24)).toBeLessThan(11);
  });

  test('what has no price stays unknown, and makes the sum "at least"', () => {
    const firewall = item('network-firewall-endpoint-hour')[0]!;
    expect([firewall.monthlyUsd, firewall.unitUsd, firewall.formula]).toEqual([null, null, '4 × 730 h × $?/h']);
    expect(firewall.why).toContain('--refresh-prices');
    expect(json.summary.unknown).toBe(json.data.items.filter((i) => i.monthlyUsd === null).length);
    expect(en.stdout).toContain('costs at least $');
  });

  test('all tables add up to the one sum', () => {
    const sure = json.data.items.filter((i) => !i.atMost);
    const sum = cents(sure.reduce((total, i) => total + (i.monthlyUsd ?? 0), 0));
    expect(cents(json.summary.monthlyUsd)).toBe(sum);
    for (const table of ['services', 'vpcs', 'regions', 'accounts'] as const) {
      const total = json.data[table].reduce((all, row) => all + row.monthlyUsd, 0);
      expect(Math.abs(cents(total) - sum), table).toBeLessThanOrEqual(1);
    }
  });

  test('savings by amount, each with formula, risk and command; nothing is counted twice', () => {
    const { savings } = json.data;
    const amounts = savings.map((s) => s.monthlyUsd ?? -1);
    expect(amounts).toEqual([...amounts].sort((a, b) => b - a));
    for (const s of savings) for (const part of [s.formula, s.risk, s.command]) expect(part, s.code).not.toBe('');
    expect(savings.find((s) => s.code === 'EIP_UNASSOCIATED')).toMatchObject({ monthlyUsd: 7.3, verified: true });
    expect(savings.filter((s) => s.code === 'COST_ENDPOINT_SHARED')).toHaveLength(2);
    const counted = savings.filter((s) => !s.alternative && !s.upTo);
    expect(cents(json.summary.savableUsd)).toBe(cents(counted.reduce((sum, s) => sum + (s.monthlyUsd ?? 0), 0)));
  });

  test('reports in both languages, in seven parts, with a chart', () => {
    expect([ko.code, en.code]).toEqual([0, 0]);
    expect(ko.stdout).toContain('네트워크 월 비용은 최소 $');
    expect(en.stdout).not.toMatch(/[가-힣]/);
    const md = readFileSync(join(home, 'ko', 'network-cost.md'), 'utf8');
    expect(md.match(/^## .+$/gm)).toEqual([
      '## 요약',
      '## 🌐 네트워크 상태 분석',
      '## 📊 트래픽 패턴 분석',
      '## 🔧 즉시 조치사항',
      '## 🛡️ 보안 영향 평가',
      '## ⚡ 성능 최적화',
      '## 💰 비용 최적화',
      '## 🤖 자동화 방안',
    ]);
    expect(readFileSync(join(home, 'en', 'network-cost.html'), 'utf8')).toContain('<svg');
  });
});

describe('prices from AWS’s Pricing API', () => {
  let endpoint: Endpoint;
  let home: string;
  const aws = (args: string[], env: Record<string, string> = {}) =>
    netops([...args, '--quiet', '--endpoint-url', endpoint.url, '--region', 'ap-northeast-2', ...hour(args)], {
      home,
      env: { ...credentials, ...env },
    });
  /** Little to measure: these are about prices. */
  const hour = ([command]: string[]): string[] => (command === 'security' ? [] : ['--last', '1h']);
  const set = async (product: string, usd: number) => {
    const url = `${endpoint.url}/_netops/prices/${product}/ap-northeast-2`;
    expect((await fetch(url, { method: 'PUT', body: JSON.stringify({ usd }) })).ok).toBe(true);
  };
  const file = () => join(home, 'netops', 'prices', 'aws.json');

  beforeAll(async () => {
    endpoint = await startEndpoint();
    home = freshHome();
  });
  afterAll(() => endpoint.close());

  test('refused: the bundled prices stay, one sentence says why, the report is there, and the code is 1', async () => {
    for (const [operation, code] of [
      ['pricing:GetProducts', 'AccessDeniedException'],
      ['cloudwatch:GetMetricData', 'AccessDenied'],
    ] as const)
      await endpoint.fault({ operation, effect: { kind: 'error', code, status: 400 } });
    const run = await aws(['cost', '--refresh-prices', '--format', 'json', '--lang', 'en']);
    expect(run.code).toBe(1);
    expect(run.stderr.trim().split('\n')).toHaveLength(1);
    expect(run.stderr).toContain('AccessDeniedException');
    expect(run.stderr).toContain('The bundled prices stay in use.');
    const json = parse(run);
    expect(json.data.prices.table).toBe('bundled');
    const gaps = json.gaps.map((g) => `${g.service}:${g.operation}`);
    expect(new Set(gaps)).toEqual(new Set(['pricing:GetProducts', 'cloudwatch:GetMetricData']));
    // Without CloudWatch the hours still stand.
    expect(json.data.measured).toBeNull();
    expect(json.data.items.find((i) => i.product === 'nat-gateway-hour')!.monthlyUsd).toBe(129.21);
    expect(json.data.items.find((i) => i.product === 'nat-gateway-gb')!.monthlyUsd).toBeNull();
    expect(existsSync(file())).toBe(false);
    await fetch(`${endpoint.url}/_netops/api-faults`, { method: 'DELETE' });
  });

  test('prices that differ, and one that was unknown, replace the bundled ones from then on, for all commands', async () => {
    await set('nat-gateway-hour', 0.1);
    await set('public-ipv4-hour', 0.006);
    await set('network-firewall-endpoint-hour', 0.444);
    const refreshed = parse(await aws(['cost', '--refresh-prices', '--format', 'json', '--lang', 'en']));
    const price = (json: typeof refreshed, product: string) => json.data.items.find((i) => i.product === product)!;
    expect(refreshed.data.prices).toMatchObject({ table: 'refreshed', file: file() });
    expect(price(refreshed, 'nat-gateway-hour').formula).toBe('3 × 730 h × $0.1/h');
    const firewall = price(refreshed, 'network-firewall-endpoint-hour');
    expect([firewall.formula, firewall.monthlyUsd]).toEqual(['4 × 730 h × $0.444/h', 1296.48]);
    expect(firewall.source).toMatch(new RegExp(`^${endpoint.url}/#GetProducts/AWSNetworkFirewall/[0-9A-F]+$`));
    // What nobody has answered is as unknown as before.
    expect(price(refreshed, 'vpn-connection-hour').monthlyUsd).toBeNull();

    const [same, gateways, audit] = await Promise.all([
      aws(['cost', '--format', 'json', '--lang', 'en']),
      aws(['nat', '--format', 'json']),
      aws(['security', '--format', 'json']),
    ]);
    const again = parse(same);
    expect(again.data.prices).toEqual(refreshed.data.prices);
    expect(again.summary.monthlyUsd).toBe(refreshed.summary.monthlyUsd);
    expect(again.data.savings.find((s) => s.code === 'EIP_UNASSOCIATED')!.monthlyUsd).toBe(8.76);
    const nat = documents.nat.parse(JSON.parse(gateways.stdout));
    expect(nat.data.gateways!.every((g) => g.cost.formula.startsWith('1 × 730 h × $0.1/h'))).toBe(true);
    const security = documents.security.parse(JSON.parse(audit.stdout));
    const fix = security.data.fixCosts.find((f) => f.code === 'NAT_SERVES_OTHER_ZONES');
    if (fix !== undefined) expect(fix.formula).toContain('$0.1/h');
  }, 90_000);

  test('a refresh that AWS refuses leaves what an earlier one fetched', async () => {
    const before = readFileSync(file(), 'utf8');
    await endpoint.fault({
      operation: 'pricing:GetProducts',
      effect: { kind: 'error', code: 'AccessDeniedException', status: 400 },
    });
    const run = await aws(['cost', '--refresh-prices', '--lang', 'ko']);
    await fetch(`${endpoint.url}/_netops/api-faults`, { method: 'DELETE' });
    expect(run.code).toBe(1);
    expect(run.stderr).toMatch(/KST에 받아 둔 단가를 그대로 씁니다/);
    expect(run.stdout).toMatch(/KST에 받은 단가표를 썼습니다/);
    expect(readFileSync(file(), 'utf8')).toBe(before);
  });

  test('the lab’s bill does not take AWS’s prices, nor a damaged file’s', async () => {
    const lab = parse(await netops([...cost, '--last', '1h', '--format', 'json'], { home }));
    expect(lab.data.prices.table).toBe('bundled');
    writeFileSync(file(), '{"schemaVersion":1,"prices":[{"usd":"no"}]}');
    const run = await aws(['cost', '--format', 'json', '--lang', 'en']);
    expect([run.code, parse(run).data.prices.table]).toEqual([0, 'bundled']);
    expect(run.stderr).toContain(`${file()} is damaged`);
  }, 60_000);

  test('a saved snapshot cannot be asked: wrong usage', async () => {
    const run = await netops(['cost', '--source', 'snapshot:latest', '--refresh-prices', '--lang', 'en'], { home });
    expect([run.code, run.stdout]).toEqual([2, '']);
    expect(run.stderr).toContain('--refresh-prices asks AWS');
  });
});
