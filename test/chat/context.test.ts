import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { filesIn, readContext, tokensIn } from '../../src/chat/context.ts';
import { tokenCounter } from '../../src/chat/tokens.ts';

const limits = { window: 1000, count: tokenCounter };
const words = (count: number): string => 'route '.repeat(count);

function place() {
  const root = mkdtempSync(join(tmpdir(), 'context-'));
  const directory = join(root, 'work');
  const home = join(root, 'home');
  mkdirSync(join(directory, 'docs', 'deep'), { recursive: true });
  mkdirSync(join(home, '.kiro', 'steering'), { recursive: true });
  return { directory, home };
}

test('files, globs, folders and ~ are found, each once, with what each takes', async () => {
  const at = place();
  writeFileSync(join(at.directory, 'AGENTS.md'), words(10));
  writeFileSync(join(at.directory, 'docs', 'a.md'), words(20));
  writeFileSync(join(at.directory, 'docs', 'deep', 'b.md'), words(30));
  writeFileSync(join(at.home, '.kiro', 'steering', 'net.md'), words(40));
  const entries = await readContext(
    ['file://AGENTS.md', 'file://README.md', 'docs/**/*.md', 'docs', '~/.kiro/steering/*.md'],
    at,
    limits,
  );
  expect(entries.map((entry) => [entry.pattern, entry.files.length, entry.problems.length])).toEqual([
    ['AGENTS.md', 1, 0],
    ['README.md', 0, 0],
    ['docs/**/*.md', 2, 0],
    // All of it is there already.
    ['docs', 0, 0],
    ['~/.kiro/steering/*.md', 1, 0],
  ]);
  expect(filesIn(entries).map((file) => Math.round(file.tokens / 10))).toEqual([1, 2, 3, 4]);
  const more = await readContext(['AGENTS.md'], at, limits, entries);
  expect(filesIn(more)).toEqual([]);
});

test('what is too large, binary, too many or unreadable is left out, and the sentence has the number', async () => {
  const at = place();
  writeFileSync(join(at.directory, 'large.md'), words(2000));
  writeFileSync(join(at.directory, 'half.md'), words(400));
  writeFileSync(join(at.directory, 'other.md'), words(401));
  writeFileSync(join(at.directory, 'image.png'), Buffer.from([0x89, 0x50, 0, 0, 1]));
  writeFileSync(join(at.directory, 'wide.txt'), Buffer.from('\ufeff경로 route', 'utf16le'));
  const many = join(at.directory, 'many');
  mkdirSync(many);
  for (let i = 0; i < 10_000; i++) writeFileSync(join(many, `${i}.txt`), '');
  const said = async (pattern: string, before = [] as Awaited<ReturnType<typeof readContext>>) => {
    const entries = await readContext([pattern], at, limits, before);
    return { files: filesIn(entries), says: entries.flatMap((entry) => entry.problems.map((problem) => problem.en)) };
  };
  expect(await said('large.md')).toEqual({
    files: [],
    says: [expect.stringMatching(/about 2,00\d tokens \(200\.\d% of the context window\), and 750 are allowed/)],
  });
  expect((await said('image.png')).says).toEqual([expect.stringContaining('it is not text')]);
  expect((await said('many/*.txt')).says).toEqual([
    'many/*.txt was left out: it matches 10,000 files, and a pattern may bring 500.',
  ]);
  expect((await said('wide.txt')).files[0]?.content).toBe('경로 route');
  const half = await readContext(['half.md'], at, limits);
  expect(tokensIn(half)).toBeGreaterThan(390);
  expect((await said('other.md', half)).says).toEqual([expect.stringMatching(/of 750 only 34\d are left/)]);
});

test('a skill is known by its front matter', async () => {
  const at = place();
  mkdirSync(join(at.directory, 'skills', 'bgp'), { recursive: true });
  writeFileSync(
    join(at.directory, 'skills', 'bgp', 'SKILL.md'),
    `---\nname: bgp\ndescription: "BGP sessions, and what takes them down"\n---\n\n${words(100)}`,
  );
  const [entry] = await readContext(['skill://skills/**/SKILL.md'], at, limits);
  expect(entry?.files[0]?.content).toMatch(/^skill bgp: BGP sessions, and what takes them down \(/);
  expect(entry?.files[0]?.tokens).toBeLessThan(60);
});

test('tokens of a megabyte without a blank, and of what looks like a control token', async () => {
  const count = await tokenCounter();
  const started = performance.now();
  expect(count('a'.repeat(1_000_000))).toBeGreaterThan(100_000);
  expect(performance.now() - started).toBeLessThan(5000);
  expect(count('<|endoftext|>')).toBeGreaterThan(1);
  expect(count('안녕하세요 hello')).toBe(3);
});
