import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeAll, describe, expect, test } from 'vitest';
import { buildScripted } from '../chat/build-scripted.ts';
import { freshHome } from '../netops.ts';
import { openTerminal, type Terminal, type TerminalSize } from './terminal.ts';

/*
 * The chat in a real terminal, with a scripted answerer.
 */

let program = '';
beforeAll(async () => {
  program = await buildScripted(freshHome());
});

let terminal: Terminal | undefined;
afterEach(() => {
  terminal?.close();
  terminal = undefined;
});

async function chat({
  home = freshHome(),
  args = [],
  env = {},
  ...size
}: { home?: string; args?: string[]; env?: Record<string, string> } & TerminalSize = {}): Promise<Terminal> {
  const vars = {
    PATH: process.env.PATH ?? '',
    HOME: home,
    NETOPS_HOME: join(home, 'netops'),
    TERM: 'tmux-256color',
    LANG: 'C.UTF-8',
    TZ: 'Asia/Seoul',
    SHELL: '/bin/sh',
    ...env,
  };
  const opened = openTerminal([process.execPath, program, ...args], vars, home, size);
  terminal = opened;
  await opened.until(/\] \d+% > $|\] \d+% >$/);
  return opened;
}
/** Prompts that are waiting for input, by what stands before the last `>`. */
const ready = /\] \d+% >$/;

async function say(t: Terminal, line: string, seen: RegExp | string): Promise<string> {
  t.type(line);
  t.press('Enter');
  await t.until(seen);
  return await t.until(ready);
}

describe('what is typed', () => {
  test('Hangul of both forms, wide characters and emoji are edited where the cursor is', async () => {
    const t = await chat();
    t.type('가나라');
    t.press('Left');
    t.type('다');
    t.press('End');
    t.type('한글'.normalize('NFD'));
    t.press('BSpace');
    t.type('界👍🏽x');
    t.press('BSpace', 'BSpace');
    t.press('Home', 'Delete');
    t.type('A');
    t.press('Enter');
    const screen = await t.until('characters');
    expect(screen).toContain('6 characters, 1 lines: A나다라한界');
  });

  test('several rows: Ctrl-J, a backslash at the end, a paste; up and down go through them, then through history', async () => {
    const t = await chat();
    await say(t, 'earlier', '7 characters');
    t.type('one');
    t.press('C-j');
    t.type('two\\');
    t.press('Enter');
    t.paste('three\nfour');
    t.press('Up', 'Up', 'Home');
    t.type('>');
    t.press('Enter');
    expect(await t.until('4 lines')).toContain('19 characters, 4 lines: one');
    expect(t.screen()).toContain('>two');
    t.press('Up', 'Up', 'Up', 'Up', 'Up');
    await t.until(/% > earlier$/);
  });

  test('2 MB pasted are one piece, sent as one prompt, at once', async () => {
    const t = await chat();
    const text = `${'경로 route table line\n'.repeat(100_000)}end`;
    const started = Date.now();
    t.paste(text);
    await t.until(/\[붙여넣기 1: 100,001줄\]/);
    t.press('Enter');
    await t.until('100001 lines');
    expect(Date.now() - started).toBeLessThan(10_000);
    await t.until(ready);
  });

  test('a line longer than the window wraps and is redrawn when the window changes', async () => {
    const t = await chat({ columns: 60, rows: 20 });
    const words = Array.from({ length: 30 }, (_, i) => `단어${i}`).join(' ');
    t.type(words);
    await t.until('단어29');
    t.resize(33, 20);
    await new Promise((resolve) => setTimeout(resolve, 300));
    t.resize(90, 20);
    await new Promise((resolve) => setTimeout(resolve, 300));
    t.type('!');
    await t.until('단어29!');
    const screen = t.visible();
    // Drawn once, not once for each size.
    expect(screen.match(/단어29/g)).toHaveLength(1);
    expect(screen.match(/\] 0% > 단어0/g)).toHaveLength(1);
    t.press('Enter');
    await t.until(`${[...words].length + 1} characters`);
  });

  test('Tab completes commands, their words, files, and names that were spoken of', async () => {
    const home = freshHome();
    mkdirSync(join(home, 'docs'));
    writeFileSync(join(home, 'docs', 'runbook.md'), 'the runbook says 42');
    const t = await chat({ home });
    t.type('/con');
    t.press('Tab');
    t.type('sh');
    t.press('Tab');
    await t.until(/\/context show$/);
    t.press('Enter');
    await t.until('에이전트 (default)');
    await say(t, 'told', 'is stopped');
    t.type('restart dmz');
    t.press('Tab');
    await t.until(/restart DMZVPC-Private-B$/);
    t.press('C-u');
    t.type('context @do');
    t.press('Tab');
    t.type('r');
    t.press('Tab');
    await t.until('context @docs/runbook.md');
    t.press('Enter');
    await t.until('the runbook says 42');
    t.type('/c');
    t.press('Tab');
    await t.until(/\/chat +\/clear +\/compact +\/context/);
  });
});

