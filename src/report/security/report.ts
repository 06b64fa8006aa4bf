import type { Root, RootContent } from 'mdast';
import { terms } from '../../checks/assessment.ts';
import { gainsOf } from '../../checks/score.ts';
import type { Finding } from '../../findings/finding.ts';
import { sections as common, parts, severityName } from '../../messages/analyze.ts';
import * as text from '../../messages/security.ts';
import type { Text } from '../../messages/text.ts';
import { byCode } from '../analyze/actions.ts';
import { header } from '../analyze/header.ts';
import { countBySeverity } from '../document.ts';
import { chart, code, codeBlock, heading, type Inline, link, list, paragraph, root, strong, table } from '../nodes.ts';
import { formatInstant } from '../time.ts';
import { inFull } from './finding.ts';
import type { PastAudit, SecurityReader } from './reader.ts';

/** Codes of less than high severity that are told in full; the rest are in the table of checks and in the JSON. */
const mostCodes = 40;

/** The audit's report in the seven parts. */
export function securityReport(reader: SecurityReader): Root {
  const { say } = reader;
  const part = (title: Text, content: RootContent[]): RootContent[] => [heading(2, say(title)), ...content];
  return root(
    ...header(reader, text.title),
    heading(2, say(common.summary)),
    ...summary(reader),
    ...part(parts.state, statePart(reader)),
    ...part(parts.traffic, exposurePart(reader)),
    ...part(parts.actions, actionsPart(reader)),
    ...part(parts.security, checksPart(reader)),
    ...part(parts.performance, resiliencePart(reader)),
    ...part(parts.cost, costPart(reader)),
    ...part(parts.automation, automationPart(reader)),
  );
}

/** The screen: the score, the worst, and what raises the score most. */
export function securityScreen(reader: SecurityReader): Root {
  const { say, findings } = reader;
  const worst = byCode(findings.filter((f) => f.severity === 'critical' || f.severity === 'high')).slice(0, 10);
  return root(
    ...header(reader, text.title),
    ...summary(reader),
    areasTable(reader),
    ...(worst.length === 0
      ? []
      : [
          heading(2, say(text.sections.top)),
          table(
            [text.label.severity, text.label.finding, text.label.gain, text.label.minutes].map(say),
            rowsOf(reader, worst),
          ),
        ]),
    ...gainsPart(reader),
  );
}

/** Score, counts, and how certain they are. */
export function summary(reader: SecurityReader): RootContent[] {
  const { say, assessment, findings } = reader;
  const { score, checks } = assessment;
  const failed = checks.filter((c) => c.status === 'fail').length;
  const passed = checks.filter((c) => c.status === 'pass').length;
  const unread = checks.filter((c) => c.notReadable > 0 || c.status === 'not-readable').length;
  return [
    paragraph(strong(`${say(text.label.score)}: ${say(text.grade(score.score))}`)),
    paragraph(say(text.headline(countBySeverity(findings), { failed, passed }))),
    ...(score.atMost ? [paragraph(strong(say(text.atMost(unread))))] : []),
    ...compared(reader),
  ];
}

function compared(reader: SecurityReader): RootContent[] {
  const { say, compared: before, assessment, findings } = reader;
  if (before === undefined) return [];
  if (before === null) return [paragraph(say(text.noEarlier))];
  const { fresh, gone } = differenceOf(findings, before);
  return [
    heading(3, say(text.sections.compared)),
    paragraph(say(text.comparedWith(formatInstant(before.at, reader.zone), before.score, assessment.score.score))),
    list([
      [say(text.newFindings(fresh.length)), ...named(fresh.map((f) => `${f.code} ${f.resource}`))],
      [say(text.goneFindings(gone.length)), ...named(gone.map((f) => `${f.code} ${f.resource}`))],
    ]),
  ];
}

const named = (ids: readonly string[]): Inline[] =>
  ids.length === 0
    ? []
    : [': ', ids.slice(0, 5).map((id, i): Inline => [i > 0 ? ', ' : '', code(id)]), ids.length > 5 ? ' …' : ''];

/** What is new and what is gone since an earlier audit. */
export function differenceOf(findings: readonly Finding[], before: PastAudit) {
  const [was, is] = [new Set(before.findings.map((f) => f.id)), new Set(findings.map((f) => f.id))];
  return { fresh: findings.filter((f) => !was.has(f.id)), gone: before.findings.filter((f) => !is.has(f.id)) };
}

