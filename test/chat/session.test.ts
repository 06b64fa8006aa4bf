import { mkdtempSync, readdirSync, readFileSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeEach, expect, test } from 'vitest';
import { readHistory, remember } from '../../src/chat/history.ts';
import { withoutSecrets } from '../../src/chat/secrets.ts';
import { keepSession, lastSession, loadSession, type Session, saveSession } from '../../src/chat/session.ts';

let home = '';
beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), 'session-'));
  process.env.NETOPS_HOME = home;
});

const session = (directory: string, startedAt: string, prompt = 'hi'): Session => ({
  directory,
  startedAt,
  agent: 'netops',
  context: ['~/x.md'],
  turns: [{ at: startedAt, prompt, answer: 'an answer', told: [] }],
});

const files = (): string[] =>
  readdirSync(join(home, 'chat'), { recursive: true, encoding: 'utf8' })
    .filter((name) => name.includes('.json'))
    .map((name) => join(home, 'chat', name));

test('the last conversation of a directory is found again; a damaged file is set aside and said', async () => {
  await keepSession(session('/a', '2026-11-23T01:00:00.000Z', 'first'));
  await keepSession(session('/b', '2026-11-23T02:00:00.000Z', 'elsewhere'));
  await keepSession(session('/a', '2026-11-23T03:00:00.000Z', 'second'));
  for (const path of files()) {
    expect(statSync(path).mode & 0o777).toBe(0o600);
    const at = new Date(JSON.parse(readFileSync(path, 'utf8')).startedAt);
    utimesSync(path, at, at);
  }
  expect((await lastSession('/a')).session?.turns[0]?.prompt).toBe('second');
  expect(await lastSession('/none')).toEqual({ problems: [] });

  const newest = files().find((path) => path.includes('030000'))!;
  writeFileSync(newest, '{"schemaVersion":1,"turns":[');
  const { session: found, problems } = await lastSession('/a');
  expect(found?.turns[0]?.prompt).toBe('first');
  expect(problems[0]?.en).toContain(`${newest}.damaged`);
  expect(readdirSync(join(newest, '..'))).toContain(`${newest.split('/').at(-1)}.damaged`);
});

test('a session is saved where the person says, and no other file is taken for one', async () => {
  const path = join(home, 'out', 's.json');
  const given = session('/a', '2026-11-23T01:00:00.000Z');
  await saveSession(given, path, false);
  expect(await loadSession(path)).toMatchObject(given as object);
  await expect(saveSession(given, path, false)).rejects.toThrow(/--force/);
  await saveSession(given, path, true);
  writeFileSync(path, '{"a":1}');
  await expect(loadSession(path)).rejects.toThrow(/not a conversation/);
  await expect(loadSession(join(home, 'none.json'))).rejects.toThrow(/no conversation file/);
});

test.each([
  ['AWS_SECRET_ACCESS_KEY=wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY', 'wJalr'],
  ['use AKIAIOSFODNN7EXAMPLE please', 'AKIAIOS'],
  ['-----BEGIN RSA PRIVATE KEY-----\nMIIEow\n-----END RSA PRIVATE KEY-----', 'MIIEow'],
  ['비밀번호: hunter2hunter2', 'hunter2'],
  ['Authorization: Bearer abcdefghijklmnop.qrstu', 'abcdefghijklmnop'],
  ['postgres://steampipe:secretpass@localhost:9193/steampipe', 'secretpass'],
  ['key sk-ant-api03-abcdefghijklmnopqrst', 'abcdefgh'],
])('no secret is kept: %s', (text, secret) => {
  const kept = withoutSecrets({ turns: [{ prompt: text }] });
  expect(JSON.stringify(kept)).not.toContain(secret);
  expect(JSON.stringify(kept)).toContain('…');
});

test('what is no secret stays as it is', () => {
  const text = 'sg-0123456789abcdef0의 443 포트, password policy, arn:aws:iam::111122223333:role/x, tokens 120';
  expect(withoutSecrets(text)).toBe(text);
});

test('history: the last prompts, without repeats, pastes or secrets', async () => {
  let history = await readHistory();
  expect(history).toEqual([]);
  for (const prompt of ['a', 'a', 'x'.repeat(5000), 'token=abcdefgh', 'b']) history = await remember(history, prompt);
  expect(history).toEqual(['a', 'token=abcdefgh', 'b']);
  expect(await readHistory()).toEqual(['a', 'token=[…]', 'b']);
  writeFileSync(join(home, 'chat', 'history.json'), '{');
  expect(await readHistory()).toEqual([]);
});