describe('while it answers', () => {
  test('Ctrl-C stops the answer and not the program, twice at an empty prompt leaves', async () => {
    const t = await chat();
    t.type('slow');
    t.press('Enter');
    await t.until(/trace_path \d\.\d초/);
    t.press('C-c');
    await t.until('답을 중단했습니다.');
    await t.until(ready);
    // One that does not listen is left behind.
    t.type('deaf');
    t.press('Enter');
    await new Promise((resolve) => setTimeout(resolve, 400));
    t.press('C-c');
    await t.until(/답을 중단했습니다\.[\s\S]*답을 중단했습니다\./, 3000);
    await t.until(ready);
    await say(t, 'still here', '10 characters');
    t.type('half');
    t.press('C-c');
    await t.until(/half\n[\s\S]*% >$/);
    expect(t.status()).toBeUndefined();
    t.press('C-c');
    await t.until('한 번 더 Ctrl-C');
    t.press('C-c');
    await expect.poll(() => t.status(), { timeout: 3000 }).toBe(0);
  });

  test('Markdown is drawn, and nothing of a hostile answer is obeyed', async () => {
    const t = await chat();
    const drawn = await say(t, 'markdown', '<b>x</b>');
    expect(drawn).toMatch(/제목\n═+/);
    expect(drawn).toContain('첫 문단 and code');
    expect(drawn).toMatch(/│ 1 │ 2 │/);
    const hostile = await say(t, 'hostile', 'after');
    expect(hostile).toContain('before ␛]0;owned');
    expect(hostile).toContain('line␛[2J');
    expect(hostile).toContain('제목');
  });

  test('a change is shown and asked for, and nothing typed before the question answers it', async () => {
    const t = await chat();
    t.type('change');
    t.press('Enter');
    await t.until('실행할까요? [y/N]');
    expect(t.screen()).toContain('aws ec2 stop-instances --instance-ids i-1');
    t.press('Enter');
    await t.until('UNTOUCHED');
    await t.until(ready);
    t.type('change');
    t.press('Enter');
    await t.until(/(실행할까요[\s\S]*){2}/);
    t.type('네');
    t.press('Enter');
    await t.until('CHANGED');
    await t.until(ready);
    t.paste('change\n');
    t.press('Enter', 'y', 'Enter');
    await new Promise((resolve) => setTimeout(resolve, 500));
    expect(t.screen().match(/CHANGED/g)).toHaveLength(1);
  });
});

test('!command runs in the shell; Ctrl-C there stops only the command', async () => {
  const t = await chat();
  await say(t, '!echo out-$((6*7)); exit 3', 'out-42');
  expect(t.screen()).toContain('종료 코드 3');
  t.type('!sleep 30');
  t.press('Enter');
  await new Promise((resolve) => setTimeout(resolve, 500));
  t.press('C-c');
  await t.until(ready, 5000);
  await say(t, 'after', '5 characters');
  expect(t.status()).toBeUndefined();
});

test('the conversation goes on where it was left, in another colourless terminal', async () => {
  const home = freshHome();
  const t = await chat({ home });
  await say(t, 'told', 'is stopped');
  t.press('C-d');
  await expect.poll(() => t.status(), { timeout: 3000 }).toBe(0);
  t.close();
  const again = await chat({ home, args: ['--resume'], env: { NO_COLOR: '1', TERM: 'dumb' } });
  expect(again.screen()).toMatch(/이어 갑니다 \(질문 1개\)/);
  again.type('DMZ');
  again.press('Tab');
  await again.until('> DMZVPC-Private-B');
  expect(again.raw()).not.toMatch(/\u001b\[3[0-9]m/);
});

test("the seed's agent and context, as they are typed there", async () => {
  const home = freshHome();
  mkdirSync(join(home, '.kiro', 'steering'), { recursive: true });
  writeFileSync(join(home, '.kiro', 'steering', 'netops.md'), '# 역할\n네트워크 운영 전문가\n'.repeat(100));
  const t = await chat({ home, args: ['--lang', 'en'] });
  await say(t, '/agent create -n netops', 'was created');
  await say(t, '/agent swap netops', 'Switched to the agent netops');
  const added = await say(t, '/context add ~/.kiro/steering/netops.md', 'Added 1 path to context.');
  expect(added).toMatch(/\[netops\] 0% > \/context add/);
  const shown = await say(t, '/context show', 'Context files total');
  const path = join(home, '.kiro', 'steering', 'netops.md');
  expect(shown).toContain(
    `Agent (netops)\n  - AGENTS.md (no matches)\n  - README.md (no matches)\n\nSession (temporary)\n  ${path}\n\n1 matched file in use\n- ${path} (~`,
  );
  const wrong = await say(t, '/contxt', 'no command');
  expect(wrong).toContain('/context');
  t.type('/quit');
  t.press('Enter');
  await expect.poll(() => t.status(), { timeout: 3000 }).toBe(0);
});
