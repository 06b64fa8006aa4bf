import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import stringWidth from 'string-width';
import { describe, expect, test } from 'vitest';
import { freshHome, netops } from '../netops.ts';

describe('netops demo', () => {
  test.each(['ko', 'en'])('analyses, breaks one target, explains it, says where the files are (%s)', async (lang) => {
    const home = freshHome();
    const run = await netops(['demo', '--lang', lang], { home });
    expect(run.code).toBe(0);
    expect(run.stdout).toContain('LB_TARGET_STOPPED');
    expect(run.stdout).toContain('i-06ab0389cfa6b82d5');
    expect(run.stdout).toContain('4/4');
    expect(run.stdout).toContain('3/4');
    expect(run.stdout).toContain('Target is in the stopped state');
    for (const line of run.stdout.split('\n')) {
      // A command to paste and a path stay whole.
      if (!/^ {2}aws |^(• )?\S+$/.test(line)) expect(stringWidth(line)).toBeLessThanOrEqual(80);
    }
    const reports = join(home, 'projects', 'netops');
    expect(readdirSync(reports).sort()).toEqual(['network-analysis.html', 'network-analysis.md']);
    expect(readFileSync(join(reports, 'network-analysis.md'), 'utf8')).toContain('LB_TARGET_STOPPED');
    if (lang === 'en') expect(run.stdout).not.toMatch(/[가-힣]/);
  });

  test('what it broke is there for the next command, and the cause is found again', async () => {
    const home = freshHome();
    await netops(['demo'], { home });
    const run = await netops(['analyze', '--source', 'lab', '--format', 'json'], { home });
    const causes = JSON.parse(run.stdout).findings.filter((f: { cause: boolean }) => f.cause);
    expect(causes.map((f: { code: string; resource: string }) => [f.code, f.resource])).toEqual([
      ['LB_TARGET_STOPPED', 'i-06ab0389cfa6b82d5'],
    ]);
  });

  test('an earlier lab state is set aside, not lost', async () => {
    const home = freshHome();
    await netops(['demo'], { home });
    const second = await netops(['demo', '--lang', 'en'], { home });
    const aside = /set aside: (\S+?)\.?\s/.exec(second.stdout.replace(/\n/g, ' '))?.[1];
    expect(aside).toBeDefined();
    expect(existsSync(aside!)).toBe(true);
    expect(second.stdout).toContain('4/4');
  });
});
