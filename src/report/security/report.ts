import type { Root, RootContent } from 'mdast';
import { terms } from '../../checks/assessment.ts';
import { gainsOf } from '../../checks/score.ts';
import type { Finding } from '../../findings/finding.ts';
import { sections as common, parts, severityName } from '../../messages/analyze.ts';
import * as text from '../../messages/security.ts';
import type { Text } from '../../messages/text.ts';
import { formatAddress } from '../../network/cidr.ts';
import type { Exposed } from '../../network/exposure.ts';
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
  const { say, compared: before, assessment } = reader;
  if (before === undefined) return [];
  if (before === null) return [paragraph(say(text.noEarlier))];
  const { fresh, gone, accepted, lost } = differenceOf(assessment, before);
  return [
    heading(3, say(text.sections.compared)),
    paragraph(say(text.comparedWith(formatInstant(before.at, reader.zone), before.score, assessment.score.score))),
    list([
      [say(text.newFindings(fresh.length)), ...named(fresh.map((f) => `${f.code} ${f.resource}`))],
      [say(text.goneFindings(gone.length)), ...named(gone.map((f) => `${f.code} ${f.resource}`))],
      ...(accepted.length === 0
        ? []
        : [[say(text.acceptedFindings(accepted.length)), ...named(accepted.map((f) => `${f.code} ${f.resource}`))]]),
      ...(lost.length === 0
        ? []
        : [[say(text.lostFindings(lost.length)), ...named(lost.map((f) => `${f.code} ${f.resource}`))]]),
    ]),
  ];
}

const named = (ids: readonly string[]): Inline[] =>
  ids.length === 0
    ? []
    : [': ', ids.slice(0, 5).map((id, i): Inline => [i > 0 ? ', ' : '', code(id)]), ids.length > 5 ? ' …' : ''];

type PastFinding = PastAudit['findings'][number];

/**
 * What is new since an earlier audit, and what became of the rest: mended, accepted by an exception, or lost: its check could
 * not be judged this time, which mends nothing.
 */
