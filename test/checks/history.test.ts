import { appendFileSync, mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { keepAudit, pastAudits } from '../../src/capabilities/security-history.ts';

const before = process.env.NETOPS_HOME;
process.env.NETOPS_HOME = mkdtempSync(join(tmpdir(), 'history-'));
afterAll(() => {
  if (before === undefined) delete process.env.NETOPS_HOME;
  else process.env.NETOPS_HOME = before;
});

test('a history with lines that are no audits gives those that are', () => {
  const audit = {
    at: '2026-11-23T00:00:00.000Z',
    accounts: ['123456789012'],
    regions: ['ap-northeast-2'],
    source: 'aws',
    score: 50,
    areas: {},
    findings: [],
  };
  keepAudit(audit);
  const file = join(process.env.NETOPS_HOME!, 'security', 'history.jsonl');
  const { accounts, regions, source } = audit;
  const torn = JSON.stringify({ accounts, regions, source, at: '2026-01-01T00:00:00.000Z' });
  appendFileSync(file, `null\n${torn}\n{"at": "2026\n`);
  expect(pastAudits({ ...audit, at: '9999' })).toEqual([audit]);
});