export function areasTable({ say, assessment }: SecurityReader): RootContent {
  return table(
    [text.label.area, text.label.score, text.label.failed, text.label.passed, text.label.notReadable].map(say),
    assessment.score.areas.map((a) => [
      say(text.areaName[a.area]),
      String(a.score),
      String(a.failed),
      String(a.passed),
      String(a.notReadable),
    ]),
    ['left', 'right', 'right', 'right', 'right'],
  );
}

export function gainsPart(reader: SecurityReader): RootContent[] {
  const { say, assessment } = reader;
  const gains = assessment.score.gains.slice(0, 8);
  if (gains.length === 0) return [];
  return [
    heading(3, say(text.sections.gains)),
    table(
      [text.label.gain, text.label.code, text.label.what, text.label.minutes].map(say),
      gains.map((g) => {
        const check = assessment.checks.find((c) => c.check.code === g.code)?.check;
        return [
          say(text.points(g.points)),
          code(g.code),
          check === undefined ? '' : say(check.remedy.says),
          say(text.minutesOf((check?.minutes ?? 0) * g.findings)),
        ];
      }),
    ),
  ];
}

function statePart(reader: SecurityReader): RootContent[] {
  const { say, assessment } = reader;
  return [
    heading(3, say(text.sections.areas)),
    chart({
      title: say(text.sections.areas),
      kind: 'ranking',
      unit: '0–100',
      x: assessment.score.areas.map((a) => say(text.areaName[a.area])),
      series: [{ name: say(text.label.score), values: assessment.score.areas.map((a) => a.score) }],
    }),
    areasTable(reader),
    ...gainsPart(reader),
    paragraph(say(text.formula)),
  ];
}

/** What the internet does reach, and apart from it what is only open in the rules. */
function exposurePart(reader: SecurityReader): RootContent[] {
  const { say, findings } = reader;
  const reach = reader.assessment.audit.reach;
  const real = findings.filter((f) => reach.get(f.id) === 'internet');
  const onlyText = findings.filter((f) => /^SG_OPEN_/.test(f.code) && reach.get(f.id) !== 'internet');
  return [
    heading(3, say(text.sections.exposed)),
    real.length === 0 ? paragraph(say(text.noExposure)) : list(titles(reader, real)),
    ...(onlyText.length === 0
      ? []
      : [heading(3, say(text.sections.textOnly)), paragraph(say(text.textOnlyIntro)), list(titles(reader, onlyText))]),
  ];
}

/** Titles, of each code the first few. */
function titles({ say }: SecurityReader, findings: readonly Finding[]): Inline[] {
  return byCode([...findings]).flatMap((same): Inline[] => [
    ...same.slice(0, 6).map((f): Inline => [say(f.title), ' — ', code(f.resource)]),
    ...(same.length > 6 ? [[code(same[0]!.code), ' ', say(text.others(same.length - 6))]] : []),
  ]);
}

function actionsPart(reader: SecurityReader): RootContent[] {
  const { say, findings } = reader;
  if (findings.length === 0) return [paragraph(say(text.nothingWrong))];
  const of = (...severities: string[]): Finding[][] => byCode(findings.filter((f) => severities.includes(f.severity)));
  const [critical, high, rest] = [of('critical'), of('high'), of('medium', 'low', 'info')];
  return [
    heading(3, say(text.sections.roadmap)),
    ...roadmap(reader),
    ...(critical.length === 0
      ? []
      : [heading(3, say(text.sections.critical)), ...critical.flatMap((s) => inFull(reader, s))]),
    ...(high.length === 0 ? [] : [heading(3, say(text.sections.high)), ...high.flatMap((s) => inFull(reader, s))]),
    ...(rest.length === 0
      ? []
      : [heading(3, say(text.sections.rest)), ...rest.slice(0, mostCodes).flatMap((s) => inFull(reader, s, 2))]),
  ];
}

function roadmap(reader: SecurityReader): RootContent[] {
  const { say, assessment } = reader;
  return terms.flatMap((term): RootContent[] => {
    const codes = byCode(assessment.roadmap[term]);
    return [
      paragraph(strong(say(text.termName[term]))),
      codes.length === 0
        ? paragraph(say(text.none))
        : table(
            [text.label.severity, text.label.finding, text.label.gain, text.label.minutes].map(say),
            rowsOf(reader, codes),
          ),
    ];
  });
}

