import type { RootContent } from 'mdast';
import type { RouteTableFacts } from '../../../diagnose/overview/overview.ts';
import * as text from '../../../messages/analyze.ts';
import { code, heading, list, paragraph, table } from '../../nodes.ts';
import { byName, firstOf, namesOf } from '../fold.ts';
import { called, type Reader } from '../reader.ts';

/** Above this many route tables, only those with something to say about are told. */
const readableTables = 40;

export function routing(reader: Reader): RootContent[] {
  const { say, overview } = reader;
  const tables = overview.routeTables;
  if (tables === null || tables.length === 0) return [];
  const blackholes = tables.flatMap((t) => t.routes.filter((r) => r.state === 'blackhole')).length;
  const ofSubnets = tables
    .filter((t) => t.gateways.length === 0)
    .map((t) => ({ t, place: `${called(reader, t.vpc)} ${t.name ?? t.id}` }))
    .sort((a, b) => byName(a.place, b.place))
    .map(({ t }) => t);
  const many = ofSubnets.length > readableTables;
  const odd = firstOf(reader, ofSubnets.filter(isOdd));
  const { shown, rest } = many ? odd : { shown: ofSubnets, rest: [] };
  return [
    heading(3, say(text.sections.routing)),
    paragraph(say(text.routingIntro(tables.length, blackholes))),
    ...(shown.length === 0
      ? []
      : [...(many ? [paragraph(say(text.oddTables))] : []), tablesTable(reader, shown), ...rest]),
    ...tables.filter((t) => t.gateways.length > 0).flatMap((t) => edgeTable(reader, t)),
    ...connectivity(reader),
  ];
}

function tablesTable(reader: Reader, told: readonly RouteTableFacts[]): RootContent {
  const { say } = reader;
  return table(
    [say(text.label.table), 'VPC', say(text.label.subnets), say(text.label.routes), say(text.label.remark)],
    told.map((t) => [
      t.name ?? code(t.id),
      called(reader, t.vpc),
      t.users === null ? say(text.unknown) : String(t.users),
      t.routes
        .filter((r) => r.target !== 'local')
        .sort((a, b) => byName(a.destination, b.destination))
        .map((r) => `${r.destination} → ${called(reader, r.target)}`)
        .join(', ') || 'local',
      remark(reader, t),
    ]),
    ['left', 'left', 'right', 'left', 'left'],
  );
}

/** Something that a person should look at: a route that leads nowhere, a table nobody uses. */
const isOdd = (t: RouteTableFacts): boolean =>
  (t.users === 0 && !t.main) || t.routes.some((r) => r.state === 'blackhole');

/** What is odd about a table: nobody uses it, a route leads nowhere or decides nothing. */
function remark({ say }: Reader, t: RouteTableFacts): string {
  const blackholes = t.routes.filter((r) => r.state === 'blackhole').map((r) => r.destination);
  const shadowed = t.routes.filter((r) => r.shadowedBy !== undefined).map((r) => r.destination);
  return (
    [
      t.main ? say(text.mainTable) : '',
      t.users === 0 ? say(text.unusedTable) : '',
      blackholes.length > 0 ? say(text.blackholeRoutes(blackholes)) : '',
      shadowed.length > 0 ? say(text.shadowedRoutes(shadowed)) : '',
    ]
      .filter((s) => s !== '')
      .join(', ') || '-'
  );
}

function edgeTable(reader: Reader, t: RouteTableFacts): RootContent[] {
  const { say } = reader;
  return [
    paragraph(say(text.edgeTable(t.gateways.map((g) => called(reader, g)).join(', '), t.name ?? t.id))),
    table(
      [say(text.label.destination), say(text.label.target)],
      [...t.routes]
        .sort((a, b) => byName(a.destination, b.destination))
        .map((r) => [r.destination, r.target === 'local' ? 'local' : called(reader, r.target)]),
    ),
  ];
}

/** Who reaches whom over transit gateways and peerings, VPCs with the same reach on one line. */
function connectivity(reader: Reader): RootContent[] {
  const { say, overview } = reader;
  const all = (overview.connectivity ?? []).filter(
    (c) => c.members.length > 1 || c.reaches.length + c.oneWay.length > 0,
  );
  if (all.length === 0) return [];
  return [
    paragraph(say(text.reachIntro)),
    list(
      all.map((c) =>
        say(
          text.reach(
            namesOf(reader, c.members),
            c.members.length > 1,
            namesOf(reader, c.reaches),
            namesOf(reader, c.oneWay),
          ),
        ),
      ),
    ),
  ];
}
