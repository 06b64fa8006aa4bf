import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { z } from 'zod';
import type { Agent, AgentFile } from '../../src/chat/agent.ts';
import { hooked, hooksOf } from '../../src/chat/hooks.ts';
import { withSettings } from '../../src/chat/tool-settings.ts';
import { verbatim } from '../../src/messages/text.ts';
import type { Tool, ToolSetting } from '../../src/tools/tool.ts';

const directory = mkdtempSync(join(tmpdir(), 'hooks-'));
const agent = (hooks: AgentFile['hooks']): Agent => ({ name: 'a', place: 'local', file: { hooks } });
/** A program that a hook runs. */
function script(name: string, body: string): string {
  const path = join(directory, `${name}.mjs`);
  writeFileSync(path, `let input = ''; for await (const piece of process.stdin) input += piece;\n${body}`);
  return `"${process.execPath}" "${path}"`;
}
const echo = script('echo', 'console.log(input)');
const runs = join(directory, 'runs');
const counted = script(
  'counted',
  `(await import('node:fs')).appendFileSync(${JSON.stringify(runs)}, 'x'); console.log('ran')`,
);

test('the event comes as JSON; output of a success is kept, a failure is a warning with its words', async () => {
  const failing = script('failing', `console.error('no VPN'); process.exit(1)`);
  const hooks = hooksOf(agent({ agentSpawn: [{ command: echo }, { command: failing }] }), directory);
  const { said, warnings } = await hooks.run('agentSpawn', {});
  expect(JSON.parse(said[0]!)).toEqual({ hook_event_name: 'agentSpawn', cwd: directory });
  expect(warnings.map((warning) => warning.en)).toEqual([expect.stringMatching(/exit code 1\): no VPN$/)]);
  expect(await hooks.run('stop', {})).toEqual({ said: [], warnings: [] });
});

test('a hook that hangs is ended with what it has started', async () => {
  const hanging = script('hanging', 'setInterval(() => {}, 1000)');
  const hooks = hooksOf(agent({ userPromptSubmit: [{ command: hanging, timeout_ms: 300 }] }), directory);
  const started = performance.now();
  const { warnings } = await hooks.run('userPromptSubmit', { prompt: 'x' });
  expect(performance.now() - started).toBeLessThan(5000);
  expect(warnings[0]?.en).toContain('was stopped after 0.3 s');
});

test('what succeeded is remembered for as long as it says, and only for the same event', async () => {
  const hooks = hooksOf(agent({ userPromptSubmit: [{ command: counted, cache_ttl_seconds: 60 }] }), directory);
  for (const prompt of ['a', 'a', 'b']) expect((await hooks.run('userPromptSubmit', { prompt })).said).toEqual(['ran']);
  expect(readFileSync(runs, 'utf8')).toBe('xx');
});

test("before a tool: exit code 2 forbids it with the hook's words, others warn; after it the result is told", async () => {
  const forbid = script('forbid', `console.error('not ' + JSON.parse(input).tool_input.id); process.exit(2)`);
  const after = join(directory, 'after.json');
  const note = script('note', `(await import('node:fs')).writeFileSync(${JSON.stringify(after)}, input)`);
  const warnings: string[] = [];
  let ran = 0;
  const tool: Tool = {
    name: 'trace_path',
    title: verbatim('t'),
    description: verbatim('d'),
    input: z.object({ id: z.string() }),
    changes: false,
    run: async () => {
      ran++;
      return { says: verbatim('done'), data: { hops: 3 } };
    },
  };
  const hooks = hooksOf(
    agent({
      preToolUse: [
        { command: forbid, matcher: '@netops/trace_*' },
        { command: echo, matcher: 'other' },
      ],
      postToolUse: [{ command: note }],
    }),
    directory,
  );
  const setting = { signal: new AbortController().signal } as ToolSetting;
  const wrapped = hooked(tool, hooks, (says) => warnings.push(says.en));
  await expect(wrapped.run({ id: 'i-1' }, setting)).rejects.toThrow(/does not let trace_path run: not i-1/);
  expect(ran).toBe(0);
  await hooked({ ...tool, name: 'free' }, hooks, (says) => warnings.push(says.en)).run({ id: 'i-2' }, setting);
  expect(ran).toBe(1);
  expect(JSON.parse(readFileSync(after, 'utf8'))).toMatchObject({
    hook_event_name: 'postToolUse',
    tool_name: 'free',
    tool_input: { id: 'i-2' },
    tool_response: { success: true, result: ['{"hops":3}'] },
  });
  expect(warnings).toEqual([]);
});

test('toolsSettings: which AWS services may be called, under any of the names that Kiro has for it', async () => {
  const run = async () => ({ says: verbatim('done'), data: null });
  const callAws = { name: 'call_aws', input: z.object({}), changes: true, run } as unknown as Tool;
  const called = async (toolsSettings: Record<string, unknown>, service: string): Promise<boolean> =>
    await withSettings(callAws, { name: 'a', place: 'local', file: { toolsSettings } })
      .run({ service }, {} as ToolSetting)
      .then(
        () => true,
        () => false,
      );
  expect(await called({ use_aws: { allowedServices: ['ec2'] } }, 'EC2')).toBe(true);
  expect(await called({ use_aws: { allowedServices: ['ec2'] } }, 'iam')).toBe(false);
  expect(await called({ '@netops/call_aws': { deniedServices: ['iam'] } }, 'iam')).toBe(false);
  expect(await called({ aws: { deniedServices: ['iam'] } }, 'ec2')).toBe(true);
  expect(await called({ other: { deniedServices: ['ec2'] } }, 'ec2')).toBe(true);
});