export function differenceOf(
  { findings, excepted, audit }: SecurityReader['assessment'],
  before: PastAudit,
): { fresh: Finding[]; gone: PastFinding[]; accepted: PastFinding[]; lost: PastFinding[] } {
  const [was, is] = [new Set(before.findings.map((f) => f.id)), new Set(findings.map((f) => f.id))];
  const unread = new Set(
    audit.results.filter((r) => [r, ...r.resources].some((x) => x.status === 'not-readable')).map((r) => r.code),
  );
  const fateOf = (f: PastFinding): 'gone' | 'accepted' | 'lost' =>
    excepted.has(f.id) ? 'accepted' : unread.has(f.code) ? 'lost' : 'gone';
  const absent = before.findings.filter((f) => !is.has(f.id));
  const of = (fate: ReturnType<typeof fateOf>): PastFinding[] => absent.filter((f) => fateOf(f) === fate);
  return {
    fresh: findings.filter((f) => !was.has(f.id)),
    gone: of('gone'),
    accepted: of('accepted'),
    lost: of('lost'),
  };
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

/** Ways in that are shown. */
const mostWays = 20;

/** What the internet does reach, and apart from it what is only open in the rules. */
function exposurePart(reader: SecurityReader): RootContent[] {
  const { say, findings, assessment } = reader;
  const { reach, results } = assessment.audit;
  const ways = assessment.audit.exposed();
  const isRead = !results.some((r) => r.code === 'EXPOSED_HIGH_RISK_PORT' && r.status === 'not-readable');
  const real = findings.filter((f) => reach.get(f.id) === 'internet');
  const open = findings.filter((f) => /^SG_OPEN_/.test(f.code) && reach.get(f.id) !== 'internet');
  const [idle, textOnly] = [true, false].map((is) => open.filter((f) => (reach.get(f.id) === 'nobody') === is));
  const listed = (title: Text, intro: Text | undefined, of: readonly Finding[]): RootContent[] =>
    of.length === 0
      ? []
      : [heading(3, say(title)), ...(intro === undefined ? [] : [paragraph(say(intro))]), list(titles(reader, of))];
  return [
    heading(3, say(text.sections.exposed)),
    ...(isRead ? [] : [paragraph(strong(say(text.exposureUnread)))]),
    ...(ways.length === 0 ? (isRead ? [paragraph(say(text.noExposure))] : []) : [waysTable(reader, ways)]),
    ...(ways.length > mostWays ? [paragraph(say(text.waysMore(ways.length - mostWays)))] : []),
    ...listed(text.sections.reached, undefined, real),
    ...listed(text.sections.textOnly, text.textOnlyIntro, textOnly!),
    ...listed(text.sections.unattached, text.unattachedIntro, idle!),
  ];
}

function waysTable({ say }: SecurityReader, ways: readonly Exposed[]): RootContent {
  return table(
    [text.label.target, text.label.address, text.label.ports, text.label.sources].map(say),
    ways.slice(0, mostWays).map(({ interface: item, address, openings, through }): Inline[] => {
      const name = item.instance?.name ?? item.name ?? item.description ?? item.id;
      const sources = [...new Set(openings.flatMap((o) => o.sources))];
      return [
        [name, ' — ', code(item.instance?.id ?? item.id)],
        formatAddress(address),
        [
          [...new Set(openings.map((o) => `${o.protocol} ${o.ports}`))].join(', '),
          through === undefined ? '' : ` ← ${through.balancer.name} (${through.listener})`,
        ],
        sources.includes('internet')
          ? say(text.internet)
          : [sources.slice(0, 3).join(', '), sources.length > 3 ? ` ${say(text.others(sources.length - 3))}` : ''],
      ];
    }),
  );
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
  const unanswered = assessment.audit.results.flatMap((r) => {
    const ids = r.resources.filter((x) => x.status === 'not-readable').map((x) => x.name ?? x.id);
    return ids.length === 0 ? [] : [{ code: r.code, ids }];
  });
  const codes = (of: readonly string[]): Inline => [...new Set(of)].map((c, i): Inline => [i > 0 ? ', ' : '', code(c)]);
  return [
    ...(unread.length + unanswered.length === 0
      ? []
      : [
          heading(3, say(text.sections.unread)),
          table([text.label.missing, text.label.check].map(say), [
            ...[...grouped(unread.flatMap((r) => r.missing.map((m) => [m, r.code] as const)))].map(
              ([missing, of]): Inline[] => [code(missing), codes(of)],
            ),
            ...unanswered.map(({ code: of, ids }): Inline[] => [say(text.resourcesUnanswered(ids)), codes([of])]),
          ]),
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
  const costs = assessment.fixCosts;
  const priced = costs.filter((c) => c.monthlyUsd !== 0 && c.source !== null);
  const codesOf = (of: typeof costs): Inline[] =>
    [...new Set(of.map((c) => c.code))].map((c, i): Inline => [i > 0 ? ', ' : ' ', code(c)]);
  const known = priced.filter((c) => c.monthlyUsd !== null);
  const unknown = costs.filter((c) => c.monthlyUsd === null && c.source === null);
  const free = costs.filter((c) => c.monthlyUsd === 0);
  return [
    paragraph(say(text.costsIntro)),
    ...(priced.length === 0
      ? [paragraph(say(text.none))]
      : [
          table(
            [text.label.code, text.label.monthly, text.label.formula, text.label.source].map(say),
            priced.map((c) => [
              code(c.code),
              c.monthlyUsd === null ? say(text.unknownCost) : `$${c.monthlyUsd.toFixed(2)}`,
              c.formula,
              c.source === null ? '-' : [link(c.source, c.asOf ?? c.source)],
            ]),
            ['left', 'right', 'left', 'left'],
          ),
        ]),
    ...(known.length === 0
      ? []
      : [paragraph(strong(say(text.costTotal(known.reduce((sum, c) => sum + c.monthlyUsd!, 0)))))]),
    ...(unknown.length === 0 ? [] : [paragraph(say(text.costsUnknown), codesOf(unknown))]),
    ...(free.length === 0 ? [] : [paragraph(say(text.costsNothing), codesOf(free))]),
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
