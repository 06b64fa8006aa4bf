import {
  chmodSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { tools } from '../../src/tools/index.ts';
import { freshHome, netops } from '../netops.ts';

const read = (...parts: string[]): string => readFileSync(join(...parts), 'utf8');
const readJson = (...parts: string[]) => JSON.parse(read(...parts));

test('in an empty folder it writes all three files without a question, and once more changes nothing', async () => {
  const home = freshHome();
  const first = await netops(['init', '--source', 'lab', '--region', 'ap-northeast-2', '--format', 'json'], { home });
  expect(first.code).toBe(0);
  expect(JSON.parse(first.stdout).summary).toMatchObject({ program: 'kiro', created: 3, changed: 0 });
  const steering = read(home, '.kiro/steering/netops.md');
  // The four alarms, the order of diagnosis and the seven parts that the reports have.
  for (const part of ['P0', '1. 물리 연결', '🌐', '📊', '🔧', '🛡️', '⚡', '💰', '🤖']) expect(steering).toContain(part);
  const agent = readJson(home, '.kiro/agents/netops.json');
  const allowed: string[] = agent.allowedTools.map((name: string) => name.replace('@netops/', ''));
  expect(allowed.sort()).toEqual(
    tools
      .filter((tool) => !tool.changes)
      .map((tool) => tool.name)
      .sort(),
  );
  const { args } = readJson(home, '.kiro/settings/mcp.json').mcpServers.netops;
  expect(args.slice(-5)).toEqual(['mcp', '--source', 'lab', '--region', 'ap-northeast-2']);
  // Every tool that the text speaks of is there.
  const spoken = [...steering.matchAll(/`([a-z]+_[a-z_]+)`/g)].map((m) => m[1]!);
  expect(spoken.length).toBeGreaterThan(5);
  expect(spoken.filter((name) => !tools.some((tool) => tool.name === name))).toEqual([]);

  const again = await netops(['init', '--source', 'lab', '--region', 'ap-northeast-2'], { home });
  expect(again.code).toBe(0);
  expect(again.stdout).toContain('모두 이미 설정되어 있습니다');
  expect(readdirSync(join(home, '.kiro/steering'))).toEqual(['netops.md']);
});

test('what exists is shown as a difference and only changed with a yes; what others wrote stays', async () => {
  const home = freshHome();
  for (const folder of ['steering', 'agents', 'settings']) mkdirSync(join(home, '.kiro', folder), { recursive: true });
  writeFileSync(join(home, '.kiro/steering/netops.md'), '# ours\n\u001b[31mred\n');
  const others = { aws: { command: 'uvx', args: ['aws-api'], env: { KEY: 'kept' } }, netops: { autoApprove: ['x'] } };
  const mcp = join(home, '.kiro/settings/mcp.json');
  writeFileSync(mcp, `${JSON.stringify({ mcpServers: others, other: 1 }, null, 4)}\n`);
  chmodSync(mcp, 0o600);
  writeFileSync(join(home, 'elsewhere.json'), JSON.stringify({ name: 'netops', tools: ['*'], custom: { a: 1 } }));
  symlinkSync(join(home, 'elsewhere.json'), join(home, '.kiro/agents/netops.json'));

  const asked = await netops(['init'], { home });
  expect(asked.code).toBe(1);
  expect(asked.stderr).toMatch(/--yes/);
  expect(asked.stdout).toContain('-# ours');
  expect(asked.stdout).toContain('+# AWS 네트워크 운영');
  expect(asked.stdout).not.toContain('\u001b');
  expect(read(home, '.kiro/steering/netops.md')).toContain('# ours');

  const done = await netops(['init', '--yes', '--lang', 'en'], { home });
  expect(done.code).toBe(0);
  const { mcpServers, other } = readJson(mcp);
  expect(other).toBe(1);
  expect(mcpServers.aws).toEqual(others.aws);
  expect(mcpServers.netops).toMatchObject({ autoApprove: ['x'], args: expect.arrayContaining(['mcp']) });
  expect(read(mcp)).toContain('\n    "mcpServers"');
  expect(statSync(mcp).mode & 0o777).toBe(0o600);
  // A link stays a link.
  expect(lstatSync(join(home, '.kiro/agents/netops.json')).isSymbolicLink()).toBe(true);
  expect(readJson(home, 'elsewhere.json')).toMatchObject({ custom: { a: 1 }, tools: ['*'], includeMcpJson: true });
  // The text that was replaced is not lost, and no assistant reads it.
  const kept = readdirSync(join(home, '.kiro/steering')).filter((name) => name !== 'netops.md');
  expect(kept).toHaveLength(1);
  expect(kept[0]).toMatch(/\.old$/);
  expect(read(home, '.kiro/steering', kept[0]!)).toContain('# ours');
});

test('other programs, a broken file and a folder that cannot be written', async () => {
  const home = freshHome();
  const claude = await netops(['init', '--for', 'claude'], { home });
  expect(claude.code).toBe(0);
  expect(readJson(home, '.mcp.json').mcpServers.netops.type).toBe('stdio');
  expect(read(home, '.claude/agents/netops.md')).toMatch(/^---\nname: netops\ndescription: /);
  const code = await netops(['init', '--for', 'vscode'], { home });
  expect(code.code).toBe(0);
  expect(readJson(home, '.vscode/mcp.json').servers.netops.type).toBe('stdio');

  mkdirSync(join(home, '.cursor'));
  writeFileSync(join(home, '.cursor/mcp.json'), '{\n  "mcpServers": {\n    "a": {},\n  }\n}\n');
  const broken = await netops(['init', '--for', 'cursor', '--yes'], { home });
  expect(broken.code).toBe(1);
  expect(broken.stderr).toMatch(/mcp\.json 4행 3열.*쉼표/);

  // A file where a folder should be: nothing is written at all, the first file neither.
  const blocked = freshHome();
  mkdirSync(join(blocked, '.kiro'));
  writeFileSync(join(blocked, '.kiro/settings'), '');
  const refused = await netops(['init', '--yes'], { home: blocked });
  expect(refused.code).toBe(1);
  expect(refused.stderr).toContain('바뀐 파일은 없습니다');
  expect(
    readdirSync(join(blocked, '.kiro')).flatMap((name) =>
      name === 'settings' ? [] : readdirSync(join(blocked, '.kiro', name)),
    ),
  ).toEqual([]);
});
