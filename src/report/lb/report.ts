import type { Root, RootContent } from 'mdast';
import type { LbDiagnosis } from '../../diagnose/loadbalancer/index.ts';
import { changesBehind } from '../../diagnose/loadbalancer/trail.ts';
import { parts, sections } from '../../messages/analyze.ts';
import * as text from '../../messages/lb.ts';
import type { Text } from '../../messages/text.ts';
import type { Snapshot } from '../../snapshot/snapshot.ts';
import { actionsPart } from '../analyze/actions.ts';
import { header } from '../analyze/header.ts';
import type { Reading } from '../analyze/report.ts';
import { countBySeverity } from '../document.ts';
import { code, codeBlock, heading, list, paragraph, root, strong, table } from '../nodes.ts';
import { formatInstant } from '../time.ts';
import { automationPart, costPart, performancePart, securityPart } from './parts.ts';
import { type LbReader, lbReaderOf } from './reader.ts';
import { closeUp, glance, statePart } from './state.ts';
import { trafficPart } from './traffic.ts';

/** The report on load balancers in its seven parts. A part with nothing to say says so in a line. */
export function lbReport(snapshot: Snapshot, diagnosis: LbDiagnosis, reading: Reading): Root {
  const reader = lbReaderOf(snapshot, diagnosis, reading);
  const { say } = reader;
  const part = (title: Text, content: RootContent[]): RootContent[] => [heading(2, say(title)), ...content];
  return root(
    ...header(reader, text.title),
    heading(2, say(sections.summary)),
    ...summary(reader),
    ...(isEmpty(diagnosis)
      ? []
      : [
          ...part(parts.state, [...statePart(reader), ...changes(reader)]),
          ...part(parts.traffic, trafficPart(reader)),
          ...part(parts.actions, actionsPart(reader)),
          ...part(parts.security, securityPart(reader)),
          ...part(parts.performance, performancePart(reader)),
          ...part(parts.cost, costPart(reader)),
          ...part(parts.automation, automationPart(reader)),
        ]),
  );
}

/** The screen: availability, the causes with their proof, and what to do first. */
export function lbScreen(snapshot: Snapshot, diagnosis: LbDiagnosis, reading: Reading): Root {
  const reader = lbReaderOf(snapshot, diagnosis, reading);
  const { say } = reader;
  const causes = reader.findings.filter((f) => f.cause).slice(0, 5);
  const alarms = reader.findings.filter((f) => f.priority === 'P0' && !f.cause);
  return root(
    ...header(reader, text.title),
    ...summary(reader),
    ...(isEmpty(diagnosis) ? [] : [heading(2, say(parts.state)), ...stateOnScreen(reader), ...changes(reader)]),
    ...(causes.length + alarms.length === 0 ? [] : [heading(2, say(parts.actions))]),
    ...alarms.map((f) => paragraph('🔴 ', strong(say(f.title)), `. ${say(f.impact)}`)),
    ...causes.flatMap((f): RootContent[] => [
      paragraph(strong(say(f.title)), ' (', code(f.code), ')'),
      list([say(f.impact), ...f.evidence.slice(0, 3).map((e) => [say(e.says), ' — ', code(e.id)])]),
      ...f.fixes.slice(0, 1).flatMap((fix) => [paragraph(say(fix.says)), codeBlock('sh', fix.command)]),
    ]),
  );
}

/** Who asks about one balancer wants to see its targets; of many, a line each. */
function stateOnScreen(reader: LbReader): RootContent[] {
  const [only, ...others] = reader.diagnosis.balancers ?? [];
  return only !== undefined && others.length === 0 ? closeUp(reader, only) : [glance(reader)];
}

const isEmpty = ({ balancers, unusedGroups }: LbDiagnosis): boolean =>
  (balancers ?? []).length === 0 && (unusedGroups ?? []).length === 0;

function summary(reader: LbReader): RootContent[] {
  const { say, diagnosis, snapshot } = reader;
  if (diagnosis.balancers === null) return [paragraph(say(text.notRead))];
  if (isEmpty(diagnosis)) return [paragraph(say(text.noneThere(snapshot.regions)))];
  const { balancers, targets, healthy, causes } = lbSummary(diagnosis);
  const health = targets === null || healthy === null ? null : { targets, healthy };
  return [paragraph(strong(say(text.headline(balancers ?? 0, health, causes))))];
}

/** Who changed what, behind the findings: the time in the reader's zone. */
function changes(reader: LbReader): RootContent[] {
  const { say, snapshot, findings, zone } = reader;
  const found = changesBehind(snapshot, findings).slice(0, 10);
  if (found.length === 0) return [];
  return [
    heading(3, say(text.sections.changes)),
    table(
      [say(text.label.when), say(text.label.who), say(text.label.call), say(text.label.cause)],
      found.map((c) => [formatInstant(c.at, zone), c.who, [c.name, ' ', code(c.resource)], code(c.code)]),
    ),
  ];
}

/** What the JSON document says in a few numbers. */
export function lbSummary({ balancers, findings }: LbDiagnosis) {
  // A group that two balancers share has its targets once.
  const groups = new Map((balancers ?? []).flatMap((b) => (b.groups ?? []).map((g) => [g.arn, g] as const)));
  const unread = balancers === null || [...groups.values()].some((g) => g.total === null);
  const sum = (of: 'total' | 'healthy'): number | null =>
    unread ? null : [...groups.values()].reduce((n, g) => n + (g[of] ?? 0), 0);
  return {
    balancers: balancers?.length ?? null,
    targets: sum('total'),
    healthy: sum('healthy'),
    findings: countBySeverity(findings),
    causes: findings.filter((f) => f.cause).length,
  };
}
