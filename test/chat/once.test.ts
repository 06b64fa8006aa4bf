import { spawn } from 'node:child_process';
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, expect, test } from 'vitest';
import { documents } from '../../src/report/published-schemas.ts';
import { planSchema } from '../../src/report/schemas/plan.ts';
import { freshHome, netops } from '../netops.ts';
import { buildScripted } from './build-scripted.ts';

let program = '';
beforeAll(async () => {
  program = await buildScripted(freshHome());
});

interface Run {
  code: number | null;
  stdout: string;
  stderr: string;
}

/** The chat with the scripted answerer, without a terminal. */
async function scripted(args: string[], { home = freshHome(), input = '' } = {}): Promise<Run> {
  const env = { PATH: process.env.PATH ?? '', HOME: home, NETOPS_HOME: join(home, 'netops'), TZ: 'Asia/Seoul' };
  return await new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [program, ...args], { env, cwd: home });
    const run: Run = { code: null, stdout: '', stderr: '' };
    for (const name of ['stdout', 'stderr'] as const)
      child[name].setEncoding('utf8').on('data', (piece) => {
        run[name] += piece;
      });
    child.on('error', reject);
    child.on('close', (code) => resolve({ ...run, code }));
    child.stdin.end(input);
  });
}

test('one document with what was asked, called, told and removed; the schema is the published one', async () => {
  const { code, stdout, stderr } = await scripted(['told', '--format', 'json']);
  expect(code).toBe(0);
  const document = documents.chat.parse(JSON.parse(stdout));
  expect(document.summary).toMatchObject({
    prompt: 'told',
    answer: 'DMZVPC-Private-B is stopped.',
    agent: 'default',
    model: null,
    tools: [{ tool: 'diagnose_load_balancer', input: { name: 'alb1' }, seconds: 0.25 }],
    removedFigures: ['42 ms'],
    notes: ['one figure was removed'],
    failed: [],
  });
  expect(document.data.told[0]?.resources[0]?.name).toBe('DMZVPC-Private-B');
  // What goes on is said on standard error.
  expect(stderr).toContain('✓ diagnose_load_balancer (0.3초)');
});

test('as text, Markdown and HTML; what an answer holds is obeyed by none of them', async () => {
  const [text, md, html, hostile] = await Promise.all([
    scripted(['markdown']),
    scripted(['markdown', '--format', 'md']),
    scripted(['markdown', '--format', 'html']),
    scripted(['hostile']),
  ]);
  expect(text.stdout).toMatch(/제목\n═+\n\n첫 문단 and code/);
  expect(md.stdout).toContain('| a | b |');
  expect(html.stdout).toContain('<table>');
  expect(html.stdout).not.toContain('<b>x</b>');
  expect(hostile.stdout).not.toContain('\u001b');
  expect(hostile.stdout).toContain('␛]0;owned');
  // A part that could not be done is a failure, said where results are.
  expect(hostile.code).toBe(1);
});

test('a change nobody can be asked about is not made', async () => {
  const { stdout, stderr, code } = await scripted(['change']);
  expect(stdout).toContain('UNTOUCHED');
  expect(stderr).toContain('aws ec2 stop-instances --instance-ids i-1');
  expect(stderr).toContain('netops do --yes');
  expect(code).toBe(0);
});

test('a prompt may come on standard input, of 2 MB too; an empty one is refused', async () => {
  const long = await scripted([], { input: `${'가나다\n'.repeat(200_000)}end` });
  expect(long.stdout).toContain('800003 characters, 200001 lines');
  const empty = await scripted([], { input: ' \n' });
  expect(empty.code).toBe(2);
  expect(empty.stderr).toContain('nothing was asked');
});

