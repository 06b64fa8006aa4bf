import { mkdirSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { builtIn } from '../../src/chat/agent.ts';
import { createAgent, findAgents, type Places, promptOf, readAgent } from '../../src/chat/agents.ts';
import { serversOf } from '../../src/chat/mcp-servers.ts';
import { hasTool, isAllowed } from '../../src/chat/tool-patterns.ts';
import { UserError } from '../../src/errors/user-error.ts';

function places(): Places {
  const root = mkdtempSync(join(tmpdir(), 'agents-'));
  for (const folder of ['work', 'home']) mkdirSync(join(root, folder, '.kiro', 'agents'), { recursive: true });
  return { directory: join(root, 'work'), home: join(root, 'home') };
}
const file = (folder: string, name: string): string => join(folder, '.kiro', 'agents', name);

describe('agents', () => {
  test('the folder and the person have agents; of two with one name the local one is taken, and it is said', async () => {
    const at = places();
    writeFileSync(file(at.directory, 'netops.json'), '{"description":"local"}');
    writeFileSync(file(at.home, 'other.json'), '{"name":"netops","description":"global"}');
    writeFileSync(file(at.home, 'audit.json'), '{"tools":["read"]}');
    const { agents, problems } = await findAgents(at);
    expect(agents.map((agent) => [agent.name, agent.place])).toEqual([
      ['default', 'built-in'],
      ['audit', 'global'],
      ['netops', 'local'],
    ]);
    expect(agents[2]!.file.description).toBe('local');
    expect(problems.map((problem) => problem.en)).toEqual([
      `two agents are called netops: ${file(at.directory, 'netops.json')} is used, ${file(at.home, 'other.json')} is not.`,
    ]);
  });

  test.each([
    ['{\n  "tools": ["read",]\n}', 'line 2, column 20: there is a comma after the last item'],
    ['{\n  "name": "x"\n  "tools": []\n}', 'line 3, column 3: a comma is missing after the item before'],
    ["{ 'name': 1 }", 'line 1, column 3: strings take double quotes'],
    ['{ "name": "x"', 'line 1, column 14: the file ends in the middle'],
    ['{\n// a comment\n}', 'line 2, column 1: JSON has no comments'],
    ['{ "tools": "read" }', 'tools is not of the right form (it must be a list [ ])'],
    ['[]', 'the file is not of the right form (it must be an object { })'],
  ])('%j is refused with its place and the reason, and the others are read', async (source, reason) => {
    const at = places();
    writeFileSync(file(at.directory, 'broken.json'), source);
    writeFileSync(file(at.directory, 'good.json'), '{}');
    const { agents, problems } = await findAgents(at);
    expect(agents.map((agent) => agent.name)).toEqual(['default', 'good']);
    expect(problems).toHaveLength(1);
    expect(problems[0]!.en).toContain(file(at.directory, 'broken.json'));
    expect(problems[0]!.en).toContain(reason);
    expect(problems[0]!.ko).not.toBe(problems[0]!.en);
  });

  test('a prompt is text, or a file beside the agent; one that is missing is said', async () => {
    const at = places();
    writeFileSync(file(at.directory, 'prompt.md'), 'be brief');
    const agent = (prompt: string) => ({
      name: 'a',
      place: 'local' as const,
      path: file(at.directory, 'a.json'),
      file: { prompt },
    });
    expect(await promptOf(agent('as it is'), at.home)).toEqual({ prompt: 'as it is' });
    expect(await promptOf(agent('file://./prompt.md'), at.home)).toEqual({ prompt: 'be brief' });
    const missing = await promptOf(agent('file://~/none.md'), at.home);
    expect(missing.prompt).toBe('');
    expect(missing.problem?.en).toContain(join(at.home, 'none.md'));
  });

  test('an agent made from another keeps what netops does not know; a name that is taken or none is refused', async () => {
    const at = places();
    writeFileSync(file(at.home, 'base.json'), '{"tools":["read"],"keyboardShortcut":"ctrl+a","future":{"x":[1]}}');
    const from = await readAgent(file(at.home, 'base.json'), 'global');
    const made = await createAgent({ name: 'copy', place: 'local', from, description: 'd' }, at);
    expect(JSON.parse(readFileSync(made.path!, 'utf8'))).toEqual({
      tools: ['read'],
      keyboardShortcut: 'ctrl+a',
      future: { x: [1] },
      name: 'copy',
      description: 'd',
    });
    await expect(createAgent({ name: 'copy', place: 'local' }, at)).rejects.toThrow(/exists already/);
    for (const name of ['../up', '', 'a b', '.hidden']) {
      await expect(createAgent({ name, place: 'local' }, at)).rejects.toThrow(UserError);
    }
  });

  test("MCP servers: the agent's own before the files that it includes; broken files are said", async () => {
    const at = places();
    mkdirSync(join(at.directory, '.kiro', 'settings'));
    mkdirSync(join(at.home, '.kiro', 'settings'));
    const servers = {
      own: { command: 'file' },
      second: { url: 'http://127.0.0.1:1' },
      off: { command: 'x', disabled: true },
    };
    writeFileSync(join(at.directory, '.kiro/settings/mcp.json'), JSON.stringify({ mcpServers: servers }));
    writeFileSync(join(at.home, '.kiro/settings/mcp.json'), '{"mcpServers": {');
    const agent = {
      ...builtIn,
      place: 'local' as const,
      file: { mcpServers: { own: { command: 'agent' } }, includeMcpJson: true },
    };
    const found = await serversOf(agent, at);
    expect(found.servers.map(({ name, server }) => [name, server.command ?? server.url])).toEqual([
      ['own', 'agent'],
      ['second', 'http://127.0.0.1:1'],
    ]);
    expect(found.problems.map((problem) => problem.en)).toEqual([expect.stringContaining('line 1, column 17')]);
    expect((await serversOf({ ...agent, file: { includeMcpJson: false } }, at)).servers).toEqual([]);
    // Programs that a folder names are not run for an agent that nobody chose.
    expect((await serversOf(builtIn, at)).servers).toEqual([]);
  });
});

describe('tool patterns, as Kiro documents them', () => {
  test.each([
    [['trace_path'], 'trace_path', true],
    [['trace_*'], 'trace_path', true],
    [['*_path'], 'trace_path', true],
    [['trace_?ath'], 'trace_path', true],
    [['Trace_path'], 'trace_path', false],
    [['@git/status'], '@git/status', true],
    [['@git/st*'], '@git/status', true],
    [['@git'], '@git/status', true],
    [['@git'], '@github/status', false],
    [['@git*'], '@github/status', true],
    [['@*/status'], '@git/status', true],
    [['@git-*/*'], '@git-hub/x', true],
    // What is built in here is a server's to Kiro: one agent file serves both.
    [['@netops/trace_path'], 'trace_path', true],
    [['@netops'], 'trace_path', true],
    [['@builtin'], 'trace_path', true],
    [['@builtin'], '@git/status', false],
    [['trace.path'], 'trace_path', false],
  ])('%j names %s: %s', (listed, tool, expected) => {
    expect(isAllowed(listed, tool)).toBe(expected);
    expect(hasTool(listed, tool)).toBe(expected);
  });

  test('a bare * has every tool but allows none; no list has none', () => {
    expect(hasTool(['*'], '@any/tool')).toBe(true);
    expect(isAllowed(['*'], 'trace_path')).toBe(false);
    expect(hasTool(undefined, 'trace_path')).toBe(false);
  });
});
