import type { RootContent } from 'mdast';
import * as text from '../../messages/analyze.ts';
import type { Text } from '../../messages/text.ts';
import { countBySeverity, documentGap } from '../document.ts';
import { code, heading, list, paragraph, strong, table } from '../nodes.ts';
import { age, formatInstant } from '../time.ts';
import type { Reader, Told } from './reader.ts';

/** Whose network this is, how old the data is, and what could not be read: at the top of every screen and report. */
export function header(reader: Told, title: Text = text.title): RootContent[] {
  const { snapshot, say } = reader;
  const at = formatInstant(snapshot.takenAt, reader.zone);
  return [
    heading(1, say(title)),
    list([
      [
        strong(say(text.label.account)),
        ': ',
        snapshot.accounts.map((a, i) => [
          i > 0 ? ', ' : '',
          code(a.id),
          a.alias === undefined ? undefined : ` (${a.alias})`,
        ]),
      ],
      ...callers(reader),
      [strong(say(text.label.region)), ': ', snapshot.regions.map((r, i) => [i > 0 ? ', ' : '', code(r)])],
      [
        strong(say(text.label.source)),
        ': ',
        say(text.dataAge(snapshot.source, at, age(snapshot.takenAt, reader.now, reader.lang))),
      ],
    ]),
    ...gaps(reader),
  ];
}

function callers(reader: Told) {
  const arns = [...new Set(reader.snapshot.accounts.flatMap((a) => a.callerArn ?? []))];
  return arns.length === 0
    ? []
    : [[strong(reader.say(text.label.caller)), ': ', arns.map((a, i) => [i > 0 ? ', ' : '', code(a)])]];
}

/** A report from half the data says so before anything else. */
function gaps(reader: Told): RootContent[] {
  const { snapshot, say } = reader;
  if (snapshot.gaps.length === 0) return [];
  // One line a call: a denied call is denied in every region alike.
  const lines = new Map<string, { regions: Set<string>; code: string; means: string }>();
  for (const gap of snapshot.gaps) {
    const shown = documentGap(gap, reader.lang);
    const key = `${gap.service}:${gap.operation}`;
    const line = lines.get(key) ?? { regions: new Set(), code: gap.code, means: shown.means };
    line.regions.add(gap.region);
    lines.set(key, line);
  }
  return [
    heading(2, `⚠️ ${say(text.sections.gaps)}`),
    paragraph(say(text.gapsIntro(snapshot.gaps.length))),
    table(
      [say(text.label.operation), say(text.label.region), say(text.label.code), say(text.label.means)],
      [...lines].map(([call, line]) => [code(call), [...line.regions].join(', '), line.code, line.means]),
    ),
  ];
}

/** The one paragraph that says how things stand, and the worst of it. */
export function summary(reader: Reader): RootContent[] {
  const { overview, findings, say } = reader;
  if (overview.vpcs === null) return [paragraph(say(text.vpcsUnread))];
  const counts = countBySeverity(findings);
  const causes = findings.filter((f) => f.cause).length;
  const first = overview.vpcs.length === 0 ? [paragraph(say(text.emptyAccount(reader.snapshot.regions)))] : [];
  if (overview.vpcs.length === 0 && findings.length === 0) return first;
  return [...first, paragraph(strong(say(text.headline(overview.vpcs.length, counts, causes))))];
}
