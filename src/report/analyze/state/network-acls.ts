import type { RootContent } from 'mdast';
import * as text from '../../../messages/analyze.ts';
import { code, heading, paragraph, table } from '../../nodes.ts';
import { firstOf, namesOf } from '../fold.ts';
import { called, type Reader } from '../reader.ts';

/** Network ACLs that are not the default ones, which let everything through. */
export function networkAcls(reader: Reader): RootContent[] {
  const { say, overview } = reader;
  const all = overview.networkAcls;
  if (all === null || all.length === 0) return [];
  const own = all.filter((a) => !a.allowsAll);
  const { shown, rest } = firstOf(reader, own);
  return [
    heading(3, say(text.sections.networkAcls)),
    paragraph(say(text.networkAclsIntro(all.length, all.filter((a) => a.allowsAll).length))),
    ...(own.length === 0
      ? []
      : [
          table(
            ['NACL', 'VPC', say(text.label.subnets), say(text.label.inbound), say(text.label.outbound)],
            shown.map((a) => [
              a.name ?? code(a.id),
              called(reader, a.vpc),
              a.subnets.length === 0 ? say(text.unusedTable) : namesOf(reader, a.subnets),
              a.rules.ingress.join('; ') || '-',
              a.rules.egress.join('; ') || '-',
            ]),
          ),
          ...rest,
        ]),
  ];
}
