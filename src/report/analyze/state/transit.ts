import type { RootContent } from 'mdast';
import type { TransitGatewayFacts, TransitTableFacts } from '../../../diagnose/overview/overview.ts';
import * as text from '../../../messages/analyze.ts';
import { listed } from '../../../messages/plural.ts';
import { code, heading, paragraph, table } from '../../nodes.ts';
import { alike, byName, readable, shortZones } from '../fold.ts';
import { called, type Reader } from '../reader.ts';

export function transit(reader: Reader): RootContent[] {
  const gateways = reader.overview.transitGateways ?? [];
  if (gateways.length === 0) return [];
  return [
    heading(3, reader.say(text.sections.transit)),
    ...gateways.flatMap((tgw): RootContent[] => [
      paragraph(tgw.name ?? '', ' ', code(tgw.id), tgw.asn === null ? '' : ` (ASN ${tgw.asn})`),
      attachments(reader, tgw),
      ...tgw.tables.flatMap((t) => routes(reader, tgw, t)),
    ]),
  ];
}

/** With many attachments, those that are set up alike share a row, so that the odd one shows. */
function attachments(reader: Reader, tgw: TransitGatewayFacts): RootContent {
  const { say, lang } = reader;
  const all = [...tgw.attachments].sort((a, b) => byName(a.name ?? a.id, b.name ?? b.id));
  const many = all.length > readable;
  const rows = many
    ? alike(all, (a) => `${a.type} ${a.state} ${shortZones(a.zones)} ${a.applianceMode}`)
    : all.map((a) => [a]);
  return table(
    [
      say(text.label.attachment),
      say(text.label.type),
      say(text.label.resource),
      say(text.label.state),
      say(text.label.zones),
      say(text.label.appliance),
    ],
    rows.map((same) => {
      const a = same[0]!;
      return [
        many
          ? listed(
              same.map((s) => s.name ?? s.id),
              2,
            )[lang]
          : (a.name ?? code(a.id)),
        a.type,
        listed(same.map((s) => called(reader, s.resource)).sort(byName), 3)[lang],
        a.state,
        shortZones(a.zones),
        a.applianceMode === null ? '-' : say(a.applianceMode ? text.on : text.off),
      ];
    }),
  );
}

/** With many routes, the propagated ones, each its VPC's own block, share a row. */
function routes(reader: Reader, tgw: TransitGatewayFacts, t: TransitTableFacts): RootContent[] {
  const { say, lang } = reader;
  if (t.routes === null || t.routes.length === 0) return [];
  const resourceOf = new Map(tgw.attachments.map((a) => [a.id, called(reader, a.resource)]));
  const targetOf = (attachment: string): string => resourceOf.get(attachment) ?? attachment;
  const all = [...t.routes].sort((a, b) => byName(a.destination, b.destination));
  const rows =
    all.length > readable
      ? alike(all, (r) => (r.type === 'propagated' ? `${r.type} ${r.state}` : `${r.destination} ${r.type} ${r.state}`))
      : all.map((r) => [r]);
  return [
    paragraph(say(text.label.table), ' ', t.name ?? '', ' ', code(t.id)),
    table(
      [say(text.label.destination), say(text.label.target), say(text.label.type), say(text.label.state)],
      rows.map((same) => [
        listed(
          same.map((r) => r.destination),
          3,
        )[lang],
        listed([...new Set(same.map((r) => targetOf(r.attachment)))].sort(byName), 3)[lang],
        same[0]!.type,
        same[0]!.state,
      ]),
    ),
  ];
}
