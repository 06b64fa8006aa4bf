import type { Assessment } from '../../checks/assessment.ts';
import type { Snapshot } from '../../snapshot/snapshot.ts';
import type { Told } from '../analyze/reader.ts';
import type { Reading } from '../analyze/report.ts';

/** An audit that was kept, for the trend. */
export interface PastAudit {
  /** ISO 8601, UTC: the snapshot's `takenAt`. */
  at: string;
  accounts: string[];
  regions: string[];
  source: string;
  score: number;
  areas: Record<string, number>;
  findings: { id: string; code: string; resource: string; severity: string }[];
}

/** Who reads about security, and what there is to tell. */
export interface SecurityReader extends Told {
  assessment: Assessment;
  /** Earlier audits of the same accounts and regions, oldest first. */
  past: readonly PastAudit[];
  /** `--compare`: the audit to compare with; null: there is none; undefined: not asked for. */
  compared: PastAudit | null | undefined;
}

export const readerOf = (
  snapshot: Snapshot,
  assessment: Assessment,
  { lang, zone, now }: Reading,
  { past = [], compared }: { past?: readonly PastAudit[]; compared?: PastAudit | null } = {},
): SecurityReader => ({
  snapshot,
  assessment,
  findings: assessment.findings,
  past,
  compared,
  lang,
  zone,
  now,
  say: (t) => t[lang],
});
