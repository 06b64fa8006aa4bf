import { describe, expect, test } from 'vitest';
import { faults } from '../../src/lab/faults/all/index.ts';
import { freshHome, netops } from '../netops.ts';

const json = async (args: string[], home: string) =>
  JSON.parse((await netops([...args, '--format', 'json', '--quiet'], { home })).stdout);

describe('netops lab faults, break and heal', () => {
  test('listed, made, seen by another command, healed; two at once', async () => {
    const home = freshHome();
    expect((await json(['lab', 'faults'], home)).summary).toEqual({ faults: faults.length, made: 0 });
    for (const id of ['health-path', 'mgmt-group-closed']) {
      const made = await json(['lab', 'break', id], home);
      const { code, resource } = faults.find((f) => f.id === id)!.truth;
      expect(made.data.truth).toEqual({ code, resource });
    }
    const listed = await json(['lab', 'faults'], home);
    expect(listed.data.faults.filter((f: { brokenAt: string | null }) => f.brokenAt !== null)).toHaveLength(2);
    const found = await json(['lb', '--source', 'lab'], home);
    const causes = found.findings.filter((f: { cause: boolean }) => f.cause).map((f: { code: string }) => f.code);
    expect(causes.sort()).toEqual(['LB_HEALTH_CHECK_PATH', 'LB_TARGET_PORT_BLOCKED_BY_SG']);
    const again = await netops(['lab', 'break', 'health-path', '--lang', 'en'], { home });
    expect(again.code).toBe(1);
    expect(again.stderr).toContain('netops lab heal health-path');
    expect((await json(['lab', 'heal', 'all'], home)).data.healed).toEqual(['mgmt-group-closed', 'health-path']);
    expect((await json(['lab', 'faults'], home)).summary.made).toBe(0);
  });

  test('through the running server', async () => {
    const home = freshHome();
    await netops(['lab', 'start', '--detach', '--port', '0'], { home });
    try {
      expect((await netops(['lab', 'break', 'service-down'], { home })).code).toBe(0);
      expect((await netops(['lab', 'break', 'service-down'], { home })).code).toBe(1);
      const found = await json(['lb', '--source', 'lab'], home);
      expect(found.findings.filter((f: { cause: boolean }) => f.cause).map((f: { code: string }) => f.code)).toEqual([
        'LB_TARGET_SERVICE_DOWN',
      ]);
      expect((await netops(['lab', 'heal', 'service-down'], { home })).code).toBe(0);
    } finally {
      await netops(['lab', 'stop'], { home });
    }
  });
});

describe('netops lab quiz', () => {
  test.each(['ko', 'en'])('a symptom, hints, wrong and right guesses (%s)', async (lang) => {
    const fault = faults[3]!;
    const input = `h\nnonsense\nh\nh\n${fault.truth.code.toLowerCase()}\n`;
    const run = await netops(['lab', 'quiz', '--seed', '3', '--lang', lang], { input });
    expect(run.code).toBe(0);
    const [symptom, answer] = [fault.symptom[lang as 'ko'], fault.truth.resource];
    expect(run.stdout).toContain(symptom);
    for (const hint of fault.hints) expect(run.stdout).toContain(hint[lang as 'ko']);
    // The answer is told after the guesses, not before.
    expect(run.stdout.indexOf(answer)).toBeGreaterThan(run.stdout.lastIndexOf('> '));
    expect(run.stdout).toContain(`netops lab heal ${fault.id}`);
  });

  test('giving up shows the answer', async () => {
    const run = await netops(['lab', 'quiz', '--seed', '0', '--lang', 'en'], { input: 'q\n' });
    expect(run.code).toBe(0);
    expect(run.stdout).toContain(faults[0]!.truth.code);
  });
});
