import { closeSync, fsyncSync, mkdirSync, openSync, readFileSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { dataDir } from '../home.ts';
import type { PastAudit } from '../report/security/reader.ts';

const file = (): string => join(dataDir(), 'security', 'history.jsonl');

/** Earlier audits of the same accounts, regions and source, oldest first. A line that is no audit is left out. */
export function pastAudits(like: Pick<PastAudit, 'accounts' | 'regions' | 'source' | 'at'>): PastAudit[] {
  let content: string;
  try {
    content = readFileSync(file(), 'utf8');
  } catch {
    return [];
  }
  return content
    .split('\n')
    .flatMap((line) => {
      try {
        const audit: unknown = JSON.parse(line);
        return isAudit(audit) ? [audit] : [];
      } catch {
        return [];
      }
    })
    .filter((p) => sameScope(p, like) && p.at < like.at)
    .sort((a, b) => (a.at < b.at ? -1 : 1));
}

const isAudit = (value: unknown): value is PastAudit => {
  const { at, score, findings } = (value ?? {}) as Partial<PastAudit>;
  return typeof at === 'string' && typeof score === 'number' && Array.isArray(findings);
};

const sameScope = (
  a: Pick<PastAudit, 'accounts' | 'regions' | 'source'>,
  b: Pick<PastAudit, 'accounts' | 'regions' | 'source'>,
) => JSON.stringify([a.accounts, a.regions, a.source]) === JSON.stringify([b.accounts, b.regions, b.source]);

/** Adds an audit to the history, a line that is whole or not there. Throws the system's error. */
export function keepAudit(audit: PastAudit): void {
  mkdirSync(join(file(), '..'), { recursive: true, mode: 0o700 });
  const descriptor = openSync(file(), 'a', 0o600);
  try {
    writeSync(descriptor, `${JSON.stringify(audit)}\n`);
    fsyncSync(descriptor);
  } finally {
    closeSync(descriptor);
  }
}
