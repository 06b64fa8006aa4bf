import type { Root, RootContent } from 'mdast';
import type { Overview } from '../../diagnose/overview/overview.ts';
import type { Finding } from '../../findings/finding.ts';
import * as text from '../../messages/analyze.ts';
import type { Lang, Text } from '../../messages/text.ts';
import type { Snapshot } from '../../snapshot/snapshot.ts';
import { countBySeverity } from '../document.ts';
import { code, codeBlock, heading, list, paragraph, root, table } from '../nodes.ts';
import { actionsPart, byCode } from './actions.ts';
import { header, summary } from './header.ts';
import { automationPart, costPart, performancePart, securityPart } from './parts.ts';
import { readerOf } from './reader.ts';
import { balancers } from './state/balancers.ts';
import { vpcGlance } from './state/vpcs.ts';
import { statePart } from './state.ts';
import { trafficPart } from './traffic.ts';

export interface Reading {
  lang: Lang;
  /** The reader's time zone. */
  zone: string;
  /** For the age of the data. */
  now: Date;
}

/** The report in its seven parts, in order. A part with nothing to say says so in a line. */
export function analyzeReport(snapshot: Snapshot, overview: Overview, findings: Finding[], reading: Reading): Root {
  const reader = readerOf(snapshot, overview, findings, reading);
  const part = (title: Text, content: RootContent[]): RootContent[] => [heading(2, reader.say(title)), ...content];
  const nothing = (overview.vpcs ?? []).length === 0 && findings.length === 0;
  return root(
    ...header(reader),
    heading(2, reader.say(text.sections.summary)),
    ...summary(reader),
    ...(nothing
      ? []
      : [
          ...part(text.parts.state, statePart(reader)),
          ...part(text.parts.traffic, trafficPart(reader)),
          ...part(text.parts.actions, actionsPart(reader)),
          ...part(text.parts.security, securityPart(reader)),
          ...part(text.parts.performance, performancePart(reader)),
          ...part(text.parts.cost, costPart(reader)),
          ...part(text.parts.automation, automationPart(reader)),
        ]),
  );
}

/** The screen: how things stand and what to do first. The report has the rest. */
export function analyzeScreen(snapshot: Snapshot, overview: Overview, findings: Finding[], reading: Reading): Root {
  const reader = readerOf(snapshot, overview, findings, reading);
  const { say } = reader;
  const shown = byCode(findings.filter((f) => f.severity !== 'info')).slice(0, 12);
  const urgent = findings
    .filter((f) => (f.priority === 'P0' || f.priority === 'P1' || f.cause) && f.fixes.length > 0)
    .slice(0, 3);
  return root(
    ...header(reader),
    ...summary(reader),
    ...((overview.vpcs ?? []).length > 0 ? [heading(2, say(text.parts.state)), vpcGlance(reader)] : []),
    ...((overview.loadBalancers ?? []).some((b) => (b.targetGroups ?? []).some((g) => g.healthy !== g.total))
      ? balancers(reader)
      : []),
    ...(shown.length === 0
      ? []
      : [
          heading(2, say(text.parts.actions)),
          table(
            [say(text.label.when), say(text.label.severity), say(text.label.problem)],
            shown.map((same) => [
              say(text.priorityName[same[0]!.priority]!),
              say(text.severityName[same[0]!.severity]),
              [say(same[0]!.title), same.length > 1 ? ` ${say(text.others(same.length - 1))}` : ''],
            ]),
          ),
          ...urgent.flatMap((f): RootContent[] => [
            paragraph(say(f.title), ' (', code(f.code), ')'),
            codeBlock('sh', f.fixes[0]!.command),
          ]),
        ]),
  );
}

/** The files that a command wrote, for the end of its screen. */
export const filesWritten = (paths: string[], say: (t: Text) => string): Root =>
  root(paragraph(say(text.files), ':'), list(paths.map((p) => code(p))));

/** What the JSON document says in a few numbers. */
export const analyzeSummary = (overview: Overview, findings: Finding[]) => ({
  counts: overview.counts,
  findings: countBySeverity(findings),
  causes: findings.filter((f) => f.cause).length,
});
