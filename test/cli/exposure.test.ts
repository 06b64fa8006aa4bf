import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import stringWidth from 'string-width';
import { describe, expect, test } from 'vitest';
import type { documents } from '../../src/report/published-schemas.ts';
import { freshHome, netops } from '../netops.ts';

type Document = ReturnType<typeof documents.exposure.parse>;
const home = freshHome();
const exposure = (...args: string[]) => netops(['exposure', '--source', 'lab', '--quiet', ...args], { home });

describe('netops exposure on the lab', () => {
  test('what the internet reaches, by port and source, with the path; who reaches whom; what leads out', async () => {
    const run = await exposure('--format', 'json');
    expect([run.code, run.stderr]).toEqual([0, '']);
    const { data, summary } = JSON.parse(run.stdout) as Document;
    expect(summary).toEqual({ interfaces: 4, behindBalancers: 5, vpcs: 2 });
    const target = data.exposed.find((e) => e.instance === 'i-06ab0389cfa6b82d5');
    expect(target).toMatchObject({ openings: [{ protocol: 'tcp', ports: '80', sources: ['internet'] }] });
    expect(target?.through?.listener).toBe('HTTP 80');
    expect(target?.path.map((h) => h.component)).toContain('firewall');
    // mgmtvpc's balancer admits CloudFront alone, and no instance is reached itself.
    const host = data.exposed.find((e) => e.name === 'mgmt-host');
    expect(host?.openings[0]?.sources).not.toContain('internet');
    expect(data.exposed.filter((e) => e.through === undefined && e.instance !== undefined)).toEqual([]);
    const matrix = data.matrix ?? [];
    const cell = (from: string, to: string) =>
      matrix.find((c) => c.from.endsWith(from) && c.to.endsWith(to) && c.from !== c.to);
    expect(matrix.filter((c) => c.from === 'internet' && c.reach !== 'none')).toHaveLength(2);
    expect(cell('nat-gateway', 'transit-gateway')?.reach).toBe('none');
    expect(data.waysOut.map((w) => w.kind)).toEqual(
      expect.arrayContaining(['internet-gateway', 'nat-gateway', 'vpn', 'direct-connect']),
    );
  });

  test.each([
    ['ko', '인터넷에서 닿는 것', '누가 누구에게 닿는가'],
    ['en', 'What the internet reaches', 'Who reaches whom'],
  ])('in %s, 80 columns; a picture of the matrix in HTML', async (lang, first, second) => {
    const out = join(home, lang);
    const run = await exposure('--lang', lang, '--out', out);
    expect(run.code).toBe(0);
    expect(run.stdout.indexOf(first)).toBeGreaterThan(0);
    expect(run.stdout.indexOf(second)).toBeGreaterThan(run.stdout.indexOf(first));
    if (lang === 'en') expect(run.stdout).not.toMatch(/[가-힣]/);
    for (const line of run.stdout.split('\n'))
      if (!/^\s*\S+$/.test(line)) expect(stringWidth(line)).toBeLessThanOrEqual(80);
    expect(readdirSync(out).sort()).toEqual(['exposure.html', 'exposure.md']);
    expect(readFileSync(join(out, 'exposure.html'), 'utf8')).toMatch(/<svg[\s\S]*VPC01/);
  });

  test('--from and --to narrow it', async () => {
    const run = await exposure('--from', 'VPC01', '--to', 'DMZVPC', '--format', 'json');
    const { data } = JSON.parse(run.stdout) as Document;
    expect(data.exposed).toEqual([]);
    expect(data.matrix).toHaveLength(1);
    expect(data.matrix?.[0]).toMatchObject({ reach: 'some' });
    const unknown = await exposure('--from', 'VPC99', '--lang', 'en');
    expect([unknown.code, unknown.stdout]).toEqual([1, '']);
    expect(unknown.stderr).toMatch(/'VPC99' is none of the VPCs read.*DMZVPC/);
  });
});