test('the agent: its prompt, context, hooks and their failures; a session goes on', async () => {
  const home = freshHome();
  mkdirSync(join(home, '.kiro', 'agents'), { recursive: true });
  mkdirSync(join(home, '.kiro', 'steering'));
  writeFileSync(join(home, '.kiro/steering/team.md'), 'STEERING');
  writeFileSync(join(home, 'AGENTS.md'), 'AGENTS FILE');
  writeFileSync(join(home, '.kiro/agents/prompt.md'), 'PROMPT FILE');
  const agent = {
    prompt: 'file://prompt.md',
    resources: ['file://AGENTS.md', 'file://.kiro/steering/**/*.md', 'file://none.md', { type: 'knowledgeBase' }],
    hooks: {
      agentSpawn: [{ command: 'echo SPAWNED' }, { command: 'echo no >&2; exit 7' }],
      userPromptSubmit: [{ command: 'cat' }],
    },
  };
  writeFileSync(join(home, '.kiro/agents/ops.json'), JSON.stringify(agent));
  const { stdout, stderr, code } = await scripted(['context', '--agent', 'ops'], { home });
  expect(code).toBe(0);
  for (const part of [
    'PROMPT FILE',
    'AGENTS FILE',
    'STEERING',
    'SPAWNED',
    '"hook_event_name":"userPromptSubmit"',
    '"prompt":"context"',
  ])
    expect(stdout).toContain(part);
  expect(stderr).toMatch(/종료 코드 7\): no/);
  expect(stderr).toContain('knowledgeBase');

  // Kept, with the mode of a private file, and found again.
  const again = await scripted(['again', '--resume'], { home });
  expect(again.code).toBe(0);
  const folder = join(home, 'netops', 'chat');
  const [kept] = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('Z.json'));
  const session = JSON.parse(readFileSync(join(folder, kept!), 'utf8'));
  expect(session.agent).toBe('ops');
  expect(session.turns.map((turn: { prompt: string }) => turn.prompt)).toEqual(['context', 'again']);
});

test('the command: wrong options, agents and models are said in a sentence', async () => {
  const home = freshHome();
  mkdirSync(join(home, '.kiro', 'agents'), { recursive: true });
  writeFileSync(join(home, '.kiro/agents/broken.json'), '{"name": "x",}');
  const [steps, agent, key, nothing] = await Promise.all([
    netops(['chat', 'x', '--max-steps', '0'], { home }),
    netops(['chat', 'x', '--agent', 'netop'], { home }),
    netops(['chat', 'x', '--model', 'anthropic:claude-sonnet-5-5'], { home }),
    netops(['chat'], { home }),
  ]);
  expect(steps).toMatchObject({ code: 2, stderr: expect.stringContaining('--max-steps') });
  expect(agent).toMatchObject({ code: 1, stderr: expect.stringMatching(/default[\s\S]*broken\.json 1행 14열.*쉼표/) });
  expect(key).toMatchObject({ code: 1, stderr: expect.stringContaining('ANTHROPIC_API_KEY') });
  expect(nothing).toMatchObject({ code: 2, stderr: expect.stringContaining('질문이 없습니다') });
});

test('what an agent has not, or its settings exclude, is refused; files go where --out says', async () => {
  const home = freshHome();
  mkdirSync(join(home, '.kiro', 'agents'), { recursive: true });
  writeFileSync(join(home, '.kiro/agents/narrow.json'), '{"tools": ["@netops/analyze_*"]}');
  const args = ['--source', 'lab', '--agent', 'narrow', '--quiet', '--out', 'reports'];
  const [lacks, has] = await Promise.all([
    netops(['chat', 'DMZVPC-alb1의 상태를 파악해줘', ...args], { home }),
    netops(['chat', 'DMZVPC NAT를 분석해서 markdown으로 저장해줘', ...args], { home }),
  ]);
  expect(lacks).toMatchObject({ code: 1, stdout: expect.stringContaining('diagnose_load_balancer') });
  expect(has.code).toBe(0);
  expect(readdirSync(join(home, 'reports'))).toEqual(['nat-gateway-analysis.md']);
});

test('--plan prints the plan alone, by the names of the account', async () => {
  const home = freshHome();
  const { code, stdout } = await netops(['chat', '--plan', 'DMZVPC-alb1의 상태를 파악해줘', '--source', 'lab'], {
    home,
  });
  expect(code).toBe(0);
  expect(stdout).toMatch(/1\. lb · DMZVPC-alb1/);
  // Without an account the prompt itself is all there is to go by.
  const json = await netops(['chat', '--plan', '지난 24시간 NAT 분석해줘', '--format', 'json'], { home });
  const plan = planSchema.parse(JSON.parse(json.stdout));
  expect(plan.steps.map((step) => step.intent)).toEqual(['nat']);
  expect(Date.parse(plan.steps[0]!.window!.to) - Date.parse(plan.steps[0]!.window!.from)).toBe(86_400_000);
});
