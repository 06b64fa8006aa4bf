import type { BlockContent, RootContent } from 'mdast';
import type { Finding } from '../../findings/finding.ts';
import * as text from '../../messages/analyze.ts';
import { code, codeBlock, heading, type Inline, list, paragraph, strong, table } from '../nodes.ts';
import type { Told } from './reader.ts';

/** How many of one kind are told in full; the others are counted, and are in the JSON. */
const inFull = 4;
/** How many facts of one finding are shown. */
const facts = 8;

/** The third part: what to do today in full, then the rest as a list with its time and effort. */
export function actionsPart(reader: Told): RootContent[] {
  const { findings, say } = reader;
  const urgent = findings.filter((f) => f.priority === 'P0' || f.priority === 'P1');
  const later = findings.filter((f) => f.priority === 'P2' || f.priority === 'P3');
  return [
    ...(urgent.length === 0
      ? [paragraph(say(text.actionsNone))]
      : byCode(urgent).flatMap((same, i) => inDetail(reader, same, i + 1))),
    ...(later.length === 0
      ? []
      : [
          heading(3, say(text.sections.later)),
          laterTable(reader, later),
          ...byCode(later).flatMap((same) => laterFixes(reader, same)),
        ]),
  ];
}

/** Findings of one code together, in the order of the most urgent of each. */
export function byCode(findings: Finding[]): Finding[][] {
  const groups = new Map<string, Finding[]>();
  for (const f of findings) groups.set(f.code, [...(groups.get(f.code) ?? []), f]);
  return [...groups.values()];
}

const mark: Record<Finding['severity'], string> = { critical: '🔴', high: '🟠', medium: '🟡', low: '🔵', info: '⚪' };

function inDetail(reader: Told, same: Finding[], number: number): RootContent[] {
  const { say } = reader;
  const first = same[0]!;
  return [
    heading(
      3,
      `${number}. ${mark[first.severity]} ${say(first.title)}`,
      same.length > 1 ? ` ${say(text.others(same.length - 1))}` : '',
    ),
    paragraph(
      code(first.code),
      ` · ${say(text.severityName[first.severity])} · ${say(text.priorityName[first.priority]!)} · ${say(text.label.effort)}: ${say(text.effortOf(first.code))}`,
    ),
    ...same
      .slice(0, inFull)
      .flatMap((finding, i): RootContent[] => [
        ...(i > 0 ? [paragraph(strong(say(finding.title)), ` · ${say(text.severityName[finding.severity])}`)] : []),
        list([
          [strong(say(text.impact)), ': ', say(finding.impact), ...affected(finding)],
          { phrase: strong(say(text.evidence)), under: [evidence(reader, finding)] },
        ]),
        ...fixes(reader, finding),
      ]),
    ...(same.length > inFull ? [list(same.slice(inFull, inFull + 10).map((f) => say(f.title)))] : []),
    ...(same.length > inFull + 10 ? [paragraph(say(text.moreInJson(same.length - inFull - 10)))] : []),
  ];
}

function affected(finding: Finding): Inline[] {
  if (finding.affected.length === 0) return [];
  const shown = finding.affected.slice(0, 6).map((id, i): Inline => [i > 0 ? ', ' : '', code(id)]);
  return [' (', ...shown, finding.affected.length > 6 ? ` +${finding.affected.length - 6}` : '', ')'];
}

function evidence(reader: Told, finding: Finding): BlockContent {
  const shown = finding.evidence.slice(0, facts);
  return list([
    ...shown.map((e): Inline => [reader.say(e.says), ' — ', code(e.id), ` (${e.from})`]),
    ...(finding.evidence.length > facts ? [reader.say(text.moreInJson(finding.evidence.length - facts))] : []),
  ]);
}

function fixes(reader: Told, finding: Finding): RootContent[] {
  const { say } = reader;
  return finding.fixes.flatMap((fix): RootContent[] => [
    paragraph(strong(say(fix.verified ? text.verifiedFix : text.fix)), ': ', say(fix.says)),
    codeBlock('sh', fix.command),
  ]);
}

function laterTable(reader: Told, findings: Finding[]): RootContent {
  const { say } = reader;
  return table(
    [say(text.label.when), say(text.label.severity), say(text.label.problem), say(text.label.effort)],
    byCode(findings).map((same) => [
      say(text.priorityName[same[0]!.priority]!),
      `${mark[same[0]!.severity]} ${say(text.severityName[same[0]!.severity])}`,
      [say(same[0]!.title), same.length > 1 ? ` ${say(text.others(same.length - 1))}` : ''],
      say(text.effortOf(same[0]!.code)),
    ]),
  );
}

function laterFixes(reader: Told, same: Finding[]): RootContent[] {
  const { say } = reader;
  const withFix = same.filter((f) => f.fixes.length > 0).slice(0, 2);
  const first = same[0]!;
  return [
    heading(
      4,
      `${mark[first.severity]} ${say(first.title)}`,
      same.length > 1 ? ` ${say(text.others(same.length - 1))}` : '',
    ),
    paragraph(code(first.code), ' · ', say(first.impact)),
    list([
      ...same
        .slice(0, 4)
        .flatMap((f) =>
          f.evidence.slice(0, same.length === 1 ? facts : 2).map((e): Inline => [say(e.says), ' — ', code(e.id)]),
        ),
    ]),
    ...withFix.flatMap((f) => fixes(reader, f)),
  ];
}
