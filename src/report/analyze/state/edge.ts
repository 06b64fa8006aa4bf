import type { RootContent } from 'mdast';
import * as text from '../../../messages/analyze.ts';
import { heading, table } from '../../nodes.ts';
import { firstOf } from '../fold.ts';
import type { Reader } from '../reader.ts';

export function edge(reader: Reader): RootContent[] {
  const { say, overview } = reader;
  const all = overview.distributions ?? [];
  if (all.length === 0) return [];
  const { shown, rest } = firstOf(reader, all);
  return [
    heading(3, say(text.sections.edge)),
    table(
      [say(text.label.domain), say(text.origin), 'WAF', say(text.label.hitRate)],
      shown.map((d) => [
        d.aliases.join(', ') || d.domain,
        d.origins.map((o) => o.domain).join(', '),
        say(d.webAcl === null ? text.no : text.yes),
        d.hitRate === null ? say(text.unknown) : `${d.hitRate.toFixed(1)}%`,
      ]),
      ['left', 'left', 'left', 'right'],
    ),
    ...rest,
  ];
}
