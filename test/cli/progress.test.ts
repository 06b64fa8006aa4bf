import { expect, test } from 'vitest';
import { showProgress } from '../../src/cli/progress.ts';

function linesOf(events: { connection: number; account: string; region: string }[]): string[] {
  const written: string[] = [];
  const stream = { write: (text: string) => written.push(text) > 0, isTTY: false, columns: 80, rows: 24 };
  const { onProgress } = showProgress({ lang: 'en', color: false, stream });
  for (const event of events) onProgress({ ...event, service: 'ec2', done: 0, failed: 0, total: 1 });
  for (const event of events) onProgress({ ...event, service: 'ec2', done: 1, failed: 0, total: 1 });
  return written.join('').trim().split('\n');
}

test('one account is not named, though its number comes later to one place than to another', () => {
  const lines = linesOf([
    { connection: 0, account: '123456789012', region: 'global' },
    { connection: 0, account: '', region: 'ap-northeast-2' },
  ]);
  expect(lines).toEqual(['global: 1/1 read', 'ap-northeast-2: 1/1 read']);
});

test('two accounts are named', () => {
  const lines = linesOf([
    { connection: 0, account: '111111111111', region: 'ap-northeast-2' },
    { connection: 1, account: '222222222222', region: 'ap-northeast-2' },
  ]);
  expect(lines).toEqual(['111111111111 ap-northeast-2: 1/1 read', '222222222222 ap-northeast-2: 1/1 read']);
});