/** A row for the findings of each code, with what mending those alone would add. */
function rowsOf({ say, assessment, findings }: SecurityReader, codes: readonly (readonly Finding[])[]): Inline[][] {
  const gains = gainsOf(findings, assessment.audit.reach, codes);
  return codes.map((same, i): Inline[] => {
    const [first] = same;
    const check = assessment.checks.find((c) => c.check.code === first!.code)?.check;
    return [
      say(severityName[first!.severity]),
      [say(first!.title), same.length > 1 ? ` ${say(text.others(same.length - 1))}` : ''],
      gains[i]! > 0 ? say(text.points(gains[i]!)) : '-',
      check === undefined ? '-' : say(text.minutesOf(check.minutes * same.length)),
    ];
  });
}

/** Every check with its result and what auditors call it. */
function checksPart(reader: SecurityReader): RootContent[] {
  const { say, assessment } = reader;
  const unread = assessment.audit.results.filter((r) => r.missing.length > 0);
  return [
    ...(unread.length === 0
      ? []
      : [
          heading(3, say(text.sections.unread)),
          table(
            [text.label.missing, text.label.check].map(say),
            [...grouped(unread.flatMap((r) => r.missing.map((m) => [m, r.code] as const)))].map(([missing, codes]) => [
              code(missing),
              [...new Set(codes)].map((c, i): Inline => [i > 0 ? ', ' : '', code(c)]),
            ]),
          ),
        ]),
    ...exceptionsPart(reader),
    heading(3, say(text.sections.checks)),
    table(
      [
        text.label.status,
        text.label.severity,
        text.label.check,
        text.label.code,
        text.label.frameworks,
        text.label.resources,
      ].map(say),
      assessment.checks.map(({ check, status, passed, failed, notReadable }) => [
        say(text.statusName[status]),
        say(severityName[check.severity]),
        say(check.title),
        code(check.code),
        [
          ...(check.frameworks.cis ?? []).map((id) => `CIS ${id}`),
          ...(check.frameworks.fsbp ?? []),
          ...(check.frameworks.ismsp ?? []).map((id) => `ISMS-P ${id}`),
        ].join(', '),
        `${failed}/${passed + failed + notReadable}`,
      ]),
      ['left', 'left', 'left', 'left', 'left', 'right'],
    ),
  ];
}

function grouped(pairs: readonly (readonly [string, string])[]): Map<string, string[]> {
  const found = new Map<string, string[]>();
  for (const [key, value] of pairs) found.set(key, [...(found.get(key) ?? []), value]);
  return found;
}

function exceptionsPart({ say, assessment }: SecurityReader): RootContent[] {
  if (assessment.exceptions.length === 0) return [];
  return [
    heading(3, say(text.sections.exceptions)),
    table(
      [
        text.label.code,
        text.label.resource,
        text.label.owner,
        text.label.reason,
        text.label.until,
        text.label.state,
      ].map(say),
      assessment.exceptions.map((e) => [
        code(e.code),
        code(e.resource),
        e.owner,
        e.reason,
        e.until,
        say(text.exceptionState[e.state]),
      ]),
    ),
  ];
}

function resiliencePart(reader: SecurityReader): RootContent[] {
  const { say, assessment, findings } = reader;
  const codes = new Set(assessment.checks.filter((c) => c.check.area === 'resilience').map((c) => c.check.code));
  const own = findings.filter((f) => codes.has(f.code));
  return [own.length === 0 ? paragraph(say(text.none)) : list(titles(reader, own))];
}

function costPart({ say, assessment }: SecurityReader): RootContent[] {
  const paid = assessment.fixCosts.filter((c) => c.monthlyUsd !== 0);
  return [
    paragraph(say(text.costsIntro)),
    ...(paid.length === 0
      ? [paragraph(say(text.none))]
      : [
          table(
            [text.label.code, text.label.monthly, text.label.formula, text.label.source].map(say),
            paid.map((c) => [
              code(c.code),
              c.monthlyUsd === null ? say(text.unknownCost) : `$${c.monthlyUsd.toFixed(2)}`,
              c.formula === '' ? '-' : c.formula,
              c.source === null ? '-' : [link(c.source, c.asOf ?? c.source)],
            ]),
            ['left', 'right', 'left', 'left'],
          ),
        ]),
  ];
}

function automationPart({ say }: SecurityReader): RootContent[] {
  return [
    paragraph(say(text.script)),
    codeBlock('sh', './daily-security-check.sh'),
    codeBlock('cron', text.cronLine('$HOME/projects/netops/daily-security-check.sh')),
    paragraph(say(text.repeat)),
    codeBlock('sh', 'netops security --compare last --fail-on critical'),
  ];
}
