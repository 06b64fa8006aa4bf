import type { RootContent } from 'mdast';
import * as text from '../../../messages/analyze.ts';
import { heading, list, table } from '../../nodes.ts';
import { firstOf, namesOf } from '../fold.ts';
import { orUnknown, type Reader } from '../reader.ts';

export function dns(reader: Reader): RootContent[] {
  const { say, overview } = reader;
  const { zones, resolverEndpoints, forwardRules, queryLogging } = overview.dns;
  if (!zones?.length && !resolverEndpoints?.length && !forwardRules?.length) return [];
  const { shown, rest } = firstOf(reader, zones ?? []);
  const rules = firstOf(reader, forwardRules ?? []);
  return [
    heading(3, say(text.sections.dns)),
    ...(zones?.length
      ? [
          table(
            [say(text.label.domain), say(text.label.type), say(text.label.records), 'VPC'],
            shown.map((z) => [
              z.name,
              say(z.private ? text.privateZone : text.publicZone),
              orUnknown(reader, z.records),
              z.vpcs === null ? say(text.unknown) : namesOf(reader, z.vpcs) || '-',
            ]),
            ['left', 'left', 'right', 'left'],
          ),
          ...rest,
        ]
      : []),
    list([
      ...(resolverEndpoints ?? []).map((e) => say(text.resolverEndpoint(e.direction, e.addresses ?? []))),
      ...rules.shown.map((r) => say(text.forwardRule(r.domain, r.targets, r.vpcs?.length ?? 0))),
      say(text.queryLogging(queryLogging === null ? null : queryLogging.length > 0)),
    ]),
    ...rules.rest,
  ];
}
