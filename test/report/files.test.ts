import { mkdirSync, mkdtempSync, readdirSync, readFileSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { UserError } from '../../src/errors/user-error.ts';
import { writeReports } from '../../src/report/files.ts';

const fresh = (): string => mkdtempSync(join(tmpdir(), 'netops-files-'));

test('a report that exists is moved to a name with its date, and the new one takes its place', async () => {
  const dir = fresh();
  writeFileSync(join(dir, 'network-analysis.md'), 'old');
  utimesSync(join(dir, 'network-analysis.md'), new Date('2026-01-02T03:04:05Z'), new Date('2026-01-02T03:04:05Z'));
  await writeReports(dir, [{ name: 'network-analysis.md', content: 'new' }]);
  expect(readdirSync(dir).sort()).toEqual(['network-analysis-2026-01-02T030405.md', 'network-analysis.md']);
  expect(readFileSync(join(dir, 'network-analysis.md'), 'utf8')).toBe('new');
  expect(readFileSync(join(dir, 'network-analysis-2026-01-02T030405.md'), 'utf8')).toBe('old');
});

test('two reports of one second are both kept', async () => {
  const dir = fresh();
  for (const content of ['1', '2', '3']) {
    await writeReports(dir, [{ name: 'a.md', content }]);
    utimesSync(join(dir, 'a.md'), 1, 1);
  }
  expect(
    readdirSync(dir)
      .map((f) => readFileSync(join(dir, f), 'utf8'))
      .sort(),
  ).toEqual(['1', '2', '3']);
});

test('when one file cannot be written, none is, and what was there stays', async () => {
  const dir = fresh();
  writeFileSync(join(dir, 'a.md'), 'old');
  mkdirSync(join(dir, `.b.md.${process.pid}.tmp`));
  await expect(
    writeReports(dir, [
      { name: 'a.md', content: 'new' },
      { name: 'b.md', content: 'new' },
    ]),
  ).rejects.toThrow(UserError);
  expect(readFileSync(join(dir, 'a.md'), 'utf8')).toBe('old');
});

test('a file in the way of the folder is one sentence that names the folder and --out', async () => {
  const dir = fresh();
  writeFileSync(join(dir, 'file'), '');
  const error = await writeReports(join(dir, 'file', 'reports'), [{ name: 'a.md', content: '' }]).catch((e) => e);
  expect(error).toBeInstanceOf(UserError);
  expect(error.exitCode).toBe(1);
  expect(error.text.en).toContain('--out');
  expect(error.text.ko).toContain('폴더가 아닌 파일');
});
