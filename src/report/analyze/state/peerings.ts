import type { RootContent } from 'mdast';
import * as text from '../../../messages/analyze.ts';
import { code, heading, table } from '../../nodes.ts';
import { firstOf } from '../fold.ts';
import { called, type Reader } from '../reader.ts';

export function peerings(reader: Reader): RootContent[] {
  const { say, overview } = reader;
  if (!overview.peerings?.length) return [];
  const { shown, rest } = firstOf(reader, overview.peerings);
  return [
    heading(3, say(text.sections.peerings)),
    table(
      [say(text.label.name), 'VPC', 'VPC', say(text.label.state)],
      shown.map((p) => [p.name ?? code(p.id), called(reader, p.vpcs[0]), called(reader, p.vpcs[1]), p.state]),
    ),
    ...rest,
  ];
}
