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
  /** For each call what was known of the way back before it was made; null: nothing. */
  undo: (Call[] | null)[];
  /** Code and id of the finding that the calls mend. */
  fixes?: string[];
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
  /** `accepted`: AWS took the calls, and there is no state to see that by. `unverified`: it was not seen in time. */
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

/** A call that may have been made or not: the process was killed in it, or no answer came. */
export interface Doubtful {
  call: Call;
  /** null: not known without AWS's answer. */
  undo: Call[] | null;
}

/** What undoes a record, as far as its calls were made. */
export interface RecordUndo {
  /** Undoes all calls that AWS answered, last first. */
  calls: Call[];
  /** Operations that were made and that calls cannot bring back. */
  lost: string[];
  doubtful: Doubtful[];
}

export function undoOfRecord({ intent, steps, outcome }: AuditRecord): RecordUndo {
  const done = steps.filter((s) => s.error === null).sort((a, b) => b.index - a.index);
  const unanswered = steps.filter((s) => s.error !== null && /^(NetworkError|Timeout|Cancelled)$/.test(s.error.code));
  // Calls are made one after the other: only the one after the last answer can have been under way.
  const next = steps.length;
  const indexes = [...unanswered.map((s) => s.index), ...(outcome === undefined ? [next] : [])];
  return {
    calls: done.flatMap((s) => s.undo ?? []),
    lost: done.filter((s) => s.undo === null).flatMap((s) => intent.calls[s.index]?.operation ?? []),
    doubtful: indexes.flatMap((index) => {
      const call = intent.calls[index];
      return call === undefined ? [] : [{ call, undo: intent.undo[index] ?? null }];
    }),
  };
}

/** Whether there is anything of a record to undo. */
export function hasEffect(record: AuditRecord): boolean {
  const { calls, lost, doubtful } = undoOfRecord(record);
  return calls.length + lost.length + doubtful.length > 0;
}
