import { byUrgency, type Finding, type Severity, severities } from '../findings/finding.ts';
import { gapMeans } from '../messages/gaps.ts';
import type { Lang } from '../messages/text.ts';
import type { Gap, Snapshot } from '../snapshot/snapshot.ts';
import { type Localized, localize } from './localize.ts';

/** The one JSON document that a command prints with `--format json`. Its schema is published in `schemas/`. */
export interface Document<Data = unknown, Summary = unknown> {
  schemaVersion: 1;
  kind: string;
  accounts: string[];
  regions: string[];
  source: string;
  takenAt: string;
  summary: Summary;
  findings: Localized<Finding>[];
  data: Data;
  gaps: DocumentGap[];
}

export interface DocumentGap {
  account: string;
  region: string;
  service: string;
  operation: string;
  code: string;
  means: string;
}

/** The document of a command over a snapshot, in the reader's language. Findings are put in order of urgency. */
export function document<Data, Summary>(
  snapshot: Snapshot,
  content: { kind: string; summary: Summary; findings?: Finding[]; data: Data },
  lang: Lang,
): Document<Localized<Data>, Localized<Summary>> {
  return {
    schemaVersion: 1,
    kind: content.kind,
    accounts: snapshot.accounts.map((a) => a.id),
    regions: snapshot.regions,
    source: snapshot.source,
    takenAt: snapshot.takenAt,
    summary: localize(content.summary, lang),
    findings: [...(content.findings ?? [])].sort(byUrgency).map((f) => localize(f, lang)),
    data: localize(content.data, lang),
    gaps: snapshot.gaps.map((gap) => documentGap(gap, lang)),
  };
}

export const documentGap = (gap: Gap, lang: Lang): DocumentGap => ({
  account: gap.account,
  region: gap.region,
  service: gap.service,
  operation: gap.operation,
  code: gap.code,
  means: gapMeans(gap)[lang],
});

export const renderJson = (document: Document): string => `${JSON.stringify(document, null, 2)}\n`;

/** How many findings there are of each severity, worst first. */
export function countBySeverity(findings: Finding[]): Record<Severity, number> {
  const counts = Object.fromEntries(severities.map((s) => [s, 0])) as Record<Severity, number>;
  for (const finding of findings) counts[finding.severity]++;
  return counts;
}

/** True when a finding is as severe as `limit` or worse: `--fail-on`. */
export const reaches = (findings: Finding[], limit: Severity): boolean =>
  findings.some((f) => severities.indexOf(f.severity) <= severities.indexOf(limit));
