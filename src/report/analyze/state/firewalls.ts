import type { RootContent } from 'mdast';
import * as text from '../../../messages/analyze.ts';
import { heading, table } from '../../nodes.ts';
import { firstOf, shortZones } from '../fold.ts';
import { called, type Reader } from '../reader.ts';

export function firewalls(reader: Reader): RootContent[] {
  const { say, overview } = reader;
  const all = overview.firewalls ?? [];
  if (all.length === 0) return [];
  const { shown, rest } = firstOf(reader, all);
  return [
    heading(3, say(text.sections.firewalls)),
    table(
      [
        say(text.label.name),
        'VPC',
        say(text.label.endpoints),
        say(text.label.ruleOrder),
        say(text.defaultActions),
        say(text.label.shadowed),
      ],
      shown.map((f) => [
        f.name,
        called(reader, f.vpc),
        shortZones(f.endpoints.map((e) => e.zone)),
        f.ruleOrder ?? say(text.unknown),
        f.defaultActions === null ? say(text.unknown) : f.defaultActions.join(', ') || say(text.passDefault),
        f.shadowed === null ? say(text.unknown) : String(f.shadowed.length),
      ]),
      ['left', 'left', 'left', 'left', 'left', 'right'],
    ),
    ...rest,
  ];
}
