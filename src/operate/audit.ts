import { randomUUID } from 'node:crypto';
import { closeSync, fsyncSync, mkdirSync, openSync, readFileSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import type { Call } from '../findings/finding.ts';
import { dataDir } from '../home.ts';

/** What was to be done, written before the first call. */
export interface Intent {
  kind: 'intent';
  id: string;
  at: string;
  /** ARN of the caller, as STS says it. */
  who: string;
  account: string;
  region: string;
  source: string;
  asked: string;
  calls: Call[];
  before: string;
  /** What was known of the way back before the calls; null: none. */
  undo: Call[] | null;
  /** The record that this one undoes. */
  undoes?: string;
}

/** What came of one call, written as soon as AWS answered it. */
export interface Step {
  kind: 'call';
  id: string;
  at: string;
  index: number;
  error: { code: string; message: string } | null;
  /** What undoes it, now that the ids which it made are known; null: nothing does. */
  undo: Call[] | null;
}

export interface Outcome {
  kind: 'outcome';
  id: string;
  at: string;
  /** `accepted`: AWS took the calls, and there is no state to see that by. */
  result: 'done' | 'accepted' | 'failed' | 'unverified';
  after: string;
}

export type AuditLine = Intent | Step | Outcome;

export const auditFile = (): string => join(dataDir(), 'audit', 'changes.jsonl');

export const newRecordId = (): string => randomUUID().slice(0, 8);

/**
 * Adds a line to the audit log and waits until the disk has it: whoever is killed after this has left it behind. A line
 * that a killed process left half is closed first, so that it does not swallow the next one.
 */
export function appendAudit(line: AuditLine): void {
  const file = auditFile();
  mkdirSync(join(file, '..'), { recursive: true, mode: 0o700 });
  const torn = rawLog(file);
  const descriptor = openSync(file, 'a', 0o600);
  try {
    const before = torn !== '' && !torn.endsWith('\n') ? '\n' : '';
    writeSync(descriptor, `${before}${JSON.stringify(line)}\n`);
    fsyncSync(descriptor);
  } finally {
    closeSync(descriptor);
  }
}

/** One change with all that the log has about it. No outcome: the process was killed, or is still at it. */
export interface AuditRecord {
  intent: Intent;
  steps: Step[];
  outcome?: Outcome;
}

/** The log's records, oldest first. A line that is no JSON (cut off by a crash) is left out. */
export function auditRecords(): AuditRecord[] {
  const records = new Map<string, AuditRecord>();
  for (const text of rawLog(auditFile()).split('\n')) {
    const line = parsed(text);
    if (line === undefined) continue;
    if (line.kind === 'intent') records.set(line.id, { intent: line, steps: [] });
    else {
      const record = records.get(line.id);
      if (record === undefined) continue;
      if (line.kind === 'call') record.steps.push(line);
      else record.outcome = line;
    }
  }
  return [...records.values()];
}

function parsed(text: string): AuditLine | undefined {
  try {
    return JSON.parse(text) as AuditLine;
  } catch {
    return undefined;
  }
}

function rawLog(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return '';
    throw error;
  }
}

/** What undoes all of a record's calls that succeeded, last first; null when one of them cannot be undone. */
export function undoOfRecord({ steps }: AuditRecord): Call[] | null {
  const done = steps.filter((s) => s.error === null).sort((a, b) => b.index - a.index);
  if (done.some((s) => s.undo === null)) return null;
  return done.flatMap((s) => s.undo ?? []);
}
