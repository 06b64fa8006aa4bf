import type { Root } from 'mdast';
import { severities } from '../../findings/finding.ts';
import { severityName } from '../../messages/analyze.ts';
import * as text from '../../messages/security.ts';
import { byCode } from '../analyze/actions.ts';
import { header } from '../analyze/header.ts';
import { countBySeverity } from '../document.ts';
import { chart, code, heading, list, root, table } from '../nodes.ts';
import { formatInstant } from '../time.ts';
import type { SecurityReader } from './reader.ts';
import { areasTable, gainsPart, summary } from './report.ts';

/** One page to look at: score, areas, trend, what to do first. */
export function securityDashboard(reader: SecurityReader): Root {
  const { say, assessment, findings, past, zone } = reader;
  const counts = countBySeverity(findings);
  const { score } = assessment;
  const now = { at: reader.snapshot.takenAt, score: score.score };
  const trend = [...past.map((p) => ({ at: p.at, score: p.score })), now].slice(-30);
  return root(
    ...header(reader, text.dashboardTitle),
    ...summary(reader),
    heading(2, say(text.sections.areas)),
    chart({
      title: say(text.sections.areas),
      kind: 'ranking',
      unit: '0–100',
      x: score.areas.map((a) => say(text.areaName[a.area])),
      series: [{ name: say(text.label.score), values: score.areas.map((a) => a.score) }],
    }),
    areasTable(reader),
    heading(2, say(text.label.findings)),
    chart({
      title: say(text.label.findings),
      kind: 'ranking',
      unit: say(text.label.count),
      x: severities.map((s) => say(severityName[s])),
      series: [{ name: say(text.label.count), values: severities.map((s) => counts[s]) }],
    }),
    heading(2, say(text.sections.trend)),
    ...(trend.length < 2
      ? [
          table(
            [text.label.at, text.label.score].map(say),
            trend.map((t) => [formatInstant(t.at, zone), String(t.score)]),
          ),
        ]
      : [
          chart({
            title: say(text.sections.trend),
            kind: 'line',
            unit: '0–100',
            max: 100,
            x: trend.map((t) => formatInstant(t.at, zone).slice(5, 16)),
            series: [{ name: say(text.label.score), values: trend.map((t) => t.score) }],
          }),
        ]),
    heading(2, say(text.sections.top)),
    list(
      byCode([...findings])
        .slice(0, 10)
        .map((same) => [
          `${say(severityName[same[0]!.severity])}: ${say(same[0]!.title)}`,
          same.length > 1 ? ` ${say(text.others(same.length - 1))}` : '',
          ' — ',
          code(same[0]!.code),
        ]),
    ),
    ...gainsPart(reader),
  );
}
