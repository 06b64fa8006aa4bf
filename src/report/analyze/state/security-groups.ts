import type { RootContent } from 'mdast';
import * as text from '../../../messages/analyze.ts';
import { code, heading, paragraph, table } from '../../nodes.ts';
import { byName, firstOf } from '../fold.ts';
import { called, orUnknown, type Reader } from '../reader.ts';

export function groups(reader: Reader): RootContent[] {
  const { say, overview } = reader;
  const { total, worldOpen, unused } = overview.securityGroups;
  if (total === null) return [];
  const open = [...(worldOpen ?? [])].sort(
    (a, b) => byName(called(reader, a.vpc), called(reader, b.vpc)) || byName(a.name, b.name),
  );
  const { shown, rest } = firstOf(reader, open);
  return [
    heading(3, say(text.sections.groups)),
    paragraph(say(text.groupsIntro(total, open.length, unused?.length ?? null))),
    ...(open.length === 0
      ? []
      : [
          table(
            [
              say(text.label.group),
              'VPC',
              say(text.label.openPorts),
              say(text.label.interfaces),
              say(text.exposureLabel),
            ],
            shown.map((g) => [
              [g.name, ' ', code(g.id)],
              called(reader, g.vpc),
              g.ports.join(', '),
              orUnknown(reader, g.attached),
              say(text.exposureName[g.exposure] ?? text.unknown),
            ]),
            ['left', 'left', 'left', 'right', 'left'],
          ),
          ...rest,
        ]),
  ];
}
